/** When the last run of a state folder began, for a schedule that makes up for missed ones. */
import { existsSync } from 'node:fs';
import { Ledger, ledgerPath } from '../src/flow/ledger.js';
import { StateLock } from '../src/flow/state-lock.js';
import { SeenRuns } from '../src/watch/seen-runs.js';

/** Runs looked through for one that did not crash: more than any night has. */
const RUNS = 100;

/**
 * When the last run that did not crash began, by whatever command: one that was killed has not done the work of its time. Where
 * all crashed, or none came to begin, it is 1970; null where there is no ledger, so that nobody tried.
 */
export function lastStart(folder: string): Date | null {
  const path = ledgerPath(folder);
  if (!existsSync(path)) return null;
  const ledger = Ledger.open(path);
  try {
    const seen = new SeenRuns(ledger.runs, () => StateLock.holder(folder) !== null);
    return new Date(seen.list({ limit: RUNS }).find(({ state }) => state !== 'crashed')?.startedAt ?? 0);
  } finally {
    ledger.close();
  }
}
