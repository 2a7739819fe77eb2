/**
 * Starts runs at their times: one at a time, the missed ones made up for if wanted, until it is stopped. It knows nothing of
 * what a run is.
 */
import type { Timetable } from './timetable.js';

/** Why a run was started: its time came, a time was missed, or somebody asked for one at once. */
export type RunReason = 'due' | 'missed' | 'asked';

/** How a run ended. */
export interface ProcessEnd {
  /** Exit code; null when it ended by a signal that it did not handle, or could not be started. */
  readonly code: number | null;
  /** That signal. */
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started; else null. */
  readonly problem: string | null;
}

/** Something that happened, for the log. Times are ISO 8601 UTC. */
export type ScheduleEvent =
  | { readonly event: 'run-due'; readonly why: RunReason; readonly due: string }
  /** A time came while the run of an earlier one was still going on. */
  | { readonly event: 'run-overlaps'; readonly due: string }
  /** A time passed while nobody could run, and it is not made up for. */
  | { readonly event: 'run-missed'; readonly due: string }
  | ({ readonly event: 'run-ended'; readonly ms: number; readonly next: string | null } & ProcessEnd);

export interface ScheduleParts {
  readonly timetable: Timetable;
  /** Does one run. It never rejects. */
  readonly run: () => Promise<ProcessEnd>;
  readonly emit: (event: ScheduleEvent) => void;
}

export interface ScheduleOptions {
  /** Start a run at once for a time that was missed, at the start or after the machine was suspended. */
  readonly catchUp: boolean;
  /** Start a run at once, whatever the time. */
  readonly now: boolean;
  /** When the last run was started that did not crash, by whomever; null when none was tried, which counts as nothing missed. */
  readonly lastStart: Date | null;
  /** Stop by itself after one run. */
  readonly once: boolean;
}

/** A run that starts later than this after its time was missed, e.g. because the machine was suspended. Milliseconds. */
const LATE_MS = 60_000;

/** Runs at the times of a timetable. */
export class RunSchedule {
  readonly #parts: ScheduleParts;
  readonly #options: ScheduleOptions;
  #running: Promise<void> | null = null;
  #last: ProcessEnd | null = null;
  #finish: () => void = () => undefined;

  constructor(parts: ScheduleParts, options: ScheduleOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** True while a run is going on. */
  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** True when it stopped because its one run was made. */
  get endedByItself(): boolean {
    return this.#options.once && this.#last !== null;
  }

  /** Goes on until `stop` was called, or one run was made with `once`; gives the end of the last run, if there was one. */
  async untilStopped(): Promise<ProcessEnd | null> {
    const stopped = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    this.#parts.timetable.start(() => this.#onTime(new Date()));
    this.#atStart(new Date());
    await stopped;
    await this.#running;
    return this.#last;
  }

  /** Starts nothing any more. A run that is going on is waited for. */
  stop(): void {
    this.#parts.timetable.stop();
    this.#finish();
  }

  #atStart(now: Date): void {
    const { now: atOnce, lastStart } = this.#options;
    const due = this.#parts.timetable.last(now);
    const isMissed = lastStart !== null && due !== null && due > lastStart;
    if (atOnce) this.#start('asked', now);
    else if (isMissed) this.#madeUp(due);
  }

  #onTime(now: Date): void {
    const due = this.#parts.timetable.last(now) ?? now;
    if (now.getTime() - due.getTime() > LATE_MS) this.#madeUp(due);
    else this.#start('due', due);
  }

  #madeUp(due: Date): void {
    if (this.#options.catchUp) this.#start('missed', due);
    else this.#parts.emit({ event: 'run-missed', due: due.toISOString() });
  }

  #start(why: RunReason, time: Date): void {
    const due = time.toISOString();
    if (this.#running !== null) {
      this.#parts.emit({ event: 'run-overlaps', due });
      return;
    }
    this.#parts.emit({ event: 'run-due', why, due });
    this.#running = this.#runOne().finally(() => {
      this.#running = null;
      if (this.#options.once) this.stop();
    });
  }

  async #runOne(): Promise<void> {
    const start = performance.now();
    const end = await this.#parts.run();
    this.#last = end;
    const next = this.#parts.timetable.next(1)[0]?.toISOString() ?? null;
    this.#parts.emit({ event: 'run-ended', ms: Math.round(performance.now() - start), next, ...end });
  }
}
