import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Again, FetchFault } from '../../../src/sources/fetch/fetch-fault.js';
import { delayAfter, isTemporaryStatus, mayRetry, retryAfterMs, retryDelay } from '../../../src/sources/fetch/retry.js';

const options = { attempts: 4, retryDelayMs: 1000, maxRetryDelayMs: 60_000 };
const almostOne = () => 1 - Number.EPSILON;
const fault = (again: Again, waitMs: number | null = null) => new FetchFault('network', 'x', { again, waitMs });

const anyOptions = fc.record({
  attempts: fc.integer({ min: 1, max: 20 }),
  retryDelayMs: fc.integer({ min: 0, max: 600_000 }),
  maxRetryDelayMs: fc.integer({ min: 0, max: 3_600_000 }),
});
const anyAttempt = fc.integer({ min: 1, max: 2000 });
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelay', () => {
  it('doubles its bound with each attempt, up to the longest delay', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => retryDelay(attempt, options, almostOne) + 1);
    expect(bounds).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('takes a random part of the bound', () => {
    expect([0, 0.25, 0.5].map((part) => retryDelay(3, options, () => part))).toEqual([0, 1000, 2000]);
  });

  it('is a whole number between 0 and the longest delay, for any attempt', () => {
    fc.assert(
      fc.property(anyAttempt, anyOptions, anyRandom, (attempt, any, random) => {
        const delay = retryDelay(attempt, any, () => random);
        expect(Number.isSafeInteger(delay) && delay >= 0 && delay <= any.maxRetryDelayMs).toBe(true);
      }),
    );
  });

  it('never gets shorter from one attempt to the next, for the same chance', () => {
    fc.assert(
      fc.property(anyAttempt, anyOptions, anyRandom, (attempt, any, random) => {
        const [now, next] = [attempt, attempt + 1].map((n) => retryDelay(n, any, () => random));
        expect(next).toBeGreaterThanOrEqual(now ?? 0);
      }),
    );
  });
});

describe('delayAfter', () => {
  it('never comes before the time that the server asked for', () => {
    fc.assert(
      fc.property(anyAttempt, fc.nat(60_000), anyRandom, (attempt, waitMs, random) => {
        expect(delayAfter(fault('soon', waitMs), attempt, options, () => random)).toBeGreaterThanOrEqual(waitMs);
      }),
    );
  });
});

describe('mayRetry', () => {
  it.each<[Again, number | null, readonly boolean[]]>([
    ['soon', null, [true, true, true, false]],
    ['soon', 60_000, [true, true, true, false]],
    ['soon', 60_001, [false, false, false, false]],
    ['once', null, [true, false, false, false]],
    ['next-run', null, [false, false, false, false]],
    ['never', null, [false, false, false, false]],
  ])('%s, asked to wait %s ms: %s after attempts 1 to 4', (again, waitMs, expected) => {
    expect([1, 2, 3, 4].map((attempt) => mayRetry(fault(again, waitMs), attempt, options))).toEqual(expected);
  });

  it('one attempt is one, also where there is no network', () => {
    expect(mayRetry(fault('once'), 1, { ...options, attempts: 1 })).toBe(false);
  });
});

describe('isTemporaryStatus', () => {
  it('is true of 408, 425, 429 and 5xx only', () => {
    const temporary = Array.from({ length: 500 }, (_, n) => 100 + n).filter(isTemporaryStatus);
    expect(temporary).toEqual([408, 425, 429, ...Array.from({ length: 100 }, (_, n) => 500 + n)]);
  });
});

describe('retryAfterMs', () => {
  const now = Date.UTC(2026, 9, 21, 7, 28, 0);
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Wed, 21 Oct 2026 07:29:30 GMT', 90_000],
    ['Wed, 21 Oct 2026 07:00:00 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['2026-10-21', null],
    ['', null],
    [null, null],
  ])('%j is %j', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
