/** Species, strains, and the species that are thought of where none is named. */
import { curie, PREFIX } from '../curie.js';
import type { ConceptId } from '../model.js';

export const HUMAN = curie(PREFIX.taxon, '9606');
export const MOUSE = curie(PREFIX.taxon, '10090');
export const RAT = curie(PREFIX.taxon, '10116');

/** Species whose genes are always thought of, named or not. */
export const DEFAULT_TAXA: readonly ConceptId[] = [HUMAN, MOUSE, RAT];

/** Strains and subspecies that genes are kept under, and their species, so that both count as one. */
const SPECIES_OF: ReadonlyMap<ConceptId, ConceptId> = new Map(
  [
    ['559292', '4932'], // baker's yeast S288C
    ['284812', '4896'], // fission yeast 972h-
    ['511145', '562'], // E. coli K-12 MG1655
    ['83333', '562'], // E. coli K-12
    ['39947', '4530'], // rice, japonica group
    ['10092', '10090'], // mouse, domesticus
  ].map(([strain = '', species = '']) => [curie(PREFIX.taxon, strain), curie(PREFIX.taxon, species)]),
);

/** The species of a strain; any other taxon is its own. */
export function speciesOf(taxonId: ConceptId): ConceptId {
  return SPECIES_OF.get(taxonId) ?? taxonId;
}
