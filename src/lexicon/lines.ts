/** Files read as a stream, plain or gzipped (told by the first two bytes, not by the name), with their SHA-256. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, openSync, type ReadStream, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { FormatError, messageOf } from '../errors.js';
import { isArchive, memberOf } from './archive.js';

const CHUNK = 1 << 18;

/**
 * Calls `visit` with each chunk of a file's text; no character is cut by a chunk's end.
 *
 * @param member file to read when `path` is a tar archive; without one an archive is read as any other file
 * @returns SHA-256 of the file as it lies on disk, hex
 * @throws FormatError for a file that cannot be read or whose gzip stream is damaged or cut off
 */
export async function forEachChunk(path: string, visit: (text: string) => void, member?: string): Promise<string> {
  const hash = createHash('sha256');
  const decoder = new StringDecoder('utf8');
  const chunks = byteChunks(path, hash, member);
  try {
    for (let next = await nextChunk(path, chunks); next !== null; next = await nextChunk(path, chunks)) {
      visit(decoder.write(next));
    }
  } finally {
    await chunks.return(undefined);
  }
  visit(decoder.end());
  return hash.digest('hex');
}

/** Calls `visit` with each line, without its end (`\n` or `\r\n`), and its number, counted from 1. See `forEachChunk`. */
export async function forEachLine(
  path: string,
  visit: (line: string, number: number) => void,
  member?: string,
): Promise<string> {
  let rest = '';
  let number = 0;
  const visitChunk = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) visit(line.endsWith('\r') ? line.slice(0, -1) : line, ++number);
  };
  const sha256 = await forEachChunk(path, visitChunk, member);
  if (rest !== '') visit(rest, number + 1);
  return sha256;
}

async function* byteChunks(path: string, hash: Hash, member: string | undefined): AsyncGenerator<Buffer> {
  const isPacked = isGzip(path);
  const file = createReadStream(path, { highWaterMark: CHUNK });
  file.on('data', (chunk) => hash.update(chunk));
  const bytes = unpacked(file, isPacked, isArchive(path) ? member : undefined);
  file.on('error', (error) => bytes.destroy(error));
  try {
    yield* bytes;
  } finally {
    bytes.destroy();
    file.destroy();
  }
}

function unpacked(file: ReadStream, isPacked: boolean, member: string | undefined): Readable {
  if (member !== undefined) return memberOf(file, member);
  return isPacked ? file.pipe(createGunzip({ chunkSize: CHUNK })) : file;
}

async function nextChunk(path: string, chunks: AsyncGenerator<Buffer>): Promise<Buffer | null> {
  try {
    const next = await chunks.next();
    return next.done === true ? null : next.value;
  } catch (error) {
    const what = `expected a plain or gzipped file that can be read to its end, but ${messageOf(error)}`;
    throw new FormatError({ path, line: 0 }, `${what}; fetch or copy the file again`, error);
  }
}

/** Whether a file begins as gzip does. */
export function isGzip(path: string): boolean {
  const head = Buffer.alloc(2);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, 2, 0);
  } finally {
    closeSync(file);
  }
  return head[0] === 0x1f && head[1] === 0x8b;
}
