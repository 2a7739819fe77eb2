/** `releases.json` beside the files: what each one is, where it came from, and its checksum. */
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotRunError, messageOf } from '../../errors.js';
import { errorCode } from '../fetch/error-code.js';
import type { Release } from './options.js';

const recordSchema = z.object({
  terminology: z.string(),
  url: z.string(),
  bytes: z.int(),
  /** Hex. */
  sha256: z.string(),
  etag: z.string().nullable(),
  /** As the server writes it. */
  lastModified: z.string().nullable(),
  /** `2026-10-21`, from Last-Modified; null when the server does not say. */
  releaseDate: z.string().nullable(),
  /** ISO 8601 with time, UTC. */
  downloadedAt: z.string(),
});

/** What is known of a file that was downloaded as a whole. */
export type ReleaseRecord = z.infer<typeof recordSchema>;

const fileSchema = z.object({ files: z.record(z.string(), recordSchema) });

const NAME = 'releases.json';

/** Records by file name; empty when there are none yet. A file that cannot be read is an error that says what to do. */
export async function readRecords(folder: string): Promise<Readonly<Record<string, ReleaseRecord>>> {
  const path = join(folder, NAME);
  try {
    return fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).files;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {};
    const message = `${path}: expected the list of downloaded files, but ${messageOf(error)}; delete it to download them again`;
    throw new CannotRunError(message, error);
  }
}

/** Writes the record of one file beside the others. */
export async function writeRecord(folder: string, file: string, record: ReleaseRecord): Promise<void> {
  const files = { ...(await readRecords(folder)), [file]: record };
  await replaceFile(join(folder, NAME), `${JSON.stringify({ files }, null, 2)}\n`);
}

/** The record of a release whose file is there as it was downloaded (by its size); else null. */
export async function currentRecord(folder: string, release: Release): Promise<ReleaseRecord | null> {
  const record = (await readRecords(folder))[release.file];
  if (record === undefined || record.url !== release.url) return null;
  return (await sizeOf(join(folder, release.file))) === record.bytes ? record : null;
}

/** Bytes of a file; null when there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a text in a file's place, so that a kill leaves the old one or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
