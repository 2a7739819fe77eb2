/** Sentences for a curator: why a link was made. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Concept, Mention, NameScope } from '../model.js';
import type { CandidateConcept, Candidates } from './candidates.js';
import type { DiseaseCandidate } from './disease-candidates.js';

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
  const { concept, scope, route, name, readAs } = choice;
  const where = TERMINOLOGY_WORDS[prefixOf(concept.id)] ?? prefixOf(concept.id);
  const short = longForm === null ? '' : `short form of "${longForm}"; `;
  const what = `${SCOPE_WORDS[scope]} of ${concept.name} in ${where}`;
  if (route === 'head' || route === 'front') return `${short}more general: "${readAs}" is ${what}`;
  if (route === 'similar') return `${short}close to "${name}", ${what}`;
  if (route === 'mapped')
    return `${short}"${name}" is a ${SCOPE_WORDS[scope]} of its exactMatch; ${concept.name} in ${where}`;
  if (route === 'parent') return `${short}more general than "${name}": ${concept.name} in ${where}`;
  if (route === 'memory') return `${short}"${text}" meant ${concept.name} (${where}) in texts that were learned from`;
  if (route === 'short') return `${short}which no terminology has, but "${readAs}" is ${what}`;
  return `${short}${what}`;
}

/** "official symbol of the gene in Homo sapiens, the species named right before it". */
export function geneReason(mention: Mention, candidates: Candidates, choice: CandidateConcept, why: string): string {
  const { concept, scope, orthologOf } = choice;
  const whose = orthologOf === null ? concept.name : `${concept.name} in another species (${orthologOf})`;
  return `${routeWords(mention, candidates)}${SCOPE_WORDS[scope]} of ${whose}; ${why}`;
}

/** "published exactMatch of MONDO:0005070 (neoplasm)". */
export function mappingReason(from: Concept, to: Concept): string {
  return `${to.name} is the published exactMatch of ${from.id} (${from.name})`;
}

function routeWords(mention: Mention, { route, text }: Candidates): string {
  const short = mention.longForm === null ? '' : `short form of "${mention.longForm}"; `;
  if (route === 'agreement') return `${short}says the same as the full name of its `;
  if (route === 'symbol') return `${short}which no terminology has, but "${text}" is `;
  if (route === 'head') return `${short}more general: "${text}" is `;
  return short;
}
