/**
 * Names of diseases by their words, for texts that no name is spelled as: an inverted index from stems to spellings, asked
 * for the names with the greatest cosine of inverse document frequencies. 167,000 spellings with 800,000 words; made when
 * first asked, once for a process.
 */
import { FLAG } from '../lexicon/flags.js';
import { IntList } from '../lexicon/growable.js';
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { DiseaseStems } from '../recognize/disease-stems.js';
import { StemVocabulary } from './stem-vocabulary.js';

/** A name that shares words with a text. */
export interface SimilarName {
  /** Handle for `Lexicon.namesAt`. */
  readonly handle: number;
  /** Cosine of the two, 0..1. */
  readonly similarity: number;
  /** Share of the text's and of the name's weight that the words in common have, 0..1. */
  readonly ofText: number;
  readonly ofName: number;
}

/** Words of more spellings than this are not looked up by: "disease", "syndrome"; their weight is counted at the end. */
const COMMON = 2500;

/** Names of each terminology that are told at most. */
const MOST = 5;

/** Names less similar are not told. */
const LEAST = 0.45;

const MONDO = FLAG.mondoExact | FLAG.mondoOther;

export class DiseaseIndex {
  readonly #lexicon: Lexicon;
  readonly #stems: DiseaseStems;
  readonly #words: StemVocabulary;
  /** Spelling `i` has the stems `wordStart[i]` to before `wordStart[i + 1]`, sorted, each once. */
  readonly #wordStart: Int32Array;
  readonly #wordIds: Int32Array;
  readonly #handles: Int32Array;
  readonly #length: Float32Array;
  readonly #postingStart: Int32Array;
  readonly #postings: Int32Array;
  readonly #weight: Float32Array;
  readonly #sums: Float32Array;
  /** 1 for stems that names are looked up by; numbers and single letters alone say nothing. */
  readonly #isWord: Uint8Array;

