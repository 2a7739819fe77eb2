/** What the program asks of a graph, whichever store keeps it. */
import type { PaperGraph, PaperId, RunInfo } from '../model.js';
import type { EdgeType, NodeLabel } from './schema.js';

export interface GraphCounts {
  readonly papers: number;
  /** Nodes of each label, papers and runs among them. */
  readonly nodes: Readonly<Record<NodeLabel, number>>;
  readonly edges: Readonly<Record<EdgeType, number>>;
}

/**
 * A value of a query's row as plain data: null, boolean, number, string, list or object. An integer beyond 2^53 is its
 * decimal string. A node is its properties with `_label`, an edge its properties with `_type`, a path `{nodes, edges}`.
 * Properties that are absent are absent.
 */
export type PlainValue =
  | null
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

export interface QueryRows {
  readonly columns: readonly string[];
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly PlainValue[])[];
}

/**
 * A graph of papers. Errors of all methods: TemporaryError when trying later may help (the server went away, a
 * deadlock stayed), CannotRunError when nothing works before somebody acts (no server, wrong password, no such graph),
 * PaperError when the given papers cannot be written.
 */
export interface GraphStore {
  readonly kind: 'neo4j' | 'embedded';
  /** Where the graph is, for people; holds no secret. */
  readonly location: string;
  /** What the graph's labels begin with, so that they are told from others in the same database; as a rule nothing. */
  readonly labelPrefix: string;

  /**
   * Checks the connection, makes the schema, and tells the graph's own id, which is made once inside the graph. When
   * opened for reading only, nothing is made, and a store without a graph is an error.
   */
  open(): Promise<{ readonly graphId: string }>;

  /** `PaperGraph.hash` of each of the papers that stands in the graph; others are left out. */
  paperHashes(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, string>>;

  /** Notes a run, so that it is in the graph even if it writes no paper. */
  startRun(run: RunInfo): Promise<void>;

  /**
   * Writes papers in one transaction: all of them or, after an error, none. Whatever the graph held of a paper before is
   * replaced. Concepts are shared: those named here are made or brought up to date, and the parents, matches and taxa of
   * each concept that is the `from` of such an edge are replaced by those given. Writers of one paper at the same time wait for each other.
   */
  writePapers(papers: readonly PaperGraph[], run: RunInfo): Promise<void>;

  /** Removes papers with their edges; ids that are not there are no error. */
  removePapers(ids: readonly PaperId[]): Promise<void>;

  /** Removes concepts and taxa that no paper leads to any more. @returns how many */
  removeUnusedConcepts(): Promise<number>;

  /** Removes runs that no paper stands as they wrote it, but for the newest. @returns how many */
  removeUnusedRuns(): Promise<number>;

  counts(): Promise<GraphCounts>;

  /** Runs a reading statement of the program's own, which is written with the labels of the schema: they get the prefix. */
  ask(cypher: string, params: Readonly<Record<string, unknown>>): Promise<QueryRows>;

  /** Runs one statement as it is; with `readOnly`, one that would change anything is refused and changes nothing. */
  query(
    cypher: string,
    params: Readonly<Record<string, unknown>>,
    options: { readonly readOnly: boolean },
  ): Promise<QueryRows>;

  /** Ends the connection. May be called more than once, and without `open`. */
  close(): Promise<void>;
}
