/** Papers by state, counted for all who ask within some seconds at once: with a million papers a count reads for 0.3 s. */
import type { Ledger, LedgerCounts } from '../flow/ledger.js';

/** A count is kept so long, milliseconds; one that cost much for longer, so that counting takes a twentieth of the time at most. */
const KEPT_MS = 10_000;
const TIMES_ITS_COST = 20;

interface Kept {
  readonly counts: LedgerCounts;
  /** By the clock of this process. */
  readonly until: number;
}

/** Counts of one ledger, for every request of a server. */
export class KeptCounts {
  readonly #ledger: Pick<Ledger, 'counts'>;
  readonly #clock: () => number;
  readonly #kept = new Map<string, Kept>();

  /** @param clock milliseconds from any time on; it never goes back */
  constructor(ledger: Pick<Ledger, 'counts'>, clock: () => number = () => performance.now()) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /** Counts of a graph, some ten seconds old at most, or twenty times as old as it took to count. */
  of(graphId: string): LedgerCounts {
    const start = this.#clock();
    const kept = this.#kept.get(graphId);
    if (kept !== undefined && start < kept.until) return kept.counts;
    const counts = this.#ledger.counts(graphId);
    const end = this.#clock();
    this.#kept.set(graphId, { counts, until: end + Math.max(KEPT_MS, TIMES_ITS_COST * (end - start)) });
    return counts;
  }

  /** Has a graph counted anew when somebody asks: what was kept is known to be old. */
  forget(graphId: string): void {
    this.#kept.delete(graphId);
  }
}
