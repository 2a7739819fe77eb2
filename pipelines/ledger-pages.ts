/** All papers of a selection, however many: some hundreds in memory at one time. */
import type { Ledger } from '../src/flow/ledger.js';
import type { LedgerEntry } from '../src/flow/ledger-rows.js';
import type { PaperSelection } from '../src/flow/paper-selection.js';

/** Most papers on a page. */
export const LEDGER_PAGE = 500;

/** Pages of entries in the order of their ids; none is empty. */
export function* ledgerPages(
  ledger: Pick<Ledger, 'papers'>,
  graphId: string,
  selection: PaperSelection = {},
): Generator<readonly LedgerEntry[]> {
  for (let after = ''; ; ) {
    const entries = ledger.papers(graphId, selection, { limit: LEDGER_PAGE, after });
    const last = entries.at(-1);
    if (last === undefined) return;
    yield entries;
    after = last.paperId;
  }
}
