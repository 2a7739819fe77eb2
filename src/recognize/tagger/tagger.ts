/** Finds mentions by trained models: one feature pass over a paper for all of them. */
import type { Lexicon } from '../../lexicon/types.js';
import type { MentionType } from '../../model.js';
import { Chain } from './crf.js';
import { FeatureReader, outsideHash, type PassageFeatures, REACH, type TaggerInput } from './features.js';
import { type LabeledSpan, OUTSIDE_LABEL, spansOf } from './labels.js';
import type { TaggerModel } from './model-file.js';
import { endOfUnit, startOfUnit } from './units.js';
import { Decoder } from './viterbi.js';
import { addRows, WordScores } from './word-scores.js';

/** A mention with the model's probability of just this span and type. */
export interface TaggedSpan {
  readonly type: MentionType;
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
  readonly text: string;
  readonly score: number;
}

export interface TaggerOptions {
  /** Taken from the score of "outside" in full texts, whose gold misses mentions; by the model's first type. Default: {@link FULL_TEXT_BIAS}. */
  readonly fullTextBias?: Readonly<Partial<Record<MentionType, number>>>;
}

/** Best on papers kept out of training; from 1 on precision falls faster than recall rises. */
export const FULL_TEXT_BIAS: Readonly<Partial<Record<MentionType, number>>> = { Gene: 0.4, Disease: 0.4 };

/** Tags paper after paper; what it keeps between them are sums for words, so the order of papers does not matter. */
export class Tagger {
  readonly #reader: FeatureReader;
  readonly #models: readonly SequenceTagger[];

  constructor(lexicon: Lexicon, models: readonly TaggerModel[], options: TaggerOptions = {}) {
    this.#reader = new FeatureReader(lexicon);
    this.#models = models.map((model) => {
      const bias = (options.fullTextBias ?? FULL_TEXT_BIAS)[model.head.types[0] ?? 'Gene'] ?? 0;
      return new SequenceTagger(model, this.#reader, bias);
    });
  }

  /** Whether features of the lexicon are used: it has enough names. */
  get asksLexicon(): boolean {
    return this.#reader.asksLexicon;
  }

  /** Spans of all models in the order of the models, each in the order of the text. */
  tag(input: TaggerInput): TaggedSpan[] {
    const passages = this.#reader.read(input);
    return this.#models.flatMap((model) => passages.flatMap((passage) => model.tag(passage)));
  }
}

/** One model over one passage. */
class SequenceTagger {
  readonly #model: TaggerModel;
  readonly #words: WordScores;
  readonly #chain: Chain;
  readonly #decoder: Decoder;
  readonly #sums: Int32Array;
  readonly #outside: readonly Int32Array[];
  readonly #fullTextBias: number;
  #emissions = new Float64Array(1 << 12);
  #labels = new Uint8Array(1 << 10);

  constructor(model: TaggerModel, reader: FeatureReader, fullTextBias: number) {
    this.#model = model;
    this.#words = new WordScores(model, reader);
    this.#chain = new Chain(model.labels);
    this.#decoder = new Decoder(model.labels);
    this.#sums = new Int32Array(model.labels);
    this.#fullTextBias = fullTextBias;
    this.#outside = Array.from({ length: 2 * REACH + 1 }, (_, view) => outsideSums(model, view - REACH));
  }

  tag(passage: PassageFeatures): TaggedSpan[] {
    const { count } = passage.units;
    if (count === 0) return [];
    this.#reserve(count);
    this.#words.prepare(passage.words, passage.full);
    for (let unit = 0; unit < count; unit++) this.#score(passage, unit);
    const input = { count, emissions: this.#emissions, transitions: this.#model.transitions };
    this.#decoder.decode(input, this.#labels);
    const spans = spansOf(this.#labels, count, this.#model.head.types);
    if (spans.length > 0) this.#chain.run({ ...input, allowed: null });
    return spans.map((span) => this.#tagged(passage, span));
  }

  #reserve(count: number): void {
    if (this.#labels.length >= count) return;
    this.#labels = new Uint8Array(count * 2);
    this.#emissions = new Float64Array(count * 2 * this.#model.labels);
  }

  #score(passage: PassageFeatures, unit: number): void {
    const { words, full, hashes, starts } = passage;
    const { labels, head } = this.#model;
    const sums = this.#sums.fill(0);
    for (let offset = -REACH; offset <= REACH; offset++) {
      const at = unit + offset;
      if (at >= 0 && at < words.length) this.#words.add(words[at] ?? 0, { offset, full }, sums);
      else add(this.#outside[offset + REACH], sums);
    }
    addRows(this.#model, hashes, { from: starts[unit] ?? 0, to: starts[unit + 1] ?? 0 }, sums);
    const from = unit * labels;
    for (let label = 0; label < labels; label++) this.#emissions[from + label] = (sums[label] ?? 0) * head.scale;
    if (full) this.#emissions[from + OUTSIDE_LABEL] = (this.#emissions[from] ?? 0) - this.#fullTextBias;
  }

  #tagged({ reading, units }: PassageFeatures, { type, first, last }: LabeledSpan): TaggedSpan {
    const [plainStart, plainEnd] = [startOfUnit(units, first), endOfUnit(units, last)];
    const score = this.#chain.probability(first, [...this.#labels.subarray(first, last + 1)]);
    const text = reading.text.slice(plainStart, plainEnd);
    return { type, passage: reading.passage, plainStart, plainEnd, text, score };
  }
}

function outsideSums(model: TaggerModel, offset: number): Int32Array {
  const sums = new Int32Array(model.labels);
  addRows(model, Int32Array.of(outsideHash(offset)), { from: 0, to: 1 }, sums);
  return sums;
}

function add(from: Int32Array | undefined, into: Int32Array): void {
  for (let at = 0; at < into.length; at++) into[at] = (into[at] ?? 0) + (from?.[at] ?? 0);
}
