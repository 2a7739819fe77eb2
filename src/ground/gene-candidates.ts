/** Genes that a mention may denote. */
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { ConceptId, Mention } from '../model.js';
import { genesAgreeing, isDistinctSymbol, spellingsOf } from '../recognize/long-forms.js';
import { speciesOf } from '../recognize/taxa.js';
import { type CandidateConcept, type Candidates, conceptsNamed, type Route, SCOPE_RANK } from './candidates.js';
import { withOrthologs } from './orthologs.js';

export interface GeneLookup {
  readonly lexicon: Lexicon;
  /** Species at hand: those that the paper names, and human, mouse and rat. */
  readonly taxa: ReadonlySet<ConceptId>;
}

/**
 * Candidates by the first way that leads to genes of species at hand, only these, else by the first that leads to any. A
 * defined short form is never looked up by itself unless its long form is a gene, too, or the form leaves no doubt.
 */
export function geneCandidates(mention: Mention, lookup: GeneLookup): Candidates {
  let first: Candidates | null = null;
  for (const [route, text, find] of waysOf(mention, lookup.lexicon)) {
    const concepts = withOrthologs(find(), lookup.taxa, lookup.lexicon);
    const atHand = concepts.filter(({ concept }) => lookup.taxa.has(speciesOf(concept.taxonId ?? '')));
    if (atHand.length > 0) return { route, text, concepts: atHand };
    if (first === null && concepts.length > 0) first = { route, text, concepts };
  }
  return first ?? { route: 'name', text: mention.longForm ?? mention.text, concepts: [] };
}

type Way = readonly [Route, string, () => readonly CandidateConcept[]];

function waysOf({ text, longForm }: Mention, lexicon: Lexicon): readonly Way[] {
  const named = (name: string) => conceptsNamed(name, KIND.gene, lexicon);
  const byName = (route: Route, name: string): Way[] => spellingsOf(name).map((s) => [route, s, () => named(s)]);
  if (longForm === null) return byName('name', text);
  return [
    ...byName('long-form', longForm).map(([route, s, find]): Way => [route, s, () => bothNamed(find(), named(text))]),
    ['agreement', longForm, () => agreeing(text, longForm, lexicon)],
    ['symbol', text, () => (isSafeSymbol(text, longForm, lexicon) ? named(text) : [])],
  ];
}

/** Genes by their long form, those that have the short form for a name, too, by the better of the two names. */
function bothNamed(
  byLongForm: readonly CandidateConcept[],
  byShortForm: readonly CandidateConcept[],
): readonly CandidateConcept[] {
  const short = new Map(byShortForm.map((candidate) => [candidate.concept.id, candidate]));
  return byLongForm.map((long) => {
    const other = short.get(long.concept.id);
    return other !== undefined && SCOPE_RANK[other.scope] < SCOPE_RANK[long.scope] ? other : long;
  });
}

function agreeing(shortForm: string, longForm: string, lexicon: Lexicon): readonly CandidateConcept[] {
  const ids = new Set(genesAgreeing({ shortForm, longForm }, lexicon));
  return conceptsNamed(shortForm, KIND.gene, lexicon).filter(({ concept }) => ids.has(concept.id));
}

function isSafeSymbol(shortForm: string, longForm: string, lexicon: Lexicon): boolean {
  return (
    isDistinctSymbol(shortForm, lexicon) || spellingsOf(longForm).some((s) => lexicon.lookup(s, KIND.gene).length > 0)
  );
}
