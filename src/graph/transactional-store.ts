/** All of a GraphStore that is the same wherever the graph is kept: work in transactions, over their few primitives. */
import { randomUUID } from 'node:crypto';
import { CannotRunError } from '../errors.js';
import type { PaperGraph, PaperId, RunInfo } from '../model.js';
import type { GraphTransaction, PresentProperties } from './graph-transaction.js';
import { withLabelPrefix } from './label-prefix.js';
import { despiteRemovals } from './missing-node.js';
import { graphRows, type NodeRow, nodeRow } from './rows.js';
import {
  EDGE_TYPES,
  EDGES,
  type EdgeType,
  GRAPH_INFO_ID,
  type GraphInfo,
  NODE_LABELS,
  type NodeLabel,
  OLDEST_VERSION,
  SCHEMA_VERSION,
} from './schema.js';
import type { Standing } from './standing.js';
import type { GraphCounts, GraphStore, QueryRows } from './store.js';
import { writeRows } from './write-papers.js';

/** Labels of nodes that go when no paper leads to them, those that lead to others first. */
const REMOVABLE: readonly NodeLabel[] = ['Gene', 'Disease', 'Other', 'Taxon'];

export abstract class TransactionalStore implements GraphStore {
  abstract readonly kind: GraphStore['kind'];
  abstract readonly location: string;
  abstract readonly labelPrefix: string;
  /** Kept by a store that no other process writes to. */
  protected abstract readonly standing: Standing | null;

  /** Set when nothing may be written, the schema included. */
  protected abstract readonly readOnly: boolean;
  /** Connects, and makes the schema unless read-only. */
  protected abstract connect(): Promise<void>;
  /** Makes room for the properties that a later version has, in a store that declares them. Twice is no error. */
  protected abstract addProperties(): Promise<void>;
  /** Runs work in one transaction, all or nothing. It may be run more than once (a deadlock), so it must not keep state. */
  protected abstract transaction<T>(mode: 'read' | 'write', work: (tx: GraphTransaction) => Promise<T>): Promise<T>;

  abstract query(...request: Parameters<GraphStore['query']>): Promise<QueryRows>;
  abstract close(): Promise<void>;

  async open(): Promise<{ readonly graphId: string }> {
    await this.connect();
    const info = this.readOnly ? await this.#findInfo() : await this.#ensureInfo();
    if (info === undefined) {
      throw new CannotRunError(`${this.location}: expected a graph here, found none. Make one with: papergraph link`);
    }
    await this.#bringUpToDate(info);
    return { graphId: String(info['graphId']) };
  }

