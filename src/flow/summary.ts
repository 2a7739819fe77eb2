/** Makes the summary of a run out of its events, the same events that the log and the progress display get. */
import type { PaperOutcome, RunEvent, RunInfo, RunSummary, StageName } from '../model.js';

export class SummaryBuilder {
  readonly #run: RunInfo;
  readonly #graph: string;
  readonly #startedAt = performance.now();
  readonly #papers = { found: 0, written: 0, unchanged: 0, fromCardOnly: 0, skipped: 0, failed: 0 };
  readonly #failures = new Map<string, number>();
  readonly #textFailures = new Map<string, number>();
  readonly #problems: RunSummary['inputProblems'][number][] = [];
  #inputEnded = false;
  readonly #counts = { mentions: 0, concepts: 0, nil: 0, unnamed: 0 };
  readonly #stageMs: Record<StageName, number> = { card: 0, fetch: 0, link: 0, write: 0 };

  constructor(run: RunInfo, graph: string) {
    this.#run = run;
    this.#graph = graph;
  }

  add(event: RunEvent): void {
    if (event.event === 'paper-found') this.#papers.found++;
    else if (event.event === 'input-problem') this.#problems.push(event.problem);
    else if (event.event === 'input-ended') this.#inputEnded = true;
    else if (event.event === 'stage-done') this.#stageMs[event.stage] += event.ms;
    else if (event.event === 'paper-done') this.#addOutcome(event.outcome);
  }

  #addOutcome(outcome: PaperOutcome): void {
    this.#papers[outcome.kind]++;
    if (outcome.kind === 'failed') increment(this.#failures, `${outcome.stage}: ${outcome.reason}`);
    if (outcome.kind === 'failed' || outcome.kind === 'skipped') return;
    if (outcome.origin === 'card') this.#papers.fromCardOnly++;
    if (outcome.textFailure !== null) increment(this.#textFailures, outcome.textFailure.kind);
    this.#counts.mentions += outcome.counts.mentions;
    this.#counts.concepts += outcome.counts.concepts;
    this.#counts.nil += outcome.counts.nil;
    this.#counts.unnamed += outcome.counts.unnamed;
  }

  build(): RunSummary {
    const { found, written, unchanged, skipped, failed } = this.#papers;
    return {
      run: this.#run,
      graph: this.#graph,
      papers: { ...this.#papers, left: found - written - unchanged - skipped - failed },
      inputEnded: this.#inputEnded,
      failures: Object.fromEntries(this.#failures),
      textFailures: Object.fromEntries(this.#textFailures),
      inputProblems: this.#problems,
      ...this.#counts,
      stageMs: { ...this.#stageMs },
      wallMs: performance.now() - this.#startedAt,
    };
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
