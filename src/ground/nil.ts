/** Answers without a concept, and the lists of those that were not chosen. */
import type { Candidate, Grounding, NilReason } from '../model.js';
import type { CandidateConcept } from './candidates.js';

const MOST_RUNNERS_UP = 5;

export function nil(reason: NilReason, detail: string, runnersUp: readonly Candidate[]): Grounding {
  return { kind: 'nil', reason, detail, runnersUp };
}

/** The first five of scored candidates, as the records keep them. */
export function runnersUpOf(scored: readonly (CandidateConcept & { readonly score: number })[]): readonly Candidate[] {
  return scored.slice(0, MOST_RUNNERS_UP).map(({ concept, name, scope, forgiven, score }) => ({
    conceptId: concept.id,
    name,
    scope,
    forgiven,
    score: Math.round(score * 1000) / 1000,
  }));
}
