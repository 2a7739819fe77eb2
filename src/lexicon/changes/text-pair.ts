/** Strings of two indexes, compared where they lie. */
import { sameBytes } from '../hash.js';
import type { Sections } from '../layout.js';

/** What strings are read from. */
export type Texts = Pick<Sections, 'textBytes' | 'textOffsets'>;

export class TextPair {
  readonly #before: Texts;
  readonly #now: Texts;

  constructor(before: Texts, now: Texts) {
    this.#before = before;
    this.#now = now;
  }

  /** Whether a string of the earlier index is that of the other; -1 for none, which is the same as none. */
  isSame(before: number, now: number): boolean {
    if (before < 0 || now < 0) return before < 0 && now < 0;
    const from = this.#before.textOffsets[before] ?? 0;
    const start = this.#now.textOffsets[now] ?? 0;
    const end = this.#now.textOffsets[now + 1] ?? 0;
    if ((this.#before.textOffsets[before + 1] ?? 0) - from !== end - start) return false;
    return sameBytes(this.#before.textBytes, from, { bytes: this.#now.textBytes, start, end });
  }
}
