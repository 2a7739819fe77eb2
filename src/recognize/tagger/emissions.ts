/** Scores of all labels of all models at the units of a passage. */
import {
  FeatureWriter,
  NAME_REACH,
  outsideHashes,
  REACH,
  shortFormHashes,
  shortFormHashesByLexicon,
  type View,
} from './features.js';
import { HashList } from './hash-list.js';
import type { JointModel } from './joint-model.js';
import { OUTSIDE_LABEL } from './labels.js';
import type { LongFormClues } from './long-form-clues.js';
import { PLACES } from './marks.js';
import { NO_NAME } from './name-states.js';
import { NO_CLUES } from './paper-clues.js';
import type { PaperScenes, Scene, SceneReader } from './scene.js';
import { SumTable } from './sum-table.js';

/**
 * Lead of "outside" (natural logarithm of the odds) in what is summed once for each word, names and short form, from which on
 * the features of the place are left out: at every other unit of a paper, with one span in 3,000 of the dev texts another for it.
 */
const HOPELESS = 2;

/** Beyond the ends of a passage, in keys of words; the number of a word and one otherwise. */
const NO_WORD = 0;

const VIEWS = 2 * REACH + 1;
const NAME_VIEWS = 2 * NAME_REACH + 1;

/** Scores the units of one paper after another; sums that do not depend on the paper are kept between them. */
export class Emissions {
  readonly #model: JointModel;
  readonly #reader: SceneReader;
  readonly #writer: FeatureWriter;
  readonly #words: SumTable;
  readonly #states: SumTable;
  readonly #paperWords: SumTable;
  readonly #shortForms: SumTable;
  readonly #hashes = new HashList();
  /** Keys of the tables at a unit. */
  readonly #wordKeys = new Int32Array(VIEWS);
  readonly #stateKeys = new Int32Array(NAME_VIEWS);
  readonly #oneKey = new Int32Array(1);
  readonly #pairs: Int32Array;
  readonly #sums: Int32Array;
  #longForms: readonly LongFormClues[] = [];
  #generation = 0;

  constructor(model: JointModel, reader: SceneReader) {
    const writer = new FeatureWriter(reader);
    this.#model = model;
    this.#reader = reader;
    this.#writer = writer;
    this.#pairs = new Int32Array(model.pairs);
    this.#sums = new Int32Array(model.labels);
    this.#words = new SumTable(model, (key, out) => this.#wordHashes(key, out));
    this.#states = new SumTable(model, (key, out) =>
      writer.state(Math.trunc(key / (2 * NAME_VIEWS)), nameView(key), out),
    );
    this.#paperWords = new SumTable(model, (number, out) => writer.paperWord(number, out));
    this.#shortForms = new SumTable(model, (key, out) => this.#shortFormHashes(key, out));
  }

  /** Call for each paper before its scenes are scored. */
  begin({ longForms }: PaperScenes): void {
    if (this.#generation !== this.#reader.generation) this.#words.clear();
    this.#generation = this.#reader.generation;
    this.#paperWords.clear();
    this.#shortForms.clear();
    this.#longForms = longForms;
  }

  /** Sums of the weights at a unit, for the labels of all models; holds until the next call. */
  at(scene: Scene, unit: number): Int32Array {
    const [sums, pairs] = [this.#sums, this.#pairs.fill(0)];
    this.#words.add(this.#keysOfWords(scene, unit), pairs);
    const paperWord = scene.paperWords[unit] ?? NO_CLUES;
    if (paperWord !== NO_CLUES) this.#addOne(this.#paperWords, paperWord);
    const use = scene.shortForms.values[unit] ?? 0;
    if (use > 0) this.#addOne(this.#shortForms, (use - 1) * PLACES + (scene.shortForms.places[unit] ?? 0));
    if (this.#reader.asksLexicon) this.#states.add(this.#keysOfStates(scene, unit), pairs);
    this.#model.unpack(pairs, sums);
    if (this.#isHopeless(sums)) return sums;
    this.#hashes.length = 0;
    this.#writer.place(scene, unit, this.#hashes);
    if (this.#reader.asksLexicon) this.#writer.placeByLexicon(scene, unit, this.#hashes);
    this.#model.add(this.#hashes, pairs);
    this.#model.unpack(pairs, sums);
    return sums;
  }

  /** Whether "outside" leads by so much in all models that what else there is to say of the place is not asked. */
  #isHopeless(sums: Int32Array): boolean {
    for (const { model, offset } of this.#model.parts) {
      const limit = (sums[offset + OUTSIDE_LABEL] ?? 0) - HOPELESS / model.head.scale;
      for (let label = offset + 1; label < offset + model.labels; label++) if ((sums[label] ?? 0) > limit) return false;
    }
    return true;
  }

  #addOne(table: SumTable, key: number): void {
    this.#oneKey[0] = key;
    table.add(this.#oneKey, this.#pairs);
  }

  #keysOfWords({ words, full }: Scene, unit: number): Int32Array {
    for (let view = 0; view < VIEWS; view++) {
      const at = unit + view - REACH;
      const word = at < 0 || at >= words.length ? NO_WORD : (words[at] ?? 0) + 1;
      this.#wordKeys[view] = (word * 2 + (full ? 1 : 0)) * VIEWS + view;
    }
    return this.#wordKeys;
  }

  #keysOfStates({ states, full }: Scene, unit: number): Int32Array {
    for (let view = 0; view < NAME_VIEWS; view++) {
      const at = unit + view - NAME_REACH;
      const state = at < 0 || at >= states.length ? NO_NAME : (states[at] ?? NO_NAME);
      this.#stateKeys[view] = (state * 2 + (full ? 1 : 0)) * NAME_VIEWS + view;
    }
    return this.#stateKeys;
  }

  #wordHashes(key: number, out: HashList): void {
    const [word, view] = [Math.trunc(key / (2 * VIEWS)), viewOf(key, VIEWS, REACH)];
    if (word === NO_WORD) {
      outsideHashes(view.offset, out);
      return;
    }
    this.#writer.word(word - 1, view, out);
    if (this.#reader.asksLexicon) this.#writer.wordByLexicon(word - 1, view, out);
  }

  #shortFormHashes(key: number, out: HashList): void {
    const clues = this.#longForms[Math.trunc(key / PLACES)];
    if (clues === undefined) return;
    shortFormHashes(clues, key % PLACES, out);
    if (this.#reader.asksLexicon) shortFormHashesByLexicon(clues, key % PLACES, out);
  }
}

function viewOf(key: number, views: number, reach: number): View {
  return { offset: (key % views) - reach, full: Math.trunc(key / views) % 2 === 1 };
}

function nameView(key: number): View {
  return viewOf(key, NAME_VIEWS, NAME_REACH);
}
