/** Ids as gold files and predictions write them. */
import { curie, PREFIX } from '../curie.js';

/** What stands for "none". */
const NONE = new Set(['', '-', '-1', 'NIL']);

/**
 * Ids of a field, joined by `|`, `,` or `;`: genes as bare numbers whatever prefix they have, MeSH in the project's
 * spelling, others as they are.
 */
export function idsOf(field: string): Set<string> {
  const ids = field.split(/[|,;]/).map((id) => id.trim().replace(/^(?:NCBI ?Gene|EntrezGene|GeneID):/i, ''));
  return new Set(ids.filter((id) => !NONE.has(id)).map((id) => id.replace(/^mesh:/i, curie(PREFIX.mesh, ''))));
}

/** The id as a CURIE: a bare number is a gene's. */
export function toCurie(id: string): string {
  return /^\d+$/.test(id) ? curie(PREFIX.gene, id) : id;
}
