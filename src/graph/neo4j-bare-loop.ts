/**
 * What writing costs without papergraph: the same rows in a bare loop of Neo4j's driver, for comparison in one run. It looks at
 * nothing before it writes, so it must not be used for anything else.
 */
import neo4j, { type Driver } from 'neo4j-driver';
import type { PaperGraph, RunInfo } from '../model.js';
import { withLabelPrefix } from './label-prefix.js';
import type { Neo4jOptions } from './neo4j.js';
import { driverProperties } from './neo4j-values.js';
import { type EdgeGroup, graphRows, type NodeGroup } from './rows.js';
import { CONCEPT_LABEL, EDGES, isConceptLabel, NODE_PROPERTIES } from './schema.js';

export class BareLoop {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #labelPrefix: string;

  constructor({ uri, user, password, database, labelPrefix = '' }: Neo4jOptions) {
    const auth = password === null ? undefined : neo4j.auth.basic(user, password);
    this.#driver = neo4j.driver(uri, auth, { telemetryDisabled: true });
    this.#database = database;
    this.#labelPrefix = labelPrefix;
  }

  /** Writes papers in one transaction; `replace` deletes their edges first. */
  async write(papers: readonly PaperGraph[], run: RunInfo, replace: boolean): Promise<void> {
    const rows = graphRows(papers, run);
    const session = this.#driver.session({ database: this.#database });
    try {
      await session.executeWrite(async (tx) => {
        const step = (text: string, given: object) => tx.run(withLabelPrefix(text, this.#labelPrefix), given);
        for (const group of rows.nodes) await step(nodeText(group), { rows: nodeRows(group) });
        if (replace) await step('UNWIND $ids AS id MATCH (:Paper {id: id})-[e]->() DELETE e', { ids: rows.paperIds });
        for (const group of rows.paperEdges) await step(edgeText(group), { rows: edgeRows(group) });
        for (const group of rows.conceptEdges) await step(edgeText(group), { rows: edgeRows(group) });
      });
    } finally {
      await session.close();
    }
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }
}

function nodeText({ label }: NodeGroup): string {
  const second = isConceptLabel(label) ? `, n:${CONCEPT_LABEL}` : '';
  return `UNWIND $rows AS row MERGE (n:${label} {id: row.id}) SET n = row${second}`;
}

function nodeRows({ label, rows }: NodeGroup): unknown[] {
  return rows.map(({ properties }) => driverProperties(NODE_PROPERTIES[label], properties));
}

function edgeText({ shape: { type, from, to } }: EdgeGroup): string {
  const make = from === 'Paper' ? `CREATE (a)-[e:${type}]->(b) SET e = row.properties` : `MERGE (a)-[e:${type}]->(b)`;
  return `UNWIND $rows AS row MATCH (a:${from} {id: row.from}) MATCH (b:${to} {id: row.to}) ${make}`;
}

function edgeRows({ shape, rows }: EdgeGroup): unknown[] {
  return rows.map((row) => ({ ...row, properties: driverProperties(EDGES[shape.type].properties, row.properties) }));
}
