/** Routes for people, and the same as JSON. */
import { type Context, Hono } from 'hono';
import type { RunRecord } from '../flow/run-records.js';
import { localPath } from './access.js';
import { paperPath } from './links.js';
import { type Pace, PaceKeeper } from './pace.js';
import { inGraph, messagePage, type PageContext } from './pages/layout.js';
import { paperPage } from './pages/paper-page.js';
import { noPaperPage, papersPage } from './pages/papers-page.js';
import { runPage } from './pages/run-page.js';
import { runsPage } from './pages/runs-page.js';
import { filterFrom, selectionFor } from './paper-filter.js';
import { type Sight, sceneOf } from './scene.js';
import type { Watched } from './watched.js';

/** Papers on one page. */
const PAPERS = 50;
const ONE = { limit: 1 } as const;

type Answer = Response | Promise<Response>;

export function pageRoutes(watched: Watched): Hono {
  const pages = new Pages(watched);
  const app = new Hono();
  app.get('/', (context) => pages.runs(context));
  app.get('/runs/:id', (context) => pages.run(context));
  app.get('/papers', (context) => pages.papers(context));
  app.get('/papers/:id{.+}', (context) => pages.paper(context));
  app.post('/retry', (context) => pages.retry(context));
  app.get('/api/runs', (context) => apiRuns(watched, context));
  app.get('/api/papers/:id{.+}', (context) => apiPaper(watched, context));
  return app;
}

class Pages {
  readonly #watched: Watched;
  readonly #pace = new PaceKeeper();

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  runs(context: Context): Answer {
    const { sight, page } = sceneOf(this.#watched, context);
    const runs = sight?.graphRuns ?? [];
    const [newest] = runs;
    const pace = newest === undefined ? null : this.#paceOf(newest, runs, page);
    const totals = sight === null ? null : sight.counts.of(sight.graphId);
    return context.html(runsPage(page, { runs, totals, pace }));
  }

  run(context: Context): Answer {
    const run = this.#watched.open()?.runs.get(context.req.param('id') ?? '') ?? null;
    const { sight, page } = sceneOf(this.#watched, context, run?.graphId || undefined);
    if (sight === null || run === null) return noSuch(context, page, 'run');
    return context.html(runPage(page, run, this.#paceOf(run, sight.graphRuns, page)));
  }

  papers(context: Context): Answer {
    const { kinds } = this.#watched;
    const { sight, page } = sceneOf(this.#watched, context);
    const filter = filterFrom(context.req.query(), kinds);
    // One more than a page holds, to know whether there are more.
    const limits = { limit: PAPERS + 1, ...(filter.after === null ? {} : { after: filter.after }) };
    const found = sight === null ? [] : sight.ledger.papers(sight.graphId, selectionFor(filter, page.now), limits);
    const papers = found.slice(0, PAPERS);
    const hasMore = found.length > PAPERS;
    return context.html(papersPage(page, { filter, papers, hasMore, kinds, asked: askedOf(context) }));
  }

  paper(context: Context): Answer {
    const { sight, page } = sceneOf(this.#watched, context);
    const name = context.req.param('id') ?? '';
    const found = entryOf(sight, name, this.#watched);
    if (found === null) return context.html(noPaperPage(page, name), 404);
    const { ledger, graphId, entry } = found;
    if (entry.paperId !== name) return context.redirect(inGraph(page, paperPath(entry.paperId)));
    const kept = ledger.annotations(graphId, entry.paperId);
    const text = kept === null ? null : this.#watched.readText(kept);
    const history = ledger.history(graphId, entry.paperId);
    return context.html(paperPage(page, { entry, history, text, asked: askedOf(context) }));
  }

  async retry(context: Context): Promise<Response> {
    const form = await context.req.parseBody({ all: true });
    const graph = String(form['graph'] ?? '');
    const { sight, page } = sceneOf(this.#watched, context, graph);
    // A page shows another graph rather than none; what changes something does so in the graph that is meant, or not at all.
    if (sight?.graphId !== graph) return noSuch(context, page, 'graph');
    const ids = [form['paper'] ?? []].flat().filter((id) => typeof id === 'string');
    const due = ids.flatMap((paperId) => sight.ledger.askRetry(sight.graphId, { paperId }));
    if (due.length > 0) sight.counts.forget(graph);
    const back = new URL(localPath(form['back']), 'http://localhost');
    back.searchParams.set('asked', String(due.length));
    return context.redirect(`${back.pathname}${back.search}`, 303);
  }

  #paceOf(run: RunRecord, runs: readonly RunRecord[], { now }: PageContext): Pace | null {
    if (run.state !== 'running') return null;
    const before = runs.find((other) => other.startedAt < run.startedAt && other.state === 'done') ?? null;
    return this.#pace.look(run, before, now);
  }
}

function noSuch(context: Context, page: PageContext, what: 'run' | 'graph'): Answer {
  return context.html(messagePage(page, `No such ${what}`, `The ledger knows no ${what} of this id.`), 404);
}

/** The paper of this id, else the one that is known by this name too: `PMC1`, a DOI. */
function entryOf(sight: Sight | null, name: string, { paperIdOf }: Watched) {
  if (sight === null) return null;
  const { ledger, graphId } = sight;
  const anyId = paperIdOf(name);
  // By its id first: another one is looked for in all papers.
  const entry = ledger.get(graphId, name) ?? ledger.get(graphId, anyId) ?? ledger.papers(graphId, { anyId }, ONE)[0];
  return entry === undefined ? null : { ...sight, entry };
}

/** Papers that were made due by the form before this page; null when there was none. */
function askedOf(context: Context): number | null {
  const asked = context.req.query('asked') ?? '';
  return /^\d{1,6}$/.test(asked) ? Number(asked) : null;
}

/** Runs of the graph, newest first, without their metrics, which `/metrics` has. */
function apiRuns(watched: Watched, context: Context): Response {
  const { sight } = sceneOf(watched, context);
  return context.json((sight?.graphRuns ?? []).map(({ metrics: _, ...run }) => run));
}

function apiPaper(watched: Watched, context: Context): Response {
  const name = context.req.param('id') ?? '';
  const { sight, page } = sceneOf(watched, context);
  const found = entryOf(sight, name, watched);
  if (found === null) return context.json({ error: 'no such paper' }, 404);
  const { ledger, graphId, entry } = found;
  if (entry.paperId !== name) return context.redirect(inGraph(page, `/api${paperPath(entry.paperId)}`));
  return context.json({ ...entry, history: ledger.history(graphId, entry.paperId) });
}
