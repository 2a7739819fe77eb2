/**
 * Inline Markdown → plain text with its map. One pass over a block's content takes constructs off from left to right; then
 * emphasis is matched and what is left is joined. Linear in the length of the content.
 */
import { decodeHTMLStrict } from 'entities/decode';
import { type Delimiter, flanking, matchDelimiters } from './delimiters.js';
import { closerOf, endOfAutolink, isBlockTag, type Tag, tagAt, UNREAD } from './html-tags.js';
import { LinkBrackets } from './link-brackets.js';
import { formulaAt, readFormula } from './math.js';
import { type Checkpoint, Pieces } from './pieces.js';
import type { PlainText } from './plain-text.js';
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

/** What a handler gives for a unit that is no mark-up: it stands for itself. */
const LITERAL = -1;

/** Longest superscript between carets, and longest run of backticks, that are looked for. */
const MAX_SCRIPT = 40;
const MAX_TICKS = 32;

const ENTITY = /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/iy;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** `[^1]`, and `[@smith2020; @jones]` of Pandoc. */
const NOTE = /\[(?:\^[^\s[\]^]{1,80}|-?@[^[\]]{1,300})\]:?/y;

class InlineReader {
  readonly #text: string;
  readonly #html: boolean;
  readonly #search: Search;
  readonly #pieces: Pieces;
  readonly #delimiters: Delimiter[] = [];
  readonly #brackets: LinkBrackets;
  /** For each superscript that is open, what had been collected before it. */
  readonly #scripts: Checkpoint[] = [];
  /** Where the superscript or subscript between carets or tildes ends that is being read. */
  #scriptEnd = -1;

  constructor(text: string, { html, isReference }: InlineOptions) {
    this.#text = text;
    this.#html = html;
    this.#search = new Search(text);
    this.#pieces = new Pieces(text);
    this.#brackets = new LinkBrackets({ text, pieces: this.#pieces, delimiters: this.#delimiters, isReference });
  }

