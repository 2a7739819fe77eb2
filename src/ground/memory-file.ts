/**
 * The file of a memory, little-endian 32-bit numbers:
 *
 *   'PGNM', version, names n, pairs m, checksum of all behind it (FNV-1a), 0
 *   then n hashes of names, n + 1 starts, m hashes of concepts, and as 16-bit numbers n counts and m counts
 */
import { CannotRunError } from '../errors.js';
import { HASH_PRIME, HASH_START } from '../lexicon/hash.js';
import type { MemoryTables } from './memory.js';

export const MEMORY_VERSION = 1;
const MAGIC = 0x4d4e4750;
const HEAD_BYTES = 24;

export function packMemory({ names, counts, starts, concepts, conceptCounts }: MemoryTables): Uint8Array {
  const bytes = new Uint8Array(sizeOf(names.length, concepts.length));
  let at = HEAD_BYTES;
  for (const part of [names, starts, concepts, counts, conceptCounts]) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  new Uint32Array(bytes.buffer, 0, 6).set([MAGIC, MEMORY_VERSION, names.length, concepts.length, checksum(bytes), 0]);
  return bytes;
}

/**
 * @param where the file in messages
 * @throws CannotRunError when it is no memory, of another version, cut off or damaged
 */
export function unpackMemory(bytes: Uint8Array, where: string): MemoryTables {
  const copy = bytes.slice(); // aligned
  const [names, pairs] = sizesOf(copy, where);
  let at = HEAD_BYTES;
  const take = (length: number): Uint32Array => {
    const part = new Uint32Array(copy.buffer, at, length);
    at += part.byteLength;
    return part;
  };
  const [nameHashes, starts, concepts] = [take(names), take(names + 1), take(pairs)];
  return {
    names: nameHashes,
    starts,
    concepts,
    counts: new Uint16Array(copy.buffer, at, names),
    conceptCounts: new Uint16Array(copy.buffer, at + names * 2, pairs),
  };
}

function sizesOf(bytes: Uint8Array, where: string): readonly [number, number] {
  const fail = (got: string): never => {
    throw new CannotRunError(
      `${where}: expected a memory of names of version ${MEMORY_VERSION}, got ${got}; train it anew or reinstall`,
    );
  };
  if (bytes.length < HEAD_BYTES) fail(`${bytes.length} bytes`);
  const [magic, version, names = 0, pairs = 0, sum] = new Uint32Array(bytes.buffer, 0, 5);
  if (magic !== MAGIC) fail('another kind of file');
  if (version !== MEMORY_VERSION) fail(`version ${version}`);
  if (bytes.length !== sizeOf(names, pairs)) fail(`a length of ${bytes.length} bytes`);
  if (sum !== checksum(bytes)) fail('a damaged file (its checksum is wrong)');
  return [names, pairs];
}

function sizeOf(names: number, pairs: number): number {
  return HEAD_BYTES + 4 * (names + names + 1 + pairs) + 2 * (names + pairs);
}

function checksum(bytes: Uint8Array): number {
  let sum = HASH_START;
  for (let at = HEAD_BYTES; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), HASH_PRIME);
  return sum >>> 0;
}
