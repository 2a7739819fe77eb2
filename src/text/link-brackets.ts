/** Links and images: which square brackets are mark-up. The method is CommonMark's bracket stack. */
import { type Delimiter, matchDelimiters } from './delimiters.js';
import { endOfTarget, labelAt } from './links.js';
import type { Checkpoint, Piece, Pieces } from './pieces.js';

/** A `[` or `![` that may turn out to begin a link or image. */
interface Bracket {
  readonly image: boolean;
  /** Where the `[` stands. */
  readonly at: number;
  readonly piece: Piece;
  /** What had been collected before it. */
  readonly before: Checkpoint;
  readonly delimiters: number;
}

export interface LinkContext {
  readonly text: string;
  readonly pieces: Pieces;
  readonly delimiters: Delimiter[];
  /** Whether `[label]` is defined in the document. */
  readonly isReference: (label: string) => boolean;
}

export class LinkBrackets {
  readonly #context: LinkContext;
  readonly #open: Bracket[] = [];
  /** Brackets below this index may not begin a link any more: one ended behind them, and links do not nest. */
  #floor = 0;

  constructor(context: LinkContext) {
    this.#context = context;
  }

  /** Takes the `[` or `![` at `start`–`end`; gives `end`. */
  open(start: number, end: number): number {
    const { pieces, delimiters } = this.#context;
    pieces.flush(start);
    const before = pieces.checkpoint();
    const piece = pieces.keep(start, end);
    this.#open.push({ image: end - start === 2, at: end - 1, piece, before, delimiters: delimiters.length });
    return end;
  }

  /** Takes the `]` at `at`; gives the end of the link or image that it closes, -1 when it closes none. */
  close(at: number): number {
    const bracket = this.#open.pop();
    if (bracket === undefined) return -1;
    const nested = this.#open.length < this.#floor;
    this.#floor = Math.min(this.#floor, this.#open.length);
    const end = nested && !bracket.image ? -1 : this.#endOf(bracket, at);
    if (end < 0) return -1;
    this.#context.pieces.drop(at, end);
    if (bracket.image) this.#leaveOut(bracket);
    else this.#link(bracket);
    return end;
  }

  #endOf(bracket: Bracket, at: number): number {
    const { text, isReference } = this.#context;
    const next = text[at + 1];
    const target = next === '(' ? endOfTarget(text, at + 1) : -1;
    if (target >= 0) return target;
    const given = next === '[' ? labelAt(text, at + 1) : null;
    if (given !== null && given.label.trim() !== '') return isReference(given.label) ? given.end : -1;
    const own = labelAt(text, bracket.at);
    if (own === null || own.end !== at + 1 || !isReference(own.label)) return -1;
    return given === null ? at + 1 : given.end;
  }

  /** Images are not read, nor is what stands in their place. */
  #leaveOut({ before, delimiters }: Bracket): void {
    this.#context.pieces.forget(before);
    this.#context.delimiters.length = delimiters;
  }

  /** Emphasis within a link's text is matched within it. */
  #link({ piece, before, delimiters }: Bracket): void {
    this.#floor = this.#open.length;
    matchDelimiters(this.#context.delimiters, delimiters);
    this.#context.delimiters.length = delimiters;
    piece.start = piece.end;
    this.#context.pieces.mark('link', before);
  }
}
