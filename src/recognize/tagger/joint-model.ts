/** The weights of several models side by side: a feature is hashed and looked up once for all of them. */
import { CannotRunError } from '../../errors.js';
import type { HashList } from './hash-list.js';
import type { TaggerModel } from './model-file.js';

/** One of the models, and where its labels begin among those of all. */
export interface JointPart {
  readonly model: TaggerModel;
  readonly offset: number;
}

export class JointModel {
  readonly parts: readonly JointPart[];
  /** Labels of all models together: the length of a row, and of every list of sums. */
  readonly stride: number;
  readonly #mask: number;
  /** One bit for each hashed row that some model keeps, and how many are kept before each 32 of them. */
  readonly #kept: Int32Array;
  readonly #ranks: Int32Array;
  readonly #weights: Int8Array;

  /** @throws CannotRunError when the models hash their features to tables of different sizes */
  constructor(models: readonly TaggerModel[]) {
    const [first] = models;
    if (first === undefined) throw new RangeError('expected at least one model');
    if (models.some(({ head }) => head.hashBits !== first.head.hashBits)) {
      throw new CannotRunError('expected taggers with the same number of hash bits; train them together');
    }
    let stride = 0;
    this.parts = models.map((model) => {
      const part = { model, offset: stride };
      stride += model.labels;
      return part;
    });
    this.stride = stride;
    this.#mask = (1 << first.head.hashBits) - 1;
    this.#kept = unionOf(models);
    this.#ranks = ranksOf(this.#kept);
    this.#weights = this.#joined();
  }

  /** Adds the weights of all features in a list. */
  add({ values, length }: HashList, into: Int32Array): void {
    const { stride } = this;
    for (let at = 0; at < length; at++) {
      const row = this.#rowOf((values[at] ?? 0) & this.#mask);
      if (row < 0) continue;
      for (let label = 0, from = row * stride; label < stride; label++, from++) {
        into[label] = (into[label] ?? 0) + (this.#weights[from] ?? 0);
      }
    }
  }

  /** Place of a hashed row among those that are kept; -1 for one that none keeps. */
  #rowOf(row: number): number {
    const word = this.#kept[row >>> 5] ?? 0;
    if (((word >>> (row & 31)) & 1) === 0) return -1;
    return (this.#ranks[row >>> 5] ?? 0) + bitsSet(word & ((1 << (row & 31)) - 1));
  }

  #joined(): Int8Array {
    const last = this.#kept.length - 1;
    const weights = new Int8Array(((this.#ranks[last] ?? 0) + bitsSet(this.#kept[last] ?? 0)) * this.stride);
    for (const { model, offset } of this.parts) {
      let from = 0;
      for (let row = 0; row <= this.#mask; row++) {
        if ((((model.kept[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) continue;
        weights.set(model.weights.subarray(from, from + model.labels), this.#rowOf(row) * this.stride + offset);
        from += model.labels;
      }
    }
    return weights;
  }
}

function unionOf(models: readonly TaggerModel[]): Int32Array {
  const union = new Int32Array(models[0]?.kept.length ?? 0);
  for (const { kept } of models)
    for (let at = 0; at < union.length; at++) union[at] = (union[at] ?? 0) | (kept[at] ?? 0);
  return union;
}

function ranksOf(bits: Int32Array): Int32Array {
  const ranks = new Int32Array(bits.length);
  for (let at = 1; at < bits.length; at++) ranks[at] = (ranks[at - 1] ?? 0) + bitsSet(bits[at - 1] ?? 0);
  return ranks;
}

/** Number of bits that are set in 32 (Warren, Hacker's Delight, 5-1). */
function bitsSet(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
