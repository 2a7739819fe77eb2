/**
 * Inline Markdown → plain text with its map. One pass over a block's content collects pieces (verbatim, replaced, left
 * out) and delimiters; then emphasis is matched and the pieces are joined. Linear in the length of the content.
 */
import { decodeHTMLStrict } from 'entities/decode';
import { cutCitations, type Mark } from './citations.js';
import { type Delimiter, flanking, matchDelimiters, type Piece } from './delimiters.js';
import { closerOf, endOfAutolink, isBlockTag, tagAt, UNREAD } from './html-tags.js';
import { endOfTarget, labelAt } from './links.js';
import { formulaAt, piecesOfMath } from './math.js';
import { PlainText } from './plain-text.js';
import { Search } from './search.js';

export interface InlineOptions {
  /** Only tags and entities are mark-up. */
  readonly html: boolean;
  /** Whether `[label]` is defined in the document. */
  readonly isReference: (label: string) => boolean;
}

/** Reads a block's content; positions in the result are those of `text`. */
export function readInline(text: string, options: InlineOptions): PlainText {
  return new InlineReader(text, options).read();
}

/** A `[` or `![` that may turn out to begin a link or image, and what had been read before it. */
interface Bracket {
  readonly image: boolean;
  readonly at: number;
  readonly pieces: number;
  readonly delimiters: number;
  readonly marks: number;
}

/** A part of the pieces that citations are looked for in. */
interface PieceMark {
  readonly kind: Mark['kind'];
  readonly first: number;
  readonly end: number;
}

/** Not read as mark-up by the handler: the unit stands for itself. */
const LITERAL = -1;
/** Longest superscript between carets, longest run of backticks that is looked for. */
const MAX_SCRIPT = 40;
const MAX_TICKS = 32;

const ENTITY = /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/iy;
const FOOTNOTE = /\[\^[^\s[\]^]{1,80}\]:?/y;
const PANDOC_CITATION = /\[-?@[^[\]]{1,300}\]/y;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

class InlineReader {
  readonly #text: string;
  readonly #options: InlineOptions;
  readonly #search: Search;
  readonly #pieces: Piece[] = [];
  readonly #delimiters: Delimiter[] = [];
  readonly #brackets: Bracket[] = [];
  /** Brackets below this index may not begin a link any more: one ended behind them, and links do not nest. */
  #linkFloor = 0;
  readonly #marks: PieceMark[] = [];
  /** For each `<sup>` that is open, the index of the piece after it. */
  readonly #scripts: number[] = [];
  /** End of the superscript between carets or tildes that is being read. */
  #scriptEnd = -1;
  /** Where the text that is not yet in a piece begins. */
  #from = 0;

  constructor(text: string, options: InlineOptions) {
    this.#text = text;
    this.#options = options;
    this.#search = new Search(text);
  }

  read(): PlainText {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      const end = isSpecial(text.charCodeAt(at)) ? this.#handle(at) : LITERAL;
      if (end !== LITERAL) this.#from = end;
      at = end === LITERAL ? at + 1 : end;
    }
    this.#flush(text.length);
    matchDelimiters(this.#delimiters, 0);
    return this.#join();
  }

  /** Takes the construct that begins at `at`; gives the position after it. */
  #handle(at: number): number {
    const unit = this.#text[at];
    if (unit === '\n' || unit === '\r') return this.#lineBreak(at);
    if (unit === '<') return this.#pointed(at);
    if (unit === '&') return this.#entity(at);
    if (this.#options.html) return LITERAL;
    switch (unit) {
      case '*':
      case '_':
        return this.#delimiter(at);
      case '\\':
        return this.#escape(at);
      case '`':
        return this.#code(at);
      case '[':
        return this.#open(at);
      case '!':
        return this.#text[at + 1] === '[' ? this.#openImage(at) : LITERAL;
      case ']':
        return this.#close(at);
      case '$':
        return this.#math(at);
      case '~':
        return this.#text[at + 1] === '~' ? this.#delimiter(at) : this.#script(at);
      default:
        return this.#script(at);
    }
  }

  #flush(to: number): void {
    if (to > this.#from) this.#pieces.push({ start: this.#from, end: to, text: null });
    this.#from = to;
  }

