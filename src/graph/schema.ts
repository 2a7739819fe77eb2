/**
 * The graph's labels, edge types and properties, in one table that both stores use: Neo4j takes from it which numbers
 * are integers, the embedded store also its DDL. A key that model.ts gains is a compile error here.
 *
 * A node is known by its label and its `id`, not by its `id` alone: an id that no terminology knows may be a disease to
 * one card and a chemical to another.
 */
import type { AssertionEdge, ConceptNode, MentionEdge, PaperNode, RunInfo, TaxonNode } from '../model.js';

export type PropertyType = 'string' | 'int' | 'float' | 'bool' | 'string[]' | 'int[]';
export type PropertyTypes = Readonly<Record<string, PropertyType>>;

/** A type for each key of a record, optional keys too. */
type TypesOf<T, Left extends keyof T = never> = Readonly<Record<Exclude<keyof T, Left> & string, PropertyType>>;

export const CONCEPT_LABELS = ['Gene', 'Disease', 'Other'] as const satisfies readonly ConceptNode['kind'][];
export const NODE_LABELS = ['Paper', ...CONCEPT_LABELS, 'Taxon', 'Run', 'GraphInfo'] as const;
export type NodeLabel = (typeof NODE_LABELS)[number];

export const EDGE_TYPES = ['MENTIONS', 'ASSERTS', 'SUBCLASS_OF', 'EXACT_MATCH', 'IN_TAXON', 'PROCESSED_IN'] as const;
export type EdgeType = (typeof EDGE_TYPES)[number];

/** Second label of genes, diseases and others, in a store that has second labels. */
export const CONCEPT_LABEL = 'Concept';

/** Every label that a node of the graph may have. */
export const ALL_LABELS: readonly string[] = [...NODE_LABELS, CONCEPT_LABEL];

/**
 * Raised with every change of labels, types and properties. 1 had no counts for each section, no places of sentences and passages, no languages, no retired ids, and of what a
 * run linked with only the lexicon and one hash. 2 had no orthologs of genes.
 */
export const SCHEMA_VERSION = 3;

/** Oldest version that can be brought up to date: what later ones added is filled in when papers are linked anew. */
export const OLDEST_VERSION = 1;

/** Id of the one node that tells about the graph. */
export const GRAPH_INFO_ID = 'papergraph';

/** The one `(:GraphInfo)` node: what tells this graph from any other, and from an emptied one. */
export interface GraphInfo {
  /** Always `papergraph`. */
  readonly id: string;
  /** UUID, made once inside the graph. */
  readonly graphId: string;
  readonly schemaVersion: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

const PAPER = {
  id: 'string',
  title: 'string',
  authors: 'string[]',
  doi: 'string',
  pmcid: 'string',
  pmid: 'string',
  journal: 'string',
  date: 'string',
  year: 'int',
  url: 'string',
  sourceUrl: 'string',
  figureCount: 'int',
  referenceCount: 'int',
  textOrigin: 'string',
  textFailure: 'string',
  textSha256: 'string',
  language: 'string',
  mentionCount: 'int',
  nilCount: 'int',
  lexicon: 'string',
  linker: 'string',
  hash: 'string',
} as const satisfies TypesOf<PaperNode & { readonly hash: string }>;

const CONCEPT = {
  id: 'string',
  name: 'string',
  fullName: 'string',
  terminology: 'string',
  geneType: 'string',
  treeNumbers: 'string[]',
  formerIds: 'string[]',
  orthologIds: 'string[]',
  orthologSymbols: 'string[]',
  known: 'bool',
} as const satisfies TypesOf<ConceptNode, 'kind'>;

const TAXON = { id: 'string', name: 'string' } as const satisfies TypesOf<TaxonNode>;

const RUN = {
  id: 'string',
  startedAt: 'string',
  version: 'string',
  lexicon: 'string',
  terminologies: 'string[]',
  model: 'string',
  settings: 'string',
  curation: 'string',
} as const satisfies TypesOf<RunInfo>;

const GRAPH_INFO = {
  id: 'string',
  graphId: 'string',
  schemaVersion: 'int',
  createdAt: 'string',
} as const satisfies TypesOf<GraphInfo>;

const MENTIONS = {
  count: 'int',
  sections: 'string[]',
  sectionCounts: 'int[]',
  sentences: 'int[]',
  passages: 'int[]',
  confidence: 'float',
  names: 'string[]',
  methods: 'string[]',
  reason: 'string',
  evidence: 'string[]',
  evidenceSections: 'string[]',
  evidenceStarts: 'int[]',
  evidenceEnds: 'int[]',
} as const satisfies TypesOf<MentionEdge, 'conceptId' | 'kind'>;

const ASSERTS = {
  names: 'string[]',
  aliases: 'string[]',
  ids: 'string[]',
  sections: 'string[]',
} as const satisfies TypesOf<AssertionEdge, 'conceptId' | 'kind'>;

/** Properties of the nodes of each label. */
export const NODE_PROPERTIES: Readonly<Record<NodeLabel, PropertyTypes>> = {
  Paper: PAPER,
  Gene: CONCEPT,
  Disease: CONCEPT,
  Other: CONCEPT,
  Taxon: TAXON,
  Run: RUN,
  GraphInfo: GRAPH_INFO,
};

/** What each type of edge joins, and its properties. */
export const EDGES: Readonly<
  Record<EdgeType, { readonly from: NodeLabel; readonly to: readonly NodeLabel[]; readonly properties: PropertyTypes }>
> = {
  MENTIONS: { from: 'Paper', to: CONCEPT_LABELS, properties: MENTIONS },
  ASSERTS: { from: 'Paper', to: CONCEPT_LABELS, properties: ASSERTS },
  SUBCLASS_OF: { from: 'Disease', to: ['Disease'], properties: {} },
  EXACT_MATCH: { from: 'Disease', to: ['Disease'], properties: {} },
  IN_TAXON: { from: 'Gene', to: ['Taxon'], properties: {} },
  PROCESSED_IN: { from: 'Paper', to: ['Run'], properties: {} },
};

/** Types of edges that start in papers: what goes when a paper is replaced. */
export const PAPER_EDGE_TYPES: readonly EdgeType[] = EDGE_TYPES.filter((type) => EDGES[type].from === 'Paper');

/** Types of edges between concepts and to species, which papers share. */
export const CONCEPT_EDGE_TYPES: readonly EdgeType[] = EDGE_TYPES.filter((type) => EDGES[type].from !== 'Paper');

/** Types of edges from papers to concepts. */
export const PAPER_CONCEPT_EDGES: readonly EdgeType[] = ['MENTIONS', 'ASSERTS'];

export function isConceptLabel(label: NodeLabel): boolean {
  return CONCEPT_LABELS.some((concept) => concept === label);
}
