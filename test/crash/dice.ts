/** Random choices that are the same for the same seed and purpose, however many others were made before them. */
import { createHash } from 'node:crypto';
import { Random } from '../../src/recognize/tagger/random.js';

export class Dice {
  readonly #random: Random;

  /** `purpose` tells one series of choices from another, e.g. `paper 17`. */
  constructor(seed: number, purpose: string) {
    this.#random = new Random(createHash('sha256').update(`${seed} ${purpose}`).digest().readInt32LE());
  }

  /** From 0 up to, not including, 1. */
  share(): number {
    return (this.#random.next() >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.share() * limit);
  }

  /** True with probability `share`. */
  chance(share: number): boolean {
    return this.share() < share;
  }

  /** @throws Error for an empty list */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('expected something to choose from, got an empty list');
    return item;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ key: this.share(), item }));
    return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
  }
}
