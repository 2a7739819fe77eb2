import { describe, expect, it } from 'vitest';
import { failurePolicy } from '../../pipelines/failure-policy.js';
import { loadSettings } from '../../src/config.js';
import { isDue, judge, retryDelay } from '../../src/flow/failure-policy.js';
import type { FailureKind, Trouble } from '../../src/model.js';

const policy = failurePolicy(loadSettings({ environment: {} }));
const NOW = Date.parse('2026-11-27T02:00:00Z');

function fail(kind: FailureKind, before: Trouble | null = null): Trouble {
  return judge({ stage: 'fetch', kind, message: 'm' }, before, { policy, now: NOW });
}

function failOften(kind: FailureKind, times: number): Trouble {
  let trouble = fail(kind);
  for (let index = 1; index < times; index++) trouble = fail(kind, trouble);
  return trouble;
}

describe('retryDelay, with the defaults', () => {
  it.each([
    [1, 30],
    [2, 60],
    [5, 480],
    [9, 7680],
    [10, 10_080],
    [1000, 10_080],
  ])('after %i failures it is %i minutes', (attempts, minutes) => {
    expect(retryDelay(attempts, policy)).toBe(minutes * 60_000);
  });
});

describe('judge, with the defaults', () => {
  it.each([
    ['network', 1, { class: 'retry', attempts: 1, nextAttempt: '2026-11-27T02:30:00.000Z', parked: false }],
    ['http-status', 3, { class: 'retry', attempts: 3, nextAttempt: '2026-11-27T04:00:00.000Z', parked: false }],
    ['network', 9, { class: 'retry', attempts: 9, parked: false }],
    ['network', 10, { class: 'retry', attempts: 10, nextAttempt: null, parked: true }],
    ['too-large', 1, { class: 'skip', attempts: 1, nextAttempt: null, parked: false }],
    ['too-large', 50, { class: 'skip', nextAttempt: null, parked: false }],
    ['offline', 50, { class: 'retry', attempts: 0, nextAttempt: '2026-11-27T02:00:00.000Z', parked: false }],
    ['graph-away', 50, { class: 'retry', attempts: 0, nextAttempt: '2026-11-27T02:00:00.000Z', parked: false }],
    ['cannot-run', 50, { class: 'stop', attempts: 0, nextAttempt: '2026-11-27T02:00:00.000Z', parked: false }],
  ] as const)('%s, %i times in a row', (kind, times, expected) => {
    expect(failOften(kind, times)).toMatchObject(expected);
  });

  it('keeps what the paper had on its own account while the graph is away', () => {
    expect(fail('graph-away', failOften('network', 4)).attempts).toBe(4);
  });
});

it.each([
  ['2026-11-27T02:00:00.000Z', true],
  ['2026-11-27T02:00:00.001Z', false],
  [null, false],
])('a next attempt at %s is due at two: %s', (nextAttempt, due) => {
  expect(isDue({ ...fail('network'), nextAttempt }, NOW)).toBe(due);
});
