import { describe, expect, it } from 'vitest';
import { Timetable } from '../../src/flow/timetable.js';

const berlin = new Timetable({ cron: '0 2 * * *', timezone: 'Europe/Berlin' });
const iso = (dates: readonly (Date | null)[]) => dates.map((date) => date?.toISOString().replace(':00.000Z', 'Z'));

describe('times of a schedule', () => {
  it.each([
    ['0 2 * * *', 'Europe/Berlin', '2026-11-27T12:00:00Z', ['2026-11-28T01:00Z', '2026-11-29T01:00Z']],
    ['0 2 * * *', 'UTC', '2026-11-27T02:00:00Z', ['2026-11-28T02:00Z', '2026-11-29T02:00Z']],
    ['*/20 * * * * *', 'UTC', '2026-11-27T02:00:10Z', ['2026-11-27T02:00:20.000Z', '2026-11-27T02:00:40.000Z']],
    // Clocks go from 2 to 3: half past two does not come. They go from 3 to 2: it comes twice.
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['@weekly', 'UTC', '2026-11-27T12:00:00Z', ['2026-11-29T00:00Z', '2026-12-06T00:00Z']],
  ])('%s in %s after %s', (cron, timezone, after, expected) => {
    expect(iso(new Timetable({ cron, timezone }).next(2, new Date(after)))).toEqual(expected);
  });

  it.each([
    ['2026-11-27T00:59:59Z', '2026-11-26T01:00Z'],
    ['2026-11-27T01:00:00Z', '2026-11-27T01:00Z'],
    ['2026-11-27T01:00:00.500Z', '2026-11-27T01:00Z'],
    ['2026-11-27T23:00:00Z', '2026-11-27T01:00Z'],
  ])('the last at or before %s is %s', (moment, expected) => {
    expect(iso([berlin.last(new Date(moment))])).toEqual([expected]);
  });

  it('are shown in their zone', () => {
    const times = berlin.next(1, new Date('2026-07-01T12:00:00Z')).map((time) => berlin.show(time));
    expect(times).toEqual(['2026-07-02 02:00:00 GMT+2']);
  });

  it('without a zone are those of the machine', () => {
    const { timezone } = new Timetable({ cron: '0 2 * * *', timezone: null });
    expect(timezone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});

describe('what is no schedule is told with an example', () => {
  it.each([
    [
      'every night',
      'UTC',
      /schedule\.cron: expected a cron expression of five fields.*"0 2 \* \* \*".*got "every night", which has 2 fields/,
    ],
    ['0 25 * * *', 'UTC', /got "0 25 \* \* \*": Invalid value for hour: 25/],
    ['2026-12-01T02:00:00', 'UTC', /which has one field/],
    ['', 'UTC', /got ""/],
    ['@never', 'UTC', /got "@never"/],
    ['0 2 30 2 *', 'UTC', /"0 2 30 2 \*" never comes/],
    [
      '0 2 * * *',
      'Europe/Berlim',
      /schedule\.timezone: expected a time zone such as "Europe\/Berlin" or "UTC", got "Europe\/Berlim"/,
    ],
    ['0 2 * * *', '', /schedule\.timezone: expected a time zone/],
  ])('%j in %j', (cron, timezone, message) => {
    expect(() => new Timetable({ cron, timezone })).toThrow(message);
  });
});
