/** From a card to what is read of its paper: the full text behind its link, or where that cannot be had, the card. */
import { setMaxListeners } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { FetchFailure, PaperCard, PaperText } from '../model.js';
import type { LookupAll } from './fetch/address-guard.js';
import { plainUrl } from './fetch/answer.js';
import { type CachedText, sha256Of, TextCache } from './fetch/cache.js';
import { Downloader, type DownloadJob, type OnRetry } from './fetch/download.js';
import { FetchFault } from './fetch/fetch-fault.js';
import { readFromFolder } from './fetch/folder.js';
import { HostMap, type ReadFrom } from './fetch/host-map.js';
import { markdownOf } from './fetch/markdown-body.js';
import type { FetchOptions } from './fetch/options.js';
import type { Page, PageValidators } from './fetch/page.js';

/**
 * Where a text came from: the network (`downloaded`; `revalidated`, the server said that the cached one still holds),
 * the cache without asking (`cache`), the cache because asking failed (`stale`), a mapped `folder`, or the `card`.
 */
export type TextOrigin = 'downloaded' | 'revalidated' | 'cache' | 'stale' | 'folder' | 'card';

/** A text, and what a log says of how it was had. */
export interface FetchedText {
  readonly text: PaperText;
  readonly via: TextOrigin;
  /** True when the network was not asked: `cache` and `folder`. */
  readonly fromCache: boolean;
  /** Bytes of the body as sent over the network; 0 unless downloaded. */
  readonly bytes: number;
  /** Host, with its port where it is not the usual one, of the card's link; null without a link. */
  readonly host: string | null;
  /** Wall time in milliseconds, waiting included. */
  readonly ms: number;
  /** `stale` only: why the server could not be asked. */
  readonly warning: { readonly kind: FetchFailure; readonly message: string } | null;
}

export interface FetchHooks {
  readonly onRetry?: OnRetry;
  /** True: whatever the settings say, the cache and mapped folders only. Default false. */
  readonly cacheOnly?: boolean;
  /** A cached text fetched before this moment is asked for again, milliseconds since 1970. Default 0: age alone decides. */
  readonly askFrom?: number;
}

/** Parts that are not settings. */
export interface FullTextParts {
  /** Aborts all waits and requests; each `fetch` under way then throws its reason. */
  readonly stop?: AbortSignal;
  /** From 0 up to, not including, 1; for the jitter of delays. Default Math.random. */
  readonly random?: () => number;
  /** How names are looked up. Default the system's way. */
  readonly lookup?: LookupAll;
}

/** What `#read` finds, before it is put into the records. */
type Found = Pick<FetchedText, 'via' | 'bytes' | 'warning'> & { readonly markdown: string; readonly sha256: string };

export class FullTextSource {
  readonly #options: FetchOptions;
  readonly #cache: TextCache;
  readonly #downloader: Downloader;
  readonly #hostMap: HostMap;
  readonly #stop = new AbortController();
  readonly #release: () => void;

