/**
 * Confidence of links, 0..1. Simple products, set by hand so that better evidence gets a higher number; NOT YET calibrated: a
 * link with 0.8 is not known to be right in 8 of 10 cases.
 */
import type { NameScope } from '../model.js';
import type { Route } from './candidates.js';

const BY_SCOPE: Readonly<Record<NameScope, number>> = {
  LABEL: 0.95,
  SYMBOL: 0.95,
  EXACT: 0.88,
  NARROW: 0.6,
  BROAD: 0.5,
  RELATED: 0.5,
};

const BY_ROUTE: Readonly<Record<Route, number>> = { name: 1, 'long-form': 1, agreement: 0.85, symbol: 0.7, head: 0.45 };

/** What is left of the confidence in the link it follows from, when a link comes by a published exactMatch. */
const BY_MAPPING = 0.85;

export interface Evidence {
  readonly scope: NameScope;
  readonly route: Route;
  readonly forgiven: number;
  /** How sure it is that there is a mention at all, 0..1; see `Mention.score`. */
  readonly mentionScore: number;
  /** Probability of the choice among the candidates, 0..1; 1 without others. */
  readonly choice: number;
}

/** Confidence of a link to a concept that was found by name, rounded to 3 places. */
export function confidenceOf(evidence: Evidence): number {
  const spelling = 0.97 ** evidence.forgiven;
  const mention = 0.6 + 0.4 * evidence.mentionScore;
  return round(BY_SCOPE[evidence.scope] * BY_ROUTE[evidence.route] * spelling * evidence.choice * mention);
}

/** Confidence of a link that follows from another by a published exactMatch. */
export function confidenceByMapping(confidence: number): number {
  return round(confidence * BY_MAPPING);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
