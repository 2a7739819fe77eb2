/** Tells the ledger where a run is, every so often: pages, metrics and `status` of other processes read it there. */
import type { RunEvent, RunProgress } from '../model.js';
import type { RunReport } from './run-records.js';

export interface RunReporterOptions {
  readonly report: () => Promise<RunReport>;
  /** Enters a report into the ledger. */
  readonly enter: (report: RunReport) => void;
  readonly emit: (event: RunEvent) => void;
  readonly progress: () => RunProgress;
  /** Seconds from one line on progress to the next; 0 for none. */
  readonly progressSeconds: number;
}

/** How old what others see of a run may be, milliseconds. */
const EVERY_MS = 2000;

export class RunReporter {
  readonly #options: RunReporterOptions;
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(options: RunReporterOptions) {
    this.#options = options;
    const { progressSeconds } = options;
    const reports = setInterval(() => void this.#tryReport(), EVERY_MS);
    const lines = progressSeconds > 0 ? [setInterval(() => this.#tell(), progressSeconds * 1000)] : [];
    this.#timers = [reports, ...lines];
  }

  /** Ends the regular reports. */
  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** Ends it with a last report. @throws CannotRunError when the ledger does not take it */
  async last(): Promise<void> {
    this.stop();
    this.#options.enter(await this.#options.report());
  }

  /** A ledger that takes no report takes no paper either: the run learns of it there, and ends. */
  async #tryReport(): Promise<void> {
    try {
      this.#options.enter(await this.#options.report());
    } catch {}
  }

  #tell(): void {
    this.#options.emit({ event: 'progress', ...this.#options.progress() });
  }
}
