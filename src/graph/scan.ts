/**
 * All of a graph, page by page, as the rows that were written into it: for exports of any size. Paging by id needs nothing of
 * a store but its queries, and both stores take the same ones. What is written meanwhile may be seen or not.
 */
import { CannotRunError } from '../errors.js';
import type { EdgeShape } from './rows.js';
import { EDGE_TYPES, EDGES, type NodeLabel } from './schema.js';
import type { GraphStore, PlainValue } from './store.js';

/** Properties as the store gives them back, absent ones left out; `id` among those of a node. */
export type ScannedProperties = Readonly<Record<string, PlainValue>>;

export interface ScannedNode {
  readonly id: string;
  readonly properties: ScannedProperties;
}

export interface ScannedEdge {
  readonly from: string;
  readonly to: string;
  readonly properties: ScannedProperties;
}

/** Nodes asked for at a time, and nodes whose edges are: a paper has some 60 edges with up to three sentences each. */
const NODE_PAGE = 2000;
const EDGE_PAGE = 300;

/** Every pair of labels that a type of edge joins. */
export const EDGE_SHAPES: readonly EdgeShape[] = EDGE_TYPES.flatMap((type) => {
  const { from, to } = EDGES[type];
  return to.map((label) => ({ type, from, to: label }));
});

/** Ids of a label's nodes page by page, sorted as the store sorts. */
export async function* scanIds(
  graph: Pick<GraphStore, 'ask'>,
  label: NodeLabel,
  page: number,
): AsyncGenerator<readonly string[]> {
  const text = `MATCH (n:\`${label}\`) WHERE n.id > $after RETURN n.id ORDER BY n.id LIMIT ${page}`;
  for (let after = ''; ; ) {
    const { rows } = await graph.ask(text, { after });
    const ids = rows.map(([id]) => asText(id));
    if (ids.length > 0) yield ids;
    if (ids.length < page) return;
    after = ids.at(-1) ?? after;
  }
}

/** Nodes of a label, sorted by id as the store sorts. */
export async function* scanNodes(
  graph: Pick<GraphStore, 'ask'>,
  label: NodeLabel,
  page = NODE_PAGE,
): AsyncGenerator<ScannedNode> {
  const text = `MATCH (n:\`${label}\`) WHERE n.id > $after RETURN n.id, n ORDER BY n.id LIMIT ${page}`;
  let after = '';
  for (;;) {
    const { rows } = await graph.ask(text, { after });
    for (const [id, node] of rows) yield { id: asText(id), properties: withoutMark(node, '_label') };
    if (rows.length < page) return;
    after = asText(rows.at(-1)?.[0]);
  }
}

/** Edges of a shape, sorted by where they start as the store sorts, and then by where they end. */
export async function* scanEdges(
  graph: Pick<GraphStore, 'ask'>,
  { type, from, to }: EdgeShape,
  page = EDGE_PAGE,
): AsyncGenerator<ScannedEdge> {
  const ids = `MATCH (a:\`${from}\`) WHERE a.id > $after RETURN a.id ORDER BY a.id LIMIT ${page}`;
  // With the nodes in a part of their own a planner begins with them, and not with all that such edges end in.
  const edges = `MATCH (a:\`${from}\`) WHERE a.id > $after AND a.id <= $last WITH a MATCH (a)-[e:\`${type}\`]->(b:\`${to}\`) RETURN a.id, b.id, e ORDER BY a.id, b.id`;
  let after = '';
  for (;;) {
    const found = await graph.ask(ids, { after });
    if (found.rows.length === 0) return;
    const last = asText(found.rows.at(-1)?.[0]);
    const { rows } = await graph.ask(edges, { after, last });
    for (const [source, target, edge] of rows) {
      yield { from: asText(source), to: asText(target), properties: withoutMark(edge, '_type') };
    }
    if (found.rows.length < page) return;
    after = last;
  }
}

function asText(value: PlainValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new CannotRunError(`Expected a text as id of a node of the graph, got ${JSON.stringify(value)}`);
}

/** Properties of a node or an edge without its label or type. */
function withoutMark(value: PlainValue | undefined, mark: '_label' | '_type'): ScannedProperties {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CannotRunError(`Expected a node or an edge of the graph, got ${JSON.stringify(value)}`);
  }
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== mark));
}
