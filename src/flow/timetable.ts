/** When runs are due: a cron expression in a time zone, by croner. */
import { Cron } from 'croner';
import { CannotRunError, messageOf } from '../errors.js';

export interface TimetableOptions {
  /** Five fields, or six with seconds first. */
  readonly cron: string;
  /** Name of the IANA data base, e.g. `Europe/Berlin`; null for that of this machine. */
  readonly timezone: string | null;
}

const EXAMPLES = '"0 2 * * *" (every night at two), "0 2 * * 1-5" (on working days), "*/30 * * * *" (every half hour)';

/**
 * Times of a schedule. When clocks are put forward a time that is left out is due at the next moment that there is; when they
 * are put back a time that comes twice is due the first time only (both for expressions of one time a day).
 */
export class Timetable {
  readonly #cron: Cron;
  readonly #timezone: string;

  /** @throws CannotRunError for an expression that is none or never comes, and for an unknown time zone */
  constructor({ cron, timezone }: TimetableOptions) {
    this.#timezone = timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    checkZone(this.#timezone);
    this.#cron = parse(cron, this.#timezone);
    if (this.#cron.nextRun() === null) {
      throw new CannotRunError(
        `schedule.cron: expected times that are to come, such as ${EXAMPLES}; "${cron}" never comes`,
      );
    }
  }

  get timezone(): string {
    return this.#timezone;
  }

  /** The next times after a moment. */
  next(count: number, after: Date = new Date()): Date[] {
    return this.#cron.nextRuns(count, after);
  }

  /** The last time at or before a moment; null when there was none. */
  last(moment: Date = new Date()): Date | null {
    // croner gives times before its reference, and one that is the reference itself is wanted.
    return this.#cron.previousRuns(1, new Date(moment.getTime() + 1))[0] ?? null;
  }

  /** `2026-11-28 02:00:00 GMT+1` in the zone of the table. */
  show(time: Date): string {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: this.#timezone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const zone = new Intl.DateTimeFormat('en-GB', { timeZone: this.#timezone, timeZoneName: 'shortOffset' });
    const offset = zone.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? '';
    return `${format.format(time)} ${offset}`.trimEnd();
  }

  /**
   * Calls back at each time from now on, until `stop`. After a machine was suspended over a time the call comes within half a
   * minute of its waking.
   */
  start(onTime: () => void): void {
    this.#cron.schedule(onTime);
  }

  /** Ends the calls; the table can still be read. */
  stop(): void {
    this.#cron.stop();
  }
}

function checkZone(timezone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (error) {
    const words = `schedule.timezone: expected a time zone such as "Europe/Berlin" or "UTC", got "${timezone}"`;
    throw new CannotRunError(words, error);
  }
}

function parse(cron: string, timezone: string): Cron {
  // croner would take a date for a single time.
  const fields = cron.trim().split(/\s+/).length;
  const isNickname = /^\s*@[a-z]+\s*$/i.test(cron);
  const expected = `schedule.cron: expected a cron expression of five fields (minute, hour, day, month, weekday), or six with seconds first, such as ${EXAMPLES}`;
  if (!isNickname && fields !== 5 && fields !== 6) {
    throw new CannotRunError(
      `${expected}; got "${cron}", which has ${fields === 1 ? 'one field' : `${fields} fields`}`,
    );
  }
  try {
    return new Cron(cron, { timezone });
  } catch (error) {
    throw new CannotRunError(`${expected}; got "${cron}": ${messageOf(error).replace(/^CronPattern: /, '')}`);
  }
}
