/** What the ledger knows, for Prometheus: papers by state, and how the last run went, whether or not one runs now. */
import { Gauge, Registry } from 'prom-client';
import type { RunRecord, RunState } from '../flow/run-records.js';
import { ALL_RUNS, NO_GRAPH, newestByGraph, runsNamingGraph } from './known-graphs.js';
import type { SeenRuns } from './seen-runs.js';
import type { WatchedLedger } from './watched.js';

const STATES: readonly RunState[] = ['running', 'done', 'stopped', 'failed', 'crashed'];

/** Runs looked at for the last good one. */
const RUNS = 100;

/**
 * Gauges of the ledger as Prometheus text, those of the newest run of each graph among them.
 *
 * @param watched null when there is none yet, or when it cannot be read
 */
export async function ledgerMetrics(watched: WatchedLedger | null, readable: boolean): Promise<string> {
  const registry = new Registry();
  const gauge = makerIn(registry);
  gauge('ledger_readable', 'Whether the ledger could be read.', []).set(readable ? 1 : 0);
  if (watched === null) return registry.metrics();
  const runs = runsNamingGraph(watched.runs, RUNS);
  addPapers(gauge, watched, runs);
  addLastRuns(gauge, watched, runs);
  return registry.metrics();
}

type MakeGauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => Gauge<Label>;

function makerIn(registry: Registry): MakeGauge {
  return (name, help, labelNames) =>
    new Gauge({ name: `papergraph_${name}`, help, labelNames: [...labelNames], registers: [registry] });
}

function addPapers(gauge: MakeGauge, { counts }: WatchedLedger, runs: readonly RunRecord[]): void {
  const papers = gauge('ledger_papers', 'Papers in the ledger.', ['graph']);
  const states = gauge('ledger_papers_by_state', 'Papers by state; one may be in several.', ['graph', 'state']);
  for (const { graphId, graph } of newestByPlace(runs)) {
    const { papers: all, ...byState } = counts.of(graphId);
    papers.set({ graph }, all);
    const { fullText, cardOnly, failed, due, waiting, parked, givenUp } = byState;
    const named = { full_text: fullText, card_only: cardOnly, failed, due, waiting, parked, given_up: givenUp };
    for (const [state, count] of Object.entries(named)) states.set({ graph, state }, count);
  }
}

function addLastRuns(gauge: MakeGauge, { runs: records }: WatchedLedger, runs: readonly RunRecord[]): void {
  const state = gauge('last_run_state', '1 for the state that the newest run is in.', ['graph', 'state']);
  const started = gauge('last_run_started_timestamp_seconds', 'When the newest run began.', ['graph']);
  const ended = gauge('last_run_ended_timestamp_seconds', 'When the newest run that has ended did.', ['graph']);
  const seconds = gauge('last_run_duration_seconds', 'How long the newest run that has ended took.', ['graph']);
  const warnings = gauge('last_run_warnings', 'Warnings of the newest run that has ended.', ['graph']);
  const failed = gauge('last_run_papers_failed', 'Papers that failed in the newest run that has ended.', ['graph']);
  const good = gauge('last_done_run_ended_timestamp_seconds', 'When the newest run with state done ended.', ['graph']);
  const places = newestByPlace(runs);
  for (const known of places) {
    const { graphId, graph } = known;
    const own = runs.filter((run) => run.graphId === graphId || isMeantFor(graph, run, places));
    const newest = own[0] ?? known;
    for (const name of STATES) state.set({ graph, state: name }, newest.state === name ? 1 : 0);
    started.set({ graph }, secondsOf(newest.startedAt));
    const done = own.find(isDone) ?? lastDone(records, graphId);
    if (done?.endedAt != null) good.set({ graph }, secondsOf(done.endedAt));
    const last = own.find(({ endedAt }) => endedAt !== null);
    if (last?.endedAt == null) continue;
    ended.set({ graph }, secondsOf(last.endedAt));
    seconds.set({ graph }, secondsOf(last.endedAt) - secondsOf(last.startedAt));
    warnings.set({ graph }, last.summary?.warnings.length ?? 0);
    failed.set({ graph }, last.summary?.papers.failed ?? 0);
  }
}

function isDone({ state, endedAt }: RunRecord): boolean {
  return state === 'done' && endedAt !== null;
}

/** However long ago: an alert on its age must not end because too many runs failed since. */
function lastDone(records: SeenRuns, graphId: string): RunRecord | undefined {
  return records.list({ graphId, limit: ALL_RUNS }).find((run) => run.graphId === graphId && isDone(run));
}

/** Whether a run that could not begin was for the graph at this place; it is for all where its own place is not known. */
function isMeantFor(place: string, { graphId, graph }: RunRecord, known: readonly RunRecord[]): boolean {
  return graphId === NO_GRAPH && (graph === place || known.every((other) => other.graph !== graph));
}

/** The same, but one of each place: a graph that was made anew in the place of another is the one that counts. */
function newestByPlace(runs: readonly RunRecord[]): readonly RunRecord[] {
  const places = new Set<string>();
  return [...newestByGraph(runs).values()].filter(({ graph }) => !places.has(graph) && places.add(graph));
}

function secondsOf(iso: string): number {
  return Date.parse(iso) / 1000;
}
