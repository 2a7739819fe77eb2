/** What an answer means: the text, a redirect, or a fault. Pure. */
import type { HttpAnswer } from './client.js';
import { FetchFault } from './fetch-fault.js';
import { isTemporaryStatus, retryAfterMs } from './retry.js';

/** The parts of an answer that say what it means. */
export type AnswerHead = Pick<HttpAnswer, 'url' | 'status' | 'header'>;

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** True for a text, and for "not modified" where that was asked for. */
export function isGood(answer: AnswerHead, isConditional: boolean): boolean {
  return answer.status === 200 || (answer.status === 304 && isConditional);
}

/** Where an answer leads; null when it is no redirect, a fault when it leads nowhere. */
export function redirectTarget(answer: AnswerHead): URL | null {
  if (!REDIRECTS.includes(answer.status)) return null;
  const location = answer.header('location');
  if (location !== null && URL.canParse(location, answer.url)) return plainUrl(new URL(location, answer.url));
  throw redirectFault(
    answer.url,
    `status ${answer.status} ${location === null ? 'without a target' : `to "${location}"`}`,
  );
}

/** The address without what is not sent (`#results`) or should not be (`user:password@`). */
export function plainUrl(url: URL): URL {
  const plain = new URL(url.href);
  plain.hash = '';
  plain.username = '';
  plain.password = '';
  return plain;
}

export function redirectFault(url: string, what: string): FetchFault {
  return new FetchFault('redirect', `${url}: expected the text or a way to it, but came to ${what}`, {
    again: 'never',
  });
}

/**
 * The fault of an answer that is neither text nor redirect. When the server asks to wait longer than `maxWaitMs`, the
 * message says until when.
 */
export function statusFault(answer: AnswerHead, maxWaitMs: number, nowMs: number): FetchFault {
  const { status, url } = answer;
  const temporary = isTemporaryStatus(status);
  const waitMs = temporary ? retryAfterMs(answer.header('retry-after'), nowMs) : null;
  const wait =
    waitMs !== null && waitMs > maxWaitMs
      ? `; the server asks to wait until ${timeAt(nowMs + waitMs)}, longer than the settings allow`
      : '';
  const again = temporary ? 'soon' : 'never';
  return new FetchFault('http-status', `${url}: expected status 200, but it is ${status}${wait}`, {
    again,
    status,
    waitMs,
  });
}

/** A time for messages, ISO 8601. A server may ask to wait for longer than dates can tell. */
export function timeAt(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? 'the end of days' : time.toISOString();
}
