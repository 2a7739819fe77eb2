/**
 * The weights of several models side by side: a feature is hashed and looked up once for all of them. Two labels stand in each
 * number, so that one addition adds both: the lower 16 bits are the first of them, and what is left is the second. Both
 * stay within 16 bits: a feature weighs at most 127, and a unit has at most some 250 of them.
 */
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
  /** Labels of all models together. */
  readonly labels: number;
  /** Pairs of labels: the length of a row, and of every list of sums that are added up. */
  readonly pairs: number;
  readonly #mask: number;
  /** One bit for each hashed row that some model keeps, and how many are kept before each 32 of them. */
  readonly #kept: Int32Array;
  readonly #ranks: Int32Array;
  readonly #weights: Int32Array;

  /** @throws CannotRunError when the models hash their features to tables of different sizes */
  constructor(models: readonly TaggerModel[]) {
    const [first] = models;
    if (first === undefined) throw new RangeError('expected at least one model');
    if (models.some(({ head }) => head.hashBits !== first.head.hashBits)) {
      throw new CannotRunError('expected taggers with the same number of hash bits; train them together');
    }
    let labels = 0;
    this.parts = models.map((model) => {
      const part = { model, offset: labels };
      labels += model.labels;
      return part;
    });
    this.labels = labels;
    this.pairs = (labels + 1) >> 1;
    this.#mask = (1 << first.head.hashBits) - 1;
    this.#kept = unionOf(models);
    this.#ranks = ranksOf(this.#kept);
    this.#weights = this.#joined();
  }

  /** Adds the weights of all features in a list to the pairs from `at` on. */
  add({ values, length }: HashList, into: Int32Array, at = 0): void {
    const { pairs } = this;
    for (let index = 0; index < length; index++) {
      const row = this.#rowOf((values[index] ?? 0) & this.#mask);
      if (row < 0) continue;
      for (let pair = 0, from = row * pairs; pair < pairs; pair++, from++) {
        into[at + pair] = (into[at + pair] ?? 0) + (this.#weights[from] ?? 0);
      }
    }
  }

  /** Writes the sum of each label. */
  unpack(pairs: Int32Array, into: Int32Array): void {
    for (let label = 0; label < this.labels; label++) {
      const pair = pairs[label >> 1] ?? 0;
      const first = (pair << 16) >> 16;
      into[label] = (label & 1) === 0 ? first : (pair - first) >> 16;
    }
  }

  /** Place of a hashed row among those that are kept; -1 for one that none keeps. */
  #rowOf(row: number): number {
    const word = this.#kept[row >>> 5] ?? 0;
    if (((word >>> (row & 31)) & 1) === 0) return -1;
    return (this.#ranks[row >>> 5] ?? 0) + bitsSet(word & ((1 << (row & 31)) - 1));
  }

  #joined(): Int32Array {
    const last = this.#kept.length - 1;
    const weights = new Int32Array(((this.#ranks[last] ?? 0) + bitsSet(this.#kept[last] ?? 0)) * this.pairs);
    for (const { model, offset } of this.parts) {
      let from = 0;
      for (let row = 0; row <= this.#mask; row++) {
        if ((((model.kept[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) continue;
        const to = this.#rowOf(row) * this.pairs;
        for (let label = offset; label < offset + model.labels; label++, from++) {
          const pair = to + (label >> 1);
          weights[pair] = (weights[pair] ?? 0) + ((model.weights[from] ?? 0) << ((label & 1) * 16));
        }
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
