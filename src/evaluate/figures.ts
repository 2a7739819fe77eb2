/** Precision, recall and F of predictions, by the protocols that published systems report. */
import type { GoldMention, PredictedMention, ScoredDocument } from './records.js';
import { SpanTable } from './span-table.js';

/**
 * - STRICT: span and type are right.
 * - OVERLAP: precision over predictions, recall over gold mentions that overlap one of the same type.
 * - JOINT: the span is right, either end off by at most one, and the ids are all among the gold's, at least one; gold
 *   without id and predictions without id are left out.
 * - DOC-MICRO: sets of ids by document, pooled. DOC-AVG: means over the documents that have gold ids; F of the means.
 */
export const FIGURE_NAMES = ['STRICT', 'OVERLAP', 'JOINT', 'DOC-MICRO', 'DOC-AVG'] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** Each 0..1; 0 where there is nothing to divide by. */
export interface Figure {
  readonly precision: number;
  readonly recall: number;
  readonly f: number;
}

export interface Score {
  readonly documents: number;
  /** Gold mentions, neutral ones not among them. */
  readonly gold: number;
  /** Predicted mentions, without those on neutral gold. */
  readonly predicted: number;
  readonly figures: Readonly<Record<FigureName, Figure>>;
}

/** The order of the documents, and of the mentions in them, does not matter. */
export function scoreOf(documents: readonly ScoredDocument[]): Score {
  const counts = documents.map(withoutNeutral).map(countsOf);
  const [gold, predicted] = [sum(counts, (of) => of.gold), sum(counts, (of) => of.predicted)];
  const overlapping = {
    predicted: sum(counts, (of) => of.overlappingPredictions),
    gold: sum(counts, (of) => of.overlappingGold),
  };
  const tally = (pick: (of: Counts) => Tally) => fromTally(counts.map(pick));
  return {
    documents: documents.length,
    gold,
    predicted,
    figures: {
      STRICT: tally(({ strict }) => strict),
      OVERLAP: figure(share(overlapping.predicted, predicted), share(overlapping.gold, gold)),
      JOINT: tally(({ joint }) => joint),
      'DOC-MICRO': tally(({ document }) => document),
      'DOC-AVG': average(counts.map(({ document }) => document).filter(({ right, missed }) => right + missed > 0)),
    },
  };
}

/** The document without predictions that are on neutral gold only. */
export function withoutNeutral(document: ScoredDocument): ScoredDocument {
  const { gold, neutral, predicted } = document;
  if (neutral.size === 0) return document;
  const counted = [...predicted.values()].filter((mention) => !neutral.overlaps(mention) || gold.overlaps(mention));
  return { ...document, predicted: new SpanTable(counted, (first) => first) };
}

/** Whether a prediction with ids is right by JOINT; null when gold says nothing of it. */
export function isRight(prediction: PredictedMention, { gold }: ScoredDocument): boolean | null {
  const there = gold.near(prediction);
  if (there === undefined) return false;
  return there.ids.size === 0 ? null : isSubset(prediction.ids, there.ids);
}

/** Whether a gold mention has its answer by JOINT. */
export function isFound(mention: GoldMention, { predicted }: ScoredDocument): boolean {
  const there = predicted.near(mention);
  return there !== undefined && there.ids.size > 0 && isSubset(there.ids, mention.ids);
}

interface Tally {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

interface Counts {
  readonly gold: number;
  readonly predicted: number;
  readonly overlappingPredictions: number;
  readonly overlappingGold: number;
  readonly strict: Tally;
  readonly joint: Tally;
  readonly document: Tally;
}

function countsOf(document: ScoredDocument): Counts {
  const [gold, predictions] = [[...document.gold.values()], [...document.predicted.values()]];
  const found = predictions.filter((mention) => document.gold.has(mention)).length;
  return {
    gold: gold.length,
    predicted: predictions.length,
    overlappingPredictions: predictions.filter((mention) => document.gold.overlaps(mention)).length,
    overlappingGold: gold.filter((mention) => document.predicted.overlaps(mention)).length,
    strict: { right: found, wrong: predictions.length - found, missed: gold.length - found },
    joint: jointTally(document),
    document: documentTally(document),
  };
}

function jointTally(document: ScoredDocument): Tally {
  const linked = [...document.predicted.values()].filter(({ ids }) => ids.size > 0);
  const answers = linked.map((mention) => isRight(mention, document));
  const wanted = [...document.gold.values()].filter(({ ids }) => ids.size > 0);
  return {
    right: answers.filter((answer) => answer === true).length,
    wrong: answers.filter((answer) => answer === false).length,
    missed: wanted.filter((mention) => !isFound(mention, document)).length,
  };
}

function documentTally({ gold, neutral, predicted }: ScoredDocument): Tally {
  const [wanted, neutralIds] = [allIds(gold), allIds(neutral)];
  const found = [...allIds(predicted)].filter((id) => wanted.has(id) || !neutralIds.has(id));
  const right = found.filter((id) => wanted.has(id)).length;
  return { right, wrong: found.length - right, missed: wanted.size - right };
}

function allIds(mentions: SpanTable<GoldMention | PredictedMention>): Set<string> {
  return new Set([...mentions.values()].flatMap(({ ids }) => [...ids]));
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((id) => whole.has(id));
}

function fromTally(tallies: readonly Tally[]): Figure {
  const right = sum(tallies, (tally) => tally.right);
  const wrong = sum(tallies, (tally) => tally.wrong);
  const missed = sum(tallies, (tally) => tally.missed);
  return figure(share(right, right + wrong), share(right, right + missed));
}

function average(tallies: readonly Tally[]): Figure {
  const precision = sumOfShares(tallies.map(({ right, wrong }) => share(right, right + wrong)));
  const recall = sumOfShares(tallies.map(({ right, missed }) => share(right, right + missed)));
  return figure(share(precision, tallies.length), share(recall, tallies.length));
}

function figure(precision: number, recall: number): Figure {
  return { precision, recall, f: share(2 * precision * recall, precision + recall) };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Sorted first: fractions added in another order may differ in their last digit, which rounding to three shows. */
function sumOfShares(shares: readonly number[]): number {
  return sum(
    shares.toSorted((a, b) => a - b),
    (one) => one,
  );
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
