/**
 * What species a paper is about by its words alone, by naive Bayes: a paper that says littermates, allele and targeting is
 * about mice though it names none. Words are hashed into buckets and counted over training documents; no word is kept.
 */
import { mixHash } from '../lexicon/hash.js';
import { TAXON_GROUPS, type TaxonGroup } from './gene-features.js';

/** For each group of species how much more the words are those of papers on it; 0 says nothing. */
export type SpeciesTopics = ReadonlyMap<TaxonGroup, number>;

/** Number of buckets that words are hashed into. */
export const TOPIC_BUCKETS = 1 << 13;

/** Documents that are taken to have had a word in proportion to the groups, beside those that did. */
const SMOOTHING = 4;

/** Documents by bucket and group, a document on several groups in parts; and all documents by group. */
export interface TopicCounts {
  readonly buckets: Float32Array;
  readonly totals: Float32Array;
}

/** Counts that say nothing. */
export function emptyTopics(): TopicCounts {
  const width = TAXON_GROUPS.length;
  return { buckets: new Float32Array(TOPIC_BUCKETS * width), totals: new Float32Array(width) };
}

/** Buckets of the words of three and more letters, each once. */
export function topicBuckets(words: Iterable<string>): ReadonlySet<number> {
  const buckets = new Set<number>();
  for (const word of words) if (word.length >= 3) buckets.add(bucketOf(word));
  return buckets;
}

/** Adds a document with its shares of the groups, or takes it away with `times` of -1. */
export function addTopics(counts: TopicCounts, words: Iterable<string>, shares: Float32Array, times = 1): void {
  const width = TAXON_GROUPS.length;
  for (let group = 0; group < width; group++) {
    counts.totals[group] = (counts.totals[group] ?? 0) + times * (shares[group] ?? 0);
  }
  for (const bucket of topicBuckets(words)) {
    for (let group = 0; group < width; group++) {
      const at = bucket * width + group;
      counts.buckets[at] = (counts.buckets[at] ?? 0) + times * (shares[group] ?? 0);
    }
  }
}

/** Sum over the words of the logarithm of how much more likely a group is with the word, over the root of their number. */
export function topicsOf(words: Iterable<string>, { buckets, totals }: TopicCounts): SpeciesTopics {
  const width = TAXON_GROUPS.length;
  const all = totals.reduce((sum, total) => sum + total, 0);
  if (all === 0) return new Map();
  const sums = new Float64Array(width);
  const said = topicBuckets(words);
  for (const bucket of said) {
    let seen = 0;
    for (let group = 0; group < width; group++) seen += buckets[bucket * width + group] ?? 0;
    for (let group = 0; group < width; group++) {
      const prior = ((totals[group] ?? 0) + 1) / (all + width);
      const share = ((buckets[bucket * width + group] ?? 0) + SMOOTHING * prior) / (seen + SMOOTHING);
      sums[group] = (sums[group] ?? 0) + Math.log(share / prior);
    }
  }
  const scale = 1 / Math.sqrt(Math.max(1, said.size));
  return new Map(TAXON_GROUPS.map((group, index) => [group, (sums[index] ?? 0) * scale]));
}

function bucketOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mixHash(hash) & (TOPIC_BUCKETS - 1);
}
