/** Small PaperGraphs for the tests of stores. Nothing in them is from a real paper. */
import type {
  AssertionEdge,
  ConceptKind,
  ConceptNode,
  ConceptPair,
  MentionEdge,
  PaperGraph,
  PaperNode,
  RunInfo,
  TaxonNode,
} from '../../src/model.js';

export const run: RunInfo = {
  id: '2026-01-02T03:04:05.678Z-ab12',
  startedAt: '2026-01-02T03:04:05.678Z',
  version: '0.1.0',
  lexicon: 'starter',
  terminologies: ['starter 2026-01-01'],
  model: 'ranker-0 0123456789abcdef',
  settings: 'fedcba9876543210',
  curation: '0011223344556677',
};

/** A concept of the kind that its prefix says. */
export function concept(id: string, more: Partial<ConceptNode> = {}): ConceptNode {
  const kind: ConceptKind = id.startsWith('NCBIGene') ? 'Gene' : id.startsWith('CHEBI') ? 'Other' : 'Disease';
  return { id, kind, name: `name of ${id}`, terminology: id.split(':')[0] ?? '', known: true, ...more };
}

export function mention(conceptId: string, more: Partial<MentionEdge> = {}): MentionEdge {
  return {
    conceptId,
    kind: concept(conceptId).kind,
    count: 2,
    sections: ['ABSTRACT', 'RESULTS'],
    sectionCounts: [1, 1],
    sentences: [120, 400],
    passages: [100, 380],
    confidence: 0.9,
    names: ['one name', 'another'],
    methods: ['semapv:LexicalMatching'],
    reason: 'a name of the concept',
    evidence: ['A sentence that tells of it.'],
    evidenceSections: ['RESULTS'],
    evidenceStarts: [120],
    evidenceEnds: [148],
    ...more,
  };
}

export function assertion(conceptId: string, more: Partial<AssertionEdge> = {}): AssertionEdge {
  return {
    conceptId,
    kind: concept(conceptId).kind,
    names: ['as the card says'],
    aliases: [],
    ids: [conceptId],
    sections: ['linked'],
    ...more,
  };
}

export interface PaperParts {
  readonly paper?: Partial<PaperNode>;
  readonly mentions?: readonly MentionEdge[];
  readonly assertions?: readonly AssertionEdge[];
  /** In place of the concepts that the edges call for. */
  readonly concepts?: readonly ConceptNode[];
  readonly taxa?: readonly TaxonNode[];
  readonly subclassOf?: readonly ConceptPair[];
  readonly exactMatch?: readonly ConceptPair[];
  readonly inTaxon?: readonly ConceptPair[];
}

let made = 0;

/** A paper with the concepts that its edges call for. Each call gives it another hash. */
export function paperGraph(id: string, parts: PaperParts = {}): PaperGraph {
  const { mentions = [], assertions = [], subclassOf = [], exactMatch = [], inTaxon = [], taxa = [] } = parts;
  const ends = [...mentions, ...assertions].map(({ conceptId, kind }) => concept(conceptId, { kind }));
  const pairs = [...subclassOf, ...exactMatch].flatMap(({ from, to }) => [concept(from), concept(to)]);
  const concepts = parts.concepts ?? [...new Map([...ends, ...pairs].map((node) => [node.id, node])).values()];
  const paper: PaperNode = {
    id,
    title: `Title of ${id}`,
    authors: ['Ada Example', 'Ben Sample'],
    textOrigin: 'full-text',
    textSha256: 'b'.repeat(64),
    mentionCount: mentions.length,
    nilCount: 0,
    lexicon: 'starter',
    linker: '0.1.0',
    ...parts.paper,
  };
  const hash = `hash ${++made}`;
  return { paper, concepts, taxa, mentions, assertions, subclassOf, exactMatch, inTaxon, hash };
}
