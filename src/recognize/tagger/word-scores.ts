/** What a word adds to the scores of the labels, at its own place and at those around: summed once for each word. */
import { type FeatureReader, REACH } from './features.js';
import { HashList } from './hash-list.js';
import type { TaggerModel } from './model-file.js';

const VIEWS = 2 * REACH + 1;

export class WordScores {
  readonly #model: TaggerModel;
  readonly #reader: FeatureReader;
  /** Sums by word, abstract or full text, offset, label. */
  #sums = new Int16Array(0);
  #known = new Uint8Array(0);
  #generation = 0;
  readonly #hashes = new HashList();

  constructor(model: TaggerModel, reader: FeatureReader) {
    this.#model = model;
    this.#reader = reader;
  }

  /** Makes sure that the sums of these words are there; call before `add`. */
  prepare(words: Int32Array, full: boolean): void {
    if (this.#generation !== this.#reader.generation) this.#known.fill(0);
    this.#generation = this.#reader.generation;
    for (const word of words) {
      const slot = word * 2 + (full ? 1 : 0);
      if (this.#known[slot] !== 1) this.#fill(word, slot, full);
    }
  }

  /** Adds the sums of a word that stands `offset` units behind the one scored. */
  add(word: number, view: { readonly offset: number; readonly full: boolean }, into: Int32Array): void {
    const L = this.#model.labels;
    const from = ((word * 2 + (view.full ? 1 : 0)) * VIEWS + view.offset + REACH) * L;
    for (let label = 0; label < L; label++) into[label] = (into[label] ?? 0) + (this.#sums[from + label] ?? 0);
  }

  #fill(word: number, slot: number, full: boolean): void {
    this.#reserve(slot);
    const L = this.#model.labels;
    const sums = new Int32Array(L);
    for (let offset = -REACH; offset <= REACH; offset++) {
      this.#hashes.length = 0;
      this.#reader.wordHashes(word, { offset, full }, this.#hashes);
      this.#reader.wordHashesByLexicon(word, { offset, full }, this.#hashes);
      sums.fill(0);
      addRows(this.#model, this.#hashes.values, { from: 0, to: this.#hashes.length }, sums);
      this.#sums.set(sums, (slot * VIEWS + offset + REACH) * L);
    }
    this.#known[slot] = 1;
  }

  #reserve(slot: number): void {
    if (slot < this.#known.length) return;
    const slots = Math.max(4096, slot * 2);
    const [known, sums] = [new Uint8Array(slots), new Int16Array(slots * VIEWS * this.#model.labels)];
    known.set(this.#known);
    sums.set(this.#sums);
    this.#known = known;
    this.#sums = sums;
  }
}

/** Adds the weights of hashed features. */
export function addRows(
  { rowAt, weights, labels }: TaggerModel,
  hashes: Int32Array,
  { from, to }: { readonly from: number; readonly to: number },
  into: Int32Array,
): void {
  const mask = rowAt.length - 1;
  for (let at = from; at < to; at++) {
    const row = rowAt[(hashes[at] ?? 0) & mask] ?? -1;
    if (row < 0) continue;
    for (let label = 0, w = row * labels; label < labels; label++, w++) {
      into[label] = (into[label] ?? 0) + (weights[w] ?? 0);
    }
  }
}
