/** What the work on a graph needs of a store, inside one transaction that is rolled back if anything throws. */
import type { EdgeRow, EdgeShape, NodeRow } from './rows.js';
import type { EdgeType, NodeLabel } from './schema.js';
import type { PlainValue } from './store.js';

/** Properties of a node as a store gives them back, absent ones left out. */
export type PresentProperties = Readonly<Record<string, PlainValue>>;

/** A pair of ids that an edge joins. */
export type EdgeEnds = Pick<EdgeRow, 'from' | 'to'>;

/** What makes a node worth keeping. */
export interface Uses {
  /** Types of edges of which one leads to it. */
  readonly types: readonly EdgeType[];
  /** True: an exact match with what a paper leads to, or with an exact match of that, is enough, in whichever direction it points. */
  readonly matched: boolean;
}

export interface GraphTransaction {
  /** Properties of those of the nodes that exist, by id. */
  nodes(label: NodeLabel, ids: readonly string[]): Promise<ReadonlyMap<string, PresentProperties>>;
  /** Makes the nodes, or replaces all their properties. */
  putNodes(label: NodeLabel, rows: readonly NodeRow[]): Promise<void>;
  /** Makes the node unless it exists, in one step. @returns its properties as they are then */
  ensureNode(label: NodeLabel, row: NodeRow): Promise<PresentProperties>;
  /** Deletes nodes with all their edges; ids that are not there are no error. */
  deleteNodes(label: NodeLabel, ids: readonly string[]): Promise<void>;
  /** Deletes nodes that were unused a moment ago; an error when another writer has led to one of them meanwhile. */
  deleteUnusedNodes(label: NodeLabel, ids: readonly string[]): Promise<void>;
  /**
   * Ids of nodes that neither edges of these types nor exact matches lead to, at most some thousands at a time. Nodes that
   * somebody tied to things of their own are in use.
   */
  unusedNodes(label: NodeLabel, uses: Uses): Promise<readonly string[]>;
  /** The largest id, or null when there is no such node; ids of runs begin with their time. */
  newest(label: NodeLabel): Promise<string | null>;
  countNodes(label: NodeLabel): Promise<number>;

  /** Ends of the edges of a shape that start in these nodes. */
  edgesFrom(shape: EdgeShape, from: readonly string[]): Promise<readonly EdgeEnds[]>;
  /** @returns number of edges made; less than rows when a node is missing */
  createEdges(shape: EdgeShape, rows: readonly EdgeRow[]): Promise<number>;
  deleteEdges(shape: EdgeShape, edges: readonly EdgeEnds[]): Promise<void>;
  /** Deletes all that starts in these papers. */
  deletePaperEdges(paperIds: readonly string[]): Promise<void>;
  countEdges(type: EdgeType): Promise<number>;
}
