/** Blocks of HTML inside Markdown: tables, lists, paragraphs. Simple HTML is read; scripts and comments are not. */
import type { Block, BlockKind } from './block.js';
import { FlatText, type LineSpans } from './flat-text.js';
import { closerOf, isBlockTag, tagAt, UNREAD } from './html-tags.js';
import { Search } from './search.js';

const KINDS: Readonly<Record<string, BlockKind>> = {
  td: 'table-cell',
  th: 'table-cell',
  li: 'list-item',
  dt: 'list-item',
  dd: 'list-item',
  'list-item': 'list-item',
  caption: 'caption',
  figcaption: 'caption',
  blockquote: 'quote',
};

/** Elements inside one another that are kept track of; deeper ones count as the innermost of these. */
const MAX_DEPTH = 40;

/** Splits the HTML on the given lines at its block elements. `outside` is the kind of what stands in none of them. */
export function htmlBlocks(source: string, lines: LineSpans, outside: BlockKind): Block[] {
  const splitter = new HtmlSplitter(new FlatText(source, lines), outside);
  return splitter.split();
}

class HtmlSplitter {
  readonly #flat: FlatText;
  readonly #outside: BlockKind;
  readonly #search: Search;
  readonly #blocks: Block[] = [];
  /** Elements that give a kind and are open, outermost first. */
  readonly #open: string[] = [];
  #level = 0;
  /** Where the text that is not yet in a block begins. */
  #from = 0;

  constructor(flat: FlatText, outside: BlockKind) {
    this.#flat = flat;
    this.#outside = outside;
    this.#search = new Search(flat.text);
  }

  split(): Block[] {
    const { text } = this.#flat;
    let at = text.indexOf('<');
    while (at >= 0) at = text.indexOf('<', this.#step(at));
    this.#end(text.length);
    return this.#blocks;
  }

  /** Takes what begins with the `<` at `at`; gives the position to go on from. */
  #step(at: number): number {
    const { text } = this.#flat;
    const tag = tagAt(text, at);
    if (tag === null) return this.#skipOther(at);
    if (!tag.closing && UNREAD.has(tag.name)) return this.#skipUnread(at, tag.name, tag.end);
    if (!isBlockTag(tag.name) || tag.name === 'br') return tag.end;
    this.#end(at);
    this.#from = tag.end;
    this.#note(tag.name, tag.closing);
    return tag.end;
  }

  #skipOther(at: number): number {
    const closer = closerOf(this.#flat.text, at);
    return closer === null ? at + 1 : this.#search.after(closer, at, at + 1);
  }

  #skipUnread(at: number, name: string, end: number): number {
    this.#end(at);
    this.#from = this.#search.after(`</${name}>`, end, this.#flat.text.length);
    return this.#from;
  }

  #note(name: string, closing: boolean): void {
    if (/^h[1-6]$/.test(name)) this.#level = closing ? 0 : Number(name.slice(1));
    if (KINDS[name] === undefined) return;
    if (!closing && this.#open.length < MAX_DEPTH) this.#open.push(name);
    const opened = closing ? this.#open.lastIndexOf(name) : -1;
    if (opened >= 0) this.#open.length = opened;
  }

  /** Ends the block that began at the last boundary. */
  #end(at: number): void {
    if (this.#flat.text.slice(this.#from, at).trim() === '') return;
    const inside = KINDS[this.#open.at(-1) ?? ''] ?? this.#outside;
    const kind = this.#level > 0 ? 'heading' : inside;
    const lines = this.#flat.linesOf(this.#from, at);
    this.#blocks.push({ kind, level: this.#level, html: true, start: lines[0] ?? 0, lines });
  }
}