  constructor(lexicon: Lexicon, stems: DiseaseStems) {
    this.#lexicon = lexicon;
    this.#stems = stems;
    const names = collectSpellings(lexicon, stems);
    this.#words = names.words;
    this.#wordStart = names.wordStart;
    this.#wordIds = names.wordIds;
    this.#handles = names.handles;
    const count = this.#handles.length;
    const postings = invert(names.wordStart, names.wordIds, names.words.size);
    this.#postingStart = postings.start;
    this.#postings = postings.values;
    this.#weight = Float32Array.from({ length: names.words.size }, (_, word) =>
      this.#rarity(this.#frequency(word), count),
    );
    this.#length = Float32Array.from({ length: count }, (_, name) => Math.sqrt(this.#squares(name)));
    this.#sums = new Float32Array(count);
    this.#isWord = names.words.flags((stem) => /\p{L}{3}/u.test(stem));
  }

  /** Stems of a text, each once; a stem that no name has is led to the nearest that some has, else -1. */
  #stemsOf(text: string): Int32Array {
    const found = new Set<number>();
    let unknown = 0;
    for (const stem of this.#stems.ofText(text)) {
      const id = this.#words.nearest(stem);
      found.add(id < 0 ? -1 - unknown++ : id);
    }
    return Int32Array.from(found).sort();
  }

  /** Names with words of a text, most similar first, at most five of each terminology. */
  similar(text: string): readonly SimilarName[] {
    const stems = this.#stemsOf(text);
    const touched = this.#addUp(stems);
    const squares = stems.reduce((sum, stem) => sum + this.#weightOf(stem) ** 2, 0);
    const length = Math.sqrt(squares);
    const found: SimilarName[] = [];
    for (const name of touched) {
      const ofName = this.#length[name] ?? 1;
      const most = (this.#sums[name] ?? 0) / (length * ofName);
      this.#sums[name] = 0;
      if (most < LEAST / 2) continue;
      const shared = this.#shared(stems, name);
      const similarity = shared / (length * ofName);
      if (similarity < LEAST) continue;
      found.push({
        handle: this.#handles[name] ?? -1,
        similarity,
        ofText: shared / squares,
        ofName: shared / (ofName * ofName),
      });
    }
    return this.#best(found);
  }

  /** Adds the weights of the rarer stems at the names that have them, and lists these names. */
  #addUp(stems: Int32Array): readonly number[] {
    const touched: number[] = [];
    const words = [...stems].filter((stem) => stem >= 0 && this.#isWord[stem] === 1);
    const rare = words.filter((stem) => this.#frequency(stem) <= COMMON);
    const used = rare.length > 0 ? rare : words;
    for (const stem of used) {
      const weight = (this.#weight[stem] ?? 0) ** 2;
      const end = this.#postingStart[stem + 1] ?? 0;
      for (let at = this.#postingStart[stem] ?? 0; at < end; at++) {
        const name = this.#postings[at] ?? 0;
        if (this.#sums[name] === 0) touched.push(name);
        this.#sums[name] = (this.#sums[name] ?? 0) + weight;
      }
    }
    return touched;
  }

  /** Weight that a text and a name have in common. */
  #shared(stems: Int32Array, name: number): number {
    let sum = 0;
    const end = this.#wordStart[name + 1] ?? 0;
    for (let at = this.#wordStart[name] ?? 0; at < end; at++) {
      const word = this.#wordIds[at] ?? 0;
      if (stems.includes(word)) sum += (this.#weight[word] ?? 0) ** 2;
    }
    return sum;
  }

  #best(found: SimilarName[]): readonly SimilarName[] {
    found.sort((a, b) => b.similarity - a.similarity || a.handle - b.handle);
    const told = new Set<number>();
    let [mondo, others] = [0, 0];
    return found.filter(({ handle }) => {
      if (told.has(handle)) return false;
      const flags = this.#lexicon.flagsAt(handle);
      const isMondo = (flags & MONDO) !== 0;
      const isOther = (flags & (KIND.disease | MONDO)) !== 0 && (flags & ~MONDO & MESH) !== 0;
      const wanted = (isMondo && mondo < MOST) || (isOther && others < MOST);
      if (!wanted) return false;
      told.add(handle);
      if (isMondo) mondo++;
      if (isOther) others++;
      return true;
    });
  }

  #frequency(word: number): number {
    return (this.#postingStart[word + 1] ?? 0) - (this.#postingStart[word] ?? 0);
  }

  #weightOf(stem: number): number {
    return stem < 0 ? this.#rarity(20, this.#handles.length) : (this.#weight[stem] ?? 0);
  }

  #rarity(frequency: number, count: number): number {
    return Math.log((count + 1) / (frequency + 0.5));
  }

  #squares(name: number): number {
    let sum = 0;
    const end = this.#wordStart[name + 1] ?? 0;
    for (let at = this.#wordStart[name] ?? 0; at < end; at++) sum += (this.#weight[this.#wordIds[at] ?? 0] ?? 0) ** 2;
    return sum;
  }
}

const MESH = FLAG.meshDisease | FLAG.meshSymptom | FLAG.meshRareDisease;

interface Spellings {
  readonly words: StemVocabulary;
  readonly wordStart: Int32Array;
  readonly wordIds: Int32Array;
  readonly handles: Int32Array;
}

/** All spellings of diseases as sorted stems. */
function collectSpellings(lexicon: Lexicon, stems: DiseaseStems): Spellings {
  const words = new StemVocabulary();
  const stemOfToken = new Map<number, number>();
  const [starts, ids, handles] = [new IntList(), new IntList(), new IntList()];
  starts.push(0);
  const stemOf = (token: number): number => {
    const known = stemOfToken.get(token);
    if (known !== undefined) return known;
    const stem = stems.of(lexicon.tokenText(token));
    const id = stem === '' ? -1 : words.add(stem);
    stemOfToken.set(token, id);
    return id;
  };
  lexicon.visitSpellings(KIND.disease, (tokens, handle) => {
    const start = ids.length;
    for (const token of tokens) insertSorted(ids, start, stemOf(token));
    if (ids.length === start) return;
    starts.push(ids.length);
    handles.push(handle);
  });
  return { words, wordStart: starts.view().slice(), wordIds: ids.view().slice(), handles: handles.view().slice() };
}

/** Puts an id into the sorted end of a list, unless it is there or none. */
function insertSorted(ids: IntList, start: number, id: number): void {
  if (id < 0) return;
  let at = ids.length;
  while (at > start && ids.at(at - 1) > id) at--;
  if (at > start && ids.at(at - 1) === id) return;
  ids.push(id);
  for (let i = ids.length - 1; i > at; i--) ids.set(i, ids.at(i - 1));
  ids.set(at, id);
}

/** From the words of each spelling to the spellings of each word. */
function invert(wordStart: Int32Array, wordIds: Int32Array, words: number): { start: Int32Array; values: Int32Array } {
  const start = new Int32Array(words + 1);
  for (const word of wordIds) start[word + 1] = (start[word + 1] ?? 0) + 1;
  for (let word = 0; word < words; word++) start[word + 1] = (start[word + 1] ?? 0) + (start[word] ?? 0);
  const next = start.slice();
  const values = new Int32Array(wordIds.length);
  for (let name = 0; name + 1 < wordStart.length; name++) {
    const end = wordStart[name + 1] ?? 0;
    for (let at = wordStart[name] ?? 0; at < end; at++) {
      const word = wordIds[at] ?? 0;
      const place = next[word] ?? 0;
      values[place] = name;
      next[word] = place + 1;
    }
  }
  return { start, values };
}
