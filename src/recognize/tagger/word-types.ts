/** Distinct words by number, with their features. */
import type { Lexicon } from '../../lexicon/types.js';
import { CUE_AFTER, CUE_BEFORE, isFunctionWord } from './cue-words.js';
import { endOfUnit, startOfUnit, type Units } from './units.js';
import { folded, type WordFeatures, wordFeatures } from './word-features.js';

/** Words beyond this number are forgotten all together, between two papers: memory stays bounded. */
export const MOST_WORDS = 60_000;

export class WordTypes {
  readonly #lexicon: Lexicon;
  readonly #numbers = new Map<string, number>();
  readonly #features: WordFeatures[] = [];
  /** Hashes of the word in small letters, and of its shape. */
  #lowers = new Int32Array(1 << 12);
  #shapes = new Int32Array(1 << 12);
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

  /** The number of the word at each unit. */
  of(units: Units): Int32Array {
    const words = new Int32Array(units.count);
    const { text } = units.tokens;
    for (let unit = 0; unit < units.count; unit++) {
      words[unit] = this.numberOf(text.slice(startOfUnit(units, unit), endOfUnit(units, unit)));
    }
    return words;
  }

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    return known ?? this.#add(word);
  }

  featuresOf(number: number): WordFeatures {
    const features = this.#features[number];
    if (features === undefined)
      throw new RangeError(`Expected the number of a word below ${this.count}, got ${number}`);
    return features;
  }

  lowerOf(number: number): number {
    return this.#lowers[number] ?? 0;
  }

  shapeOf(number: number): number {
    return this.#shapes[number] ?? 0;
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

  #add(word: string): number {
    const number = this.#features.length;
    const plain = folded(word);
    const features = wordFeatures(word, this.#lexicon);
    if (number === this.#lowers.length) this.#grow();
    this.#lowers[number] = features.lower;
    this.#shapes[number] = features.shape;
    this.#numbers.set(word, number);
    this.#features.push(features);
    this.#cueAfter.push(CUE_AFTER.get(plain) ?? -1);
    this.#cueBefore.push(CUE_BEFORE.get(plain) ?? -1);
    this.#isFunctionWord.push(isFunctionWord(plain));
    return number;
  }

  #grow(): void {
    const [lowers, shapes] = [new Int32Array(this.#lowers.length * 2), new Int32Array(this.#lowers.length * 2)];
    lowers.set(this.#lowers);
    shapes.set(this.#shapes);
    this.#lowers = lowers;
    this.#shapes = shapes;
  }
}
