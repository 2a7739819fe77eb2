/** The parts of a text while its mark-up is taken off: what stays as it stands, what is read as something else. */
import { cutCitations, type Mark } from './citations.js';
import { PlainText } from './plain-text.js';

/** A part of the text being read: verbatim, or replaced by `text`. The ends of delimiters move inwards as they match. */
export interface Piece {
  start: number;
  end: number;
  readonly text: string | null;
}

/** Pieces, from the index `first` up to `end`, that citations are looked for in. */
interface PieceMark {
  readonly kind: Mark['kind'];
  readonly first: number;
  readonly end: number;
}

/** How much had been collected at some point, to go back to it. */
export interface Checkpoint {
  readonly pieces: number;
  readonly marks: number;
}

/** Collects pieces from left to right. Text between two of them that is neither taken nor dropped stays verbatim. */
export class Pieces {
  readonly #text: string;
  readonly #pieces: Piece[] = [];
  readonly #marks: PieceMark[] = [];
  /** Where the text that is not yet in a piece begins. */
  #from = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Keeps the text before `to`, as far as it is not in a piece yet. */
  flush(to: number): void {
    if (to > this.#from) this.#pieces.push({ start: this.#from, end: to, text: null });
    this.#from = Math.max(this.#from, to);
  }

  /** Adds `start`–`end` as a piece of its own, verbatim, and gives it. */
  keep(start: number, end: number): Piece {
    this.flush(start);
    const piece: Piece = { start, end, text: null };
    this.#pieces.push(piece);
    this.#from = end;
    return piece;
  }

  /** Reads `start`–`end` as `text`; a space is left out where there is white space before it. Gives `end`. */
  replace(start: number, end: number, text: string): number {
    this.flush(start);
    this.#pieces.push({ start, end, text });
    this.#from = end;
    return end;
  }

  /** Leaves `start`–`end` out. Gives `end`. */
  drop(start: number, end: number): number {
    this.flush(start);
    this.#from = end;
    return end;
  }

  /** Reads the line break at `at`, with the white space around it, as a space. Gives the position after it. */
  lineBreak(at: number): number {
    let start = at;
    while (start > this.#from && isBlank(this.#text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < this.#text.length && isBlank(this.#text.charCodeAt(end))) end += 1;
    return this.replace(start, end, ' ');
  }

  /** Keeps `start`–`end` verbatim but for its line breaks. */
  keepLines(start: number, end: number): void {
    this.drop(start, start);
    for (let at = start; at < end; at += 1) {
      const unit = this.#text.charCodeAt(at);
      if (unit === 0x0a || unit === 0x0d) at = this.lineBreak(at) - 1;
    }
    this.flush(end);
  }

  checkpoint(): Checkpoint {
    return { pieces: this.#pieces.length, marks: this.#marks.length };
  }

  /** Forgets what was collected since the checkpoint. */
  forget({ pieces, marks }: Checkpoint): void {
    this.#pieces.length = pieces;
    this.#marks.length = marks;
  }

  /** Marks all pieces since the checkpoint as a superscript or link. */
  mark(kind: Mark['kind'], { pieces }: Checkpoint): void {
    this.#marks.push({ kind, first: pieces, end: this.#pieces.length });
  }

  /** The plain text, without citations. */
  join(): PlainText {
    this.flush(this.#text.length);
    const plain = new PlainText();
    const lengths = this.#pieces.map((piece) => {
      const { length } = plain;
      this.#read(piece, plain);
      return length;
    });
    const at = (piece: number) => lengths[piece] ?? plain.length;
    return cutCitations(
      plain,
      this.#marks.map(({ kind, first, end }) => ({ kind, start: at(first), end: at(end) })),
    );
  }

  #read({ start, end, text }: Piece, plain: PlainText): void {
    if (text === ' ') plain.space(start, end);
    else if (text !== null) plain.put(text, start, end);
    else plain.copy(this.#text.slice(start, end), start);
  }
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d;
}
