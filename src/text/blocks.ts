/**
 * The blocks of a Markdown text that are read, with the source spans of their lines. markdown-it finds the blocks
 * (CommonMark, and the tables of GitHub's Markdown); since it tells only line numbers, each line of a block's content
 * is put back where it stands: it is always the tail of its source line.
 */
import MarkdownIt, { type Env, type Token } from 'markdown-it';
import type { Block, BlockKind } from './block.js';
import type { LineSpans } from './flat-text.js';
import { htmlBlocks } from './html-blocks.js';
import { RowReader } from './table-row.js';

export interface Blocks {
  readonly blocks: readonly Block[];
  /** Whether a link label has a definition (`[label]: address`) somewhere in the text. */
  readonly isReference: (label: string) => boolean;
}

/** Only its block rules are used; it keeps nothing of a text. */
const parser = new MarkdownIt({ html: true });

/**
 * Blocks in the order of the source. Code blocks, thematic breaks, link definitions and HTML comments are left out.
 * Linear in the text's length; any string is a text.
 */
export function readBlocks(source: string): Blocks {
  const env: Env = {};
  const tokens: Token[] = [];
  const text = withLineFeeds(source);
  parser.block.parse(text, parser, env, tokens);
  const { references } = env;
  return {
    blocks: new BlockReader(text).read(tokens),
    isReference: (label) =>
      references !== undefined && Object.hasOwn(references, parser.utils.normalizeReference(label)),
  };
}

/** Every line end as one line feed, front matter and byte order mark as spaces: positions stay what they are. */
function withLineFeeds(source: string): string {
  const text = source.includes('\r') ? source.replace(/\r\n/g, ' \n').replace(/\r/g, '\n') : source;
  const skipped = frontMatterEnd(text);
  return skipped === 0 ? text : text.slice(0, skipped).replace(/[^\n]/g, ' ') + text.slice(skipped);
}

const MAX_FRONT_MATTER = 20_000;

/** End of a YAML head (`---`, `key: value` …, `---`) or of a byte order mark; 0 when there is neither. A heading is no YAML. */
function frontMatterEnd(text: string): number {
  const mark = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const lines = text.slice(mark, mark + MAX_FRONT_MATTER);
  if (!/^---[ \t]*\n[\w-]+[ \t]*:/.test(lines)) return mark;
  const end = /\n(?:#{1,6} |(?:---|\.\.\.)[ \t]*(?:\n|$))/.exec(lines);
  return end === null || end[0].startsWith('\n#') ? mark : mark + end.index + end[0].length;
}

/** Walks over the tokens of one text; knows at each which containers it is in. */
class BlockReader {
  readonly #text: string;
  readonly #lineStarts: readonly number[];
  readonly #blocks: Block[] = [];
  /** Containers that are open, outermost first. */
  readonly #containers: ('list-item' | 'quote')[] = [];
  #headingLevel = 0;
  #row: RowReader | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#lineStarts = lineStartsOf(text);
  }

  read(tokens: readonly Token[]): readonly Block[] {
    for (const token of tokens) this.#take(token);
    return this.#blocks;
  }

  #take(token: Token): void {
    switch (token.type) {
      case 'inline':
        this.#takeInline(token);
        break;
      case 'html_block':
        this.#takeHtml(token);
        break;
      case 'heading_open':
        this.#headingLevel = Number(token.tag.slice(1));
        break;
      case 'heading_close':
        this.#headingLevel = 0;
        break;
      case 'list_item_open':
        this.#containers.push('list-item');
        break;
      case 'blockquote_open':
        this.#containers.push('quote');
        break;
      case 'list_item_close':
      case 'blockquote_close':
        this.#containers.pop();
        break;
      case 'tr_open':
        this.#row = new RowReader(this.#text, this.#lineSpan(token.map?.[0] ?? 0));
        break;
      case 'tr_close':
        this.#row = null;
        break;
    }
  }

  #takeInline(token: Token): void {
    if (this.#row !== null) {
      const cell = this.#row.next(token.content);
      if (cell !== null) this.#push('table-cell', cell, cell[0] ?? 0);
    } else if (this.#headingLevel > 0) {
      this.#push('heading', this.#linesOf(token), this.#startOf(token));
    } else {
      this.#push(this.#containers.at(-1) ?? 'paragraph', this.#linesOf(token), this.#startOf(token));
    }
  }

  #push(kind: BlockKind, lines: LineSpans, start: number): void {
    if (lines.length === 0) return;
    this.#blocks.push({ kind, level: kind === 'heading' ? this.#headingLevel : 0, html: false, start, lines });
  }

  #startOf(token: Token): number {
    return this.#lineSpan(token.map?.[0] ?? 0)[0];
  }

  #takeHtml(token: Token): void {
    const outside = this.#containers.at(-1) ?? 'paragraph';
    for (const block of htmlBlocks(this.#text, this.#linesOf(token), outside)) this.#blocks.push(block);
  }

  /** Source spans of the lines of a token's content; blank lines are left out. */
  #linesOf(token: Token): number[] {
    const [first, end] = token.map ?? [0, 0];
    const spans: number[] = [];
    let line = first;
    for (const content of token.content.split('\n')) {
      const wanted = content.trimStart();
      if (wanted === '') continue;
      let found = -1;
      for (; line < end && found < 0; line += 1) found = this.#find(line, wanted);
      if (found >= 0) spans.push(found, found + wanted.length);
    }
    return spans;
  }

  /** Last place of the content in a source line: a heading's closing `##` may follow it. -1 when it is not there. */
  #find(line: number, content: string): number {
    const [start, end] = this.#lineSpan(line);
    const found = this.#text.slice(start, end).lastIndexOf(content);
    return found < 0 ? -1 : start + found;
  }

  #lineSpan(line: number): [start: number, end: number] {
    return [this.#lineStarts[line] ?? 0, (this.#lineStarts[line + 1] ?? this.#text.length + 1) - 1];
  }
}

/** Start of each line; line ends are line feeds. */
function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
