/** What is compared: mentions that gold has, and mentions that were predicted, document by document. */
import type { Span, SpanTable } from './span-table.js';

export interface GoldMention extends Span {
  readonly text: string;
  /** All right answers; empty where the gold has none. */
  readonly ids: ReadonlySet<string>;
}

/** A concept that was not chosen. */
export interface RunnerUp {
  readonly id: string;
  /** Its name that matched. */
  readonly name: string;
}

export interface PredictedMention extends Span {
  readonly text: string;
  /** Empty for NIL. */
  readonly ids: ReadonlySet<string>;
  /** Of the least sure of its links, 0..1; null for NIL and where it is not told. */
  readonly confidence: number | null;
  /** Why it is NIL; null where it is not, or where it is not told. */
  readonly nil: string | null;
  /** Names that led to the ids. */
  readonly matchedNames: readonly string[];
  readonly runnersUp: readonly RunnerUp[];
}

/** One document and type. */
export interface ScoredDocument {
  readonly name: string;
  readonly gold: SpanTable<GoldMention>;
  /** Gold mentions that are neither right nor wrong when predicted: families and domains for genes, mentions in pieces. */
  readonly neutral: SpanTable<GoldMention>;
  readonly predicted: SpanTable<PredictedMention>;
}
