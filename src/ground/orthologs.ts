/** Genes of other species with the same symbol: a name that only the mouse's gene has is used for the human one, too. */
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import { speciesOf } from '../recognize/taxa.js';
import type { CandidateConcept } from './candidates.js';

/**
 * Adds, to genes that were found by a synonym or a full name, the genes of the same official symbol (case aside) in
 * other species, as candidates by that same name.
 *
 * @param taxa species to look in
 */
export function withOrthologs(
  candidates: readonly CandidateConcept[],
  taxa: ReadonlySet<ConceptId>,
  lexicon: Lexicon,
): readonly CandidateConcept[] {
  const all = [...candidates];
  const known = new Set(candidates.map(({ concept }) => concept.id));
  for (const candidate of candidates) {
    if (candidate.scope === 'SYMBOL') continue;
    const symbol = candidate.concept.name.toLowerCase();
    for (const { conceptId, scope, name, taxonId } of lexicon.lookup(candidate.concept.name, KIND.gene)) {
      if (scope !== 'SYMBOL' || name.toLowerCase() !== symbol || known.has(conceptId)) continue;
      const concept = taxonId !== null && taxa.has(speciesOf(taxonId)) ? lexicon.concept(conceptId) : null;
      if (concept === null) continue;
      known.add(conceptId);
      all.push({ ...candidate, concept, orthologOf: candidate.concept.id });
    }
  }
  return all;
}
