/**
 * Tokens of biomedical text: positions only, no copies of the text. (Being written by the owner of the lexicon.)
 */

/** Tokens of one text: `text.slice(starts[i], ends[i])`, in ascending order; white space belongs to none. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  /** UTF-16 offsets in `text`; only the first `count` entries count. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
