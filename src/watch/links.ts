/** Addresses: of our own pages, and of the pages where publishers show a concept or a paper. */
import { localOf, PAPER_PREFIX, PREFIX, prefixOf } from '../curie.js';
import type { ConceptId, PaperId } from '../model.js';

/** Path of a run's page. */
export function runPath(runId: string): string {
  return `/runs/${encodeURIComponent(runId)}`;
}

/** Path of a paper's page. */
export function paperPath(paperId: PaperId): string {
  return `/papers/${encodeURIComponent(paperId)}`;
}

const CONCEPT_PAGES: Readonly<Record<string, (local: string) => string>> = {
  [PREFIX.gene]: (id) => `https://www.ncbi.nlm.nih.gov/gene/${id}`,
  [PREFIX.mondo]: (id) => `https://monarchinitiative.org/${PREFIX.mondo}:${id}`,
  [PREFIX.mesh]: (id) => `https://meshb.nlm.nih.gov/record/ui?ui=${id}`,
  [PREFIX.omim]: (id) => `https://omim.org/entry/${id}`,
  [PREFIX.taxon]: (id) => `https://www.ncbi.nlm.nih.gov/Taxonomy/Browser/wwwtax.cgi?id=${id}`,
};

const PAPER_PAGES: Readonly<Record<string, (local: string) => string>> = {
  [PAPER_PREFIX.pmc]: (id) => `https://pmc.ncbi.nlm.nih.gov/articles/${encodeURIComponent(id)}/`,
  [PAPER_PREFIX.pmid]: (id) => `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(id)}/`,
  [PAPER_PREFIX.doi]: (id) => `https://doi.org/${encodeURI(id)}`,
};

/** Page of a concept at its publisher; null for a prefix without one. */
export function conceptPage(id: ConceptId): string | null {
  return CONCEPT_PAGES[prefixOf(id)]?.(encodeURIComponent(localOf(id))) ?? null;
}

/** Page of a paper; null for one that is known by its link only. */
export function paperPage(id: PaperId): string | null {
  return PAPER_PAGES[prefixOf(id)]?.(localOf(id)) ?? null;
}

/** An address from a card, if it is one that a browser may be sent to; null for `javascript:` and the like. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}
