/** Writes an index file so that a reader sees the old one or the new one, never a part. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CannotRunError, messageOf } from '../errors.js';

/**
 * Writes the bytes of an index to a file beside `path`, has them reach the disk, and renames it to `path`.
 *
 * @throws CannotRunError when the folder cannot be written to or the disk is full; `path` is then as it was
 */
export async function writeLexicon(path: string, buffer: SharedArrayBuffer): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeSynced(temporary, new Uint8Array(buffer));
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    const size = Math.ceil(buffer.byteLength / 1e6);
    const message = `expected to write a lexicon of ${size} MB to ${path}, but ${messageOf(error)}`;
    throw new CannotRunError(`${message}; name another place with --out`, error);
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The rename itself reaches the disk with the folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
