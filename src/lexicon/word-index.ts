/** Spellings of diseases by the stems of their words, over the sections of an index; made by word-sections.ts. */
import type { Sections } from './layout.js';
import { entryOf, type StringTable } from './string-table.js';

/** What stems are asked for. Spellings and stems are numbered from 0. */
export interface StemList {
  /** Number of a stem; -1 for one that no spelling has. */
  numberOf(stem: string): number;
  /** Stems that begin so, in alphabetical order. */
  startingWith(prefix: string): readonly string[];
}

/** Inverse document frequency: the weight of a stem of so many spellings, of so many in all. */
export function rarity(frequency: number, count: number): number {
  return Math.log((count + 1) / (frequency + 0.5));
}

export class WordIndex implements StemList {
  /** Spelling `i` has the stems `spellingStems[spellingStart[i]]` to before that of `i + 1`, sorted, each once. */
  readonly spellingStart: Int32Array;
  readonly spellingStems: Int32Array;
  /** Handles for `Lexicon.namesAt`. */
  readonly handles: Int32Array;
  /** Length of a spelling as a vector of the weights of its stems. */
  readonly lengths: Float32Array;
  /** Stem `i` is in the spellings `postings[postingStart[i]]` to before that of `i + 1`. */
  readonly postingStart: Int32Array;
  readonly postings: Int32Array;
  /** Weights of stems, see {@link rarity}. */
  readonly weights: Float32Array;
  /** 1 for stems with three letters together; numbers and single letters alone say nothing. */
  readonly isWord: Uint8Array;
  readonly #bytes: Buffer;
  readonly #offsets: Int32Array;
  readonly #stems: StringTable;
  readonly #order: Int32Array;
  readonly #encoder = new TextEncoder();

  constructor(sections: Sections) {
    this.spellingStart = sections.spellingStart;
    this.spellingStems = sections.spellingStems;
    this.handles = sections.spellingGroup;
    this.lengths = sections.spellingLength;
    this.postingStart = sections.postingStart;
    this.postings = sections.postings;
    this.weights = sections.stemWeight;
    this.isWord = sections.stemIsWord;
    const { buffer, byteOffset, byteLength } = sections.stemBytes;
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.#offsets = sections.stemOffsets;
    this.#stems = { bytes: this.#bytes, offsets: this.#offsets, slots: sections.stemSlots, strings: null };
    this.#order = sections.stemOrder;
  }

  numberOf(stem: string): number {
    const bytes = this.#encoder.encode(stem);
    return entryOf(this.#stems, { bytes, start: 0, end: bytes.length });
  }

  startingWith(prefix: string): readonly string[] {
    const found: string[] = [];
    for (let at = this.#firstFrom(prefix); at < this.#order.length; at++) {
      const stem = this.#stemAt(at);
      if (!stem.startsWith(prefix)) break;
      found.push(stem);
    }
    return found;
  }

  /** Stem by its number. */
  stem(id: number): string {
    return this.#bytes.toString('utf8', this.#offsets[id], this.#offsets[id + 1]);
  }

  /** Place in the alphabet of the first stem that does not come before a text. */
  #firstFrom(text: string): number {
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stemAt(middle) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #stemAt(place: number): string {
    return this.stem(this.#order[place] ?? 0);
  }
}
