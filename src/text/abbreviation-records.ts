/** What the parts that look for abbreviations hand to each other. */

/** Plain offsets in one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Definition {
  readonly short: Span;
  readonly long: Span;
}

/** A bracket's place, and what is in it and before it, without white space at the ends. */
export interface Content {
  readonly context: Span;
  readonly inside: Span;
  /** No white space before the bracket: `dose(DLT)`, but also `tRNA(Asp)`. */
  readonly glued: boolean;
}

/** Mean points that an alignment needs: usually; where there is less reason to expect a definition; and still less. */
export const BAR = { usual: 1, doubtful: 2, unlikely: 2.2 } as const;
