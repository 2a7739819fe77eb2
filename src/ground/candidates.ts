/** Which concepts a mention may denote. Nothing is chosen here: a name that several concepts share stays a list. */
import type { Lexicon, NameMatch } from '../lexicon/types.js';
import type { Concept, ConceptId, Forgiven, NameScope } from '../model.js';

/** A concept with the best of its names that match. */
export interface CandidateConcept {
  readonly concept: Concept;
  readonly name: string;
  readonly scope: NameScope;
  readonly forgiven: readonly Forgiven[];
  /** The gene of another species that has this name, when this one only has its symbol in common with that; else null. */
  readonly orthologOf: ConceptId | null;
}

/** Concepts of names, each with the best of its own. */
export function conceptsOf(names: readonly NameMatch[], lexicon: Lexicon): readonly CandidateConcept[] {
  const best = new Map<ConceptId, NameMatch>();
  for (const name of names) {
    const known = best.get(name.conceptId);
    if (known === undefined || isBetter(name, known)) best.set(name.conceptId, name);
  }
  return [...best.values()].flatMap(({ conceptId, name, scope, forgiven }) => {
    const concept = lexicon.concept(conceptId);
    return concept === null ? [] : [{ concept, name, scope, forgiven, orthologOf: null }];
  });
}

/** Kinds of names, best first. */
export const SCOPE_RANK: Readonly<Record<NameScope, number>> = {
  SYMBOL: 0,
  LABEL: 1,
  EXACT: 2,
  NARROW: 3,
  BROAD: 4,
  RELATED: 5,
};

/** Better spelled, then better named; dashes and spaces are no matter (`Bcl-2` is the symbol `Bcl2`). */
function isBetter(a: NameMatch, b: NameMatch): boolean {
  const spelling = differences(a) - differences(b);
  if (spelling !== 0) return spelling < 0;
  const scope = SCOPE_RANK[a.scope] - SCOPE_RANK[b.scope];
  return scope < 0 || (scope === 0 && a.forgiven.length < b.forgiven.length);
}

function differences({ forgiven }: NameMatch): number {
  return forgiven.filter((difference) => difference !== 'dash' && difference !== 'space').length;
}
