/** All that one evaluation found, as it is written to a file and compared with later. */
import {
  type Answer,
  type AtThreshold,
  answersOf,
  atThresholds,
  type Calibration,
  calibrationOf,
} from './calibration.js';
import type { ConceptFacts } from './concept-facts.js';
import { type Figure, type FigureName, scoreOf } from './figures.js';
import { type GoldOutcome, type Outcomes, outcomesOf, type SpuriousOutcome } from './outcomes.js';
import type { ScoredDocument } from './records.js';

/** One report is one JSON object. */
export interface EvaluationReport {
  readonly format: 1;
  /** Release of the lexicon in use. */
  readonly lexicon: string;
  /** Files with predictions; empty when the texts were linked here. */
  readonly predictions: readonly string[];
  readonly results: readonly TypeResult[];
}

export interface ErrorClass {
  readonly class: string;
  readonly count: number;
  /** Most frequent first, ties by their text. */
  readonly examples: readonly ErrorExample[];
}

export interface ErrorExample {
  readonly text: string;
  readonly count: number;
  readonly predicted: readonly string[];
  readonly gold: readonly string[];
  /** The first document that has it. */
  readonly document: string;
}

/** One corpus and type. */
export interface TypeResult {
  readonly corpus: string;
  readonly type: string;
  readonly documents: number;
  /** Documents of the corpus of which the predictions have nothing. */
  readonly absent: number;
  readonly gold: number;
  readonly predicted: number;
  readonly figures: Readonly<Record<FigureName, Figure>>;
  /** Most frequent first. */
  readonly errors: readonly ErrorClass[];
  /**
   * `all`: every link that gold says anything of. `onGold`: only those on gold mentions, for gold that misses mentions. Null
   * where confidences are not told.
   */
  readonly calibration: { readonly all: Calibration | null; readonly onGold: Calibration | null };
  readonly thresholds: readonly AtThreshold[];
  /** Gold mentions without their answer, in the order of documents and gold. */
  readonly notRight: readonly Pick<GoldOutcome, 'document' | 'start' | 'end' | 'text' | 'outcome'>[];
}

export interface ReportOptions {
  readonly corpus: string;
  readonly type: string;
  /** Examples of each class of errors. */
  readonly examples: number;
  readonly thresholds: readonly number[];
  readonly absent: number;
}

export function typeResult(
  documents: readonly ScoredDocument[],
  facts: ConceptFacts,
  { corpus, type, examples, thresholds, absent }: ReportOptions,
): TypeResult {
  const outcomes = outcomesOf(documents, facts);
  const answers = answersOf(documents);
  const wanted = outcomes.gold.filter(({ gold }) => gold.length > 0).length;
  return {
    corpus,
    type,
    absent,
    ...scoreOf(documents),
    errors: errorClasses(outcomes, examples),
    calibration: { all: calibrationOf(answers), onGold: calibrationOf(answers.filter(isOnGold)) },
    thresholds: answers.length === 0 ? [] : atThresholds(answers, wanted, thresholds),
    notRight: outcomes.gold
      .filter(({ outcome }) => outcome !== 'right')
      .map(({ document, start, end, text, outcome }) => ({ document, start, end, text, outcome })),
  };
}

function isOnGold({ onGold }: Answer): boolean {
  return onGold;
}

type Wrong = SpuriousOutcome & Partial<Pick<GoldOutcome, 'gold'>>;

function errorClasses({ gold, spurious }: Outcomes, examples: number): ErrorClass[] {
  const byClass = new Map<string, Wrong[]>();
  for (const wrong of [...gold.filter(({ outcome }) => outcome !== 'right'), ...spurious]) {
    const known = byClass.get(wrong.outcome);
    if (known === undefined) byClass.set(wrong.outcome, [wrong]);
    else known.push(wrong);
  }
  return [...byClass]
    .map(([name, wrongs]) => ({ class: name, count: wrongs.length, examples: examplesOf(wrongs, examples) }))
    .toSorted((a, b) => b.count - a.count || compare(a.class, b.class));
}

function examplesOf(wrongs: readonly Wrong[], most: number): ErrorExample[] {
  const byKey = new Map<string, ErrorExample>();
  for (const { text, predicted, gold = [], document } of wrongs) {
    const key = JSON.stringify([text, predicted, gold]);
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined ? { text, count: 1, predicted, gold, document } : { ...known, count: known.count + 1 },
    );
  }
  return [...byKey.values()].toSorted((a, b) => b.count - a.count || compare(a.text, b.text)).slice(0, most);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
