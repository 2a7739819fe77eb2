/** Which graphs runs are about. A run that could not begin is about none: it is shown with those that are known. */
import type { RunRecord } from '../flow/run-records.js';
import type { SeenRuns } from './seen-runs.js';

/** Graph id of a run that could not begin. */
export const NO_GRAPH = '';

/** As many runs as a ledger keeps. */
export const ALL_RUNS = 1000;

/** The newest run of each graph, by the graph's id; runs that could not begin count only where there is no other. @param runs newest first */
export function newestByGraph(runs: readonly RunRecord[]): ReadonlyMap<string, RunRecord> {
  const newest = new Map<string, RunRecord>();
  const named = runs.filter(({ graphId }) => graphId !== NO_GRAPH);
  for (const run of named.length > 0 ? named : runs) if (!newest.has(run.graphId)) newest.set(run.graphId, run);
  return newest;
}

/** The newest runs; as many more as it takes to find a graph where so many could not begin. */
export function runsNamingGraph(runs: SeenRuns, limit: number): readonly RunRecord[] {
  const recent = runs.list({ limit });
  const isEnough = recent.length < limit || recent.some(({ graphId }) => graphId !== NO_GRAPH);
  return isEnough ? recent : runs.list({ limit: ALL_RUNS });
}