  /** Throws a `CannotRunError` for a contact or a host map that cannot be used. Nothing is opened yet. */
  constructor(options: FetchOptions, parts: FullTextParts = {}) {
    this.#options = options;
    this.#cache = new TextCache(options.cacheDir);
    this.#hostMap = new HostMap(options.hostMap);
    this.#downloader = new Downloader(options, {
      cache: this.#cache,
      stop: this.#stop.signal,
      random: parts.random ?? Math.random,
      lookup: parts.lookup,
    });
    // Every request and wait listens; Node takes more than ten listeners for a leak.
    setMaxListeners(0, this.#stop.signal);
    this.#release = this.#follow(parts.stop);
  }

  /**
   * The text of a card. Trouble with one paper is a value: `origin` is `card` then and `failure` says why. Throws only
   * when the run was stopped (the reason of the signal), when the cache's disk fails (`CannotRunError`), or for a defect.
   */
  async fetch(card: PaperCard, hooks: FetchHooks = {}): Promise<FetchedText> {
    const start = performance.now();
    const { onRetry = () => {}, cacheOnly = this.#options.offline, askFrom = 0 } = hooks;
    const result = await this.#textOf(card, { onRetry, cacheOnly, askFrom });
    return { ...result, host: hostOf(card), ms: performance.now() - start };
  }

  /**
   * The body of an address as it is, asked for as texts are: robots.txt, pace, limits, retries, mapped hosts. Its own origin
   * need not be public, since only addresses of the settings come here.
   *
   * @param known what the last answer said; null for none
   * @returns null when the server says that nothing changed
   * @throws FetchFault, or the reason of a stop
   */
  async page(address: string, known: PageValidators | null): Promise<Page | null> {
    this.#stop.signal.throwIfAborted();
    const from = this.#hostMap.resolve(parseLink(address));
    const { maxBytes, offline } = this.#options;
    if (from.kind === 'file') {
      const finalUrl = pathToFileURL(from.path).href;
      return { body: await readFromFolder(from.path, maxBytes), finalUrl, etag: null, lastModified: null };
    }
    if (offline) throw new FetchFault('offline', `${from.url.href} is not asked for offline`, { again: 'next-run' });
    const trustedOrigin = from.trustedOrigin ?? from.url.origin;
    const condition = known === null ? null : conditionOf(known);
    const job = { trustedOrigin, maxBytes, onRetry: () => {}, askRobots: true, condition };
    const answer = await this.#downloader.get(from.url, job);
    if (answer.status === 304) return null;
    const [etag, lastModified] = [answer.header('etag'), answer.header('last-modified')];
    return { body: answer.body, finalUrl: answer.url, etag, lastModified };
  }

  /** Closes connections and ends what is under way. */
  close(): void {
    this.#release();
    this.#stop.abort(new DOMException('the source of full texts was closed', 'AbortError'));
    this.#downloader.close();
  }

  async #textOf(card: PaperCard, hooks: Required<FetchHooks>): Promise<Omit<FetchedText, 'ms' | 'host'>> {
    this.#stop.signal.throwIfAborted();
    if (card.fullTextUrl === null) {
      return fromCard(card, { kind: 'no-link', message: 'the card has no link to a full text' });
    }
    try {
      return fromFullText(card, await this.#read(card.fullTextUrl, hooks));
    } catch (error) {
      this.#stop.signal.throwIfAborted();
      if (!(error instanceof FetchFault)) throw error;
      return fromCard(card, { kind: error.kind, message: error.message });
    }
  }

  async #read(link: string, hooks: Required<FetchHooks>): Promise<Found> {
    const from = this.#hostMap.resolve(parseLink(link));
    if (from.kind === 'http') return this.#readHttp(from, hooks);
    const markdown = markdownOf(await readFromFolder(from.path, this.#options.maxBytes), {
      contentType: null,
      from: from.path,
    });
    return { via: 'folder', markdown, sha256: sha256Of(markdown), bytes: 0, warning: null };
  }

  async #readHttp(from: ReadFrom & { readonly kind: 'http' }, hooks: Required<FetchHooks>): Promise<Found> {
    const { freshForMs, maxBytes } = this.#options;
    const { cacheOnly, onRetry, askFrom } = hooks;
    const cached = await this.#cache.get(from.url.href);
    const isFresh = (at: number) => at >= askFrom && Date.now() < at + freshForMs;
    if (cached !== null && (cacheOnly || isFresh(cached.entry.fetchedAt))) return cachedAs('cache', cached);
    if (cacheOnly) throw new FetchFault('offline', `${from.url.href} is not in the cache`, { again: 'next-run' });
    const { trustedOrigin } = from;
    try {
      return await this.#ask(from.url, cached, { trustedOrigin, maxBytes, onRetry, askRobots: true });
    } catch (error) {
      if (cached === null || !(error instanceof FetchFault) || isFinal(error)) throw error;
      return { ...cachedAs('stale', cached), warning: { kind: error.kind, message: error.message } };
    }
  }

  async #ask(url: URL, cached: CachedText | null, job: Omit<DownloadJob, 'condition'>): Promise<Found> {
    const condition = cached === null ? null : conditionOf(cached.entry);
    const answer = await this.#downloader.get(url, { ...job, condition });
    if (answer.status === 304 && cached !== null) {
      await this.#cache.renew(url.href, cached, { ...cached.entry, fetchedAt: Date.now() });
      return cachedAs('revalidated', cached);
    }
    const markdown = markdownOf(answer.body, { contentType: answer.header('content-type'), from: answer.url });
    await this.#cache.put(url.href, markdown, {
      finalUrl: answer.url,
      etag: answer.header('etag'),
      lastModified: answer.header('last-modified'),
      fetchedAt: Date.now(),
    });
    return { via: 'downloaded', markdown, sha256: sha256Of(markdown), bytes: answer.wireBytes, warning: null };
  }

  #follow(stop: AbortSignal | undefined): () => void {
    if (stop === undefined) return () => {};
    const abort = () => this.#stop.abort(stop.reason);
    if (stop.aborted) abort();
    stop.addEventListener('abort', abort, { once: true });
    return () => stop.removeEventListener('abort', abort);
  }
}

/** Only the address that gave a validator understands it, so it is sent to the last one of a chain of redirects. */
function conditionOf(entry: PageValidators): DownloadJob['condition'] {
  const headers = {
    ...(entry.etag !== null && { 'If-None-Match': entry.etag }),
    ...(entry.lastModified !== null && { 'If-Modified-Since': entry.lastModified }),
  };
  return Object.keys(headers).length === 0 ? null : { url: entry.finalUrl, headers };
}

/**
 * True when the site has spoken: the text is gone or not for us, and a copy of ours is no substitute. A page in the place
 * of the text ("we are moving") is no such word.
 */
function isFinal(fault: FetchFault): boolean {
  return fault.again === 'never' && fault.kind !== 'not-markdown';
}

function parseLink(link: string): URL {
  if (URL.canParse(link)) return plainUrl(new URL(link));
  throw new FetchFault('forbidden-address', `expected an http or https address as link, but it is "${link}"`, {
    again: 'never',
  });
}

function hostOf({ fullTextUrl }: PaperCard): string | null {
  return fullTextUrl !== null && URL.canParse(fullTextUrl) ? new URL(fullTextUrl).host : null;
}

function cachedAs(via: TextOrigin, { text, sha256 }: CachedText): Found {
  return { via, markdown: text, sha256, bytes: 0, warning: null };
}

function fromFullText(
  card: PaperCard,
  { markdown, sha256, via, bytes, warning }: Found,
): Omit<FetchedText, 'ms' | 'host'> {
  const { id: paperId, fullTextUrl: url } = card;
  const text: PaperText = { paperId, origin: 'full-text', url, markdown, sha256, failure: null };
  return { text, via, fromCache: via === 'cache' || via === 'folder', bytes, warning };
}

function fromCard(
  card: PaperCard,
  failure: { readonly kind: FetchFailure; readonly message: string },
): Omit<FetchedText, 'ms' | 'host'> {
  const { id: paperId, markdown } = card;
  const text: PaperText = { paperId, origin: 'card', url: null, markdown, sha256: sha256Of(markdown), failure };
  return { text, via: 'card', fromCache: false, bytes: 0, warning: null };
}
