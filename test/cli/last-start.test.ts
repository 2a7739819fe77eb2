/** Which run counts for a schedule that makes up for missed ones. */
import { describe, expect, it } from 'vitest';
import { lastStart } from '../../pipelines/last-start.js';
import { StateLock } from '../../src/flow/state-lock.js';
import { addRun, newState, openLedger } from '../watch/state-fixture.js';

const [MONDAY, TUESDAY, WEDNESDAY] = [
  '2026-11-23T02:00:00.000Z',
  '2026-11-24T02:00:00.000Z',
  '2026-11-25T02:00:00.000Z',
];
const NEVER = new Date(0).toISOString();

describe('the last start', () => {
  it.each([
    [
      'of runs that ended well',
      [
        [MONDAY, 'done'],
        [TUESDAY, 'done'],
      ],
      TUESDAY,
    ],
    [
      'of one that ended badly, but ended',
      [
        [MONDAY, 'done'],
        [TUESDAY, 'failed'],
      ],
      TUESDAY,
    ],
    [
      'of one that was stopped',
      [
        [MONDAY, 'done'],
        [TUESDAY, 'stopped'],
      ],
      TUESDAY,
    ],
    [
      'is that before one that was killed',
      [
        [MONDAY, 'done'],
        [TUESDAY, null],
      ],
      MONDAY,
    ],
    [
      'is that before several that were killed',
      [
        [MONDAY, 'done'],
        [TUESDAY, 'crashed'],
        [WEDNESDAY, null],
      ],
      MONDAY,
    ],
    [
      'is never when all were killed',
      [
        [MONDAY, 'crashed'],
        [TUESDAY, null],
      ],
      NEVER,
    ],
    ['is never when none came to begin', [], NEVER],
  ] as const)('%s', (_name, runs, expected) => {
    const folder = newState();
    openLedger(folder).close();
    for (const [startedAt, state] of runs) addRun(folder, startedAt, { state });
    expect(lastStart(folder)?.toISOString()).toBe(expected);
  });

  it('is that of a run that goes on', () => {
    const folder = newState();
    addRun(folder, MONDAY);
    addRun(folder, TUESDAY, { state: null });
    const lock = StateLock.take(folder, 'papergraph link');
    expect(lastStart(folder)?.toISOString()).toBe(TUESDAY);
    lock.release();
    expect(lastStart(folder)?.toISOString()).toBe(MONDAY);
  });

  it('is none where nothing was tried', () => {
    expect(lastStart(newState())).toBeNull();
  });
});
