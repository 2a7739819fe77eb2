/** What the ledger knows, for Prometheus: papers by state, and how the last run went, whether or not one runs now. */
import { Gauge, Registry } from 'prom-client';
import type { RunRecord, RunState } from '../flow/run-records.js';
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
  const runs = watched.runs.list({ limit: RUNS });
  addPapers(gauge, watched, runs);
  addLastRuns(gauge, runs);
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

function addLastRuns(gauge: MakeGauge, runs: readonly RunRecord[]): void {
  const state = gauge('last_run_state', '1 for the state that the newest run is in.', ['graph', 'state']);
  const started = gauge('last_run_started_timestamp_seconds', 'When the newest run began.', ['graph']);
  const ended = gauge('last_run_ended_timestamp_seconds', 'When the newest run that has ended did.', ['graph']);
  const seconds = gauge('last_run_duration_seconds', 'How long the newest run that has ended took.', ['graph']);
  const warnings = gauge('last_run_warnings', 'Warnings of the newest run that has ended.', ['graph']);
  const failed = gauge('last_run_papers_failed', 'Papers that failed in the newest run that has ended.', ['graph']);
  const good = gauge('last_done_run_ended_timestamp_seconds', 'When the newest run with state done ended.', ['graph']);
  for (const newest of newestByPlace(runs)) {
    const { graphId, graph } = newest;
    for (const name of STATES) state.set({ graph, state: name }, newest.state === name ? 1 : 0);
    started.set({ graph }, secondsOf(newest.startedAt));
    const own = runs.filter((run) => run.graphId === graphId);
    const done = own.find((run) => run.state === 'done' && run.endedAt !== null);
    if (done?.endedAt != null) good.set({ graph }, secondsOf(done.endedAt));
    const last = own.find(({ endedAt }) => endedAt !== null);
    if (last?.endedAt == null) continue;
    ended.set({ graph }, secondsOf(last.endedAt));
    seconds.set({ graph }, secondsOf(last.endedAt) - secondsOf(last.startedAt));
    warnings.set({ graph }, last.summary?.warnings.length ?? 0);
    failed.set({ graph }, last.summary?.papers.failed ?? 0);
  }
}

/** The newest run of each graph, by the graph's id. @param runs newest first */
export function newestByGraph(runs: readonly RunRecord[]): ReadonlyMap<string, RunRecord> {
  const newest = new Map<string, RunRecord>();
  for (const run of runs) if (!newest.has(run.graphId)) newest.set(run.graphId, run);
  return newest;
}

/** The same, but one of each place: a graph that was made anew in the place of another is the one that counts. */
function newestByPlace(runs: readonly RunRecord[]): readonly RunRecord[] {
  const places = new Set<string>();
  return [...newestByGraph(runs).values()].filter(({ graph }) => !places.has(graph) && places.add(graph));
}

function secondsOf(iso: string): number {
  return Date.parse(iso) / 1000;
}
