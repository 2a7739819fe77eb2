/**
 * Texts on disk, by content: cacache keeps each text once under its SHA-256 and an index entry for each key. Texts come
 * to their place by rename, index entries are lines with a checksum of their own, and what is read is checked against
 * its SHA-256; so a kill or a power cut at any moment leaves either the old or the new entry or none, never a broken
 * text. Any number of processes may share one folder.
 */
import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import cacache from 'cacache';
import { z } from 'zod';
import { CannotRunError } from '../../errors.js';
import { errorCode } from './error-code.js';

const entrySchema = z.object({
  /** Address that the text came from in the end, after redirects. */
  finalUrl: z.string(),
  /** Validators for the next conditional request, as sent; null when the server sends none. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** When the server last said that this is the text, milliseconds since 1970. */
  fetchedAt: z.number(),
});

/** What is known about a cached text. */
export type CacheEntry = Readonly<z.infer<typeof entrySchema>>;

export interface CachedText {
  readonly entry: CacheEntry;
  readonly text: string;
  /** SHA-256 of the text as UTF-8, hex: its address. */
  readonly sha256: string;
}

/** SHA-256 of a text as UTF-8, hex. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A text is moved to its place within milliseconds; a file that waits for longer was left behind by a killed process. */
const TEMPORARY_MS = 3_600_000;

export class TextCache {
  readonly #dir: string;
  #cleared: Promise<void> | undefined;

  /** `dir` is made with the first text. All methods throw a `CannotRunError` when the disk does not take or give. */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** The text of a key, or null: never stored, or found broken (then it is cleared away). */
  async get(key: string): Promise<CachedText | null> {
    const info = await this.#try('read', () => cacache.get.info(this.#dir, key));
    const entry = entrySchema.safeParse(info?.metadata);
    if (info === null || !entry.success) return null;
    const data = await this.#try('read', () => this.#readOrClear(info.integrity));
    if (data === null) return null;
    return { entry: entry.data, text: data.toString('utf8'), sha256: hexOf(info.integrity) };
  }

  async put(key: string, text: string, entry: CacheEntry): Promise<void> {
    await this.#clearOnce();
    await this.#try('written', () => cacache.put(this.#dir, key, text, { algorithms: ['sha256'], metadata: entry }));
    await this.#compact(key);
  }

  /** A new entry for the text that the key already has (the server said: not modified). */
  async renew(key: string, cached: CachedText, entry: CacheEntry): Promise<void> {
    await this.#clearOnce();
    const integrity = `sha256-${Buffer.from(cached.sha256, 'hex').toString('base64')}`;
    await this.#try('written', () => cacache.index.insert(this.#dir, key, integrity, { metadata: entry }));
    await this.#compact(key);
  }

  /** Before the first writing, since each kill may leave a file or two for ever. */
  #clearOnce(): Promise<void> {
    this.#cleared ??= this.#try('written', () => clearTemporary(join(this.#dir, 'tmp')));
    return this.#cleared;
  }

  /** Index entries are appended, and the last one counts; without this, each request would leave a line for ever. */
  async #compact(key: string): Promise<void> {
    await this.#try('written', () => cacache.index.compact(this.#dir, key, (a, b) => a.key === b.key));
  }

  /** A broken text must go, since cacache takes a text that is already in its place for a good one. */
  async #readOrClear(integrity: string): Promise<Buffer | null> {
    try {
      return await cacache.get.byDigest(this.#dir, integrity, { memoize: false });
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT') return null;
      if (code !== 'EINTEGRITY' && code !== 'EBADSIZE') throw error;
      await cacache.rm.content(this.#dir, integrity);
      return null;
    }
  }

  async #try<T>(done: string, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      const words = `the cache of full texts in ${this.#dir} could not be ${done}; check its disk and permissions`;
      throw new CannotRunError(words, error);
    }
  }
}

/** Other processes may be writing, or clearing, at the same time. */
async function clearTemporary(folder: string): Promise<void> {
  const names = await readdir(folder).catch(ifMissing([]));
  for (const path of names.map((name) => join(folder, name))) {
    const made = await stat(path).catch(ifMissing(null));
    if (made !== null && made.mtimeMs < Date.now() - TEMPORARY_MS) await rm(path, { recursive: true, force: true });
  }
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (errorCode(error) === 'ENOENT') return instead;
    throw error;
  };
}

/** `sha256-uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=` → hex. */
function hexOf(integrity: string): string {
  return Buffer.from(integrity.slice('sha256-'.length), 'base64').toString('hex');
}
