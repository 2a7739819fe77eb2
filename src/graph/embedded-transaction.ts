/** The steps of a transaction as statements of the embedded store. Their text is made of schema names, never of values. */
import type { LbugValue } from '@ladybugdb/core';
import { chunks } from './chunks.js';
import type { EmbeddedDatabase, Row } from './embedded-database.js';
import { fromRow, quoted } from './embedded-ddl.js';
import { plainValue, rowFields } from './embedded-values.js';
import type { EdgeEnds, GraphTransaction, PresentProperties, Uses } from './graph-transaction.js';
import type { EdgeRow, EdgeShape, NodeRow } from './rows.js';
import {
  EDGES,
  type EdgeType,
  NODE_PROPERTIES,
  type NodeLabel,
  PAPER_CONCEPT_EDGES,
  PAPER_EDGE_TYPES,
  type PropertyTypes,
} from './schema.js';

export class EmbeddedTransaction implements GraphTransaction {
  readonly #run: EmbeddedDatabase['run'];

  constructor(run: EmbeddedDatabase['run']) {
    this.#run = run;
  }

  /** Looked up by `UNWIND`, which goes by the key's index; `n.id IN $ids` would read the whole table. */
  async nodes(label: NodeLabel, ids: readonly string[]): Promise<ReadonlyMap<string, PresentProperties>> {
    const text = `UNWIND $ids AS id MATCH (n:${quoted(label)} {id: id}) RETURN ${columns(NODE_PROPERTIES[label])}`;
    const found = new Map<string, PresentProperties>();
    for (const chunk of chunks(ids)) {
      for (const row of await this.#rows(text, { ids: chunk })) found.set(String(row['id']), presentOf(row));
    }
    return found;
  }

  async putNodes(label: NodeLabel, rows: readonly NodeRow[]): Promise<void> {
    const types = NODE_PROPERTIES[label];
    const text = `UNWIND $rows AS row MERGE (n:${quoted(label)} {id: row.id}) SET ${assignments(types)}`;
    for (const chunk of chunks(rows)) {
      await this.#run(text, { rows: chunk.map(({ properties }) => rowFields(types, properties)) });
    }
  }

  async ensureNode(label: NodeLabel, { properties }: NodeRow): Promise<PresentProperties> {
    const types = NODE_PROPERTIES[label];
    const text =
      `UNWIND $rows AS row MERGE (n:${quoted(label)} {id: row.id}) ON CREATE SET ${assignments(types)} ` +
      `RETURN ${columns(types)}`;
    const [row = {}] = await this.#rows(text, { rows: [rowFields(types, properties)] });
    return presentOf(row);
  }

  async deleteNodes(label: NodeLabel, ids: readonly string[]): Promise<void> {
    const text = `UNWIND $ids AS id MATCH (n:${quoted(label)} {id: id}) DETACH DELETE n`;
    for (const chunk of chunks(ids)) await this.#run(text, { ids: chunk });
  }

  /** There is one writer at a time. */
  deleteUnusedNodes(label: NodeLabel, ids: readonly string[]): Promise<void> {
    return this.deleteNodes(label, ids);
  }

  async unusedNodes(label: NodeLabel, { types, matched }: Uses): Promise<readonly string[]> {
    const led = `NOT EXISTS { MATCH ()-[:${types.map(quoted).join('|')}]->(n) }`;
    const papers = `<-[:${PAPER_CONCEPT_EDGES.map(quoted).join('|')}]-(:Paper)`;
    const match = matched ? ` AND NOT EXISTS { MATCH (n)-[:EXACT_MATCH*1..2]-(:${quoted(label)})${papers} }` : '';
    const text = `MATCH (n:${quoted(label)}) WHERE ${led}${match} RETURN n.id AS id LIMIT 10000`;
    return (await this.#rows(text)).map(({ id }) => String(id));
  }

  async newest(label: NodeLabel): Promise<string | null> {
    const [row] = await this.#rows(`MATCH (n:${quoted(label)}) RETURN max(n.id) AS id`);
    const id = row?.['id'] ?? null;
    return id === null ? null : String(id);
  }

  countNodes(label: NodeLabel): Promise<number> {
    return this.#count(`MATCH (:${quoted(label)}) RETURN count(*) AS count`);
  }

  /** Joined with the ids by hashing; `a.id IN $ids` would search the list for each node (120 ms with 1,500 ids). */
  async edgesFrom(shape: EdgeShape, from: readonly string[]): Promise<readonly EdgeEnds[]> {
    const text = `UNWIND $ids AS id MATCH ${pattern(shape)} WHERE a.id = id RETURN a.id AS source, b.id AS target`;
    const rows = await this.#rows(text, { ids: [...from] });
    return rows.map(({ source, target }) => ({ from: String(source), to: String(target) }));
  }

  /** Each node is looked up in a `MATCH` of its own: both in one `MATCH` is 25 to 60 times slower. */
  async createEdges(shape: EdgeShape, rows: readonly EdgeRow[]): Promise<number> {
    const types = EDGES[shape.type].properties;
    const text =
      `UNWIND $rows AS row MATCH (a:${quoted(shape.from)} {id: row.source}) ` +
      `WITH row, a MATCH (b:${quoted(shape.to)} {id: row.target}) ` +
      `CREATE (a)-[:${quoted(shape.type)}${fields(types)}]->(b) RETURN count(*) AS count`;
    let made = 0;
    for (const chunk of chunks(rows))
      made += await this.#count(text, { rows: chunk.map((row) => edgeFields(types, row)) });
    return made;
  }

  async deleteEdges(shape: EdgeShape, edges: readonly EdgeEnds[]): Promise<void> {
    const text = `MATCH ${pattern(shape)} WHERE a.id = $source AND b.id = $target DELETE e`;
    for (const { from, to } of edges) await this.#run(text, { source: from, target: to });
  }

  /** `IN` is right here: `UNWIND` would read all edges of the graph (40 ms instead of 4 ms with 600,000 edges). */
  async deletePaperEdges(paperIds: readonly string[]): Promise<void> {
    for (const type of PAPER_EDGE_TYPES) {
      await this.#run(`MATCH (p:Paper)-[e:${quoted(type)}]->() WHERE p.id IN $ids DELETE e`, { ids: [...paperIds] });
    }
  }

  countEdges(type: EdgeType): Promise<number> {
    return this.#count(`MATCH ()-[:${quoted(type)}]->() RETURN count(*) AS count`);
  }

  async #rows(text: string, params: Readonly<Record<string, LbugValue>> = {}): Promise<readonly Row[]> {
    return (await this.#run(text, params)).rows;
  }

  async #count(text: string, params: Readonly<Record<string, LbugValue>> = {}): Promise<number> {
    const [row] = await this.#rows(text, params);
    return Number(row?.['count'] ?? 0);
  }
}

function pattern({ type, from, to }: EdgeShape): string {
  return `(a:${quoted(from)})-[e:${quoted(type)}]->(b:${quoted(to)})`;
}

/** All columns of `n`, under their own names. */
function columns(types: PropertyTypes): string {
  return Object.keys(types)
    .map((name) => `n.${quoted(name)} AS ${quoted(name)}`)
    .join(', ');
}

/** Sets all columns of `n` but its key from `row`. */
function assignments(types: PropertyTypes): string {
  return Object.entries(types)
    .filter(([name]) => name !== 'id')
    .map(([name, type]) => `n.${quoted(name)} = ${fromRow('row', name, type)}`)
    .join(', ');
}

/** Properties of a new edge from `row`; nothing when the table has none. */
function fields(types: PropertyTypes): string {
  const all = Object.entries(types).map(([name, type]) => `${quoted(name)}: ${fromRow('row', name, type)}`);
  return all.length === 0 ? '' : ` {${all.join(', ')}}`;
}

function edgeFields(types: PropertyTypes, { from, to, properties }: EdgeRow): Record<string, LbugValue> {
  return { source: from, target: to, ...rowFields(types, properties) };
}

/** The properties that a row has: columns that are null are absent. */
function presentOf(row: Row): PresentProperties {
  const values = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(values.map(([name, value]) => [name, plainValue(value)]));
}
