/** Learns the weights of a ranker from candidates of which it is known which are right. */
import { minimize } from './minimize.js';
import { softmax } from './ranker.js';

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

export const RANKER_TRAINING: RankerTrainingOptions = { l2: 3e-4, steps: 120 };

/**
 * Weights by maximum likelihood with an L2 penalty (L-BFGS: the same examples and start give the same weights). Examples
 * without a right row, or with right ones only, teach nothing and are passed over.
 *
 * @param start where the search begins, e.g. the weights of nearly the same examples; default: zeros
 */
export function trainRanker(
  examples: readonly RankerExample[],
  start: Float64Array,
  options: RankerTrainingOptions = RANKER_TRAINING,
): Float64Array {
  const width = start.length;
  const telling = examples.filter(({ right }) => right.includes(1) && right.includes(0));
  const total = telling.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const sparse = telling.map((example) => sparseOf(example, width, total));
  return minimize(start, options.steps, (weights, gradient) => {
    let loss = 0;
    for (let i = 0; i < width; i++) {
      const weight = weights[i] ?? 0;
      gradient[i] = options.l2 * weight;
      loss += (options.l2 / 2) * weight * weight;
    }
    for (const example of sparse) loss += addExample(example, weights, gradient);
    return loss;
  });
}

/** The values of an example that are not 0: a fifth of them. */
interface SparseExample {
  /** Of row `i`, the values `starts[i]` to before `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly features: Uint16Array;
  readonly values: Float32Array;
  readonly right: Uint8Array;
  readonly scale: number;
}

function sparseOf({ values, right, weight }: RankerExample, width: number, total: number): SparseExample {
  const starts = new Uint32Array(right.length + 1);
  const places: number[] = [];
  for (let at = 0; at < values.length; at++) {
    if (values[at] !== 0) places.push(at);
    if ((at + 1) % width === 0) starts[(at + 1) / width] = places.length;
  }
  return {
    starts,
    features: Uint16Array.from(places, (at) => at % width),
    values: Float32Array.from(places, (at) => values[at] ?? 0),
    right,
    scale: weight / total,
  };
}

/** Minus the logarithm of the probability of the right rows, scaled; its gradient is added. */
function addExample(example: SparseExample, weights: Float64Array, gradient: Float64Array): number {
  const { right, scale } = example;
  const probabilities = softmax(sparseScores(example, weights));
  let rightSum = 0;
  for (let row = 0; row < right.length; row++) if (right[row] === 1) rightSum += probabilities[row] ?? 0;
  rightSum = Math.max(rightSum, 1e-12);
  for (let row = 0; row < right.length; row++) {
    const probability = probabilities[row] ?? 0;
    const wanted = right[row] === 1 ? probability / rightSum : 0;
    addRow(example, row, { gradient, by: scale * (probability - wanted) });
  }
  return -scale * Math.log(rightSum);
}

function sparseScores({ starts, features, values, right }: SparseExample, weights: Float64Array): Float64Array {
  const scores = new Float64Array(right.length);
  for (let row = 0; row < right.length; row++) {
    let sum = 0;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      sum += (values[at] ?? 0) * (weights[features[at] ?? 0] ?? 0);
    }
    scores[row] = sum;
  }
  return scores;
}

function addRow(
  { starts, features, values }: SparseExample,
  row: number,
  { gradient, by }: { readonly gradient: Float64Array; readonly by: number },
): void {
  for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
    const feature = features[at] ?? 0;
    gradient[feature] = (gradient[feature] ?? 0) + by * (values[at] ?? 0);
  }
}

/** Number of the part, 0 to `folds` - 1, that a document belongs to: the same in each run and on each machine. */
export function foldOf(document: string, folds: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < document.length; i++) hash = Math.imul(hash ^ document.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % folds;
}
