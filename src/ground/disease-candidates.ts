/** Diseases that a mention may denote. */
import type { Mention } from '../model.js';
import { type DiseaseLookup, diseaseNames } from '../recognize/disease-names.js';
import { diseaseHeadOf, spellingsOf } from '../recognize/long-forms.js';
import { type Candidates, conceptsOf } from './candidates.js';

/** Candidates by the whole name (the long form of a short form), else by the more general disease that it ends in. */
export function diseaseCandidates(mention: Mention, lookup: DiseaseLookup): Candidates {
  const whole = mention.longForm ?? mention.text;
  const route = mention.longForm === null ? 'name' : 'long-form';
  for (const spelling of spellingsOf(whole)) {
    const { names, readAs } = diseaseNames(spelling, lookup);
    if (names.length > 0) return { route, text: readAs, concepts: conceptsOf(names, lookup.lexicon) };
  }
  const head = diseaseHeadOf(whole, lookup);
  if (head === null) return { route, text: whole, concepts: [] };
  return { route: 'head', text: head, concepts: conceptsOf(diseaseNames(head, lookup).names, lookup.lexicon) };
}
