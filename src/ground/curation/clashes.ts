/** Rows for the same string in the same papers that cannot both hold. */
import { PREFIX, prefixOf } from '../../curie.js';
import type { CuratedRow } from './curated-row.js';

/** What is wrong with a second row for a string beside a first one, to be followed by the place of the first; null for nothing. */
export function clashOf({ row: a, concept: ofA }: CuratedRow, { row: b, concept: ofB }: CuratedRow): string | null {
  const same = ofA?.id === ofB?.id;
  if (a.action === b.action) {
    if (same) return 'stands already';
    return a.action === 'remove-name' || !areOne(ofA?.id, ofB?.id) ? null : `is already ${ofA?.id}`;
  }
  if (a.action === 'remove-name' || b.action === 'remove-name') {
    return same ? `is told to be and not to be a name of ${ofA?.id}, the one here and the other` : null;
  }
  return a.action === 'never' || b.action === 'never'
    ? 'is told to be linked and never to be, the one here and the other'
    : null;
}

/** A string means one gene, or one disease for each terminology, and not both. */
function areOne(a = '', b = ''): boolean {
  const [ofA, ofB] = [prefixOf(a), prefixOf(b)];
  return ofA === ofB || ofA === PREFIX.gene || ofB === PREFIX.gene;
}
