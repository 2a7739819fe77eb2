/**
 * The graph for knowledge-graph tools: KGX's nodes.tsv and edges.tsv, with categories, predicates and slots of the Biolink
 * model (4.4.6; the validator of kgx 2.6.0 finds no fault). Runs and what tells about the graph itself are left out, as
 * Biolink has nothing of the kind.
 */
import { curie, localOf, PAPER_PREFIX, PREFIX, prefixOf } from '../curie.js';
import { oneLine } from './export-text.js';
import { type GraphFile, inPieces } from './graph-file.js';
import { EDGE_SHAPES, type ScannedEdge, type ScannedNode, scanEdges, scanIds, scanNodes } from './scan.js';
import type { EdgeType, NodeLabel } from './schema.js';
import type { GraphStore, PlainValue } from './store.js';

type Graph = Pick<GraphStore, 'ask'>;

/** Cells by their columns; a list is joined by `|`. Absent ones are empty. */
type Cells = Readonly<Record<string, PlainValue | undefined>>;

const NODE_COLUMNS = [
  ...['id', 'category', 'name', 'full_name', 'symbol', 'xref', 'provided_by'],
  ...['authors', 'journal', 'date', 'url', 'text_origin'],
] as const;

const EDGE_COLUMNS = [
  ...['id', 'subject', 'predicate', 'object', 'category', 'primary_knowledge_source', 'aggregator_knowledge_source'],
  ...['knowledge_level', 'agent_type', 'publications', 'original_predicate'],
  ...['has_count', 'has_confidence_score', 'names', 'sections', 'supporting_text'],
] as const;

const CATEGORY: Readonly<Partial<Record<NodeLabel, string>>> = {
  Paper: 'biolink:Publication',
  Gene: 'biolink:Gene',
  Disease: 'biolink:Disease',
  Other: 'biolink:NamedThing',
  Taxon: 'biolink:OrganismTaxon',
};

/** Who is the source of what, as the registry of information resources has them. */
const OURS = 'infores:papergraph';
const SOURCES: Readonly<Record<string, string>> = {
  [PREFIX.gene]: 'infores:ncbi-gene',
  [PREFIX.mondo]: 'infores:mondo',
  [PREFIX.mesh]: 'infores:mesh',
  [PREFIX.omim]: 'infores:omim',
  [PREFIX.taxon]: 'infores:ncbi-taxonomy',
};

interface Predicate {
  readonly predicate: string;
  readonly category: string;
  readonly knowledgeLevel: 'not_provided' | 'knowledge_assertion';
  readonly agentType: 'text_mining_agent' | 'not_provided' | 'manual_agent' | 'data_analysis_pipeline';
}

const OF_PAPER = {
  category: 'biolink:InformationContentEntityToNamedThingAssociation',
  knowledgeLevel: 'not_provided',
} as const;
const OF_TERMINOLOGY = {
  category: 'biolink:Association',
  knowledgeLevel: 'knowledge_assertion',
  agentType: 'manual_agent',
} as const;

/** KGX makes one edge of two with one predicate, so what a card claims has another than what was found. */
const PREDICATES: Readonly<Partial<Record<EdgeType, Predicate>>> = {
  MENTIONS: { ...OF_PAPER, predicate: 'biolink:mentions', agentType: 'text_mining_agent' },
  ASSERTS: { ...OF_PAPER, predicate: 'biolink:related_to', agentType: 'not_provided' },
  SUBCLASS_OF: { ...OF_TERMINOLOGY, predicate: 'biolink:subclass_of' },
  EXACT_MATCH: { ...OF_TERMINOLOGY, predicate: 'biolink:exact_match' },
  IN_TAXON: { ...OF_TERMINOLOGY, predicate: 'biolink:in_taxon' },
};

/** Genes whose orthologs are asked for at a time. */
const GENE_PAGE = 1000;

/** Of a gene's property `orthologIds`, which is no edge in the graph. */
const ORTHOLOG: Predicate = {
  predicate: 'biolink:orthologous_to',
  category: 'biolink:GeneToGeneHomologyAssociation',
  knowledgeLevel: 'knowledge_assertion',
  agentType: 'data_analysis_pipeline',
};

/** `nodes.tsv` and `edges.tsv`. */
export function kgxFiles(graph: Graph): readonly GraphFile[] {
  return [
    { name: 'nodes.tsv', gzip: false, pieces: () => inPieces(nodeLines(graph)) },
    { name: 'edges.tsv', gzip: false, pieces: () => inPieces(edgeLines(graph)) },
  ];
}

