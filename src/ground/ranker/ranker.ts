/**
 * Choice among candidates by a log-linear model (a conditional logit: McFadden 1974): a candidate's score is the sum of its
 * features times their weights, its probability e to the score over the sum of that of all candidates.
 */

/** Weights by the names of the features; a feature without one weighs nothing. */
export type NamedWeights = Readonly<Record<string, number>>;

export class Ranker {
  readonly #weights: Float64Array;

  /** @param features names of the features in the order of a row's values */
  constructor(features: readonly string[], weights: NamedWeights) {
    this.#weights = Float64Array.from(features, (name) => weights[name] ?? 0);
  }

  /** The part of a row's score that values from the feature `from` on add: what many rows share is summed once. */
  part(values: ArrayLike<number>, from: number): number {
    let sum = 0;
    for (let at = 0; at < values.length; at++) sum += (values[at] ?? 0) * (this.#weights[from + at] ?? 0);
    return sum;
  }

  /** Scores of rows of features, one row after the other in `values`. */
  scores(values: Float32Array): Float64Array {
    return scoresOf(values, this.#weights);
  }
}

/** Score of each row: the dot product with the weights. */
export function scoresOf(values: Float32Array, weights: Float64Array): Float64Array {
  const width = weights.length;
  const scores = new Float64Array(width === 0 ? 0 : values.length / width);
  for (let row = 0, at = 0; row < scores.length; row++) {
    let sum = 0;
    for (let feature = 0; feature < width; feature++, at++) sum += (values[at] ?? 0) * (weights[feature] ?? 0);
    scores[row] = sum;
  }
  return scores;
}

/** Probabilities of scores: they add up to 1; none of none. */
export function softmax(scores: Float64Array): Float64Array {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const score of scores) greatest = Math.max(greatest, score);
  let sum = 0;
  const probabilities = scores.map((score) => {
    const power = Math.exp(score - greatest);
    sum += power;
    return power;
  });
  return probabilities.map((power) => power / sum);
}

/** Weights as named numbers with four decimals; those that round to nothing are left out. */
export function namedWeights(features: readonly string[], weights: Float64Array): NamedWeights {
  const named: Record<string, number> = {};
  for (const [index, name] of features.entries()) {
    const weight = Math.round((weights[index] ?? 0) * 1e4) / 1e4;
    if (weight !== 0) named[name] = weight;
  }
  return named;
}
