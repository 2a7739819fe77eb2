/** How long a graph takes for each saved query, asked for what it has most of, and for what one paper in a hundred mentions. */
import { SAVED_QUERIES, savedQuery } from '../src/graph/queries.js';
import { rowObjects } from '../src/graph/row-objects.js';
import type { SavedQuery } from '../src/graph/saved-query.js';
import type { GraphStore } from '../src/graph/store.js';
import type { Settings } from '../src/settings.js';
import { withGraph } from './open-graph.js';

export interface QueryTimes {
  readonly params: SavedQuery['params'];
  readonly rows: number;
  /** Milliseconds of the first time, in which the store plans the query and reads what it does not have in memory. */
  readonly firstMs: number;
  /** Median of the times after it, milliseconds. */
  readonly medianMs: number;
}

export interface ProfiledQuery {
  readonly name: string;
  /** For a gene or disease that one paper in a hundred mentions, or the nearest below; and for those that most papers mention. */
  readonly usual: QueryTimes;
  /** Null for a query that asks for neither. */
  readonly most: QueryTimes | null;
}

export interface QueryProfile {
  readonly graph: string;
  readonly papers: number;
  /** Papers that mention the genes and diseases asked for. */
  readonly mentionedBy: Readonly<Record<'gene' | 'disease', { readonly usual: number; readonly most: number }>>;
  readonly queries: readonly ProfiledQuery[];
}

export interface ProfileOptions {
  /** How often each query is asked after the first time. */
  readonly times: number;
  /** Told after each query. */
  readonly onProgress: (message: string) => void;
}

/** @throws CannotRunError when there is no such graph */
export async function profileQueries(settings: Settings, { times, onProgress }: ProfileOptions): Promise<QueryProfile> {
  return withGraph(settings, { readOnly: true }, async (graph) => {
    const { papers } = await graph.counts();
    const [gene, disease] = [await picks(graph, 'top-genes', papers), await picks(graph, 'top-diseases', papers)];
    const mentionedBy = { gene: countsOf(gene), disease: countsOf(disease) };
    const text = wordOf(disease.usual);
    const usual = { ...(await otherIds(graph)), ...text, ...idsOf('usual', { gene, disease }) };
    const most = { ...usual, ...idsOf('most', { gene, disease }) };
    const queries: ProfiledQuery[] = [];
    for (const saved of SAVED_QUERIES) {
      const asksForConcept = 'gene' in saved.params || 'disease' in saved.params;
      const query = {
        name: saved.name,
        usual: await timesOf(graph, saved, { ids: usual, times }),
        most: asksForConcept ? await timesOf(graph, saved, { ids: most, times }) : null,
      };
      queries.push(query);
      onProgress(`${saved.name}: ${Math.round(query.usual.medianMs)} ms`);
    }
    return { graph: graph.location, papers, mentionedBy, queries };
  });
}

type Ids = Readonly<Record<string, string>>;

interface Pick {
  readonly id: string;
  readonly name: string;
  readonly papers: number;
}

interface Picks {
  readonly usual: Pick | null;
  readonly most: Pick | null;
}

async function picks(graph: GraphStore, name: string, papers: number): Promise<Picks> {
  const text = savedQuery(name)?.text[graph.kind] ?? '';
  const rows = rowObjects(await graph.ask(text, { limit: 10_000_000 }));
  const concepts = rows.map(({ id, name, papers }) => ({ id: String(id), name: String(name), papers: Number(papers) }));
  const usual = concepts.find((concept) => concept.papers <= Math.max(1, papers / 100));
  return { most: concepts[0] ?? null, usual: usual ?? concepts.at(-1) ?? null };
}

function countsOf({ usual, most }: Picks): { readonly usual: number; readonly most: number } {
  return { usual: usual?.papers ?? 0, most: most?.papers ?? 0 };
}

/** Ids of the concepts by the name of the parameter; what the graph has none of is left out, so that the example stays. */
function idsOf(which: keyof Picks, all: Readonly<Record<string, Picks>>): Ids {
  const found = Object.entries(all).flatMap(([name, picked]) => {
    const pick = picked[which];
    return pick === null ? [] : [[name, pick.id] as const];
  });
  return Object.fromEntries(found);
}

/** A word to search for: the first of a name, which others may have, too. */
function wordOf(disease: Pick | null): Ids {
  const word = /[\p{L}\p{N}]+/u.exec(disease?.name ?? '')?.[0];
  return word === undefined ? {} : { text: word };
}

/** A paper with many mentions, and an id that was retired. */
async function otherIds(graph: GraphStore): Promise<Ids> {
  const [paper] = rowObjects(
    await graph.ask('MATCH (p:Paper) RETURN p.id AS id, p.mentionCount AS n ORDER BY n DESC, id LIMIT 1', {}),
  );
  const [retired] = rowObjects(
    await graph.ask('MATCH (d:Disease) WHERE size(d.formerIds) > 0 UNWIND d.formerIds AS id RETURN id LIMIT 1', {}),
  );
  const ids = { paper: paper?.['id'], id: retired?.['id'] };
  return Object.fromEntries(Object.entries(ids).flatMap(([name, id]) => (typeof id === 'string' ? [[name, id]] : [])));
}

async function timesOf(
  graph: GraphStore,
  { params, text }: SavedQuery,
  { ids, times }: { readonly ids: Ids; readonly times: number },
): Promise<QueryTimes> {
  const given = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, ids[key] ?? value]));
  let rows = 0;
  const ask = async () => {
    const start = performance.now();
    rows = (await graph.ask(text[graph.kind], given)).rows.length;
    return performance.now() - start;
  };
  const firstMs = await ask();
  const more: number[] = [];
  for (let time = 0; time < times; time++) more.push(await ask());
  return { params: given, rows, firstMs, medianMs: median(more) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
