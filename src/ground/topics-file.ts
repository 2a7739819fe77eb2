/**
 * The file of the weights by which a text tells its species, little-endian: 'PGTP', version, buckets, groups, checksum of all
 * behind it (FNV-1a), the step of the weights as a 32-bit float, then the weights as signed bytes in steps, in the order of
 * species-topics.ts.
 */
import { CannotRunError } from '../errors.js';
import { HASH_PRIME, HASH_START } from '../lexicon/hash.js';
import { TAXON_GROUPS } from './gene-features.js';
import { TOPIC_BUCKETS, TOPIC_WEIGHTS, type TopicWeights } from './species-topics.js';

export const TOPICS_VERSION = 2;
const MAGIC = 0x50544750;
const SUMMED_FROM = 20;
const HEAD_BYTES = 24;

export function packTopics(weights: TopicWeights): Uint8Array {
  const most = weights.reduce((greatest, weight) => Math.max(greatest, Math.abs(weight)), 0);
  const step = most === 0 ? 1 : most / 127;
  const bytes = new Uint8Array(HEAD_BYTES + weights.length);
  new Float32Array(bytes.buffer, SUMMED_FROM, 1)[0] = step;
  new Int8Array(bytes.buffer, HEAD_BYTES).set(Int8Array.from(weights, (weight) => Math.round(weight / step)));
  const head = [MAGIC, TOPICS_VERSION, TOPIC_BUCKETS, TAXON_GROUPS.length, checksum(bytes)];
  new Uint32Array(bytes.buffer, 0, 5).set(head);
  return bytes;
}

/**
 * @param where the file in messages
 * @throws CannotRunError when it is no such file, of another version, cut off or damaged
 */
export function unpackTopics(bytes: Uint8Array, where: string): TopicWeights {
  const copy = bytes.slice(); // aligned
  check(copy, where);
  const step = new Float32Array(copy.buffer, SUMMED_FROM, 1)[0] ?? 0;
  return Float32Array.from(new Int8Array(copy.buffer, HEAD_BYTES), (steps) => steps * step);
}

function check(bytes: Uint8Array, where: string): void {
  const fail = (got: string): never => {
    throw new CannotRunError(
      `${where}: expected weights of words and species of version ${TOPICS_VERSION}, got ${got}; train anew or reinstall`,
    );
  };
  if (bytes.length < HEAD_BYTES) fail(`${bytes.length} bytes`);
  const [magic, version, buckets, groups, sum] = new Uint32Array(bytes.buffer, 0, 5);
  if (magic !== MAGIC) fail('another kind of file');
  if (version !== TOPICS_VERSION || buckets !== TOPIC_BUCKETS || groups !== TAXON_GROUPS.length) fail('another layout');
  if (bytes.length !== HEAD_BYTES + TOPIC_WEIGHTS) fail(`${bytes.length} bytes`);
  if (sum !== checksum(bytes)) fail('a damaged file (its checksum is wrong)');
}

function checksum(bytes: Uint8Array): number {
  let sum = HASH_START;
  for (let at = SUMMED_FROM; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), HASH_PRIME);
  return sum >>> 0;
}
