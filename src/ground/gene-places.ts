/** Mentions that are asked for together, and the answers to them. */
import type { GeneCandidate, GeneCandidates } from './gene-candidates.js';
import type { FeatureRows } from './ranker/feature-rows.js';
import type { NearSpecies } from './species-evidence.js';
import type { TextSpecies } from './species-features.js';

/** All mentions of one text, and the other form that its definition gives. */
export interface GeneText {
  readonly key: string;
  readonly candidates: GeneCandidates;
  /** Rows of features, those of species and company still 0. */
  readonly rows: FeatureRows;
  readonly species: TextSpecies;
}

/** Mentions of one text that nothing tells apart. */
export interface GenePlace {
  readonly text: GeneText;
  readonly near: NearSpecies;
  /** Number of mentions here. */
  count: number;
}

/** A choice: probabilities of the candidates of a place, in their order. */
export interface GeneChoice {
  readonly place: GenePlace;
  readonly probabilities: Float64Array;
}

/** The best candidate of a choice, the first by its id among equals; null without candidates. */
export function bestOf({ place, probabilities }: GeneChoice): { gene: GeneCandidate; probability: number } | null {
  let best: { gene: GeneCandidate; probability: number } | null = null;
  for (const [index, gene] of place.text.candidates.genes.entries()) {
    const probability = probabilities[index] ?? 0;
    const isBetter =
      best === null ||
      probability > best.probability ||
      (probability === best.probability && gene.concept.id < best.gene.concept.id);
    if (isBetter) best = { gene, probability };
  }
  return best;
}
