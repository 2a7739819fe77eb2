/** robots.txt (RFC 9309): asked once for each origin in a run, kept on disk for a day, obeyed. */
import robotsParser from 'robots-parser';
import type { TextCache } from './cache.js';
import { FetchFault } from './fetch-fault.js';

/** The package is a CommonJS function; its types speak of a default export that Node does not see. */
const parse = robotsParser as unknown as typeof robotsParser.default;

/** What robots.txt matches us by, as in the User-Agent. */
export const ROBOT_NAME = 'papergraph';

/** What a site's robots.txt says for us. */
export interface RobotRules {
  readonly allows: (url: URL) => boolean;
  /** Milliseconds asked for between two requests; 0 when nothing is asked for. */
  readonly crawlDelayMs: number;
}

export interface RobotsOptions {
  /** How long a robots.txt holds, milliseconds. */
  readonly robotsFreshForMs: number;
  /** How long a host whose robots.txt cannot be had is left alone, milliseconds. */
  readonly hostDownMs: number;
  /** Origins remembered at one time. */
  readonly maxHosts: number;
  readonly cache: TextCache;
}

/** Gets an address without asking robots.txt; throws a `FetchFault` for anything but status 200. */
export type FetchPlain = (url: URL) => Promise<{ readonly url: string; readonly body: Buffer }>;

interface Known {
  readonly rules: Promise<RobotRules>;
  until: number;
}

export class Robots {
  readonly #options: RobotsOptions;
  /** By origin, oldest first. */
  readonly #known = new Map<string, Known>();

  constructor(options: RobotsOptions) {
    this.#options = options;
  }

  /**
   * The rules for an address's origin; `fetchPlain` is called if they are not at hand. Where robots.txt is refused (any
   * 4xx), everything is allowed. While it cannot be had, nothing is: a fault, of kind `network` when the host cannot be
   * reached, else `robots`.
   */
  rulesFor(url: URL, fetchPlain: FetchPlain): Promise<RobotRules> {
    const known = this.#known.get(url.origin);
    if (known !== undefined && Date.now() < known.until) return known.rules;
    const rules = this.#load(url.origin, fetchPlain);
    this.#remember(url.origin, rules);
    return rules;
  }

  #remember(origin: string, rules: Promise<RobotRules>): void {
    const known: Known = { rules, until: Date.now() + this.#options.robotsFreshForMs };
    this.#known.delete(origin);
    this.#known.set(origin, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.#options.maxHosts && oldest !== undefined) this.#known.delete(oldest);
    // Whoever asked gets the fault, and so does everybody else for a while. A forbidden address is no statement about the
    // site: the same origin may be asked as a mirror next, and be allowed then.
    rules.catch((error: unknown) => {
      const isForbidden = error instanceof FetchFault && error.kind === 'forbidden-address';
      known.until = isForbidden ? 0 : Date.now() + this.#options.hostDownMs;
    });
  }

  async #load(origin: string, fetchPlain: FetchPlain): Promise<RobotRules> {
    const { cache, robotsFreshForMs } = this.#options;
    const url = new URL('/robots.txt', origin);
    const cached = await cache.get(url.href);
    if (cached !== null && Date.now() < cached.entry.fetchedAt + robotsFreshForMs) return parseRobots(url, cached.text);
    const { text, finalUrl } = await fetchRobots(url, fetchPlain);
    await cache.put(url.href, text, { finalUrl, etag: null, lastModified: null, fetchedAt: Date.now() });
    return parseRobots(url, text);
  }
}

/** The rules that a robots.txt found at `url` has for us. */
export function parseRobots(url: URL, text: string): RobotRules {
  const robots = parse(url.href, text);
  const seconds = robots.getCrawlDelay(ROBOT_NAME) ?? 0;
  return {
    allows: (asked) => robots.isAllowed(asked.href, ROBOT_NAME) !== false,
    crawlDelayMs: Math.max(0, seconds * 1000),
  };
}

async function fetchRobots(url: URL, fetchPlain: FetchPlain): Promise<{ text: string; finalUrl: string }> {
  try {
    const answer = await fetchPlain(url);
    return { text: answer.body.toString('utf8'), finalUrl: answer.url };
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    // "Unavailable" in the words of RFC 9309, 2.3.1.3: refused for good, or nothing but redirects. All is allowed.
    if (error.kind === 'redirect' || isRefusal(error.status)) return { text: '', finalUrl: url.href };
    if (error.kind === 'forbidden-address') throw error;
    // "Unreachable" (2.3.1.4): the site may have rules that we cannot see.
    const words = `${error.message}; without its robots.txt the site is left alone for now`;
    const kind = error.kind === 'network' ? 'network' : 'robots';
    throw new FetchFault(kind, words, { again: 'next-run', cause: error });
  }
}

/** Too Many Requests is in truth a 5xx: it says nothing about what is allowed. */
function isRefusal(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500 && status !== 429;
}
