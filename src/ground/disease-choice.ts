/** Which disease of those that share a name, in one terminology. */
import type { Lexicon } from '../lexicon/types.js';
import type { ConceptId, NameScope } from '../model.js';
import type { CandidateConcept } from './candidates.js';

/** How good a kind of name is: the preferred name and exact synonyms name the concept, related ones only touch it. */
const SCOPE_POINTS: Readonly<Record<NameScope, number>> = {
  LABEL: 1,
  SYMBOL: 1,
  EXACT: 0.9,
  NARROW: 0.55,
  BROAD: 0.3,
  RELATED: 0.25,
};

const PER_DIFFERENCE = -0.02;
/** A MeSH supplementary record, after its heading: `MESH:C…` for rare diseases, `MESH:D…` for headings. */
const SUPPLEMENTARY = -0.05;

/** Scores below this are only related names. */
export const ONLY_RELATED = 0.4;

export interface ScoredDisease extends CandidateConcept {
  readonly score: number;
}

/** Candidates by score, best first; ties by id, so that the same paper always gives the same answer. */
export function scoreDiseases(candidates: readonly CandidateConcept[]): readonly ScoredDisease[] {
  return candidates
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate) }))
    .sort((a, b) => b.score - a.score || (a.concept.id < b.concept.id ? -1 : 1));
}

function scoreOf({ concept, scope, forgiven }: CandidateConcept): number {
  const supplementary = concept.treeNumbers.length === 0 && /:C\d/.test(concept.id) ? SUPPLEMENTARY : 0;
  return SCOPE_POINTS[scope] + PER_DIFFERENCE * forgiven.length + supplementary;
}

/**
 * The best of scored candidates; among equals the one that all others fall under. Null when equals stay side by side,
 * or when there is none.
 */
export function chooseDisease(scored: readonly ScoredDisease[], lexicon: Lexicon): ScoredDisease | null {
  const best = scored[0];
  if (best === undefined) return null;
  const equals = scored.filter((other) => other.score === best.score);
  if (equals.length === 1) return best;
  const general = equals.filter((one) => equals.every((other) => isUnder(other.concept.id, one.concept.id, lexicon)));
  return general[0] ?? null;
}

/** A difference of this much in score makes a candidate e times as likely. */
const SCALE = 0.15;

/** Probability of a choice beside the others of its terminology. */
export function probabilityOfChoice(choice: ScoredDisease, others: readonly ScoredDisease[]): number {
  return 1 / others.reduce((sum, { score }) => sum + Math.exp((score - choice.score) / SCALE), 1);
}

const MAX_STEPS = 12;

/** Whether `id` is `ancestor` or falls under it. */
function isUnder(id: ConceptId, ancestor: ConceptId, lexicon: Lexicon): boolean {
  let level: readonly ConceptId[] = [id];
  for (let step = 0; step < MAX_STEPS && level.length > 0; step++) {
    if (level.includes(ancestor)) return true;
    level = [...new Set(level.flatMap((one) => lexicon.concept(one)?.parents ?? []))];
  }
  return false;
}
