/** Lists of words with a value each, found in running text in one pass over its characters. */
import { CHAR, classOf } from '../text/chars.js';

export interface WordList<Value> {
  /**
   * Calls `visit` for each word of the list in `text`, left to right, without overlaps; offsets in UTF-16 units. A word in
   * lower case is found with a capital first letter and in capitals, too, one with a capital only as it is written; both
   * only between characters that are neither letters nor digits. Where several begin, the longest is found.
   */
  scan(text: string, visit: (start: number, end: number, value: Value) => void): void;
  /** Value of a text that is a word of the list, in the same spellings; undefined for any other. */
  get(text: string): Value | undefined;
  readonly size: number;
}

/** @param values words, each beginning with a letter or digit, and what they stand for */
export function wordList<Value>(values: ReadonlyMap<string, Value>): WordList<Value> {
  const words = new Words(values);
  return {
    size: values.size,
    get: (text) => values.get(text) ?? values.get(text.toLowerCase()),
    scan: (text, visit) => {
      for (let at = 0; at < text.length; ) {
        const end = endOfRun(text, at);
        const word = end === at ? undefined : words.longestAt(text, at, end);
        if (word !== undefined) visit(at, at + word.text.length, word.value);
        at = word === undefined ? end + 1 : at + word.text.length;
      }
    },
  };
}

interface Word<Value> {
  readonly text: string;
  readonly value: Value;
}

/** All spellings, by the letters and digits that they begin with. */
class Words<Value> {
  readonly #byRun = new Map<string, Word<Value>[]>();
  /** 1 where some run of these first characters is known: spares the making of a string for nearly all words of a text. */
  readonly #mayBegin = new Uint8Array(1 << 12);

  constructor(values: ReadonlyMap<string, Value>) {
    for (const [word, value] of values) for (const text of spellingsOf(word)) this.#add({ text, value });
    for (const same of this.#byRun.values()) same.sort((a, b) => b.text.length - a.text.length);
  }

  /** The longest word that begins with the run `[start, end)` and ends where no letter or digit follows. */
  longestAt(text: string, start: number, end: number): Word<Value> | undefined {
    if (this.#mayBegin[slotOf(text, start, end)] === 0) return undefined;
    const same = this.#byRun.get(text.slice(start, end));
    return same?.find((word) => text.startsWith(word.text, start) && !isRunAt(text, start + word.text.length));
  }

  #add(word: Word<Value>): void {
    const end = endOfRun(word.text, 0);
    const run = word.text.slice(0, end);
    const same = this.#byRun.get(run);
    if (same === undefined) this.#byRun.set(run, [word]);
    else same.push(word);
    this.#mayBegin[slotOf(word.text, 0, end)] = 1;
  }
}

function slotOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const second = end > start + 1 ? text.charCodeAt(start + 1) : 0;
  const third = end > start + 2 ? text.charCodeAt(start + 2) : 0;
  return (first ^ (second << 3) ^ (third << 6) ^ ((end - start) << 8)) & 0xfff;
}

function endOfRun(text: string, start: number): number {
  let end = start;
  while (isRunAt(text, end)) end++;
  return end;
}

function isRunAt(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const found = classOf(text.charCodeAt(at));
  return found === CHAR.letter || found === CHAR.digit || found === CHAR.greek;
}

function spellingsOf(word: string): readonly string[] {
  const first = word.charAt(0);
  if (word !== word.toLowerCase() || first === first.toUpperCase()) return [word];
  return [word, first.toUpperCase() + word.slice(1), word.toUpperCase()];
}
