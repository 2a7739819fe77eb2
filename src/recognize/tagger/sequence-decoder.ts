/** One model's way from the scores of a passage to spans. Only where something may be a mention is anything decoded. */
import { Chain } from './crf.js';
import { type LabeledSpan, OUTSIDE_LABEL, spansOf } from './labels.js';
import type { TaggerModel } from './model-file.js';
import { Decoder } from './viterbi.js';

export interface ScoredSpan extends LabeledSpan {
  /** Probability of just this span and type, in hundredths: mentions that nothing tells apart are then grounded once. */
  readonly score: number;
}

export interface DecoderOptions {
  /** Where the model's labels begin in a list of sums. */
  readonly offset: number;
  /** Taken from the score of "outside" in full texts. */
  readonly fullTextBias: number;
}

/**
 * A unit at which "outside" leads by this much (natural logarithm of the odds) is taken to be outside whatever stands around
 * it: three of four units are, and no span of the dev texts is another for it (from a lead of 1 on some are).
 */
const SURELY_OUTSIDE = 2;

export class SequenceDecoder {
  readonly #model: TaggerModel;
  readonly #options: DecoderOptions;
  readonly #chain: Chain;
  readonly #decoder: Decoder;
  #emissions = new Float64Array(1 << 12);
  #labels = new Uint8Array(1 << 10);
  /** 1 for units that may be in a mention. */
  #open = new Uint8Array(1 << 10);
  #count = 0;
  #bias = 0;

  constructor(model: TaggerModel, options: DecoderOptions) {
    this.#model = model;
    this.#options = options;
    this.#chain = new Chain(model.labels);
    this.#decoder = new Decoder(model.labels);
  }

  /** Begins a passage of at most so many units. */
  begin(units: number, full: boolean): void {
    this.#count = 0;
    this.#bias = full ? this.#options.fullTextBias : 0;
    if (this.#labels.length >= units) return;
    this.#labels = new Uint8Array(units * 2);
    this.#open = new Uint8Array(units * 2);
    this.#emissions = new Float64Array(units * 2 * this.#model.labels);
  }

  /** Takes the sums of the next unit. */
  push(sums: Int32Array): void {
    const { labels, head } = this.#model;
    const { offset } = this.#options;
    const from = this.#count * labels;
    const outside = (sums[offset + OUTSIDE_LABEL] ?? 0) * head.scale - this.#bias;
    this.#emissions[from + OUTSIDE_LABEL] = outside;
    let isOpen = 0;
    for (let label = 1; label < labels; label++) {
      const score = (sums[offset + label] ?? 0) * head.scale;
      this.#emissions[from + label] = score;
      if (score > outside - SURELY_OUTSIDE) isOpen = 1;
    }
    this.#open[this.#count++] = isOpen;
  }

  /** Spans of the passage, in the order of the text. */
  spans(): ScoredSpan[] {
    const spans: ScoredSpan[] = [];
    for (let unit = 0; unit < this.#count; ) {
      if (this.#open[unit] === 0) {
        unit++;
        continue;
      }
      const end = this.#endOfRun(unit);
      spans.push(...this.#decode(Math.max(0, unit - 1), Math.min(this.#count, end + 1)));
      unit = end;
    }
    return spans;
  }

  /** Behind the last open unit of a run; runs are at least two units apart, so that what is between them is seen by both. */
  #endOfRun(first: number): number {
    let end = first + 1;
    for (let at = end; at < this.#count && at <= end + 1; at++) if (this.#open[at] === 1) end = at + 1;
    return end;
  }

  /** Spans among the units `[first, end)`, whose neighbors are outside. */
  #decode(first: number, end: number): ScoredSpan[] {
    const { labels, transitions, head } = this.#model;
    const emissions = this.#emissions.subarray(first * labels, end * labels);
    const input = { count: end - first, emissions, transitions };
    this.#decoder.decode(input, this.#labels);
    const found = spansOf(this.#labels, input.count, head.types);
    if (found.length > 0) this.#chain.run({ ...input, allowed: null });
    return found.map((span) => ({
      type: span.type,
      first: first + span.first,
      last: first + span.last,
      score: hundredths(this.#chain.probability(span.first, [...this.#labels.subarray(span.first, span.last + 1)])),
    }));
  }
}

function hundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
