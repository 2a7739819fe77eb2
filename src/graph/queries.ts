/**
 * Saved queries: what people ask of the graph, written for each store where their Cypher differs. Both texts give the same
 * columns and, on the same papers, the same rows; a table of cases holds them to that.
 */
import { CONCEPT_QUERIES } from './concept-queries.js';
import { PAPER_QUERIES } from './paper-queries.js';
import type { SavedQuery } from './saved-query.js';

export const SAVED_QUERIES: readonly SavedQuery[] = [...CONCEPT_QUERIES, ...PAPER_QUERIES];

/** @returns undefined when there is none of that name */
export function savedQuery(name: string): SavedQuery | undefined {
  return SAVED_QUERIES.find((saved) => saved.name === name);
}