  #replace(start: number, end: number, text: string): number {
    this.#flush(start);
    this.#pieces.push({ start, end, text });
    return end;
  }

  #drop(start: number, end: number): number {
    this.#flush(start);
    return end;
  }

  /** White space around a line break belongs to it. */
  #lineBreak(at: number): number {
    let start = at;
    while (start > this.#from && isBlank(this.#text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < this.#text.length && isBlank(this.#text.charCodeAt(end))) end += 1;
    return this.#replace(start, end, ' ');
  }

  #delimiter(at: number): number {
    const unit = this.#text.charCodeAt(at);
    let end = at + 1;
    while (this.#text.charCodeAt(end) === unit) end += 1;
    this.#flush(at);
    const piece: Piece = { start: at, end, text: null };
    this.#pieces.push(piece);
    const { opens, closes } = flanking(this.#text, at, end);
    const length = end - at;
    if (this.#text[at] === '~' && length !== 2) return end;
    if (opens || closes) this.#delimiters.push({ unit, piece, length, opens, closes });
    return end;
  }

  #escape(at: number): number {
    const next = this.#text.charAt(at + 1);
    if (next === '\n' || next === '\r') return this.#lineBreak(at);
    if (!PUNCTUATION.test(next)) return LITERAL;
    this.#flush(at);
    this.#pieces.push({ start: at + 1, end: at + 2, text: null });
    return at + 2;
  }

  #entity(at: number): number {
    ENTITY.lastIndex = at;
    const name = ENTITY.exec(this.#text)?.[0];
    if (name === undefined) return LITERAL;
    const decoded = decodeHTMLStrict(name);
    return decoded === name ? LITERAL : this.#replace(at, at + name.length, decoded);
  }

  /** Code is read (gene names are sometimes set as code); line breaks in it are spaces. */
  #code(at: number): number {
    let start = at;
    while (this.#text[start] === '`') start += 1;
    const length = start - at;
    const end = length > MAX_TICKS ? -1 : this.#closingTicks(start, length);
    this.#flush(at);
    if (end < 0) {
      this.#pieces.push({ start: at, end: start, text: null });
      return start;
    }
    const padding = /^[ \r\n][^]*[^ \r\n][^]*[ \r\n]$/.test(this.#text.slice(start, end)) ? 1 : 0;
    this.#copyLines(start + padding, end - padding);
    return end + length;
  }

  #closingTicks(from: number, length: number): number {
    const ticks = '`'.repeat(length);
    let at = this.#search.indexOf(ticks, from);
    while (at >= 0) {
      let end = at + length;
      while (this.#text[end] === '`') end += 1;
      if (end - at === length) return at;
      at = this.#search.indexOf(ticks, end);
    }
    return -1;
  }

  #copyLines(start: number, end: number): void {
    this.#from = start;
    for (let feed = this.#text.indexOf('\n', start); feed >= 0 && feed < end; feed = this.#text.indexOf('\n', feed + 1))
      this.#from = this.#lineBreak(feed);
    this.#flush(end);
  }

  #pointed(at: number): number {
    const tag = tagAt(this.#text, at);
    if (tag !== null) return this.#tag(at, tag);
    const link = endOfAutolink(this.#text, at);
    if (link >= 0) {
      this.#flush(at);
      this.#pieces.push({ start: at + 1, end: link - 1, text: null });
      return link;
    }
    const closer = closerOf(this.#text, at);
    const end = closer === null ? -1 : this.#search.after(closer, at + 2, -1);
    return end < 0 ? LITERAL : this.#drop(at, end);
  }

  #tag(at: number, { name, closing, end }: { readonly name: string; readonly closing: boolean; readonly end: number }) {
    if (UNREAD.has(name) && !closing) return this.#drop(at, this.#search.after(`</${name}>`, end, end));
    if (isBlockTag(name)) return this.#replace(at, end, ' ');
    this.#drop(at, end);
    if (name === 'sup') this.#toggleScript(closing);
    return end;
  }

  #toggleScript(closing: boolean): void {
    if (!closing) this.#scripts.push(this.#pieces.length);
    const first = closing ? this.#scripts.pop() : undefined;
    if (first !== undefined) this.#marks.push({ kind: 'superscript', first, end: this.#pieces.length });
  }

  /** `^1^` and `~2~`, as in Pandoc: no white space inside. */
  #script(at: number): number {
    const unit = this.#text.charAt(at);
    if (at === this.#scriptEnd) {
      this.#drop(at, at + 1);
      if (unit === '^') this.#toggleScript(true);
      return at + 1;
    }
    const content = this.#text.slice(at + 1, at + 1 + MAX_SCRIPT);
    const length = content.search(/[\s^~]/);
    if (at < this.#scriptEnd || length <= 0 || content[length] !== unit) return LITERAL;
    if (unit === '~' && !/[\p{L}\p{N}]/u.test(content.slice(0, length))) return LITERAL;
    this.#drop(at, at + 1);
    if (unit === '^') this.#toggleScript(false);
    this.#scriptEnd = at + 1 + length;
    return at + 1;
  }

  #math(at: number): number {
    const formula = formulaAt(this.#text, at, this.#search);
    if (formula === null) return LITERAL;
    if (formula.display) return this.#replace(at, formula.after, ' ');
    this.#drop(at, formula.after);
    const first = this.#pieces.length;
    this.#pieces.push(...piecesOfMath(this.#text, formula.start, formula.end));
    if (this.#text[formula.start] === '^') this.#marks.push({ kind: 'superscript', first, end: this.#pieces.length });
    return formula.after;
  }

  #open(at: number): number {
    for (const pattern of [FOOTNOTE, PANDOC_CITATION]) {
      pattern.lastIndex = at;
      const found = pattern.exec(this.#text)?.[0];
      if (found !== undefined) return this.#dropNote(at, found);
    }
    return this.#bracket(at, at + 1);
  }

  /** A footnote's `[^1]:` at the block's beginning goes with its colon; elsewhere the colon is text. */
  #dropNote(at: number, note: string): number {
    const length = note.endsWith(':') && at > 0 ? note.length - 1 : note.length;
    return this.#drop(at, at + length);
  }

  #openImage(at: number): number {
    return this.#bracket(at, at + 2);
  }

  #bracket(at: number, end: number): number {
    this.#flush(at);
    this.#brackets.push({
      image: end - at === 2,
      at,
      pieces: this.#pieces.length,
      delimiters: this.#delimiters.length,
      marks: this.#marks.length,
    });
    this.#pieces.push({ start: at, end, text: null });
    return end;
  }

  #close(at: number): number {
    const open = this.#brackets.pop();
    if (open === undefined) return LITERAL;
    const nested = this.#brackets.length < this.#linkFloor;
    this.#linkFloor = Math.min(this.#linkFloor, this.#brackets.length);
    const end = nested && !open.image ? -1 : this.#endOfLink(open, at);
    if (end < 0) return LITERAL;
    this.#flush(at);
    if (open.image) this.#forget(open);
    else this.#link(open);
    return end;
  }

  #endOfLink(open: Bracket, at: number): number {
    const next = this.#text[at + 1];
    const target = next === '(' ? endOfTarget(this.#text, at + 1) : -1;
    if (target >= 0) return target;
    const given = next === '[' ? labelAt(this.#text, at + 1) : null;
    if (given !== null && given.label.trim() !== '') return this.#options.isReference(given.label) ? given.end : -1;
    const own = labelAt(this.#text, open.at + (open.image ? 1 : 0));
    if (own === null || own.end !== at + 1 || !this.#options.isReference(own.label)) return -1;
    return given === null ? at + 1 : given.end;
  }

  /** Images are not read: what was collected since the bracket goes. */
  #forget(open: Bracket): void {
    this.#pieces.length = open.pieces;
    this.#delimiters.length = open.delimiters;
    this.#marks.length = open.marks;
  }

  #link(open: Bracket): void {
    this.#linkFloor = this.#brackets.length;
    matchDelimiters(this.#delimiters, open.delimiters);
    this.#delimiters.length = open.delimiters;
    const bracket = this.#pieces[open.pieces];
    if (bracket !== undefined) bracket.start = bracket.end;
    this.#marks.push({ kind: 'link', first: open.pieces, end: this.#pieces.length });
  }

  #join(): PlainText {
    const plain = new PlainText();
    const lengths: number[] = [];
    for (const { start, end, text } of this.#pieces) {
      lengths.push(plain.length);
      if (text === ' ') plain.space(start, end);
      else if (text !== null) plain.put(text, start, end);
      else plain.copy(this.#text.slice(start, end), start);
    }
    const at = (piece: number) => lengths[piece] ?? plain.length;
    return cutCitations(
      plain,
      this.#marks.map(({ kind, first, end }) => ({ kind, start: at(first), end: at(end) })),
    );
  }
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d;
}

const SPECIAL = '\n\r*_\\<&[]!`$^~';

function isSpecial(unit: number): boolean {
  return unit < 0x7f && SPECIAL_UNITS[unit] === 1;
}

const SPECIAL_UNITS = Uint8Array.from({ length: 0x7f }, (_, unit) =>
  SPECIAL.includes(String.fromCharCode(unit)) ? 1 : 0,
);
