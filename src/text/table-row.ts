/** Where the cells of a table row in GitHub's Markdown stand: `| a | b \| c |`. */
import type { LineSpans } from './flat-text.js';

/**
 * Finds the cells of one row, asked for in their order with the content that the block parser gives (white space around
 * them and the backslashes before `|` removed). What stands before the row (`> `) or in surplus cells is passed over.
 */
export class RowReader {
  readonly #text: string;
  readonly #end: number;
  #from: number;

  constructor(text: string, [start, end]: readonly [start: number, end: number]) {
    this.#text = text;
    this.#from = start;
    this.#end = end;
  }

  /** Source span of the next cell with this content; null for an empty one. */
  next(content: string): LineSpans | null {
    if (content === '') return null;
    while (this.#from < this.#end) {
      const cell = this.#take();
      if (cell.plain.endsWith(content)) return [cell.end - content.length - cell.escaped, cell.end];
    }
    return null;
  }

  #take(): { readonly end: number; readonly plain: string; readonly escaped: number } {
    const start = this.#from;
    let end = start;
    while (end < this.#end && !this.#endsCell(end, start)) end += 1;
    this.#from = end + 1;
    const raw = this.#text.slice(start, end).trimEnd();
    const plain = raw.replaceAll('\\|', '|');
    return { end: start + raw.length, plain, escaped: raw.length - plain.length };
  }

  #endsCell(at: number, start: number): boolean {
    return this.#text[at] === '|' && (at === start || this.#text[at - 1] !== '\\');
  }
}
