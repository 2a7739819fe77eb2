/** What a request is about: the ledger, the graph that it names or the newest one's, and what every page shows. */
import type { Context } from 'hono';
import type { RunRecord } from '../flow/run-records.js';
import { newestByGraph, runsNamingGraph } from './known-graphs.js';
import type { GraphChoice, PageContext } from './pages/layout.js';
import type { Watched, WatchedLedger } from './watched.js';

/** Runs shown on the first page, and looked at for graphs. */
const RUNS = 50;

/** A ledger with runs, and the graph that is looked at. */
export interface Sight extends WatchedLedger {
  readonly graphId: string;
  /** Runs over that graph, newest first. */
  readonly graphRuns: readonly RunRecord[];
}

export interface Scene {
  /** Null before the first run. */
  readonly sight: Sight | null;
  readonly page: PageContext;
}

/** @param graph id of the graph that is asked for; the newest run's when there is none of this id */
export function sceneOf(watched: Watched, context: Context, graph = context.req.query('graph') ?? ''): Scene {
  const opened = watched.open();
  const all = opened === null ? [] : runsNamingGraph(opened.runs, RUNS);
  const graphs: GraphChoice[] = [...newestByGraph(all)].map(([id, run]) => ({ id, location: run.graph }));
  const chosen = graphs.find(({ id }) => id === graph) ?? graphs[0] ?? null;
  const { formToken, token } = watched.access;
  const base = { now: watched.now(), formToken, hasLogin: token !== null, path: pathOf(context) };
  const page = { ...base, graph: chosen, graphs };
  if (opened === null || chosen === null) return { sight: null, page };
  const graphRuns = graphs.length === 1 ? all.slice(0, RUNS) : opened.runs.list({ graphId: chosen.id, limit: RUNS });
  return { sight: { ...opened, graphId: chosen.id, graphRuns }, page };
}

/** Path and query of a page, without what only tells of the form before. */
function pathOf(context: Context): string {
  const url = new URL(context.req.url);
  url.searchParams.delete('asked');
  return `${url.pathname}${url.search}`;
}
