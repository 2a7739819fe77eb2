/**
 * How likely a link is right, as a logistic function of what is known of it (Platt 1999), and how well such numbers hold:
 * the expected calibration error (Guo et al. 2017) over ten bins of equal width.
 */
import { minimize } from './ranker/minimize.js';
import type { NamedWeights } from './ranker/ranker.js';

/** A link of which it is known whether it is right, with the values of the features. */
export interface CalibrationExample {
  readonly values: Float64Array;
  readonly right: boolean;
}

/** Probability that a link is right. `values` in the order of `weights`; the first is commonly a constant 1. */
export function logistic(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (values[i] ?? 0) * (weights[i] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Weights in the order of the features' names; those not in the file are 0. */
export function weightsOf(features: readonly string[], named: NamedWeights): Float64Array {
  return Float64Array.from(features, (name) => named[name] ?? 0);
}

/** Weights by maximum likelihood with a small L2 penalty. Deterministic. */
export function fitLogistic(examples: readonly CalibrationExample[], width: number, l2 = 1e-3): Float64Array {
  const share = 1 / Math.max(1, examples.length);
  return minimize(new Float64Array(width), 200, (weights, gradient) => {
    let loss = 0;
    for (let i = 0; i < width; i++) {
      const weight = weights[i] ?? 0;
      gradient[i] = l2 * weight;
      loss += (l2 / 2) * weight * weight;
    }
    for (const { values, right } of examples) {
      const probability = logistic(values, weights);
      loss -= share * Math.log(Math.max(1e-12, right ? probability : 1 - probability));
      const by = share * (probability - Number(right));
      for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + by * (values[i] ?? 0);
    }
    return loss;
  });
}

/** A link with the probability that was told for it. */
export interface ToldLink {
  readonly confidence: number;
  readonly right: boolean;
}

export interface ReliabilityBin {
  /** Confidences from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
  readonly links: number;
  /** Mean confidence, and share of the links that are right. */
  readonly confidence: number;
  readonly right: number;
}

const BINS = 10;

/** Bins that have links. */
export function reliability(links: readonly ToldLink[]): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, (): ToldLink[] => []);
  for (const link of links) bins[Math.min(BINS - 1, Math.floor(link.confidence * BINS))]?.push(link);
  return bins.flatMap((inside, index) => {
    if (inside.length === 0) return [];
    const confidence = mean(inside.map((link) => link.confidence));
    const right = mean(inside.map((link) => Number(link.right)));
    return [{ from: index / BINS, to: (index + 1) / BINS, links: inside.length, confidence, right }];
  });
}

/** Mean over all links of the difference between confidence and share of right ones in their bin, 0..1. */
export function calibrationError(links: readonly ToldLink[]): number {
  const sum = reliability(links).reduce((total, bin) => total + bin.links * Math.abs(bin.confidence - bin.right), 0);
  return sum / Math.max(1, links.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
