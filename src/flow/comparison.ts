/** What has changed since a paper was done before. */
import type { Fingerprint, PaperText, Trouble } from '../model.js';
import type { LedgerEntry } from './ledger-rows.js';

/**
 * True when nothing is to be done: all is as it was, or the full text that was linked before cannot be had at the moment,
 * in which case what stands in the graph is better than what the card alone would give.
 */
export function isDone(before: LedgerEntry, tried: Fingerprint, text: PaperText): boolean {
  if (before.graphHash === '' || before.fingerprint === null) return false;
  if (sameBesidesText(before.fingerprint, tried) && before.fingerprint.text === tried.text) {
    return before.state === 'written';
  }
  return before.origin === 'full-text' && text.origin === 'card' && text.failure?.kind !== 'no-link';
}

/** True when card, lexicon, models, settings and word lists are as they were. */
export function sameBesidesText(a: Fingerprint, b: Fingerprint): boolean {
  return (['card', 'lexicon', 'model', 'settings', 'curation'] as const).every((part) => a[part] === b[part]);
}

/** Trouble that is no fault of the paper stays as it was, night after night. */
export function isSameTrouble(a: Trouble | null, b: Trouble | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && a.attempts === b.attempts && a.message === b.message && a.parked === b.parked;
}
