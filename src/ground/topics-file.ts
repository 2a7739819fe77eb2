/**
 * The file of what training counted of words and species, little-endian: 'PGTP', version, buckets, groups, checksum of all
 * behind it (FNV-1a), then as 16-bit numbers sixteenths of documents: totals by group, then by bucket and group.
 */
import { CannotRunError } from '../errors.js';
import { HASH_PRIME, HASH_START } from '../lexicon/hash.js';
import { TAXON_GROUPS } from './gene-features.js';
import { TOPIC_BUCKETS, type TopicCounts } from './species-topics.js';

export const TOPICS_VERSION = 1;
const MAGIC = 0x50544750;
const HEAD_BYTES = 20;
/** Parts of a document that are told apart: one on three species counts a third for each. */
const PARTS = 16;

export function packTopics({ buckets, totals }: TopicCounts): Uint8Array {
  const values = Uint16Array.from([...totals, ...buckets], (value) => Math.min(65535, Math.round(value * PARTS)));
  const bytes = new Uint8Array(HEAD_BYTES + values.byteLength);
  bytes.set(new Uint8Array(values.buffer), HEAD_BYTES);
  const head = [MAGIC, TOPICS_VERSION, TOPIC_BUCKETS, TAXON_GROUPS.length, checksum(bytes)];
  new Uint32Array(bytes.buffer, 0, 5).set(head);
  return bytes;
}

/**
 * @param where the file in messages
 * @throws CannotRunError when it is no such file, of another version, cut off or damaged
 */
export function unpackTopics(bytes: Uint8Array, where: string): TopicCounts {
  const copy = bytes.slice(); // aligned
  check(copy, where);
  const values = Float32Array.from(new Uint16Array(copy.buffer, HEAD_BYTES), (value) => value / PARTS);
  return { totals: values.slice(0, TAXON_GROUPS.length), buckets: values.slice(TAXON_GROUPS.length) };
}

function check(bytes: Uint8Array, where: string): void {
  const fail = (got: string): never => {
    throw new CannotRunError(
      `${where}: expected counts of words and species of version ${TOPICS_VERSION}, got ${got}; train anew or reinstall`,
    );
  };
  if (bytes.length < HEAD_BYTES) fail(`${bytes.length} bytes`);
  const [magic, version, buckets, groups, sum] = new Uint32Array(bytes.buffer, 0, 5);
  if (magic !== MAGIC) fail('another kind of file');
  if (version !== TOPICS_VERSION || buckets !== TOPIC_BUCKETS || groups !== TAXON_GROUPS.length) fail('another layout');
  if (bytes.length !== HEAD_BYTES + 2 * TAXON_GROUPS.length * (TOPIC_BUCKETS + 1)) fail(`${bytes.length} bytes`);
  if (sum !== checksum(bytes)) fail('a damaged file (its checksum is wrong)');
}

function checksum(bytes: Uint8Array): number {
  let sum = HASH_START;
  for (let at = HEAD_BYTES; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), HASH_PRIME);
  return sum >>> 0;
}