  /**
   * What a version adds is filled in as papers are linked anew, so that only the tables and the version itself change here.
   *
   * @throws CannotRunError for a graph of a version that this release does not know
   */
  async #bringUpToDate(info: PresentProperties): Promise<void> {
    const version = Number(info['schemaVersion']);
    if (version === SCHEMA_VERSION) return;
    const expected = `${this.location}: expected a graph of version ${SCHEMA_VERSION}, found version ${version}`;
    if (!(version >= OLDEST_VERSION && version < SCHEMA_VERSION)) {
      throw new CannotRunError(
        `${expected}. Link the papers into a new graph, or use the release of papergraph that made this one.`,
      );
    }
    if (this.readOnly) throw new CannotRunError(`${expected}. Bring it up to date: papergraph link`);
    await this.addProperties();
    const row = { id: GRAPH_INFO_ID, properties: { ...info, schemaVersion: SCHEMA_VERSION } as NodeRow['properties'] };
    await this.transaction('write', (tx) => tx.putNodes('GraphInfo', [row]));
  }

  async paperHashes(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, string>> {
    const papers = await this.transaction('read', (tx) => tx.nodes('Paper', ids));
    return new Map([...papers].map(([id, paper]) => [id, String(paper['hash'])]));
  }

  startRun(run: RunInfo): Promise<void> {
    return this.#write((tx) => tx.putNodes('Run', [nodeRow('Run', run)]));
  }

  async writePapers(papers: readonly PaperGraph[], run: RunInfo): Promise<void> {
    const rows = graphRows(papers, run);
    const { standing } = this;
    // A concept that nobody used may be removed by another process between looking and linking.
    await despiteRemovals(() => this.#write((tx) => writeRows({ tx, standing }, rows)));
    standing?.commit();
  }

  ask(cypher: string, params: Readonly<Record<string, unknown>>): Promise<QueryRows> {
    return this.query(withLabelPrefix(cypher, this.labelPrefix), params, { readOnly: true });
  }

  removePapers(ids: readonly PaperId[]): Promise<void> {
    return this.#write((tx) => tx.deleteNodes('Paper', ids));
  }

  removeUnusedConcepts(): Promise<number> {
    return this.#remove(async (tx) => {
      let removed = 0;
      for (const label of REMOVABLE) removed += await removeUnused(tx, label);
      return removed;
    });
  }

  removeUnusedRuns(): Promise<number> {
    return this.#remove(async (tx) => {
      const unused = await tx.unusedNodes('Run', { types: ['PROCESSED_IN'], matched: false });
      const newest = await tx.newest('Run');
      const ids = unused.filter((id) => id !== newest);
      await tx.deleteUnusedNodes('Run', ids);
      return ids.length;
    });
  }

  counts(): Promise<GraphCounts> {
    return this.transaction('read', async (tx) => {
      const nodes = await countEach(NODE_LABELS, (label) => tx.countNodes(label));
      const edges = await countEach(EDGE_TYPES, (type) => tx.countEdges(type));
      return { papers: nodes.Paper, nodes, edges };
    });
  }

  async #remove<T>(work: (tx: GraphTransaction) => Promise<T>): Promise<T> {
    try {
      return await this.#write(work);
    } finally {
      this.standing?.forget();
    }
  }

  async #write<T>(work: (tx: GraphTransaction) => Promise<T>): Promise<T> {
    if (this.readOnly) throw new CannotRunError(`${this.location}: this graph was opened for reading only`);
    try {
      return await this.transaction('write', work);
    } catch (error) {
      this.standing?.forget();
      throw error;
    }
  }

  async #findInfo(): Promise<PresentProperties | undefined> {
    const found = await this.transaction('read', (tx) => tx.nodes('GraphInfo', [GRAPH_INFO_ID]));
    return found.get(GRAPH_INFO_ID);
  }

  #ensureInfo(): Promise<PresentProperties> {
    const info: GraphInfo = {
      id: GRAPH_INFO_ID,
      graphId: randomUUID(),
      schemaVersion: SCHEMA_VERSION,
      createdAt: new Date().toISOString(),
    };
    return this.transaction('write', (tx) => tx.ensureNode('GraphInfo', nodeRow('GraphInfo', info)));
  }
}

/**
 * Until none is left: a class without papers may have been all that led to its parents. Exact matches keep what assembling
 * brings with a mentioned disease (its MONDO class and that class's other matches), but not each other.
 */
async function removeUnused(tx: GraphTransaction, label: NodeLabel): Promise<number> {
  const led = EDGE_TYPES.filter((type) => EDGES[type].to.includes(label));
  const uses = { types: led.filter((type) => type !== 'EXACT_MATCH'), matched: led.includes('EXACT_MATCH') };
  let removed = 0;
  for (;;) {
    const ids = await tx.unusedNodes(label, uses);
    if (ids.length === 0) return removed;
    await tx.deleteUnusedNodes(label, ids);
    removed += ids.length;
  }
}

async function countEach<K extends NodeLabel | EdgeType>(
  keys: readonly K[],
  count: (key: K) => Promise<number>,
): Promise<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const key of keys) counts[key] = await count(key);
  return counts as Record<K, number>;
}
