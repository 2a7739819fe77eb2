/** Sentences for a curator: why a link was made. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Lexicon } from '../lexicon/types.js';
import type { Concept, ConceptId, Mention, NameScope } from '../model.js';
import type { DiseaseCandidate } from './disease-candidate.js';
import type { GeneCandidate } from './gene-candidates.js';
import type { VariantRule } from './gene-variants.js';
import type { NearSpecies, SpeciesEvidence } from './species-evidence.js';

const SCOPE_WORDS: Readonly<Record<NameScope, string>> = {
  LABEL: 'preferred name',
  SYMBOL: 'official symbol',
  EXACT: 'synonym',
  NARROW: 'narrower name',
  BROAD: 'broader name',
  RELATED: 'related name',
};

const TERMINOLOGY_WORDS: Readonly<Record<string, string>> = {
  [PREFIX.mondo]: 'MONDO',
  [PREFIX.mesh]: 'MeSH',
  [PREFIX.gene]: 'NCBI Gene',
};

/** A text as it stands, and its long form. */
export type DiseaseSpelling = Pick<Mention, 'text' | 'longForm'>;

/** "short form of “dose-limiting toxicities”; the end of that is a synonym of Drug-Related Side Effects … in MeSH". */
export function diseaseReason({ text, longForm }: DiseaseSpelling, choice: DiseaseCandidate): string {
  const { concept, scope, route, name, readAs, from } = choice;
  const where = TERMINOLOGY_WORDS[prefixOf(concept.id)] ?? prefixOf(concept.id);
  const short = longForm === null ? '' : `short form of "${longForm}"; `;
  const what = `${SCOPE_WORDS[scope]} of ${concept.name} in ${where}`;
  if (route === 'head' || route === 'front') return `${short}${partReason(choice, where)}`;
  if (route === 'similar') return `${short}close to "${name}", ${what}`;
  if (route === 'mapped' && from !== null) return `${short}${mappingReason(from, concept)}`;
  if (route === 'parent') return `${short}more general than "${name}": ${concept.name} in ${where}`;
  if (route === 'memory') return `${short}"${text}" meant ${concept.name} (${where}) in texts that were learned from`;
  if (route === 'short') return `${short}which no terminology has, but "${readAs}" is ${what}`;
  return `${short}${what}`;
}

/**
 * What a part of the text says: as a name of the concept; else as what it meant in training, or as what is the published
 * exactMatch of that ("HIV" is no name of HIV Infections).
 */
function partReason({ concept, scope, name, readAs, ofName }: DiseaseCandidate, where: string): string {
  if (ofName === 1) return `more general: "${readAs}" is ${SCOPE_WORDS[scope]} of ${concept.name} in ${where}`;
  return `by a part of it: "${readAs}" meant ${name} (${where}), or its published exactMatch, in texts that were learned from`;
}

/** How a text had to be changed to be a name. */
const RULE_WORDS: Readonly<Record<VariantRule, string>> = {
  whole: '',
  words: 'without the words around it, ',
  affix: 'without its prefix or suffix, ',
  greek: 'with its Greek letter or number written otherwise, ',
  isoform: 'without the letter of its form, ',
  receptor: 'with "receptor", "kinase" or the like written otherwise, ',
  part: 'by a part of it, ',
};

/** "short form of “…”; official symbol of TP53; Homo sapiens, named right before it". */
export function geneReason(mention: Mention, gene: GeneCandidate, why: string): string {
  const { concept, scope, orthologOf, byText, byOther } = gene;
  const whose = orthologOf === null ? concept.name : `${concept.name} in another species (${orthologOf})`;
  const short = mention.longForm === null ? '' : `short form of "${mention.longForm}"; `;
  const how = RULE_WORDS[(byText ?? byOther)?.variant.rule ?? 'whole'];
  return `${short}${otherForm(mention, gene)}${how}${SCOPE_WORDS[scope]} of ${whose}; ${why}`;
}

/** Which form of a definition is the name, where it is not the mention itself. */
function otherForm(mention: Mention, { byText, byOther }: GeneCandidate): string {
  if (byText !== null || byOther === null) return '';
  return mention.longForm === null ? `by its short form "${byOther.match.name}", ` : '';
}

/** "Mus musculus, named in the sentence". */
export function speciesReason(
  taxonId: ConceptId,
  near: NearSpecies,
  { lexicon, species }: { readonly lexicon: Lexicon; readonly species: SpeciesEvidence },
): string {
  const name = lexicon.concept(taxonId)?.name ?? taxonId;
  if (near.adjacent === taxonId) return `${name}, named right before it`;
  if (near.taxa.includes(taxonId)) return `${name}, named in the sentence`;
  const part = species.share.get(taxonId) ?? 0;
  if (part > 0) return `${name}, ${Math.round(part * 100)} % of the paper's species words`;
  return `${name}, which the paper does not name`;
}

/** "published exactMatch of MONDO:0005070 (neoplasm)". */
export function mappingReason(from: Concept, to: Concept): string {
  return `${to.name} is the published exactMatch of ${from.id} (${from.name})`;
}
