/** Whether and when to ask again: pure functions of the attempt, the fault and the clock. */
import type { FetchFault } from './fetch-fault.js';
import type { RetryOptions } from './options.js';

/**
 * Milliseconds to wait after the failed `attempt` (counted from 1): a random part of a bound that doubles with each
 * attempt ("full jitter", M. Brooker, "Exponential Backoff and Jitter", AWS 2015), so that papers which failed together
 * do not come back together. `random` gives 0 up to, not including, 1.
 */
export function retryDelay(attempt: number, options: RetryOptions, random: () => number): number {
  // Beyond 2^31 any delay is the longest one; 2^1024 would be Infinity, and nothing times that is no number.
  const doublings = Math.min(attempt - 1, 31);
  const bound = Math.min(options.maxRetryDelayMs, options.retryDelayMs * 2 ** doublings);
  return Math.floor(random() * bound);
}

/** The same, but never before the time that the server asked for. */
export function delayAfter(fault: FetchFault, attempt: number, options: RetryOptions, random: () => number): number {
  return (fault.waitMs ?? 0) + retryDelay(attempt, options, random);
}

/** True when the fault of the `attempt`-th attempt (from 1) is followed by another one in this run. */
export function mayRetry(fault: FetchFault, attempt: number, options: RetryOptions): boolean {
  if (fault.again === 'never' || fault.again === 'next-run') return false;
  if ((fault.waitMs ?? 0) > options.maxRetryDelayMs) return false;
  return attempt < (fault.again === 'once' ? Math.min(2, options.attempts) : options.attempts);
}

/** Statuses that may be different the next time: Request Timeout, Too Early, Too Many Requests, all of 5xx. */
export function isTemporaryStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/**
 * Milliseconds from `nowMs` that a Retry-After header asks for: `120` (seconds) or `Wed, 21 Oct 2026 07:28:00 GMT`; 0
 * for a date that is past; null for anything else.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const value = header.trim();
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
