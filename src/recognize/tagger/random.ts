/** Random numbers that are the same for the same seed (xorshift32, Marsaglia 2003). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0;
  }

  /** A 32-bit integer, never 0. */
  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state;
  }

  /** True with probability `share`. */
  chance(share: number): boolean {
    return this.next() >>> 0 < share * 0x1_0000_0000;
  }

  /** Puts the items into another order, in place. */
  shuffle(items: Int32Array): void {
    for (let last = items.length - 1; last > 0; last--) {
      const other = (this.next() >>> 0) % (last + 1);
      [items[last], items[other]] = [items[other] ?? 0, items[last] ?? 0];
    }
  }
}
