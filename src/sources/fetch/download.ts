/** One address to one good answer: robots.txt, the host's turn, redirects, and again after a fault that may pass. */
import { setTimeout as sleep } from 'node:timers/promises';
import { checkUrl, type LookupAll } from './address-guard.js';
import { isGood, redirectFault, redirectTarget, statusFault } from './answer.js';
import type { TextCache } from './cache.js';
import { type HttpAnswer, HttpClient } from './client.js';
import { FetchFault, reworded } from './fetch-fault.js';
import { Hosts } from './hosts.js';
import type { FetchOptions } from './options.js';
import { delayAfter, mayRetry } from './retry.js';
import { Robots } from './robots.js';
import { userAgent } from './user-agent.js';

/** robots.txt beyond this is not read; RFC 9309 asks for at least 500 KiB. */
const MAX_ROBOTS_BYTES = 1_000_000;

export interface DownloadParts {
  readonly cache: TextCache;
  /** Aborted when the run is stopped. */
  readonly stop: AbortSignal;
  readonly random: () => number;
  readonly lookup: LookupAll | undefined;
}

/** Told before each wait: the attempt that failed (from 1), milliseconds until the next one, and why. */
export type OnRetry = (attempt: number, delayMs: number, reason: string) => void;

export interface DownloadJob {
  /** Origin that need not be public; null for none. */
  readonly trustedOrigin: string | null;
  /** Headers for the address that answered last time, so that it can say "not modified". */
  readonly condition: { readonly url: string; readonly headers: Readonly<Record<string, string>> } | null;
  readonly maxBytes: number;
  readonly onRetry: OnRetry;
  /** False for robots.txt itself. */
  readonly askRobots: boolean;
}

export class Downloader {
  readonly #options: FetchOptions;
  readonly #parts: DownloadParts;
  readonly #client: HttpClient;
  readonly #hosts: Hosts;
  readonly #robots: Robots;

  constructor(options: FetchOptions, parts: DownloadParts) {
    this.#options = options;
    this.#parts = parts;
    this.#client = new HttpClient({ ...options, userAgent: userAgent(options), lookup: parts.lookup });
    this.#hosts = new Hosts(options);
    this.#robots = new Robots({ ...options, cache: parts.cache });
  }

  /** An answer of status 200, or 304 if a condition was given. Throws a `FetchFault`, or the reason of `stop`. */
  async get(url: URL, job: DownloadJob): Promise<HttpAnswer> {
    const { stop, random } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#follow(url, { job, attempt });
      } catch (error) {
        if (!(error instanceof FetchFault)) throw error;
        if (!mayRetry(error, attempt, this.#options)) throw givenUp(error, attempt);
        const delayMs = delayAfter(error, attempt, this.#options, random);
        job.onRetry(attempt, delayMs, error.message);
        await sleep(delayMs, undefined, { signal: stop });
      }
    }
  }

  close(): void {
    this.#hosts.close();
    this.#client.close();
  }

  /** Follows redirects; every address on the way is checked as the first one is. */
  async #follow(first: URL, trial: Trial): Promise<HttpAnswer> {
    const seen: string[] = [];
    for (let url = first; ; ) {
      seen.push(url.href);
      const answer = await this.#ask(url, trial);
      const next = redirectTarget(answer);
      if (next === null) return answer;
      if (seen.includes(next.href)) throw redirectFault(first.href, `a loop: ${[...seen, next.href].join(' → ')}`);
      if (seen.length > this.#options.maxRedirects) {
        throw redirectFault(first.href, `more than ${this.#options.maxRedirects}, the last one to ${next.href}`);
      }
      url = next;
    }
  }

  /** One request in its host's turn; an answer that is neither good nor a redirect is a fault. */
  async #ask(url: URL, { job, attempt }: Trial): Promise<HttpAnswer> {
    const { allowPrivateAddresses, maxRetryDelayMs } = this.#options;
    const allowPrivate = allowPrivateAddresses || url.origin === job.trustedOrigin;
    checkUrl(url, allowPrivate);
    const host = this.#hosts.of(url);
    if (job.askRobots && this.#hosts.agreedWith(url).ignoreRobots !== true) {
      host.slowTo(await this.#obeyRobots(url, job));
    }
    const { stop } = this.#parts;
    const isConditional = job.condition?.url === url.href;
    const headers = isConditional ? job.condition.headers : {};
    const question = { headers, maxBytes: job.maxBytes, allowPrivate, stop };
    const request = async () => {
      const answer = await this.#client.get(url, question);
      if (isGood(answer, isConditional) || redirectTarget(answer) !== null) return answer;
      const fault = statusFault(answer, maxRetryDelayMs, Date.now());
      // Still within the host's turn, so that nobody else starts before the host is told.
      if (fault.waitMs !== null) host.leaveAlone(fault.waitMs, fault);
      throw fault;
    };
    return host.run(request, { attempt, stop });
  }

  /** Throws when robots.txt forbids the address; gives the time it wants between requests. */
  async #obeyRobots(url: URL, { trustedOrigin, onRetry }: DownloadJob): Promise<number> {
    const job = { trustedOrigin, onRetry, condition: null, maxBytes: MAX_ROBOTS_BYTES, askRobots: false };
    const rules = await this.#robots.rulesFor(url, (robotsUrl) => this.get(robotsUrl, job));
    if (!rules.allows(url)) {
      throw new FetchFault('robots', `${url.href}: the site's robots.txt does not allow it`, { again: 'never' });
    }
    if (rules.crawlDelayMs <= this.#options.maxRetryDelayMs) return rules.crawlDelayMs;
    const words = `${url.href}: the site's robots.txt asks for ${rules.crawlDelayMs / 1000} s between requests, more than the longest delay in the settings`;
    throw new FetchFault('robots', words, { again: 'next-run' });
  }
}

/** One try of one job. */
interface Trial {
  readonly job: DownloadJob;
  readonly attempt: number;
}

function givenUp(fault: FetchFault, attempts: number): FetchFault {
  return attempts === 1 ? fault : reworded(fault, `${fault.message}; ${attempts} attempts`);
}
