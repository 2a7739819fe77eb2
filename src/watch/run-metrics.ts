/**
 * Figures of one run for Prometheus, made from the same events as log, progress and summary. Labels are bounded: stages,
 * kinds, at most 50 hosts; never a paper. Seconds and bytes, as Prometheus wants them.
 */
import { statSync } from 'node:fs';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PaperOutcome, RunEvent, StageName } from '../model.js';
import { BoundedLabel } from './bounded-label.js';
import { processMetrics } from './process-metrics.js';

const STAGES = ['fetch', 'link', 'write'] as const satisfies readonly StageName[];

/** From a cached text (a millisecond) to a host that is asked twice a second while sixty papers wait for it. */
const STAGE_SECONDS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** Texts of papers: most have 20 to 200 KB, the largest accepted 20 MB. */
const TEXT_BYTES = [1e3, 1e4, 3e4, 1e5, 3e5, 1e6, 5e6, 2e7];

/** Hosts with a series of their own. */
const MAX_HOSTS = 50;

export interface RunMetricsOptions {
  /** When a lexicon's file was made, in milliseconds; null when there is no such file. Default: its time on disk. */
  readonly timeOfFile?: (path: string) => number | null;
  /** Milliseconds since 1970. Default Date.now. */
  readonly now?: () => number;
}

export class RunMetrics {
  readonly #registry = new Registry();
  readonly #hosts = new BoundedLabel(MAX_HOSTS);
  readonly #timeOfFile: (path: string) => number | null;
  readonly #now: () => number;
  readonly #inStage = new Map<StageName, number>();
  #lexiconMade: number | null = null;
  #mentions = 0;
  #nil = 0;

  readonly #found = this.#counter('papers_found_total', 'Papers found in the input.', []);
  readonly #papers = this.#counter('papers_total', 'Papers done, by outcome.', ['outcome']);
  readonly #failed = this.#counter('papers_failed_total', 'Papers that failed, by stage and kind.', ['stage', 'kind']);
  readonly #fromCard = this.#counter('papers_from_card_total', 'Papers linked from the card, by why.', ['kind']);
  readonly #empty = this.#counter('papers_empty_total', 'Full texts in which no mention was found.', []);
  readonly #problems = this.#counter('input_problems_total', 'Pieces of the input that are no usable card.', ['kind']);
  readonly #stages = this.#counter('stage_outcomes_total', 'Ends of stages, by outcome.', ['stage', 'outcome']);
  readonly #retries = this.#counter('retries_total', 'Attempts that failed and were tried again.', ['stage']);
  readonly #fetches = this.#counter('host_fetches_total', 'Texts asked for, by host and outcome.', ['host', 'outcome']);
  readonly #bytes = this.#counter('fetched_bytes_total', 'Bytes of texts as sent over the network.', ['host']);
  readonly #mentionCount = this.#counter('mentions_total', 'Mentions found in papers linked in this run.', []);
  readonly #nilCount = this.#counter('nil_mentions_total', 'Mentions among them that have no concept.', []);
  readonly #seconds = this.#histogram('stage_duration_seconds', 'Wall time of a stage.', ['stage'], STAGE_SECONDS);
  readonly #sizes = this.#histogram('fetched_text_bytes', 'Size of a text as sent over the network.', [], TEXT_BYTES);
  readonly #inFlight = this.#gauge('stage_in_flight', 'Papers in a stage now.', ['stage']);
  readonly #onTheirWay = this.#gauge('papers_in_flight', 'Papers found and not done yet.', []);
  readonly #queues = this.#gauge('queue_length', 'Papers that wait, by queue.', ['queue']);
  readonly #stopping = this.#gauge('run_stopping', '1 after the run was asked to stop.', []);

  constructor(options: RunMetricsOptions = {}) {
    this.#timeOfFile = options.timeOfFile ?? timeOnDisk;
    this.#now = options.now ?? Date.now;
    this.#gauge(
      'nil_share',
      'Share of mentions without a concept, 0 to 1, in papers linked in this run.',
      [],
      (gauge) => gauge.set(this.#mentions === 0 ? 0 : this.#nil / this.#mentions),
    );
    // A counter that is not there yet cannot rise: each stage begins with 0.
    for (const stage of STAGES) {
      this.#retries.inc({ stage }, 0);
      this.#inFlight.set({ stage }, 0);
      this.#seconds.zero({ stage });
    }
    for (const outcome of ['written', 'unchanged', 'failed']) this.#papers.inc({ outcome }, 0);
  }

