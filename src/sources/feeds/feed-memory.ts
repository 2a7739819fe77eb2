/**
 * What is known of a feed from earlier runs: its validators, and for each link from when on a copy of the text is new enough.
 * That is all that must be known to do nothing twice: a text that was fetched after that moment is not asked for again, and one
 * that was not, be it because the run was killed, is. So it does not matter when a run ends.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotRunError } from '../../errors.js';
import type { FeedItem } from './feed-item.js';

const memory = z.object({
  version: z.literal(1),
  /** Validators of the last answer, and the address that gave them; null when there are none. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  finalUrl: z.string().nullable(),
  /** SHA-256 of the links and times, to know a list of links without times that is the same as last time. */
  hash: z.string(),
  /** The newest time that an item has, ISO 8601; null when none has any. */
  newest: z.string().nullable(),
  links: z.array(
    z.object({
      url: z.string(),
      line: z.number(),
      changed: z.number().nullable(),
      /** A copy that is older than this is asked for again, milliseconds since 1970. */
      askFrom: z.number(),
      /** When it stood in the feed the last time. */
      seenAt: z.number(),
    }),
  ),
});

export type FeedMemory = Readonly<z.infer<typeof memory>>;

export const NOTHING_KNOWN: FeedMemory = {
  version: 1,
  etag: null,
  lastModified: null,
  finalUrl: null,
  hash: '',
  newest: null,
  links: [],
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A link that is no longer in the feed is still taken for so long: its paper may have failed until now. */
const KEPT_MS = 30 * DAY_MS;

/** By how much the clock of a site may be behind ours. What it costs: a question too many to a site that answers "not modified". */
const SLACK_MS = 5 * MINUTE_MS;

/**
 * What is known after a feed was read. A time lies before the reading, whatever the feed says; a link without a time changed
 * when a feed was read that is not the one of the last time.
 *
 * @param now when the feed was asked for, milliseconds since 1970
 */
export function remember(before: FeedMemory, items: readonly FeedItem[], now: number): FeedMemory {
  const merged = latestOfEach(items);
  const hash = hashOf(merged);
  const known = new Map(before.links.map((link) => [link.url, link]));
  const links = merged.map(({ url, line, changed }) => {
    const old = known.get(url);
    const isSame = old !== undefined && old.changed === changed && (changed !== null || hash === before.hash);
    const askFrom = isSame ? old.askFrom : Math.max(old?.askFrom ?? 0, Math.min((changed ?? now) + SLACK_MS, now));
    return { url, line, changed, askFrom, seenAt: now };
  });
  const present = new Set(merged.map(({ url }) => url));
  const gone = before.links.filter((link) => !present.has(link.url) && now - link.seenAt < KEPT_MS);
  return { ...before, hash, newest: newestOf(merged), links: [...links, ...gone] };
}

/** Of the entries for one link the newest counts; one without a time says that it changed now. */
function latestOfEach(items: readonly FeedItem[]): FeedItem[] {
  const byUrl = new Map<string, FeedItem>();
  for (const item of items) {
    const other = byUrl.get(item.url);
    const isLater =
      other === undefined || (other.changed !== null && (item.changed === null || item.changed > other.changed));
    if (isLater) byUrl.set(item.url, item);
  }
  return [...byUrl.values()];
}

function hashOf(items: readonly FeedItem[]): string {
  const parts = items.map(({ url, changed }) => `${changed} ${url}`).toSorted();
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

function newestOf(items: readonly FeedItem[]): string | null {
  const newest = items.reduce((most, { changed }) => Math.max(most, changed ?? 0), 0);
  const time = new Date(newest);
  return newest === 0 || Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** The memories of feeds in a folder, a file each, named by a hash of the feed's address: an address may hold a token. */
export class FeedMemories {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What is known of a feed. A file that cannot be read is as none: all that it costs is to ask once more. */
  async get(address: string): Promise<FeedMemory> {
    try {
      return memory.parse(JSON.parse(await readFile(this.#path(address), 'utf8')));
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError || isMissing(error)) return NOTHING_KNOWN;
      throw new CannotRunError(`${this.#path(address)}: expected a file that can be read`, error);
    }
  }

  /** @throws CannotRunError when it cannot be written */
  async put(address: string, known: FeedMemory): Promise<void> {
    const path = this.#path(address);
    const part = `${path}.${process.pid}.part`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(part, JSON.stringify(known), { mode: 0o600, flush: true });
      await rename(part, path);
    } catch (error) {
      throw new CannotRunError(`${path}: expected a file that can be written. Is the disk full?`, error);
    }
  }

  #path(address: string): string {
    return join(this.#folder, `${createHash('sha256').update(address).digest('hex').slice(0, 16)}.json`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
