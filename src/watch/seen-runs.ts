/** Runs as they are: a record says "running" also of a run that was killed, until the next one begins. */
import type { RunRecord, RunRecords } from '../flow/run-records.js';

export class SeenRuns {
  readonly #records: RunRecords;
  readonly #isSomebodyAtWork: () => boolean;

  /** @param isSomebodyAtWork whether a process holds the state folder's lock now */
  constructor(records: RunRecords, isSomebodyAtWork: () => boolean) {
    this.#records = records;
    this.#isSomebodyAtWork = isSomebodyAtWork;
  }

  /** Runs, newest first; of one graph when it is given. */
  list(options: { readonly graphId?: string; readonly limit: number }): readonly RunRecord[] {
    return this.#records.list(options).map((run) => this.asItIs(run));
  }

  get(runId: string): RunRecord | null {
    const run = this.#records.get(runId);
    return run === null ? null : this.asItIs(run);
  }

  /** A run whose record was read before. */
  asItIs(run: RunRecord): RunRecord {
    if (run.state !== 'running' || this.#isSomebodyAtWork()) return run;
    // It may have ended between reading its record and looking at the lock.
    const again = this.#records.get(run.runId) ?? run;
    return again.state === 'running' ? { ...again, state: 'crashed' } : again;
  }
}
