/** Fits how likely a ranker's links are right, and tells how well that holds for documents it was not fitted on. */
import {
  type CalibrationExample,
  calibrationError,
  fitLogistic,
  logistic,
  reliability,
  type ToldLink,
} from '../src/ground/calibration.js';
import { type NamedWeights, namedWeights } from '../src/ground/ranker/ranker.js';
import { foldOf } from '../src/ground/ranker/train-ranker.js';

/** A link of which the gold says whether it is right. */
export interface KnownLink extends CalibrationExample {
  /** Id of its document: all links of one are in the same fold. */
  readonly document: string;
}

const FOLDS = 5;

export interface Calibration {
  /** Weights fitted on all links, by the names of the features. */
  readonly weights: NamedWeights;
  /** What was told of each link by weights that were fitted on other documents. */
  readonly told: readonly ToldLink[];
}

/** @param name of the ranker, in the lines that tell of the fit */
export function calibrate(
  links: readonly KnownLink[],
  features: readonly string[],
  { name, onLine }: { readonly name: string; readonly onLine: (line: string) => void },
): Calibration {
  const told: ToldLink[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const isIn = ({ document }: KnownLink) => foldOf(document, FOLDS) === fold;
    const others = links.filter((link) => !isIn(link));
    const weights = fitLogistic(others, features.length);
    for (const { values, right } of links.filter(isIn)) told.push({ confidence: logistic(values, weights), right });
  }
  onLine(`${name}: ${links.length} links, calibration error ${calibrationError(told).toFixed(4)} (cross-fitted)`);
  for (const bin of reliability(told)) {
    const [from, to] = [bin.from.toFixed(1), bin.to.toFixed(1)];
    onLine(`  ${from}–${to}: ${bin.links} links, told ${percent(bin.confidence)}, right ${percent(bin.right)}`);
  }
  return { weights: namedWeights(features, fitLogistic(links, features.length)), told };
}

/** `0.721` → `72.1 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
