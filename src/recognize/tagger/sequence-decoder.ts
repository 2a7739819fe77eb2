/** One model's way from the scores of a passage to spans. Only where something may be a mention is anything decoded. */
import { Chain } from './crf.js';
import { type LabeledSpan, OUTSIDE_LABEL } from './labels.js';
import type { TaggerModel } from './model-file.js';

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

/**
 * Probability from which on a span is a mention. A span raises F when it is right more often than F / 2 (Lewis 1995), here
 * some 0.44; the single likeliest labeling (Viterbi) instead loses mentions whose ends are in doubt: over the dev texts 0.4 of
 * F for genes, 0.1 for diseases.
 */
const MENTION = 0.45;

export class SequenceDecoder {
  readonly #model: TaggerModel;
  readonly #options: DecoderOptions;
  readonly #chain: Chain;
  #emissions = new Float64Array(1 << 12);
  /** 1 for units that may be in a mention. */
  #open = new Uint8Array(1 << 10);
  #count = 0;
  #bias = 0;

  constructor(model: TaggerModel, options: DecoderOptions) {
    this.#model = model;
    this.#options = options;
    this.#chain = new Chain(model.labels);
  }

  /** Begins a passage of at most so many units. */
  begin(units: number, full: boolean): void {
    this.#count = 0;
    this.#bias = full ? this.#options.fullTextBias : 0;
    if (this.#open.length >= units) return;
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
      for (const span of this.#decode(Math.max(0, unit - 1), Math.min(this.#count, end + 1))) spans.push(span);
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

  /** Spans among the units `[first, end)`, whose neighbors are outside; of those that overlap the likelier one. */
  #decode(first: number, end: number): ScoredSpan[] {
    const { labels, transitions, head } = this.#model;
    const emissions = this.#emissions.subarray(first * labels, end * labels);
    this.#chain.run({ count: end - first, emissions, transitions, allowed: null });
    const found: ScoredSpan[] = [];
    this.#chain.visitSpans(end - first, MENTION, (index, from, to, score) => {
      const type = head.types[index];
      if (type !== undefined) found.push({ type, first: first + from, last: first + to, score });
    });
    return withoutOverlaps(found);
  }
}

/** Of spans that overlap the likelier one, in the order of the text. */
function withoutOverlaps(spans: readonly ScoredSpan[]): ScoredSpan[] {
  if (spans.length < 2) return spans.map(rounded);
  const kept: ScoredSpan[] = [];
  const taken = new Set<number>();
  for (const span of spans.toSorted((a, b) => b.score - a.score || a.first - b.first)) {
    const units = Array.from({ length: span.last - span.first + 1 }, (_, index) => span.first + index);
    if (units.some((unit) => taken.has(unit))) continue;
    for (const unit of units) taken.add(unit);
    kept.push(span);
  }
  return kept.toSorted((a, b) => a.first - b.first).map(rounded);
}

function rounded(span: ScoredSpan): ScoredSpan {
  return { ...span, score: Math.round(span.score * 100) / 100 };
}
