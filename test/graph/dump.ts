/** All that stands in a graph, in one order, to compare graphs by. */
import { EDGE_TYPES, NODE_LABELS } from '../../src/graph/schema.js';
import type { GraphStore, PlainValue } from '../../src/graph/store.js';

export type Dump = Readonly<Record<string, readonly (readonly PlainValue[])[]>>;

/** Rows by label and type; the graph's own node is left out, since no two graphs have it alike. */
export async function dump(store: GraphStore): Promise<Dump> {
  const all: Record<string, readonly (readonly PlainValue[])[]> = {};
  for (const label of NODE_LABELS.filter((name) => name !== 'GraphInfo')) {
    all[label] = await rows(store, `MATCH (n:${label}) RETURN n`);
  }
  for (const type of EDGE_TYPES) all[type] = await rows(store, `MATCH (a)-[e:${type}]->(b) RETURN a.id, b.id, e`);
  return all;
}

async function rows(store: GraphStore, cypher: string): Promise<readonly (readonly PlainValue[])[]> {
  const found = await store.query(cypher, {}, { readOnly: true });
  const keyed = found.rows.map((row) => ({ key: JSON.stringify(row), row }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}
