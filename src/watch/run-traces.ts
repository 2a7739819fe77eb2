/** A trace for each paper of a run, made from the run's events: one span for the paper, below it one for each stage. */
import { randomBytes } from 'node:crypto';
import type { PaperId, PaperOutcome, RunEvent, StageName } from '../model.js';
import type { Attributes, Span } from './otlp.js';

/** A paper on its way. */
interface Way {
  readonly traceId: string;
  readonly spanId: string;
  readonly start: number;
  readonly stages: Span[];
  retries: Span['events'][number][];
}

export interface RunTracesOptions {
  /** Takes the spans of one paper. */
  readonly onSpans: (spans: readonly Span[]) => void;
  /** Milliseconds since 1970. Default Date.now. */
  readonly now?: () => number;
}

export class RunTraces {
  readonly #onSpans: (spans: readonly Span[]) => void;
  readonly #now: () => number;
  readonly #ways = new Map<PaperId, Way>();
  #runId = '';

  constructor({ onSpans, now = Date.now }: RunTracesOptions) {
    this.#onSpans = onSpans;
    this.#now = now;
  }

  /** Takes in one event of the run. */
  add(event: RunEvent): void {
    if (event.event === 'run-started') this.#runId = event.run.id;
    else if (event.event === 'paper-found') this.#begin(event.paperId);
    else if (event.event === 'stage-done') this.#endStage(event);
    else if (event.event === 'retry') this.#retry(event);
    else if (event.event === 'paper-done') this.#endPaper(event.outcome);
    else if (event.event === 'run-done') this.#ways.clear(); // put back: they have no outcome
  }

  #begin(paperId: PaperId): void {
    const start = this.#now();
    this.#ways.set(paperId, { traceId: hexId(16), spanId: hexId(8), start, stages: [], retries: [] });
  }

  #retry({ paperId, attempt, delayMs, reason }: Extract<RunEvent, { event: 'retry' }>): void {
    const attributes = { attempt, 'delay.ms': Math.round(delayMs), reason };
    this.#ways.get(paperId)?.retries.push({ at: this.#now(), name: 'retry', attributes });
  }

  #endStage(event: Extract<RunEvent, { event: 'stage-done' }>): void {
    const way = this.#ways.get(event.paperId);
    if (way === undefined) return;
    const { stage, outcome, ms, message, host, bytes } = event;
    const end = this.#now();
    way.stages.push({
      traceId: way.traceId,
      spanId: hexId(8),
      parentSpanId: way.spanId,
      name: stage,
      start: end - ms,
      end,
      attributes: { outcome, ...(host === undefined ? {} : { 'server.address': host }), ...(bytes ? { bytes } : {}) },
      events: way.retries,
      error: outcome === 'failed' ? (message ?? outcome) : null,
    });
    way.retries = [];
  }

  #endPaper(outcome: PaperOutcome): void {
    const way = this.#ways.get(outcome.paperId);
    this.#ways.delete(outcome.paperId);
    if (way === undefined || outcome.kind === 'skipped') return; // nothing was done that took time
    const { traceId, spanId, start, stages } = way;
    const attributes = {
      'run.id': this.#runId,
      'paper.id': outcome.paperId,
      outcome: outcome.kind,
      ...factsOf(outcome),
    };
    const error = outcome.kind === 'failed' ? outcome.trouble.message : null;
    const whole = { traceId, spanId, parentSpanId: null, name: 'paper', start, end: this.#now() };
    this.#onSpans([{ ...whole, attributes, events: [], error }, ...stages]);
  }
}

function factsOf(outcome: Exclude<PaperOutcome, { kind: 'skipped' }>): Attributes {
  if (outcome.kind === 'failed') {
    const { stage, kind, attempts }: { stage: StageName; kind: string; attempts: number } = outcome.trouble;
    return { stage, kind, attempts };
  }
  const { origin, counts, textFailure } = outcome;
  const { mentions, nil } = counts;
  return { origin, mentions, nil, ...(textFailure === null ? {} : { 'text.failure': textFailure.kind }) };
}

function hexId(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
