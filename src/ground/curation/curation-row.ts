/** One decision of a curator, as it stands in a file of curation. */
import type { ConceptId, SourcePlace } from '../../model.js';

/**
 * - `add-name`: the text is a name of the concept
 * - `remove-name`: it is none
 * - `never`: the text is never linked
 * - `always`: it is always linked to the concept
 */
export const ACTIONS = ['add-name', 'remove-name', 'never', 'always'] as const;
export type CurationAction = (typeof ACTIONS)[number];

/** Plain data, so that it can be handed to a worker thread. */
export interface CurationRow {
  readonly action: CurationAction;
  /** What stands in papers. */
  readonly text: string;
  /** A CURIE in the project's spelling; null for `never`. */
  readonly concept: ConceptId | null;
  /** A word or phrase: the row holds only in papers in which it occurs. Null: in all. */
  readonly context: string | null;
  readonly reason: string;
  readonly author: string;
  /** ISO 8601, as precise as it was given; null when it was not. */
  readonly date: string | null;
  readonly place: SourcePlace;
}

/** "curated by Ada Lovelace, 2026-11-27: a form of toxicity here", for reasons and details. */
export function told({ author, date, reason }: CurationRow): string {
  return `curated by ${author}${date === null ? '' : `, ${date}`}: ${reason}`;
}
