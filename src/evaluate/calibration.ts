/** Whether confidences are the shares of right answers that they claim to be. */
import { isRight, withoutNeutral } from './figures.js';
import type { ScoredDocument } from './records.js';

/** One link with its confidence, 0..1, and whether it is right by JOINT. */
export interface Answer {
  readonly confidence: number;
  readonly right: boolean;
  /** Whether gold has a mention there. */
  readonly onGold: boolean;
}

/** Predictions with ids and confidence, but for those of which gold says nothing. */
export function answersOf(documents: readonly ScoredDocument[]): Answer[] {
  return documents.map(withoutNeutral).flatMap((document) =>
    [...document.predicted.values()].flatMap((mention): Answer[] => {
      const { ids, confidence } = mention;
      const right = ids.size === 0 ? null : isRight(mention, document);
      if (right === null || confidence === null) return [];
      return [{ confidence, right, onGold: document.gold.near(mention) !== undefined }];
    }),
  );
}

export interface Bin {
  /** Confidences from `from` up to, but for the last bin without, `to`. */
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  /** Mean confidence and share of right answers; 0 in an empty bin. */
  readonly confidence: number;
  readonly right: number;
}

export interface Calibration {
  readonly answers: number;
  /** Expected calibration error: mean of |confidence − share of right answers| over the bins, weighted by their answers. */
  readonly error: number;
  /** Ten bins of equal width, lowest first. */
  readonly bins: readonly Bin[];
}

const BINS = 10;

/** By ten bins of equal width (Naeini et al. 2015); null when there are no answers. */
export function calibrationOf(answers: readonly Answer[]): Calibration | null {
  if (answers.length === 0) return null;
  const bins = Array.from({ length: BINS }, (_, index) => {
    const inside = answers.filter(({ confidence }) => binOf(confidence) === index);
    const mean = (value: (answer: Answer) => number) =>
      inside.reduce((sum, answer) => sum + value(answer), 0) / Math.max(1, inside.length);
    const [confidence, right] = [mean((answer) => answer.confidence), mean((answer) => Number(answer.right))];
    return { from: index / BINS, to: (index + 1) / BINS, answers: inside.length, confidence, right };
  });
  const error = bins.reduce((sum, bin) => sum + bin.answers * Math.abs(bin.confidence - bin.right), 0) / answers.length;
  return { answers: answers.length, error, bins };
}

function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(confidence * BINS + 1e-9)));
}

/** Precision and recall by JOINT when links below the threshold are left out. */
export interface AtThreshold {
  readonly threshold: number;
  readonly answers: number;
  readonly precision: number;
  readonly recall: number;
}

/** @param wanted gold mentions with ids */
export function atThresholds(
  answers: readonly Answer[],
  wanted: number,
  thresholds: readonly number[],
): readonly AtThreshold[] {
  return thresholds.map((threshold) => {
    const kept = answers.filter(({ confidence }) => confidence >= threshold);
    const right = kept.filter((answer) => answer.right).length;
    return {
      threshold,
      answers: kept.length,
      precision: kept.length === 0 ? 0 : right / kept.length,
      recall: wanted === 0 ? 0 : right / wanted,
    };
  });
}
