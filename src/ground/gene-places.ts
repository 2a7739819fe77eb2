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
  let best: GeneCandidate | null = null;
  let greatest = 0;
  for (const [index, gene] of place.text.candidates.genes.entries()) {
    const probability = probabilities[index] ?? 0;
    if (best !== null && probability < greatest) continue;
    if (best !== null && probability === greatest && gene.concept.id >= best.concept.id) continue;
    best = gene;
    greatest = probability;
  }
  return best === null ? null : { gene: best, probability: greatest };
}
