/** Feeds of links that changed: what the settings name, read once at the start of a run. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf } from '../../errors.js';
import type { InputItem, InputProblem, PaperCard } from '../../model.js';
import { readLink } from '../cards/json-card.js';
import { isWebUrl } from '../cards/links.js';
import { FetchFault } from '../fetch/fetch-fault.js';
import type { Page, PageValidators } from '../fetch/page.js';
import { Settling } from '../settled.js';
import { BrokenFeedError } from './feed-item.js';
import { FeedMemories, type FeedMemory, remember } from './feed-memory.js';
import { readFeed } from './read-feed.js';

export interface FeedParts {
  /** Folder for what is known of feeds; made when missing. */
  readonly folder: string;
  /** Gets an address; null when it is as it was. Throws a `FetchFault`. */
  readonly getPage: (address: string, known: PageValidators | null) => Promise<Page | null>;
  /** Folder that relative paths start from. Default: the process's. */
  readonly cwd?: string;
  /** Tells files that are still being written; the one of the run. Default: all are taken as they are. */
  readonly settling?: Settling;
}

/** All feeds of a run, as they are now. */
export class Feeds {
  /** In the order of the feeds and of their entries; a paper that several name stands there several times. */
  readonly cards: readonly PaperCard[];
  readonly problems: readonly InputProblem[];
  readonly #askFrom = new Map<string, number>();

  constructor(feeds: readonly KnownFeed[]) {
    this.problems = feeds.flatMap((feed) => feed.problems);
    this.cards = feeds.flatMap(({ address, known }) =>
      known.links.flatMap(({ url, line, askFrom }) => this.#take(readLink(url, { path: address, line }), askFrom)),
    );
  }

  /**
   * From when on a copy of a paper's text is new enough, milliseconds since 1970; null for a paper that no feed names, neither by
   * the link of its card nor by its id. An older copy is to be asked for again.
   */
  askFrom(card: PaperCard): number | null {
    const times = namesOf(card).flatMap((name) => this.#askFrom.get(name) ?? []);
    return times.length === 0 ? null : Math.max(...times);
  }

  #take(item: InputItem, askFrom: number): PaperCard[] {
    if (item.kind === 'problem') return []; // a feed is read into addresses, and each of them is a link
    for (const name of namesOf(item.card)) this.#askFrom.set(name, Math.max(askFrom, this.#askFrom.get(name) ?? 0));
    return [item.card];
  }
}

/** What a paper is known by: its id, and the address of its text as a server sees it. */
export function namesOf({ id, fullTextUrl }: PaperCard): string[] {
  if (fullTextUrl === null || !URL.canParse(fullTextUrl)) return [id];
  const url = new URL(fullTextUrl);
  url.hash = '';
  return [id, url.href];
}

interface KnownFeed {
  readonly address: string;
  readonly known: FeedMemory;
  readonly problems: readonly InputProblem[];
}

/**
 * Reads feeds, each a file or an http(s) address. One that cannot be had or read is a problem, and what was known of it from
 * earlier runs is used. A feed of which only single entries are wrong is used without them.
 *
 * @throws CannotRunError when what is known of feeds cannot be read or written, or the reason of a stop
 */
export async function readFeeds(addresses: readonly string[], parts: FeedParts): Promise<Feeds> {
  const memories = new FeedMemories(parts.folder);
  const unique = [...new Set(addresses)];
  return new Feeds(await Promise.all(unique.map((address) => readOne(address, memories, parts))));
}

async function readOne(address: string, memories: FeedMemories, parts: FeedParts): Promise<KnownFeed> {
  const before = await memories.get(address);
  const now = Date.now();
  try {
    const page = isWebUrl(address)
      ? await parts.getPage(address, validatorsOf(before))
      : await readLocal(address, parts);
    const { known, problems } = page === null ? unchanged(before, now) : taken(address, page, { before, now });
    await memories.put(address, known);
    return { address, known, problems };
  } catch (error) {
    return { address, known: before, problems: [problemOf(address, error)] };
  }
}

/** All of it still stands in the feed. */
function unchanged(before: FeedMemory, now: number): Pick<KnownFeed, 'known' | 'problems'> {
  const newest = before.links.reduce((most, link) => Math.max(most, link.seenAt), 0);
  const links = before.links.map((link) => (link.seenAt === newest ? { ...link, seenAt: now } : link));
  return { known: { ...before, links }, problems: [] };
}

function taken(
  address: string,
  { body, ...validators }: Page,
  { before, now }: { readonly before: FeedMemory; readonly now: number },
): Pick<KnownFeed, 'known' | 'problems'> {
  const { items, flaws } = readFeed(body, validators.finalUrl);
  const problems = flaws.map(({ line, message }): InputProblem => {
    const words = `expected ${message}. The entry is left out; correct the feed`;
    return { place: { path: address, line }, kind: 'bad-line', message: words, fatal: true };
  });
  // With validators of a feed that is partly wrong the next answer would be "not modified", and nobody told of it.
  const kept = flaws.length === 0 ? validators : { etag: null, lastModified: null };
  return { known: { ...remember(before, items, now), ...kept, finalUrl: validators.finalUrl }, problems };
}

function validatorsOf({ finalUrl, etag, lastModified }: FeedMemory): PageValidators | null {
  return finalUrl === null || (etag === null && lastModified === null) ? null : { finalUrl, etag, lastModified };
}

async function readLocal(
  address: string,
  { cwd = process.cwd(), settling = new Settling(0) }: FeedParts,
): Promise<Page> {
  const path = resolve(cwd, address);
  if (!(await settling.isSettled(path)))
    throw new BrokenFeedError(1, 'a file that is whole; it is still being written');
  return { body: await readFile(path), finalUrl: pathToFileURL(path).href, etag: null, lastModified: null };
}

function problemOf(address: string, error: unknown): InputProblem {
  const isExpected = error instanceof BrokenFeedError || error instanceof FetchFault || isFileError(error);
  if (!isExpected) throw error;
  const line = error instanceof BrokenFeedError ? error.line : 1;
  const found = error instanceof BrokenFeedError ? `expected ${error.message}` : `expected a feed: ${messageOf(error)}`;
  const message = `${found}. Links that the feed had in earlier runs are used; the next run asks again`;
  // Offline is what was asked for.
  const fatal = !(error instanceof FetchFault && error.kind === 'offline');
  return { place: { path: address, line }, kind: 'unreadable', message, fatal };
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
