/**
 * Names of diseases by their words, for texts that no name is spelled as: the lexicon's inverted index from stems to
 * spellings, asked for the names with the greatest cosine of inverse document frequencies.
 */
import { FLAG } from '../lexicon/flags.js';
import { KIND, type Lexicon } from '../lexicon/types.js';
import { rarity, type WordIndex } from '../lexicon/word-index.js';
import type { DiseaseStems } from '../text/disease-stems.js';
import { NearestStem } from './nearest-stem.js';

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

/** Spellings that a stem is taken to be in that is in none. */
const UNKNOWN = 20;

const MONDO = FLAG.mondoExact | FLAG.mondoOther;

export class DiseaseIndex {
  readonly #lexicon: Lexicon;
  readonly #stems: DiseaseStems;
  readonly #words: WordIndex;
  readonly #nearest: NearestStem;
  /** Weight that each spelling has in common with a text: of the rarer stems, while names are looked for; else 0. */
  readonly #sums: Float32Array;

  constructor(lexicon: Lexicon, stems: DiseaseStems) {
    this.#lexicon = lexicon;
    this.#stems = stems;
    this.#words = lexicon.diseaseWords;
    this.#nearest = new NearestStem(this.#words);
    this.#sums = new Float32Array(this.#words.handles.length);
  }

  /** Stems of a text, each once; a stem that no name has is led to the nearest that some has, else -1. */
  #stemsOf(text: string): Int32Array {
    const found = new Set<number>();
    let unknown = 0;
    for (const stem of this.#stems.ofText(text)) {
      const id = this.#nearest.numberOf(stem);
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
    const { lengths, handles } = this.#words;
    for (const name of touched) {
      const ofName = lengths[name] ?? 1;
      const most = (this.#sums[name] ?? 0) / (length * ofName);
      this.#sums[name] = 0;
      if (most < LEAST / 2) continue;
      const shared = this.#shared(stems, name);
      const similarity = shared / (length * ofName);
      if (similarity < LEAST) continue;
      found.push({
        handle: handles[name] ?? -1,
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
    const { isWord, weights, postingStart, postings } = this.#words;
    const words = [...stems].filter((stem) => stem >= 0 && isWord[stem] === 1);
    const rare = words.filter((stem) => this.#frequency(stem) <= COMMON);
    const used = rare.length > 0 ? rare : words;
    for (const stem of used) {
      const weight = (weights[stem] ?? 0) ** 2;
      const end = postingStart[stem + 1] ?? 0;
      for (let at = postingStart[stem] ?? 0; at < end; at++) {
        const name = postings[at] ?? 0;
        if (this.#sums[name] === 0) touched.push(name);
        this.#sums[name] = (this.#sums[name] ?? 0) + weight;
      }
    }
    return touched;
  }

  /** Weight that a text and a name have in common. */
  #shared(stems: Int32Array, name: number): number {
    const { spellingStart, spellingStems, weights } = this.#words;
    let sum = 0;
    const end = spellingStart[name + 1] ?? 0;
    for (let at = spellingStart[name] ?? 0; at < end; at++) {
      const stem = spellingStems[at] ?? 0;
      if (stems.includes(stem)) sum += (weights[stem] ?? 0) ** 2;
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

  #frequency(stem: number): number {
    const { postingStart } = this.#words;
    return (postingStart[stem + 1] ?? 0) - (postingStart[stem] ?? 0);
  }

  #weightOf(stem: number): number {
    return stem < 0 ? rarity(UNKNOWN, this.#words.handles.length) : (this.#words.weights[stem] ?? 0);
  }
}

const MESH = FLAG.meshDisease | FLAG.meshSymptom | FLAG.meshRareDisease;
