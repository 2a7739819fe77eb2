/**
 * What species an abstract is about by all that it says, by a maximum entropy model of the whole text (Berger et al. 1996): one
 * that says littermates, allele and targeting is about mice though it names none, one that names nude mice and tumors is about
 * man. Clues are hashed into buckets; no word is kept.
 */
import { HASH_PRIME, HASH_START, mixHash } from '../lexicon/hash.js';
import type { Document, SpeciesMention } from '../model.js';
import { speciesOf } from '../recognize/taxa.js';
import { TAXON_GROUPS, type TaxonGroup } from './gene-features.js';
import { taxonGroup } from './gene-letters.js';
import { visitWords } from './paper-words.js';

/** For each group of species the logarithm of the probability that a gene of the text is of it, nearer to 0 for short texts. */
export type SpeciesTopics = ReadonlyMap<TaxonGroup, number>;

/** Number of buckets that clues are hashed into. */
export const TOPIC_BUCKETS = 1 << 14;

/** Lower logarithms say no more. */
const LEAST = -5;

/** A text with fewer clues tells less, down to this share: a sentence by itself is no abstract with its usual species. */
const ENOUGH_CLUES = 200;
const LEAST_TRUST = 0.8;

/** Weights by bucket and group, behind them those of the groups themselves. */
export type TopicWeights = Float32Array;

export const TOPIC_WEIGHTS: number = (TOPIC_BUCKETS + 1) * TAXON_GROUPS.length;

/** Buckets of what a text says, each once: its words and pairs of words, and the species that it names, where and how often. */
export function topicClues(document: Document, species: readonly SpeciesMention[]): Uint16Array {
  const clues = new Set<number>();
  for (const { text, kind } of document.passages) {
    let last = '';
    visitWords(text.toLowerCase(), (word) => {
      clues.add(bucketOf(word));
      if (last !== '') clues.add(bucketOf(`${last} ${word}`));
      if (kind === 'title') clues.add(bucketOf(`title: ${word}`));
      last = word;
    });
  }
  for (const clue of speciesClues(document, species)) clues.add(bucketOf(clue));
  return Uint16Array.from(clues).sort();
}

function speciesClues({ passages }: Document, species: readonly SpeciesMention[]): readonly string[] {
  const counts = new Map<TaxonGroup, number>();
  const clues: string[] = [];
  for (const { taxonId, passage } of species) {
    const group = taxonGroup(speciesOf(taxonId));
    counts.set(group, (counts.get(group) ?? 0) + 1);
    if (passages[passage]?.kind === 'title') clues.push(`species in title: ${group}`);
  }
  const most = Math.max(...counts.values());
  for (const [group, count] of counts) {
    clues.push(`species: ${group}`);
    if (count > 1) clues.push(`species twice: ${group}`);
    if (count > 3) clues.push(`species often: ${group}`);
    if (count === most) clues.push(`species most: ${group}`);
  }
  clues.push(`all species: ${[...counts.keys()].sort().join()}`);
  return clues;
}

/** What the clues say by trained weights; nothing without weights. */
export function topicsOf(clues: Uint16Array, weights: TopicWeights | null): SpeciesTopics {
  if (weights === null) return new Map();
  const scores = topicScores(clues, weights);
  const most = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - most), 0);
  const trust = LEAST_TRUST + (1 - LEAST_TRUST) * Math.min(1, clues.length / ENOUGH_CLUES);
  return new Map(
    TAXON_GROUPS.map((group, index) => [group, trust * Math.max(LEAST, (scores[index] ?? 0) - most - Math.log(sum))]),
  );
}

/** Sums of the weights of each group. */
export function topicScores(clues: Uint16Array, weights: ArrayLike<number>): Float64Array {
  const width = TAXON_GROUPS.length;
  const own = TOPIC_BUCKETS * width;
  const scores = Float64Array.from(TAXON_GROUPS, (_, group) => weights[own + group] ?? 0);
  for (const clue of clues) {
    for (let group = 0; group < width; group++) {
      scores[group] = (scores[group] ?? 0) + (weights[clue * width + group] ?? 0);
    }
  }
  return scores;
}

function bucketOf(clue: string): number {
  let hash = HASH_START;
  for (let i = 0; i < clue.length; i++) hash = Math.imul(hash ^ clue.charCodeAt(i), HASH_PRIME);
  return mixHash(hash) & (TOPIC_BUCKETS - 1);
}
