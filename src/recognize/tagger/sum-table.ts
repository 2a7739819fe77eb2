/** Sums of the weights of features that always come together, made when they are first asked for. */
import { HashList } from './hash-list.js';
import type { JointModel } from './joint-model.js';

export class SumTable {
  readonly #model: JointModel;
  readonly #hashesOf: (key: number, out: HashList) => void;
  readonly #hashes = new HashList();
  #sums = new Int32Array(0);
  #known = new Uint8Array(0);

  /** @param hashesOf writes the features that a key (a small whole number) stands for */
  constructor(model: JointModel, hashesOf: (key: number, out: HashList) => void) {
    this.#model = model;
    this.#hashesOf = hashesOf;
  }

  /** Adds the sums of all keys, pairs of labels as the model has them: many keys at once, so that each pair is written once. */
  add(keys: Int32Array, into: Int32Array): void {
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? 0;
      if (key >= this.#known.length || this.#known[key] === 0) this.#fill(key);
    }
    const sums = this.#sums;
    const { pairs } = this.#model;
    for (let pair = 0; pair < pairs; pair++) {
      let sum = into[pair] ?? 0;
      for (let at = 0; at < keys.length; at++) sum = (sum + (sums[(keys[at] ?? 0) * pairs + pair] ?? 0)) | 0;
      into[pair] = sum;
    }
  }

  /** Forgets all sums: the keys stand for something else from now on. */
  clear(): void {
    this.#known.fill(0);
  }

  #fill(key: number): void {
    const { pairs } = this.#model;
    this.#reserve(key);
    this.#hashes.length = 0;
    this.#hashesOf(key, this.#hashes);
    this.#sums.fill(0, key * pairs, (key + 1) * pairs);
    this.#model.add(this.#hashes, this.#sums, key * pairs);
    this.#known[key] = 1;
  }

  #reserve(key: number): void {
    if (key < this.#known.length) return;
    const keys = Math.max(1024, key * 2);
    const [known, sums] = [new Uint8Array(keys), new Int32Array(keys * this.#model.pairs)];
    known.set(this.#known);
    sums.set(this.#sums);
    this.#known = known;
    this.#sums = sums;
  }
}
