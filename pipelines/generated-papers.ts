/** Papers made by rule, to load graphs with: 60 edges each, to concepts of which few are popular, as in real collections. */
import { curie, PAPER_PREFIX, PREFIX } from '../src/curie.js';
import { contentHash } from '../src/graph/content-hash.js';
import type { ConceptNode, MentionEdge, PaperGraph } from '../src/model.js';

export interface GeneratedOptions {
  /** Number that ids of papers and concepts begin with, so that two sets do not meet. */
  readonly set: number;
  /** Raised for another content of the same papers. */
  readonly version: number;
  /** Default 60. */
  readonly edges?: number;
  /** Distinct concepts to choose from; default 20,000. */
  readonly concepts?: number;
}

/** Paper number `index` of a set; the same arguments give the same paper. */
export function generatedPaper(
  index: number,
  { set, version, edges = 60, concepts = 20_000 }: GeneratedOptions,
): PaperGraph {
  const random = generator(index * 7919 + 13);
  const chosen = new Set<number>();
  while (chosen.size < edges) chosen.add(zipf(random(), concepts));
  const nodes = [...chosen].map((number) => conceptNode(set, number));
  const graph = {
    paper: {
      id: curie(PAPER_PREFIX.pmc, `PMC${set}${String(index).padStart(8, '0')}`),
      title: `Generated paper ${index} on ${nodes[0]?.name} in ${nodes[1]?.name}`,
      authors: ['Ada Example', 'Ben Sample'],
      date: `2026-01-${String((index % 28) + 1).padStart(2, '0')}`,
      year: 2026,
      textOrigin: 'full-text',
      textSha256: contentHash([set, index, version]),
      language: 'eng',
      mentionCount: edges * 3,
      nilCount: 2,
      lexicon: 'generated',
      linker: 'generated',
    },
    concepts: nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    taxa: [],
    mentions: nodes.map((node) => mentionOf(node, index, version)),
    assertions: [],
    subclassOf: [],
    exactMatch: [],
    inTaxon: [],
  } as const;
  return { ...graph, hash: contentHash(graph) };
}

/** Half genes, half diseases. */
function conceptNode(set: number, number: number): ConceptNode {
  const gene = number % 2 === 0;
  const local = `${set}${String(number).padStart(6, '0')}`;
  const id = gene ? curie(PREFIX.gene, local) : curie(PREFIX.mondo, local);
  const kind = gene ? 'Gene' : 'Disease';
  return { id, kind, name: `${kind} ${number}`, terminology: gene ? PREFIX.gene : PREFIX.mondo, known: true };
}

function mentionOf({ id, kind, name }: ConceptNode, index: number, version: number): MentionEdge {
  const sentence = `In the cohort of paper ${index} we found that ${name} was raised in most of the cases, as version ${version} says.`;
  const start = (index * 37) % 20_000;
  return {
    conceptId: id,
    kind,
    count: 3,
    sections: ['ABSTRACT', 'RESULTS'],
    sectionCounts: [1, 2],
    sentences: [start, start + 500, start + 900],
    passages: [start, start + 450],
    confidence: 0.9,
    names: [name, name.toLowerCase()],
    methods: ['semapv:LexicalMatching'],
    reason: `official name of ${name}`,
    evidence: [sentence, sentence.toUpperCase()],
    evidenceSections: ['ABSTRACT', 'RESULTS'],
    evidenceStarts: [start, start + 500],
    evidenceEnds: [start + sentence.length, start + 500 + sentence.length],
  };
}

/** Rank by Zipf's law with exponent 1: the inverse of its distribution function, by the integral. */
function zipf(uniform: number, concepts: number): number {
  return Math.min(concepts - 1, Math.floor(concepts ** uniform) - 1);
}

/** Numbers from 0 up to, not including, 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
