/** Distinct words by number, with their features. */
import type { Lexicon } from '../../lexicon/types.js';
import { CUE_AFTER, CUE_BEFORE, isFunctionWord } from './cue-words.js';
import { folded, type WordFeatures, wordFeatures } from './word-features.js';

/** Words beyond this number are forgotten all together, between two papers: memory stays bounded. */
export const MOST_WORDS = 60_000;

export class WordTypes {
  readonly #lexicon: Lexicon;
  readonly #numbers = new Map<string, number>();
  readonly #features: WordFeatures[] = [];
  /** Which cue a word is for the word before and behind it; -1 for none. */
  readonly #cueAfter: number[] = [];
  readonly #cueBefore: number[] = [];
  readonly #isFunctionWord: boolean[] = [];

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  get count(): number {
    return this.#features.length;
  }

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#features.length;
    const plain = folded(word);
    this.#numbers.set(word, number);
    this.#features.push(wordFeatures(word, this.#lexicon));
    this.#cueAfter.push(CUE_AFTER.get(plain) ?? -1);
    this.#cueBefore.push(CUE_BEFORE.get(plain) ?? -1);
    this.#isFunctionWord.push(isFunctionWord(plain));
    return number;
  }

  featuresOf(number: number): WordFeatures {
    const features = this.#features[number];
    if (features === undefined)
      throw new RangeError(`Expected the number of a word below ${this.count}, got ${number}`);
    return features;
  }

  cueAfter(number: number): number {
    return this.#cueAfter[number] ?? -1;
  }

  cueBefore(number: number): number {
    return this.#cueBefore[number] ?? -1;
  }

  /** Words and signs of which nothing is said over the whole paper: "of", "(", "were". */
  isFunctionWord(number: number): boolean {
    return this.#isFunctionWord[number] ?? true;
  }
}