async function* nodeLines(graph: Graph): AsyncGenerator<string> {
  yield `${NODE_COLUMNS.join('\t')}\n`;
  for (const [label, category] of Object.entries(CATEGORY)) {
    for await (const node of scanNodes(graph, label as NodeLabel)) {
      if (label === 'Other' && (await isDisease(graph, node))) continue;
      yield lineOf(NODE_COLUMNS, { ...nodeCells(label, node), category });
    }
  }
}

async function* edgeLines(graph: Graph): AsyncGenerator<string> {
  yield `${EDGE_COLUMNS.join('\t')}\n`;
  for (const shape of EDGE_SHAPES) {
    const predicate = PREDICATES[shape.type];
    if (predicate === undefined) continue;
    for await (const edge of scanEdges(graph, shape)) yield edgeLine(shape.type, predicate, edge);
  }
  for await (const edge of orthologs(graph)) yield edgeLine('ORTHOLOG', ORTHOLOG, edge);
}

/** Genes with the genes that they are orthologs of, where the graph has both: an edge has two nodes. */
async function* orthologs(graph: Graph): AsyncGenerator<ScannedEdge> {
  const text =
    'UNWIND $ids AS id MATCH (a:Gene {id: id}) UNWIND a.orthologIds AS other MATCH (b:Gene {id: other}) RETURN id, other ORDER BY id, other';
  for await (const ids of scanIds(graph, 'Gene', GENE_PAGE)) {
    const { rows } = await graph.ask(text, { ids });
    for (const [from, to] of rows) yield { from: String(from), to: String(to), properties: {} };
  }
}

/** An id that no terminology knows may stand twice in the graph, as a disease and as something else; here it is one node. */
async function isDisease(graph: Graph, { id, properties }: ScannedNode): Promise<boolean> {
  if (properties['known'] !== false) return false;
  const text = 'MATCH (n:Disease) WHERE n.id = $id RETURN n.id';
  return (await graph.ask(text, { id })).rows.length > 0;
}

function nodeCells(label: string, { id, properties }: ScannedNode): Cells {
  const { name, fullName, title, authors, journal, date, url, textOrigin } = properties;
  if (label !== 'Paper') {
    const source = SOURCES[prefixOf(id)] ?? OURS;
    return { id, name, full_name: fullName, ...(label === 'Gene' && { symbol: name }), provided_by: [source] };
  }
  const { pmcid, pmid, doi } = properties;
  const others = { [PAPER_PREFIX.pmc]: pmcid, [PAPER_PREFIX.pmid]: pmid, [PAPER_PREFIX.doi]: doi };
  const ids = Object.entries(others).flatMap(([prefix, local]) => {
    return typeof local === 'string' ? [biolinkId(curie(prefix, local))] : [];
  });
  const own = biolinkId(id);
  const xref = ids.filter((other) => other !== own);
  return { id: own, name: title, xref, provided_by: [OURS], authors, journal, date, url, text_origin: textOrigin };
}

function edgeLine(type: string, predicate: Predicate, { from, to, properties }: ScannedEdge): string {
  const [subject, object] = [biolinkId(from), biolinkId(to)];
  const ofPaper = predicate.category === OF_PAPER.category;
  const source = ofPaper ? OURS : (SOURCES[prefixOf(from)] ?? OURS);
  return lineOf(EDGE_COLUMNS, {
    id: `${subject}-${type}-${object}`,
    subject,
    predicate: predicate.predicate,
    object,
    category: predicate.category,
    primary_knowledge_source: source,
    aggregator_knowledge_source: source === OURS ? [] : [OURS],
    knowledge_level: predicate.knowledgeLevel,
    agent_type: predicate.agentType,
    publications: ofPaper ? [subject] : [],
    original_predicate: `papergraph:${type}`,
    has_count: properties['count'],
    has_confidence_score: properties['confidence'],
    names: properties['names'],
    sections: properties['sections'],
    supporting_text: properties['evidence'],
  });
}

/** Biolink spells papers' ids otherwise: `PMC:12817307` and `doi:10.3389/…`. */
function biolinkId(id: string): string {
  if (prefixOf(id) === PAPER_PREFIX.pmc) return curie(PAPER_PREFIX.pmc, localOf(id).replace(/^PMC/, ''));
  if (prefixOf(id) === PAPER_PREFIX.doi) return curie(PAPER_PREFIX.doi.toLowerCase(), localOf(id));
  return id;
}

function lineOf(columns: readonly string[], cells: Cells): string {
  return `${columns.map((column) => cellOf(cells[column])).join('\t')}\n`;
}

/** The format has no quotes: what would end a cell, a line or an element of a list is a blank. */
function cellOf(value: PlainValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (!Array.isArray(value)) return oneLine(String(value));
  return value.map((element) => oneLine(String(element)).replaceAll('|', ' ')).join('|');
}
