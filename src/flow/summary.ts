/** Makes the summary of a run out of its events, the same events that the log and the progress display get. */
import type { PaperOutcome, RunEvent, RunInfo, RunSummary, RunWarning, StageName } from '../model.js';

/** Problems of the input that a summary names; a broken list of a million links must not fill the memory. */
const MOST_PROBLEMS = 200;

export class SummaryBuilder {
  readonly #run: RunInfo;
  readonly #graph: string;
  readonly #startedAt = performance.now();
  readonly #papers = { found: 0, written: 0, unchanged: 0, fromCardOnly: 0, skipped: 0, failed: 0 };
  readonly #fresh = { papers: 0, failed: 0, fromCardOnly: 0, empty: 0, checked: 0, stale: 0, mentions: 0, nil: 0 };
  readonly #squares = { mentions: 0, nil: 0, product: 0 };
  readonly #failures = new Map<string, number>();
  readonly #textFailures = new Map<string, number>();
  readonly #examples = new Map<string, string>();
  readonly #problems: RunSummary['inputProblems'][number][] = [];
  readonly #problemCounts = { fatal: 0, other: 0 };
  #inputEnded = false;
  readonly #counts = { mentions: 0, concepts: 0, nil: 0, unnamed: 0 };
  readonly #stageMs: Record<StageName, number> = { card: 0, fetch: 0, link: 0, write: 0 };

  constructor(run: RunInfo, graph: string) {
    this.#run = run;
    this.#graph = graph;
  }

  add(event: RunEvent): void {
    if (event.event === 'paper-found') this.#papers.found++;
    else if (event.event === 'input-problem') this.#addProblem(event.problem);
    else if (event.event === 'input-ended') this.#inputEnded = true;
    else if (event.event === 'stage-done') this.#stageMs[event.stage] += event.ms;
    else if (event.event === 'paper-done') this.#addOutcome(event.outcome);
  }

  /** @param warnings what changed for the worse against earlier runs */
  build(warnings: readonly RunWarning[] = []): RunSummary {
    const { found, written, unchanged, skipped, failed } = this.#papers;
    return {
      run: this.#run,
      graph: this.#graph,
      papers: { ...this.#papers, left: found - written - unchanged - skipped - failed },
      fresh: { ...this.#fresh, squares: { ...this.#squares } },
      warnings,
      inputEnded: this.#inputEnded,
      failures: Object.fromEntries(this.#failures),
      textFailures: Object.fromEntries(this.#textFailures),
      examples: Object.fromEntries(this.#examples),
      inputProblems: [...this.#problems],
      inputProblemCounts: { ...this.#problemCounts },
      ...this.#counts,
      stageMs: { ...this.#stageMs },
      wallMs: performance.now() - this.#startedAt,
    };
  }

  #addProblem(problem: RunSummary['inputProblems'][number]): void {
    this.#problemCounts[problem.fatal ? 'fatal' : 'other']++;
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(problem);
  }

  #addOutcome(outcome: PaperOutcome): void {
    this.#papers[outcome.kind]++;
    if (outcome.kind === 'skipped') return;
    if (outcome.kind === 'failed') this.#addFailure(outcome);
    else this.#addLinked(outcome);
  }

  #addFailure({ trouble }: PaperOutcome & { readonly kind: 'failed' }): void {
    const key = `${trouble.stage}: ${trouble.kind}`;
    this.#fresh.papers++;
    this.#fresh.failed++;
    this.#count(this.#failures, { key, message: trouble.message });
  }

  #addLinked(outcome: PaperOutcome & { readonly kind: 'written' | 'unchanged' }): void {
    const { counts, origin, textFailure } = outcome;
    this.#fresh.checked++;
    if (origin === 'full-text' && textFailure !== null && textFailure.kind !== 'offline') this.#fresh.stale++;
    if (origin === 'card') this.#papers.fromCardOnly++;
    if (textFailure !== null) this.#count(this.#textFailures, { key: textFailure.kind, message: textFailure.message });
    for (const key of ['mentions', 'concepts', 'nil', 'unnamed'] as const) this.#counts[key] += counts[key];
    if (outcome.kind === 'written') this.#addFresh(outcome);
  }

  #addFresh({
    counts: { mentions, nil },
    origin,
    textFailure,
  }: PaperOutcome & { readonly kind: 'written' | 'unchanged' }) {
    this.#fresh.papers++;
    this.#fresh.mentions += mentions;
    this.#fresh.nil += nil;
    this.#squares.mentions += mentions * mentions;
    this.#squares.nil += nil * nil;
    this.#squares.product += mentions * nil;
    // A card without a link has nothing else: it is not a paper whose text was missed.
    if (origin === 'card' && textFailure?.kind !== 'no-link') this.#fresh.fromCardOnly++;
    if (origin === 'full-text' && mentions === 0) this.#fresh.empty++;
  }

  #count(counts: Map<string, number>, { key, message }: { readonly key: string; readonly message: string }): void {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!this.#examples.has(key)) this.#examples.set(key, message);
  }
}
