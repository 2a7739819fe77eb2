/** How likely a link of a disease is right: calibrated on documents that the ranker was not trained on. */
import type { Mention } from '../model.js';
import { logistic, weightsOf } from './calibration.js';
import type { DiseaseCandidate } from './disease-candidate.js';
import type { NamedWeights } from './ranker/ranker.js';

/** Names of what is known of a link, in the order of {@link diseaseLinkValues}. */
export const DISEASE_LINK_FEATURES: readonly string[] = [
  'one',
  'choice',
  'log odds of choice',
  'mention',
  'log odds of mention',
  'choice and mention',
  'by name',
  'by long form',
];

export interface DiseaseLink {
  readonly mention: Pick<Mention, 'score' | 'longForm'>;
  /** The choice with its probability among the candidates. */
  readonly choice: Pick<DiseaseCandidate, 'route'> & { readonly score: number };
}

export function diseaseLinkValues({ mention, choice }: DiseaseLink): Float64Array {
  return Float64Array.of(
    1,
    choice.score,
    logOdds(choice.score),
    mention.score,
    logOdds(mention.score),
    choice.score * mention.score,
    Number(choice.route === 'name'),
    Number(mention.longForm !== null),
  );
}

/** Probabilities nearer to 0 or 1 than this say no more. */
const MARGIN = 0.005;

function logOdds(probability: number): number {
  const inside = Math.min(1 - MARGIN, Math.max(MARGIN, probability));
  return Math.log(inside / (1 - inside));
}

/** Probability that a link is right, 0..1, by the weights of a calibration. */
export function diseaseConfidence(link: DiseaseLink, calibration: NamedWeights): number {
  return logistic(diseaseLinkValues(link), weightsOf(DISEASE_LINK_FEATURES, calibration));
}
