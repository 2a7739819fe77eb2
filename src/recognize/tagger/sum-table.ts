/** Sums of the weights of features that always come together, made when they are first asked for. */
import { HashList } from './hash-list.js';
import type { JointModel } from './joint-model.js';

export class SumTable {
  readonly #model: JointModel;
  readonly #hashesOf: (key: number, out: HashList) => void;
  readonly #hashes = new HashList();
  readonly #sum: Int32Array;
  /** A feature has at most 127, so some 250 features fit. */
  #sums = new Int16Array(0);
  #known = new Uint8Array(0);

  /** @param hashesOf writes the features that a key (a small whole number) stands for */
  constructor(model: JointModel, hashesOf: (key: number, out: HashList) => void) {
    this.#model = model;
    this.#hashesOf = hashesOf;
    this.#sum = new Int32Array(model.stride);
  }

  /** Adds the sums of a key. */
  add(key: number, into: Int32Array): void {
    if (this.#known[key] !== 1) this.#fill(key);
    const { stride } = this.#model;
    for (let label = 0, from = key * stride; label < stride; label++, from++) {
      into[label] = (into[label] ?? 0) + (this.#sums[from] ?? 0);
    }
  }

  /** Forgets all sums: the keys stand for something else from now on. */
  clear(): void {
    this.#known.fill(0);
  }

  #fill(key: number): void {
    this.#reserve(key);
    this.#hashes.length = 0;
    this.#hashesOf(key, this.#hashes);
    this.#model.add(this.#hashes, this.#sum.fill(0));
    this.#sums.set(this.#sum, key * this.#model.stride);
    this.#known[key] = 1;
  }

  #reserve(key: number): void {
    if (key < this.#known.length) return;
    const keys = Math.max(1024, key * 2);
    const [known, sums] = [new Uint8Array(keys), new Int16Array(keys * this.#model.stride)];
    known.set(this.#known);
    sums.set(this.#sums);
    this.#known = known;
    this.#sums = sums;
  }
}
