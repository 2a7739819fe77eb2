import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ProcessEnd, RunSchedule, type ScheduleEvent, type ScheduleOptions } from '../../src/flow/run-schedule.js';
import { Timetable } from '../../src/flow/timetable.js';

const HOUR = 3_600_000;
const DONE: ProcessEnd = { code: 0, signal: null, problem: null };

/** A schedule of every night at two UTC, on a clock of its own that begins at noon. */
function nightly(options: Partial<ScheduleOptions>, runMs = 60_000) {
  const events: ScheduleEvent[] = [];
  const timetable = new Timetable({ cron: '0 2 * * *', timezone: 'UTC' });
  const run = () => new Promise<ProcessEnd>((resolve) => setTimeout(() => resolve(DONE), runMs));
  const schedule = new RunSchedule(
    { timetable, run, emit: (event) => events.push(event) },
    { catchUp: false, now: false, lastStart: null, once: false, ...options },
  );
  const end = schedule.untilStopped();
  /** `run-due due 02:00`, in the order in which it happened. */
  const story = () =>
    events.map((event) =>
      [event.event, 'why' in event ? event.why : '', 'due' in event ? event.due.slice(8, 16) : event.code]
        .filter((part) => part !== '')
        .join(' '),
    );
  return { schedule, end, story };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-27T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('runs of a schedule', () => {
  it('start at their times and only then', async () => {
    const { story, schedule, end } = nightly({});
    await vi.advanceTimersByTimeAsync(13.9 * HOUR);
    expect(story()).toEqual([]);
    await vi.advanceTimersByTimeAsync(24.2 * HOUR);
    expect(story()).toEqual(['run-due due 28T02:00', 'run-ended 0', 'run-due due 29T02:00', 'run-ended 0']);
    schedule.stop();
    expect(await end).toEqual(DONE);
  });

  it('do not overlap', async () => {
    const { story } = nightly({}, 30 * HOUR);
    await vi.advanceTimersByTimeAsync(72 * HOUR);
    expect(story()).toEqual(['run-due due 28T02:00', 'run-overlaps 29T02:00', 'run-ended 0', 'run-due due 30T02:00']);
  });

  it('are waited for when it is stopped', async () => {
    const { story, schedule, end } = nightly({ now: true });
    schedule.stop();
    expect(schedule.isRunning).toBe(true);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await end).toEqual(DONE);
    expect(schedule.isRunning).toBe(false);
    await vi.advanceTimersByTimeAsync(72 * HOUR);
    expect(story()).toEqual(['run-due asked 27T12:00', 'run-ended 0']);
  });

  it('end after one when one was asked for', async () => {
    const { story, end } = nightly({ once: true });
    await vi.advanceTimersByTimeAsync(72 * HOUR);
    expect(await end).toEqual(DONE);
    expect(story()).toEqual(['run-due due 28T02:00', 'run-ended 0']);
  });

  it('stopped before any was made, there is none to tell of', async () => {
    const { schedule, end } = nightly({});
    schedule.stop();
    expect(await end).toBeNull();
  });
});

describe('a time that was missed', () => {
  const yesterday = new Date('2026-11-26T20:00:00Z');
  const thisMorning = new Date('2026-11-27T02:00:00.010Z');

  it.each<[string, Partial<ScheduleOptions>, string[]]>([
    ['is made up for at the start', { catchUp: true, lastStart: yesterday }, ['run-due missed 27T02:00']],
    ['is only told if that is not wanted', { catchUp: false, lastStart: yesterday }, ['run-missed 27T02:00']],
    ['is none if the run was made', { catchUp: true, lastStart: thisMorning }, []],
    ['is none if there never was a run', { catchUp: true, lastStart: null }, []],
    [
      'is made up for by a run that was asked for',
      { catchUp: true, now: true, lastStart: yesterday },
      ['run-due asked 27T12:00'],
    ],
    [
      'is made up for once, however many there were',
      { catchUp: true, lastStart: new Date(0) },
      ['run-due missed 27T02:00'],
    ],
  ])('%s', async (_, options, expected) => {
    const { story } = nightly(options);
    await vi.advanceTimersByTimeAsync(1000);
    expect(story()).toEqual(expected);
  });

  it.each([
    [true, ['run-due missed 28T02:00', 'run-ended 0', 'run-due due 29T02:00', 'run-ended 0']],
    [false, ['run-missed 28T02:00', 'run-due due 29T02:00', 'run-ended 0']],
  ])('while the machine was suspended, catching up %j', async (catchUp, expected) => {
    const { story } = nightly({ catchUp });
    await vi.advanceTimersByTimeAsync(HOUR);
    // Suspended from one until five at night: the clock goes on, timers do not.
    vi.setSystemTime(new Date('2026-11-28T05:00:00Z'));
    await vi.advanceTimersByTimeAsync(22 * HOUR);
    expect(story()).toEqual(expected);
  });
});