  read(): PlainText {
    for (let at = 0; at < this.#text.length; ) {
      const end = isSpecial(this.#text.charCodeAt(at)) ? this.#handle(at) : LITERAL;
      at = end === LITERAL ? at + 1 : end;
    }
    matchDelimiters(this.#delimiters, 0);
    return this.#pieces.join();
  }

  /** Takes the construct that begins at `at`; gives the position after it. */
  #handle(at: number): number {
    const unit = this.#text[at];
    if (unit === '\n' || unit === '\r') return this.#pieces.lineBreak(at);
    if (unit === '<') return this.#pointed(at);
    if (unit === '&') return this.#entity(at);
    if (this.#html) return LITERAL;
    switch (unit) {
      case '*':
      case '_':
        return this.#delimiter(at);
      case '\\':
        return this.#escape(at);
      case '`':
        return this.#code(at);
      case '[':
        return this.#note(at) ?? this.#brackets.open(at, at + 1);
      case '!':
        return this.#text[at + 1] === '[' ? this.#brackets.open(at, at + 2) : LITERAL;
      case ']':
        return this.#brackets.close(at);
      case '$':
        return this.#formula(at);
      case '~':
        return this.#text[at + 1] === '~' ? this.#delimiter(at) : this.#script(at);
      default:
        return this.#script(at);
    }
  }

  #delimiter(at: number): number {
    const unit = this.#text.charCodeAt(at);
    let end = at + 1;
    while (this.#text.charCodeAt(end) === unit) end += 1;
    const piece = this.#pieces.keep(at, end);
    const length = end - at;
    const { opens, closes } = flanking(this.#text, at, end);
    const strikes = this.#text[at] !== '~' || length === 2;
    if (strikes && (opens || closes)) this.#delimiters.push({ unit, piece, length, opens, closes });
    return end;
  }

  #escape(at: number): number {
    const next = this.#text.charAt(at + 1);
    if (next === '\n' || next === '\r') return this.#pieces.lineBreak(at);
    if (!PUNCTUATION.test(next)) return LITERAL;
    this.#pieces.drop(at, at + 1);
    this.#pieces.keep(at + 1, at + 2);
    return at + 2;
  }

  #entity(at: number): number {
    ENTITY.lastIndex = at;
    const name = ENTITY.exec(this.#text)?.[0];
    if (name === undefined) return LITERAL;
    const decoded = decodeHTMLStrict(name);
    return decoded === name ? LITERAL : this.#pieces.replace(at, at + name.length, decoded);
  }

  /** Code is read: gene names are sometimes set as code. */
  #code(at: number): number {
    let start = at;
    while (this.#text[start] === '`') start += 1;
    const end = this.#closingTicks(start, start - at);
    if (end < 0) {
      this.#pieces.keep(at, start);
      return start;
    }
    const padding = /^[ \r\n].*[^ \r\n].*[ \r\n]$/s.test(this.#text.slice(start, end)) ? 1 : 0;
    this.#pieces.drop(at, start + padding);
    this.#pieces.keepLines(start + padding, end - padding);
    return this.#pieces.drop(end - padding, end + start - at);
  }

  #closingTicks(from: number, length: number): number {
    if (length > MAX_TICKS) return -1;
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

  /** What begins with `<`: a tag, an address, a comment. */
  #pointed(at: number): number {
    const tag = tagAt(this.#text, at);
    if (tag !== null) return this.#tag(at, tag);
    const address = endOfAutolink(this.#text, at);
    if (address >= 0) {
      this.#pieces.drop(at, at + 1);
      return this.#pieces.drop(address - 1, address);
    }
    const closer = closerOf(this.#text, at);
    const end = closer === null ? -1 : this.#search.after(closer, at + 2, -1);
    return end < 0 ? LITERAL : this.#pieces.drop(at, end);
  }

  #tag(at: number, { name, closing, end }: Tag): number {
    if (UNREAD.has(name) && !closing) return this.#pieces.drop(at, this.#search.after(`</${name}>`, end, end));
    if (isBlockTag(name)) return this.#pieces.replace(at, end, ' ');
    this.#pieces.drop(at, end);
    if (name === 'sup') this.#superscript(closing ? 'ends' : 'begins');
    return end;
  }

  #superscript(what: 'begins' | 'ends'): void {
    if (what === 'begins') this.#scripts.push(this.#pieces.checkpoint());
    const begun = what === 'ends' ? this.#scripts.pop() : undefined;
    if (begun !== undefined) this.#pieces.mark('superscript', begun);
  }

  /** `^1^` and `~2~`, as in Pandoc: no white space inside. */
  #script(at: number): number {
    const unit = this.#text.charAt(at);
    const ends = at === this.#scriptEnd;
    if (!ends && !this.#beginsScript(at, unit)) return LITERAL;
    this.#pieces.drop(at, at + 1);
    if (unit === '^') this.#superscript(ends ? 'ends' : 'begins');
    return at + 1;
  }

  #beginsScript(at: number, unit: string): boolean {
    if (at < this.#scriptEnd) return false;
    const content = this.#text.slice(at + 1, at + 1 + MAX_SCRIPT);
    const length = content.search(/[\s^~]/);
    if (length <= 0 || content[length] !== unit) return false;
    if (unit === '~' && !/[\p{L}\p{N}]/u.test(content.slice(0, length))) return false;
    this.#scriptEnd = at + 1 + length;
    return true;
  }

  #formula(at: number): number {
    const formula = formulaAt(this.#text, at, this.#search);
    if (formula === null) return LITERAL;
    if (formula.display) return this.#pieces.replace(at, formula.after, ' ');
    this.#pieces.drop(at, formula.start);
    const before = this.#pieces.checkpoint();
    readFormula(this.#text, formula, this.#pieces);
    if (this.#text[formula.start] === '^') this.#pieces.mark('superscript', before);
    return this.#pieces.drop(formula.end, formula.after);
  }

  /** A note's mark is left out; the `[^1]:` at the block's beginning with its colon, which elsewhere is text. */
  #note(at: number): number | null {
    NOTE.lastIndex = at;
    const mark = NOTE.exec(this.#text)?.[0];
    if (mark === undefined) return null;
    const length = mark.endsWith(':') && at > 0 ? mark.length - 1 : mark.length;
    return this.#pieces.drop(at, at + length);
  }
}

const SPECIAL = '\n\r*_\\<&[]!`$^~';
const SPECIAL_UNITS = Uint8Array.from({ length: 0x7f }, (_, unit) =>
  SPECIAL.includes(String.fromCharCode(unit)) ? 1 : 0,
);

function isSpecial(unit: number): boolean {
  return unit < 0x7f && SPECIAL_UNITS[unit] === 1;
}
