/** Learns the weights of a ranker from candidates of which it is known which are right. */
import { minimize } from './minimize.js';
import { scoresOf, softmax } from './ranker.js';

/** The candidates of one mention, or of all mentions that are alike, in one document. */
export interface RankerExample {
  /** The document, for leaving it out. */
  readonly document: string;
  /** Rows of features, one after the other. */
  readonly values: Float32Array;
  /** 1 for each row that is right; several may be, and their probabilities are added. */
  readonly right: Uint8Array;
  /** How much it counts. */
  readonly weight: number;
}

export interface RankerTrainingOptions {
  /** Weight of the sum of squared weights, for a total weight of examples of 1. */
  readonly l2: number;
  /** Steps of the search at most. */
  readonly steps: number;
}

export const RANKER_TRAINING: RankerTrainingOptions = { l2: 2e-4, steps: 150 };

/**
 * Weights by maximum likelihood with an L2 penalty (L-BFGS from zero: the same examples give the same weights). Examples
 * without a right row, or with right ones only, teach nothing and are passed over.
 */
export function trainRanker(
  examples: readonly RankerExample[],
  width: number,
  options: RankerTrainingOptions = RANKER_TRAINING,
): Float64Array {
  const telling = examples.filter(({ right }) => right.includes(1) && right.includes(0));
  const total = telling.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return minimize(new Float64Array(width), options.steps, (weights, gradient) => {
    let loss = 0;
    for (let i = 0; i < width; i++) {
      const weight = weights[i] ?? 0;
      gradient[i] = options.l2 * weight;
      loss += (options.l2 / 2) * weight * weight;
    }
    for (const example of telling) loss += addExample(example, weights, { gradient, scale: example.weight / total });
    return loss;
  });
}

/** Minus the logarithm of the probability of the right rows, scaled; its gradient is added. */
function addExample(
  { values, right }: RankerExample,
  weights: Float64Array,
  { gradient, scale }: { readonly gradient: Float64Array; readonly scale: number },
): number {
  const probabilities = softmax(scoresOf(values, weights));
  let rightSum = 0;
  for (const [row, probability] of probabilities.entries()) if (right[row] === 1) rightSum += probability;
  rightSum = Math.max(rightSum, 1e-12);
  for (const [row, probability] of probabilities.entries()) {
    const wanted = right[row] === 1 ? probability / rightSum : 0;
    addRow(values, row, { gradient, by: scale * (probability - wanted) });
  }
  return -scale * Math.log(rightSum);
}

function addRow(
  values: Float32Array,
  row: number,
  { gradient, by }: { readonly gradient: Float64Array; readonly by: number },
): void {
  const width = gradient.length;
  for (let feature = 0, at = row * width; feature < width; feature++, at++) {
    const value = values[at] ?? 0;
    if (value !== 0) gradient[feature] = (gradient[feature] ?? 0) + by * value;
  }
}

/** Number of the part, 0 to `folds` - 1, that a document belongs to: the same in each run and on each machine. */
export function foldOf(document: string, folds: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < document.length; i++) hash = Math.imul(hash ^ document.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % folds;
}
