/** The likeliest labeling of a sequence (Viterbi 1967). */
import type { ChainInput } from './crf.js';
import { mayEnd, mayFollow, mayStart } from './labels.js';

/** Decodes one sequence after another in the same room. */
export class Decoder {
  readonly #labels: number;
  /** For each label the labels that may stand before it. */
  readonly #before: readonly (readonly number[])[];
  #scores = new Float64Array(0);
  #from = new Uint8Array(0);

  constructor(labels: number) {
    this.#labels = labels;
    const all = Array.from({ length: labels }, (_, label) => label);
    this.#before = all.map((label) => all.filter((before) => mayFollow(before, label)));
  }

  /** Writes the labels into `into`; of equal labelings the one with lower labels, so that the answer is always the same. */
  decode(input: Omit<ChainInput, 'allowed'>, into: Uint8Array): void {
    if (input.count === 0) return;
    this.#reserve(input.count);
    for (let label = 0; label < this.#labels; label++) {
      this.#scores[label] = mayStart(label) ? (input.emissions[label] ?? 0) : Number.NEGATIVE_INFINITY;
    }
    for (let unit = 1; unit < input.count; unit++) this.#step(input, unit);
    this.#walkBack(input.count, into);
  }

  #step({ emissions, transitions }: Omit<ChainInput, 'allowed'>, unit: number): void {
    const L = this.#labels;
    const scores = this.#scores;
    const last = (unit - 1) * L;
    const here = unit * L;
    for (let label = 0; label < L; label++) {
      const mayStandBefore = this.#before[label] ?? [];
      let best = Number.NEGATIVE_INFINITY;
      for (let index = 0; index < mayStandBefore.length; index++) {
        const before = mayStandBefore[index] ?? 0;
        const score = (scores[last + before] ?? 0) + (transitions[before * L + label] ?? 0);
        if (score <= best) continue;
        best = score;
        this.#from[here + label] = before;
      }
      scores[here + label] = best + (emissions[here + label] ?? 0);
    }
  }

  #walkBack(count: number, into: Uint8Array): void {
    const L = this.#labels;
    let best = 0;
    for (let label = 1; label < L; label++) {
      const at = (count - 1) * L;
      if (mayEnd(label) && (this.#scores[at + label] ?? 0) > (this.#scores[at + best] ?? 0)) best = label;
    }
    for (let unit = count - 1; unit >= 0; unit--) {
      into[unit] = best;
      best = this.#from[unit * L + best] ?? 0;
    }
  }

  #reserve(count: number): void {
    if (this.#scores.length >= count * this.#labels) return;
    const room = Math.max(count, 1024) * this.#labels;
    this.#scores = new Float64Array(room);
    this.#from = new Uint8Array(room);
  }
}