  /** Takes in one event of the run. */
  add(event: RunEvent): void {
    switch (event.event) {
      case 'run-started':
        this.#start(event);
        break;
      case 'input-problem':
        this.#problems.inc({ kind: event.problem.kind });
        break;
      case 'paper-found':
        this.#onTheirWay.inc();
        this.#found.inc();
        break;
      case 'stage-started':
        this.#moved(event.stage, 1);
        break;
      case 'stage-done':
        this.#moved(event.stage, -1);
        this.#endStage(event);
        break;
      case 'retry':
        this.#retries.inc({ stage: event.stage });
        break;
      case 'paper-done':
        this.#onTheirWay.dec();
        this.#endPaper(event.outcome);
        break;
      case 'progress':
        for (const [queue, length] of Object.entries(event.queues)) this.#queues.set({ queue }, length);
        break;
      case 'stopping':
        this.#stopping.set(1);
        break;
      case 'run-done':
        this.#end(event.summary.papers.left);
        break;
      case 'notice':
      case 'input-ended':
        break;
    }
  }

  /** All figures as Prometheus text (version 0.0.4), those of the process under `papergraph_run_…` included. */
  async text(): Promise<string> {
    const process = processMetrics('papergraph_run_');
    return `${(await this.#registry.metrics()).trimEnd()}\n\n${await process.metrics()}`;
  }

  #start({ run, lexiconPath }: Extract<RunEvent, { event: 'run-started' }>): void {
    this.#timestamp('run_started', 'When the run began.', Date.parse(run.startedAt));
    const labels = { version: run.version, lexicon: run.lexicon };
    this.#gauge('run_info', 'Always 1; the labels say what links.', ['version', 'lexicon']).set(labels, 1);
    const made = this.#timeOfFile(lexiconPath);
    this.#lexiconMade = made;
    if (made === null) return;
    this.#timestamp('lexicon', 'When the lexicon in use was made.', made);
    this.#gauge('lexicon_age_seconds', 'Age of the lexicon in use, as of these figures.', [], (gauge) =>
      gauge.set(Math.max(0, this.#now() - (this.#lexiconMade ?? 0)) / 1000),
    );
  }

  #end(left: number): void {
    this.#timestamp('run_ended', 'When the run ended; not there while it runs.', this.#now());
    this.#gauge('papers_left', 'Papers found and not finished when the run ended.', []).set(left);
    this.#onTheirWay.set(0);
    for (const stage of STAGES) this.#inFlight.set({ stage }, 0);
    for (const queue of ['link', 'write']) this.#queues.set({ queue }, 0);
  }

  #moved(stage: StageName, by: 1 | -1): void {
    const now = Math.max(0, (this.#inStage.get(stage) ?? 0) + by);
    this.#inStage.set(stage, now);
    this.#inFlight.set({ stage }, now);
  }

  #endStage(event: Extract<RunEvent, { event: 'stage-done' }>): void {
    const { stage, outcome, bytes = 0 } = event;
    this.#stages.inc({ stage, outcome });
    this.#seconds.observe({ stage }, event.ms / 1000);
    if (stage !== 'fetch' || event.host === undefined || outcome === 'from-cache') return;
    const host = this.#hosts.of(event.host);
    this.#fetches.inc({ host, outcome });
    if (bytes === 0) return;
    this.#bytes.inc({ host }, bytes);
    this.#sizes.observe(bytes);
  }

  #endPaper(outcome: PaperOutcome): void {
    this.#papers.inc({ outcome: outcome.kind === 'skipped' ? outcome.why : outcome.kind });
    if (outcome.kind === 'failed') this.#failed.inc({ stage: outcome.trouble.stage, kind: outcome.trouble.kind });
    if (outcome.kind === 'failed' || outcome.kind === 'skipped') return;
    if (outcome.textFailure !== null) this.#fromCard.inc({ kind: outcome.textFailure.kind });
    if (outcome.kind === 'unchanged') return;
    const { mentions, nil } = outcome.counts;
    if (mentions === 0 && outcome.origin === 'full-text') this.#empty.inc();
    this.#mentions += mentions;
    this.#nil += nil;
    this.#mentionCount.inc(mentions);
    this.#nilCount.inc(nil);
  }

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name: `papergraph_${name}`, help, labelNames: [...labelNames], registers: [this.#registry] });
  }

  #gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    collect?: (gauge: Gauge<Label>) => void,
  ): Gauge<Label> {
    const gauge: Gauge<Label> = new Gauge({
      name: `papergraph_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
      ...(collect === undefined ? {} : { collect: () => collect(gauge) }),
    });
    return gauge;
  }

  #histogram<Label extends string>(
    ...[name, help, labelNames, buckets]: [string, string, readonly Label[], number[]]
  ): Histogram<Label> {
    const registers = [this.#registry];
    return new Histogram({ name: `papergraph_${name}`, help, labelNames: [...labelNames], buckets, registers });
  }

  #timestamp(name: string, help: string, ms: number): void {
    this.#gauge(`${name}_timestamp_seconds`, help, []).set(ms / 1000);
  }
}

/** When a file was changed last; null for what is no file, e.g. the words "starter terminology". */
function timeOnDisk(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
