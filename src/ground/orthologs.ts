/** Genes of other species with the same symbol: a name that only the mouse's gene has is used for the human one, too. */
import { curie, PREFIX } from '../curie.js';
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import { speciesOf } from '../recognize/taxa.js';
import type { CandidateConcept } from './candidates.js';

/**
 * Vertebrates share their symbols: human, mouse, rat, cow, pig, dog, chicken, frogs, zebrafish. Elsewhere an equal symbol
 * is chance: the fly's "ap" (apterous) is not the mouse's (alopecia periodica).
 */
const SHARED_SYMBOLS: ReadonlySet<ConceptId> = new Set(
  ['9606', '10090', '10116', '9913', '9823', '9615', '9031', '8355', '8364', '7955'].map((id) =>
    curie(PREFIX.taxon, id),
  ),
);

/**
 * Adds, to genes that were found by a synonym or a full name, the genes of the same official symbol (case aside) in
 * other vertebrates, as candidates by that same name.
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
    if (candidate.scope === 'SYMBOL' || !sharesSymbols(candidate.concept.taxonId)) continue;
    const symbol = candidate.concept.name.toLowerCase();
    for (const { conceptId, scope, name, taxonId } of lexicon.lookup(candidate.concept.name, KIND.gene)) {
      if (scope !== 'SYMBOL' || name.toLowerCase() !== symbol || known.has(conceptId)) continue;
      const wanted = taxonId !== null && sharesSymbols(taxonId) && taxa.has(speciesOf(taxonId));
      const concept = wanted ? lexicon.concept(conceptId) : null;
      if (concept === null) continue;
      known.add(conceptId);
      all.push({ ...candidate, concept, orthologOf: candidate.concept.id });
    }
  }
  return all;
}

function sharesSymbols(taxonId: ConceptId | null): boolean {
  return taxonId !== null && SHARED_SYMBOLS.has(speciesOf(taxonId));
}
