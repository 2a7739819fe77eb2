/** A row of curation with what it takes to apply it. */
import type { Concept } from '../../model.js';
import type { CuratedString } from './curated-string.js';
import type { CurationRow } from './curation-row.js';

export interface CuratedRow {
  readonly row: CurationRow;
  readonly string: CuratedString;
  readonly context: CuratedString | null;
  /** The concept as the lexicon has it, a retired one's successor; null for `never`. */
  readonly concept: Concept | null;
}
