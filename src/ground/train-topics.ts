/** Learns from abstracts with gold by which words and species names a text tells the species of its genes. */
import { TAXON_GROUPS } from './gene-features.js';
import { minimize } from './ranker/minimize.js';
import { softmax } from './ranker/ranker.js';
import { TOPIC_BUCKETS, TOPIC_WEIGHTS, type TopicWeights, topicScores } from './species-topics.js';

/** A text of which it is known what its genes are of. */
export interface TopicExample {
  /** Buckets of `topicClues`. */
  readonly clues: Uint16Array;
  /** Shares of the groups of species among its genes, adding up to 1. */
  readonly shares: Float32Array;
}

/** Weight of the sum of squared weights. Of .003, .01, .03 and .1 the first two tell most of texts left out, alike within noise. */
const L2 = 0.01;
const STEPS = 40;

/** Weights by maximum likelihood with an L2 penalty; those of the groups themselves are free. Deterministic. */
export function trainTopics(examples: readonly TopicExample[]): TopicWeights {
  const width = TAXON_GROUPS.length;
  const own = TOPIC_BUCKETS * width;
  const part = 1 / Math.max(1, examples.length);
  const found = minimize(new Float64Array(TOPIC_WEIGHTS), STEPS, (weights, gradient) => {
    let loss = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = i < own ? (weights[i] ?? 0) : 0;
      gradient[i] = L2 * weight;
      loss += (L2 / 2) * weight * weight;
    }
    for (const { clues, shares } of examples) {
      const probabilities = softmax(topicScores(clues, weights));
      const change = probabilities.map((probability, group) => part * (probability - (shares[group] ?? 0)));
      for (let group = 0; group < width; group++) {
        loss -= part * (shares[group] ?? 0) * Math.log(Math.max(1e-12, probabilities[group] ?? 0));
        gradient[own + group] = (gradient[own + group] ?? 0) + (change[group] ?? 0);
      }
      for (const clue of clues) {
        for (let at = clue * width, group = 0; group < width; at++, group++) {
          gradient[at] = (gradient[at] ?? 0) + (change[group] ?? 0);
        }
      }
    }
    return loss;
  });
  return Float32Array.from(found);
}
