/** What the whole paper says of a word: how often it stands there, in the title, beside which cue words. */
import type { WordTypes } from './word-types.js';

/** Words that nothing is said of over the whole paper have no number. */
export const NO_CLUES = -1;

/** The words of one paper, numbered anew for each. */
export class PaperClues {
  readonly #types: WordTypes;
  /** Number of a word in this paper and one; 0 for none. */
  #numbers = new Int32Array(1 << 12);
  readonly #words: number[] = [];
  readonly #counts: number[] = [];
  readonly #inTitle: boolean[] = [];
  /** Bit k: cue k of `CUE_AFTER` stands behind the word somewhere. */
  readonly #after: number[] = [];
  readonly #before: number[] = [];

  constructor(types: WordTypes) {
    this.#types = types;
  }

  /** Takes in the words of one passage; gives the number of each in this paper, `NO_CLUES` for words such as "of". */
  add(words: Int32Array, isTitle: boolean): Int32Array {
    if (this.#numbers.length < this.#types.count) this.#numbers = longer(this.#numbers, this.#types.count);
    const numbers = new Int32Array(words.length);
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? 0;
      numbers[at] = this.#types.isFunctionWord(word) ? NO_CLUES : this.#count(word, words, at);
      if (isTitle && numbers[at] !== NO_CLUES) this.#inTitle[numbers[at] ?? 0] = true;
    }
    return numbers;
  }

  /** Forgets the paper. */
  clear(): void {
    for (const word of this.#words) this.#numbers[word] = 0;
    for (const list of [this.#words, this.#counts, this.#inTitle, this.#after, this.#before]) list.length = 0;
  }

  wordOf(number: number): number {
    return this.#words[number] ?? 0;
  }

  count(number: number): number {
    return this.#counts[number] ?? 0;
  }

  isInTitle(number: number): boolean {
    return this.#inTitle[number] ?? false;
  }

  after(number: number): number {
    return this.#after[number] ?? 0;
  }

  before(number: number): number {
    return this.#before[number] ?? 0;
  }

  #count(word: number, words: Int32Array, at: number): number {
    const number = this.#numberOf(word);
    this.#counts[number] = (this.#counts[number] ?? 0) + 1;
    const after = at + 1 < words.length ? this.#types.cueAfter(words[at + 1] ?? 0) : -1;
    if (after >= 0) this.#after[number] = (this.#after[number] ?? 0) | (1 << after);
    const before = at > 0 ? this.#types.cueBefore(words[at - 1] ?? 0) : -1;
    if (before >= 0) this.#before[number] = (this.#before[number] ?? 0) | (1 << before);
    return number;
  }

  #numberOf(word: number): number {
    const known = (this.#numbers[word] ?? 0) - 1;
    if (known >= 0) return known;
    const number = this.#words.length;
    this.#numbers[word] = number + 1;
    this.#words.push(word);
    this.#counts.push(0);
    this.#inTitle.push(false);
    this.#after.push(0);
    this.#before.push(0);
    return number;
  }
}

function longer(list: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(length * 2);
  made.set(list);
  return made;
}
