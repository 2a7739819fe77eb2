/**
 * Papers made by rule, to load graphs with and to ask them questions: 60 edges each to concepts of which few are popular, as in
 * real collections, with species, broader diseases, exact matches and the claims of a card.
 */
import { curie, PAPER_PREFIX } from '../src/curie.js';
import { contentHash } from '../src/graph/content-hash.js';
import type { AssertionEdge, ConceptNode, MentionEdge, PaperGraph, PaperNode } from '../src/model.js';
import { GeneratedConcepts, twoDigits } from './generated-concepts.js';

export interface GeneratedOptions {
  /** Number that ids of papers and concepts begin with, so that two sets do not meet. */
  readonly set: number;
  /** Raised for another content of the same papers. */
  readonly version: number;
}

/** Edges from a paper to concepts: what its text mentions, and what its card asserts. */
export const EDGES_OF_PAPER = 60;
const ASSERTED = 4;
const MENTIONED = EDGES_OF_PAPER - ASSERTED;

/** Distinct concepts to choose from. */
const CONCEPTS = 20_000;

/** Paper number `index` of a set; the same arguments give the same paper. */
export function generatedPaper(index: number, { set, version }: GeneratedOptions): PaperGraph {
  const random = generator(index * 7919 + 13);
  const concepts = new GeneratedConcepts(set);
  const chosen = new Set<number>();
  while (chosen.size < MENTIONED) chosen.add(zipf(random(), CONCEPTS));
  const found = [...chosen].map((number) => concepts.take(number));
  const claimed = [...found.slice(0, ASSERTED - 1), concepts.takeUnknown(index % 500)];
  const graph = {
    paper: paperNode(index, { set, version }, found),
    ...concepts.all(),
    mentions: found.map((node) => mentionOf(node, { index, version, confidence: confidence(random()) })),
    assertions: claimed.map(assertionOf),
  };
  return { ...graph, hash: contentHash(graph) };
}

/** One in thirty is from the card only, one in five hundred in another language. */
function paperNode(index: number, { set, version }: GeneratedOptions, found: readonly ConceptNode[]): PaperNode {
  const year = 2015 + (index % 12);
  const card = index % 30 === 7;
  return {
    id: curie(PAPER_PREFIX.pmc, `PMC${set}${String(index).padStart(8, '0')}`),
    title: `Generated paper ${index} on ${found[0]?.name} in ${found[1]?.name}`,
    authors: ['Ada Example', 'Ben Sample'],
    date: `${year}-${twoDigits((index % 11) + 1)}-${twoDigits((index % 28) + 1)}`,
    year,
    url: `https://example.org/${set}/${index}/full.md`,
    textOrigin: card ? 'card' : 'full-text',
    ...(card && { textFailure: 'http-status' }),
    textSha256: contentHash([set, index, version]),
    language: index % 500 === 11 ? 'spa' : 'eng',
    mentionCount: found.length * 3,
    nilCount: index % 40,
    lexicon: 'generated',
    linker: 'generated',
  };
}

interface MentionFacts {
  readonly index: number;
  readonly version: number;
  readonly confidence: number;
}

function mentionOf({ id, kind, name }: ConceptNode, { index, version, confidence }: MentionFacts): MentionEdge {
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
    confidence,
    names: [name, name.toLowerCase()],
    methods: ['semapv:LexicalMatching'],
    reason: `official name of ${name}`,
    evidence: [sentence, sentence.toUpperCase()],
    evidenceSections: ['ABSTRACT', 'RESULTS'],
    evidenceStarts: [start, start + 500],
    evidenceEnds: [start + sentence.length, start + 500 + sentence.length],
  };
}

function assertionOf({ id, kind, name }: ConceptNode): AssertionEdge {
  return { conceptId: id, kind, names: [name], aliases: [], ids: [id], sections: ['linked'] };
}

/** Most links are sure, few are not. */
function confidence(uniform: number): number {
  return Math.round(10_000 * (1 - 0.7 * uniform ** 3)) / 10_000;
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
