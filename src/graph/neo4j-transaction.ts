/** The steps of a transaction as statements of Neo4j. Their text is made of schema names, never of values. */
import type { ManagedTransaction, RecordShape } from 'neo4j-driver';
import { chunks } from './chunks.js';
import type { EdgeEnds, GraphTransaction, PresentProperties, Uses } from './graph-transaction.js';
import { withLabelPrefix } from './label-prefix.js';
import { driverProperties, plainValue } from './neo4j-values.js';
import type { EdgeRow, EdgeShape, NodeRow } from './rows.js';
import {
  CONCEPT_EDGE_TYPES,
  CONCEPT_LABEL,
  EDGE_TYPES,
  EDGES,
  type EdgeType,
  isConceptLabel,
  NODE_PROPERTIES,
  type NodeLabel,
  PAPER_CONCEPT_EDGES,
  PAPER_EDGE_TYPES,
} from './schema.js';
import type { PlainValue } from './store.js';

export class Neo4jTransaction implements GraphTransaction {
  readonly #tx: ManagedTransaction;
  readonly #labelPrefix: string;

  constructor(tx: ManagedTransaction, labelPrefix: string) {
    this.#tx = tx;
    this.#labelPrefix = labelPrefix;
  }

  async nodes(label: NodeLabel, ids: readonly string[]): Promise<ReadonlyMap<string, PresentProperties>> {
    const text = `UNWIND $ids AS id MATCH (n:${label} {id: id}) RETURN id, properties(n) AS properties`;
    const found = new Map<string, PresentProperties>();
    for (const chunk of chunks(ids)) {
      for (const { id, properties } of await this.#run(text, { ids: chunk }))
        found.set(String(id), objectOf(properties));
    }
    return found;
  }

  async putNodes(label: NodeLabel, rows: readonly NodeRow[]): Promise<void> {
    const text = `UNWIND $rows AS row MERGE (n:${label} {id: row.id}) SET n = row${secondLabel(label)}`;
    for (const chunk of chunks(rows)) await this.#run(text, { rows: chunk.map((row) => nodeParameters(label, row)) });
  }

  async ensureNode(label: NodeLabel, row: NodeRow): Promise<PresentProperties> {
    const text = `MERGE (n:${label} {id: $row.id}) ON CREATE SET n = $row${secondLabel(label)} RETURN properties(n) AS properties`;
    const [found] = await this.#run(text, { row: nodeParameters(label, row) });
    return objectOf(found?.['properties']);
  }

  async deleteNodes(label: NodeLabel, ids: readonly string[]): Promise<void> {
    const text = `UNWIND $ids AS id MATCH (n:${label} {id: id}) DETACH DELETE n`;
    for (const chunk of chunks(ids)) await this.#run(text, { ids: chunk });
  }

  /**
   * With them go the edges that start there, and exact matches from what no paper leads to. An edge that another writer has made
   * meanwhile is none of these, and a node that has one is not deleted: the server refuses.
   */
  async deleteUnusedNodes(label: NodeLabel, ids: readonly string[]): Promise<void> {
    const text =
      `UNWIND $ids AS id MATCH (n:${label} {id: id}) OPTIONAL MATCH (n)-[own:${CONCEPT_EDGE_TYPES.join('|')}]->() ` +
      `OPTIONAL MATCH (n)<-[match:EXACT_MATCH]-(m) WHERE NOT EXISTS { (m)<-[:${PAPER_CONCEPT_EDGES.join('|')}]-() } ` +
      'DELETE own, match, n';
    for (const chunk of chunks(ids)) await this.#run(text, { ids: chunk });
  }

  async unusedNodes(label: NodeLabel, { types, matched }: Uses): Promise<readonly string[]> {
    const led = `NOT EXISTS { ()-[:${types.join('|')}]->(n) }`;
    const papers = `<-[:${PAPER_CONCEPT_EDGES.join('|')}]-(:Paper)`;
    const match = matched ? ` AND NOT EXISTS { (n)-[:EXACT_MATCH*1..2]-(:${label})${papers} }` : '';
    const foreign = ` AND NOT EXISTS { (n)-[e]-() WHERE NOT type(e) IN $own }`;
    const text = `MATCH (n:${label}) WHERE ${led}${match}${foreign} RETURN n.id AS id LIMIT 10000`;
    return (await this.#run(text, { own: EDGE_TYPES })).map(({ id }) => String(id));
  }

  async newest(label: NodeLabel): Promise<string | null> {
    const [row] = await this.#run(`MATCH (n:${label}) RETURN max(n.id) AS id`);
    const id = plainValue(row?.['id'] ?? null);
    return id === null ? null : String(id);
  }

  countNodes(label: NodeLabel): Promise<number> {
    return this.#count(`MATCH (:${label}) RETURN count(*) AS count`);
  }

  async edgesFrom(shape: EdgeShape, from: readonly string[]): Promise<readonly EdgeEnds[]> {
    const ends = `(a:${shape.from} {id: id})-[:${shape.type}]->(b:${shape.to})`;
    const text = `UNWIND $ids AS id MATCH ${ends} RETURN a.id AS source, b.id AS target`;
    const rows = await this.#run(text, { ids: from });
    return rows.map(({ source, target }) => ({ from: String(source), to: String(target) }));
  }

  async createEdges({ type, from, to }: EdgeShape, rows: readonly EdgeRow[]): Promise<number> {
    const types = EDGES[type].properties;
    // Edges between concepts are shared, so another writer may have made one meanwhile; those of a paper are its own.
    const make = from === 'Paper' ? `CREATE (a)-[e:${type}]->(b) SET e = row.properties` : `MERGE (a)-[e:${type}]->(b)`;
    const text =
      `UNWIND $rows AS row MATCH (a:${from} {id: row.from}) MATCH (b:${to} {id: row.to}) ${make} ` +
      'RETURN count(e) AS count';
    let made = 0;
    for (const chunk of chunks(rows)) {
      const given = chunk.map((row) => ({ ...row, properties: driverProperties(types, row.properties) }));
      made += await this.#count(text, { rows: given });
    }
    return made;
  }

  async deleteEdges({ type, from, to }: EdgeShape, edges: readonly EdgeEnds[]): Promise<void> {
    const text = `UNWIND $edges AS edge MATCH (:${from} {id: edge.from})-[e:${type}]->(:${to} {id: edge.to}) DELETE e`;
    for (const chunk of chunks(edges)) {
      await this.#run(text, { edges: chunk.map((edge) => ({ from: edge.from, to: edge.to })) });
    }
  }

  async deletePaperEdges(paperIds: readonly string[]): Promise<void> {
    const types = PAPER_EDGE_TYPES.join('|');
    await this.#run(`UNWIND $ids AS id MATCH (:Paper {id: id})-[e:${types}]->() DELETE e`, { ids: paperIds });
  }

  countEdges(type: EdgeType): Promise<number> {
    return this.#count(`MATCH (:${EDGES[type].from})-[e:${type}]->() RETURN count(e) AS count`);
  }

  async #run(text: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<RecordShape[]> {
    const { records } = await this.#tx.run(withLabelPrefix(text, this.#labelPrefix), parameters);
    return records.map((record) => record.toObject());
  }

  async #count(text: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<number> {
    const [row] = await this.#run(text, parameters);
    return Number(plainValue(row?.['count']) ?? 0);
  }
}

/** `, n:Concept` for the labels that have it beside them. */
function secondLabel(label: NodeLabel): string {
  return isConceptLabel(label) ? `, n:${CONCEPT_LABEL}` : '';
}

function nodeParameters(label: NodeLabel, { properties }: NodeRow): Record<string, unknown> {
  return driverProperties(NODE_PROPERTIES[label], properties);
}

function objectOf(value: unknown): PresentProperties {
  const plain: PlainValue = plainValue(value);
  return plain !== null && typeof plain === 'object' && !isList(plain) ? plain : {};
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
