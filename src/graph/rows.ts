/** From PaperGraphs to rows of nodes and edges, the same for every store: each node once, absent values left out. */
import { PaperError } from '../errors.js';
import type { ConceptPair, PaperGraph, PropertyValue, RunInfo } from '../model.js';
import { byKeys, compareText } from './order.js';
import {
  EDGES,
  type EdgeType,
  NODE_PROPERTIES,
  type NodeLabel,
  type PropertyType,
  type PropertyTypes,
} from './schema.js';

export type Properties = Readonly<Record<string, PropertyValue>>;

export interface NodeRow {
  readonly id: string;
  /** `id` among them. */
  readonly properties: Properties;
}

export interface EdgeRow {
  readonly from: string;
  readonly to: string;
  readonly properties: Properties;
}

/** Which nodes an edge joins. Stores need both labels, to find the nodes by their index. */
export interface EdgeShape {
  readonly type: EdgeType;
  readonly from: NodeLabel;
  readonly to: NodeLabel;
}

export interface EdgeGroup {
  readonly shape: EdgeShape;
  /** Sorted by `to`, then `from`: writers that lock in one order wait for each other instead of blocking each other. */
  readonly rows: readonly EdgeRow[];
}

export interface NodeGroup {
  readonly label: NodeLabel;
  /** Sorted by id. */
  readonly rows: readonly NodeRow[];
}

export interface GraphRows {
  readonly paperIds: readonly string[];
  readonly nodes: readonly NodeGroup[];
  /** Edges out of papers. */
  readonly paperEdges: readonly EdgeGroup[];
  /** Edges between concepts and to taxa, shared by papers. */
  readonly conceptEdges: readonly EdgeGroup[];
}

/** @throws PaperError when a paper comes twice or a value is not of the type that the schema has for it */
export function graphRows(papers: readonly PaperGraph[], run: RunInfo): GraphRows {
  const paperIds = papers.map(({ paper }) => paper.id);
  const twice = paperIds.find((id, index) => paperIds.indexOf(id) !== index);
  if (twice !== undefined) throw new PaperError(`${twice}: expected each paper once in a batch, got it twice`);
  return {
    paperIds: paperIds.toSorted(compareText),
    nodes: nodeGroups(papers, run),
    paperEdges: [
      ...conceptEdgeGroups('MENTIONS', papers, ({ mentions }) => mentions),
      ...conceptEdgeGroups('ASSERTS', papers, ({ assertions }) => assertions),
      edgeGroup(
        { type: 'PROCESSED_IN', from: 'Paper', to: 'Run' },
        paperIds.map((from) => ({ from, to: run.id, properties: {} })),
      ),
    ],
    conceptEdges: [
      pairGroup('SUBCLASS_OF', papers, ({ subclassOf }) => subclassOf),
      pairGroup('EXACT_MATCH', papers, ({ exactMatch }) => exactMatch),
      pairGroup('IN_TAXON', papers, ({ inTaxon }) => inTaxon),
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** The one row of a node. */
export function nodeRow(label: NodeLabel, record: { readonly id: string }): NodeRow {
  return { id: record.id, properties: propertiesOf(NODE_PROPERTIES[label], record) };
}

function nodeGroups(papers: readonly PaperGraph[], run: RunInfo): NodeGroup[] {
  const groups = new Map<NodeLabel, Map<string, NodeRow>>();
  const add = <T extends { readonly id: string }>(label: NodeLabel, record: T): void => {
    const group = groups.get(label) ?? new Map<string, NodeRow>();
    groups.set(label, group);
    const row = nodeRow(label, record);
    // One paper's card may name an id that another paper's lexicon knows: what is known stays.
    if (row.properties['known'] === false && group.get(row.id)?.properties['known'] === true) return;
    group.set(row.id, row);
  };
  add('Run', run);
  for (const { paper, concepts, taxa, hash } of papers) {
    for (const concept of concepts) add(concept.kind, concept);
    for (const taxon of taxa) add('Taxon', taxon);
    add('Paper', { ...paper, hash });
  }
  return [...groups].map(([label, group]) => ({ label, rows: [...group.values()].toSorted(byKeys(({ id }) => [id])) }));
}

/** Edges from papers to concepts, one group for each label they end in. */
function conceptEdgeGroups<T extends { readonly conceptId: string; readonly kind: 'Gene' | 'Disease' | 'Other' }>(
  type: 'MENTIONS' | 'ASSERTS',
  papers: readonly PaperGraph[],
  edgesOf: (paper: PaperGraph) => readonly T[],
): EdgeGroup[] {
  const edges = papers.flatMap((graph) => edgesOf(graph).map((edge) => ({ from: graph.paper.id, edge })));
  const groups = EDGES[type].to.map((to) => {
    const rows = edges
      .filter(({ edge }) => edge.kind === to)
      .map(({ from, edge }) => ({ from, to: edge.conceptId, properties: propertiesOf(EDGES[type].properties, edge) }));
    return edgeGroup({ type, from: 'Paper', to }, rows);
  });
  return groups.filter(({ rows }) => rows.length > 0);
}

/** Edges between concepts, each once however many papers bring it. */
function pairGroup(
  type: 'SUBCLASS_OF' | 'EXACT_MATCH' | 'IN_TAXON',
  papers: readonly PaperGraph[],
  pairsOf: (paper: PaperGraph) => readonly ConceptPair[],
): EdgeGroup {
  const pairs = new Map(papers.flatMap(pairsOf).map((pair) => [`${pair.from}\n${pair.to}`, pair]));
  const { from, to } = EDGES[type];
  const rows = [...pairs.values()].map((pair) => ({ ...pair, properties: {} }));
  return edgeGroup({ type, from, to: to[0] ?? from }, rows);
}

function edgeGroup(shape: EdgeShape, rows: readonly EdgeRow[]): EdgeGroup {
  return { shape, rows: rows.toSorted(byKeys(({ from, to }) => [to, from])) };
}

/** The values of a record that the table names, absent ones left out. */
function propertiesOf(types: PropertyTypes, record: object): Properties {
  const values = new Map<string, unknown>(Object.entries(record));
  const properties: Record<string, PropertyValue> = {};
  for (const [name, type] of Object.entries(types)) {
    const value = values.get(name);
    if (value !== undefined) properties[name] = checked(name, type, value);
  }
  return properties;
}

/** The value, if it is of its type. */
function checked(name: string, type: PropertyType, value: unknown): PropertyValue {
  if (type === 'string' && typeof value === 'string') return value;
  if (type === 'bool' && typeof value === 'boolean') return value;
  if (type === 'float' && typeof value === 'number' && Number.isFinite(value)) return value;
  if (type === 'int' && isInteger(value)) return value;
  if (type === 'string[]' && Array.isArray(value) && value.every(isString)) return value;
  if (type === 'int[]' && Array.isArray(value) && value.every(isInteger)) return value;
  throw new PaperError(`Property ${name}: expected ${type}, got ${JSON.stringify(value)}`);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
