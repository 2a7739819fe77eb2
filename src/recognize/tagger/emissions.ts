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
  readonly #outside: SumTable;
  readonly #hashes = new HashList();
  readonly #sums: Int32Array;
  #longForms: readonly LongFormClues[] = [];
  #generation = 0;

  constructor(model: JointModel, reader: SceneReader) {
    const writer = new FeatureWriter(reader);
    this.#model = model;
    this.#reader = reader;
    this.#writer = writer;
    this.#sums = new Int32Array(model.stride);
    this.#words = new SumTable(model, (key, out) => this.#wordHashes(key, out));
    this.#states = new SumTable(model, (key, out) =>
      writer.state(Math.trunc(key / (2 * NAME_VIEWS)), nameView(key), out),
    );
    this.#paperWords = new SumTable(model, (number, out) => writer.paperWord(number, out));
    this.#shortForms = new SumTable(model, (key, out) => this.#shortFormHashes(key, out));
    this.#outside = new SumTable(model, (view, out) => outsideHashes(view - REACH, out));
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
    const sums = this.#sums.fill(0);
    this.#addWords(scene, unit, sums);
    const paperWord = scene.paperWords[unit] ?? NO_CLUES;
    if (paperWord !== NO_CLUES) this.#paperWords.add(paperWord, sums);
    const use = scene.shortForms.values[unit] ?? 0;
    if (use > 0) this.#shortForms.add((use - 1) * PLACES + (scene.shortForms.places[unit] ?? 0), sums);
    if (this.#reader.asksLexicon) this.#addStates(scene, unit, sums);
    if (this.#isHopeless(sums)) return sums;
    this.#hashes.length = 0;
    this.#writer.place(scene, unit, this.#hashes);
    if (this.#reader.asksLexicon) this.#writer.placeByLexicon(scene, unit, this.#hashes);
    this.#model.add(this.#hashes, sums);
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

  #addWords({ words, full }: Scene, unit: number, sums: Int32Array): void {
    for (let view = 0; view < VIEWS; view++) {
      const word = words[unit + view - REACH];
      if (word === undefined) this.#outside.add(view, sums);
      else this.#words.add((word * 2 + (full ? 1 : 0)) * VIEWS + view, sums);
    }
  }

  #addStates({ states, full }: Scene, unit: number, sums: Int32Array): void {
    for (let view = 0; view < NAME_VIEWS; view++) {
      const state = states[unit + view - NAME_REACH] ?? NO_NAME;
      this.#states.add((state * 2 + (full ? 1 : 0)) * NAME_VIEWS + view, sums);
    }
  }

  #wordHashes(key: number, out: HashList): void {
    const [word, view] = [Math.trunc(key / (2 * VIEWS)), viewOf(key, VIEWS, REACH)];
    this.#writer.word(word, view, out);
    if (this.#reader.asksLexicon) this.#writer.wordByLexicon(word, view, out);
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
