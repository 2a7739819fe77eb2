/** Sentences for a curator: why a link was made. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Concept, Mention, NameScope } from '../model.js';
import type { CandidateConcept, Candidates } from './candidates.js';

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

/** "short form of “dose-limiting toxicities”; the end of that is a synonym of Drug-Related Side Effects … in MeSH". */
export function diseaseReason(mention: Mention, candidates: Candidates, choice: CandidateConcept): string {
  const where = TERMINOLOGY_WORDS[prefixOf(choice.concept.id)] ?? prefixOf(choice.concept.id);
  return `${routeWords(mention, candidates)}${SCOPE_WORDS[choice.scope]} of ${choice.concept.name} in ${where}`;
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
