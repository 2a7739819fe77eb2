/** Who listens to the events of a run: summary, progress, metrics, traces, and whoever shows them. */
import type { RunReport } from '../src/flow/run-records.js';
import { RunTracker } from '../src/flow/run-tracker.js';
import { SummaryBuilder } from '../src/flow/summary.js';
import type { RunEvent, RunInfo, RunProgress, RunSummary, RunWarning } from '../src/model.js';
import { redactor } from '../src/redact.js';
import type { Settings } from '../src/settings.js';
import { RunMetrics } from '../src/watch/run-metrics.js';
import { traceRun } from './trace-run.js';

export interface RunListenersOptions {
  readonly settings: Settings;
  readonly run: RunInfo;
  /** Where the graph is, for people. */
  readonly graph: string;
  readonly onEvent: (event: RunEvent) => void;
  /** Papers that wait within a stage, which no event tells. */
  readonly queues: () => RunProgress['queues'];
}

export class RunListeners {
  readonly #summary: SummaryBuilder;
  readonly #tracker = new RunTracker();
  readonly #metrics = new RunMetrics();
  readonly #traces: ReturnType<typeof traceRun>;
  readonly #redact: ReturnType<typeof redactor>;
  readonly #options: RunListenersOptions;
  #warnings: readonly RunWarning[] = [];

  constructor(options: RunListenersOptions) {
    this.#options = options;
    this.#summary = new SummaryBuilder(options.run, options.graph);
    this.#redact = redactor(options.settings);
    this.#traces = traceRun(options.settings, (message) =>
      this.emit({ event: 'notice', message: `traces: ${message}` }),
    );
  }

  /** The one place that events come through: no listener ever sees a secret. */
  readonly emit = (event: RunEvent): void => {
    const told = this.#redact(event);
    for (const listener of [this.#summary, this.#tracker, this.#metrics, this.#traces]) listener.add(told);
    this.#options.onEvent(told);
  };

  progress(): RunProgress {
    return this.#tracker.progress(this.#options.queues());
  }

  /** What changed for the worse, for this and later summaries. */
  warn(warnings: readonly RunWarning[]): void {
    this.#warnings = warnings;
  }

  summary(): RunSummary {
    return this.#summary.build(this.#warnings);
  }

  async report(): Promise<RunReport> {
    const progress = this.progress();
    this.#metrics.add({ event: 'progress', ...progress });
    return { summary: this.summary(), progress, metrics: await this.#metrics.text() };
  }

  /** Sends what is left of the traces. */
  close(): Promise<void> {
    return this.#traces.close();
  }
}
