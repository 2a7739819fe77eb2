/** The longest names of all kinds in a passage, found in one pass and read by all who ask for names. */
import { KIND, type KindMask, type Lexicon } from '../lexicon/types.js';
import type { Tokens } from '../text/tokens.js';

/** What is looked for, each with overlaps of its own; the first three are what a tagger asks for. */
export const SCANS: readonly KindMask[] = [KIND.gene, KIND.disease, KIND.taxon | KIND.other, KIND.taxon];

/** Indexes in `SCANS`. */
export const SCAN = { gene: 0, disease: 1, other: 2, taxon: 3 } as const;

/** Names as parallel lists, in the order of their first tokens. */
export class FoundNames {
  /** Four numbers a name: index in `SCANS`, first token, the one after the last, handle. */
  #values = new Int32Array(64);
  count = 0;

  constructor(tokens: Tokens, lexicon: Lexicon) {
    lexicon.scanEach(tokens, SCANS, (scan, first, end, handle) => {
      const at = this.#room();
      this.#values[at] = scan;
      this.#values[at + 1] = first;
      this.#values[at + 2] = end;
      this.#values[at + 3] = handle;
    });
  }

  /** Calls `visit` for each name of one scan. */
  visit(scan: number, visit: (first: number, end: number, handle: number) => void): void {
    for (let at = 0; at < this.count * 4; at += 4) {
      if (this.#values[at] !== scan) continue;
      visit(this.#values[at + 1] ?? 0, this.#values[at + 2] ?? 0, this.#values[at + 3] ?? 0);
    }
  }

  /** Where the next name goes. */
  #room(): number {
    const at = this.count++ * 4;
    if (at === this.#values.length) {
      const longer = new Int32Array(at * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    return at;
  }
}
