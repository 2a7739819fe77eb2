/** Why a found mention has another id than gold. */
import type { ConceptFacts } from './concept-facts.js';
import { toCurie } from './ids.js';
import type { GoldMention, PredictedMention } from './records.js';

/**
 * - `wrong-species`: a gene of another taxon with the same symbol, or by a name that the right one has, too
 * - `too-general`, `too-special`: above or below the right disease in its hierarchy
 * - `runner-up`: the right one was a candidate and not chosen
 * - `partly-right`: some of several ids are right, some are none of gold's
 * - `not-a-candidate`: none of these
 */
export type WrongIdClass =
  | 'wrong-species'
  | 'too-general'
  | 'too-special'
  | 'runner-up'
  | 'partly-right'
  | 'not-a-candidate';

export function wrongIdClass(found: PredictedMention, gold: GoldMention, facts: ConceptFacts): WrongIdClass {
  const [predicted, wanted] = [[...found.ids].map(toCurie), [...gold.ids].map(toCurie)];
  if (predicted.some((id) => wanted.includes(id))) return 'partly-right';
  const pairs = predicted.flatMap((chosen) => wanted.map((right): Pair => ({ chosen, right })));
  if (pairs.some((pair) => isOtherSpecies(pair, found, facts))) return 'wrong-species';
  if (pairs.some(({ chosen, right }) => facts.ancestors(right).has(chosen))) return 'too-general';
  if (pairs.some(({ chosen, right }) => facts.ancestors(chosen).has(right))) return 'too-special';
  return found.runnersUp.some(({ id }) => wanted.includes(id)) ? 'runner-up' : 'not-a-candidate';
}

interface Pair {
  readonly chosen: string;
  readonly right: string;
}

function isOtherSpecies({ chosen, right }: Pair, found: PredictedMention, facts: ConceptFacts): boolean {
  const [here, there] = [facts.taxon(chosen), facts.taxon(right)];
  if (here === null || there === null || here === there) return false;
  const matched = found.matchedNames.map(folded);
  const ofRight = found.runnersUp.filter(({ id }) => id === right).map(({ name }) => folded(name));
  return (
    folded(facts.name(chosen) ?? '') === folded(facts.name(right) ?? '') ||
    ofRight.some((name) => matched.includes(name))
  );
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s-]/g, '');
}
