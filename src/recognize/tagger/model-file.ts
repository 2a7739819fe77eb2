/**
 * The file of a tagger, little-endian:
 *
 *   0 'PGTG', 4 version, 8 length of the head in bytes, 12 checksum of all behind it (FNV-1a)
 *   16 head: JSON ({@link ModelHead}), padded with spaces to a multiple of 8
 *   then transitions (64-bit floats), one bit for each hashed row that is kept, and its weights, one byte for each label
 *
 * Features are hashed one way, and many share a row: the file holds no list of names.
 */
import { CannotRunError } from '../../errors.js';
import { HASH_PRIME, HASH_START } from '../../lexicon/hash.js';
import type { MentionType } from '../../model.js';
import { labelCount } from './labels.js';
import type { Weights } from './training.js';

export const MODEL_VERSION = 2;
const MAGIC = 0x47544750;
const HEAD_START = 16;

export interface ModelHead {
  readonly types: readonly MentionType[];
  readonly hashBits: number;
  /** Rows that are kept. */
  readonly rows: number;
  /** What a weight of 1 in the file stands for. */
  readonly scale: number;
  /** What it was trained from, e.g. `train.pubtator.gz (400 documents)`, with how. */
  readonly sources: readonly string[];
  /** Day of the newest of the sources, `2026-05-05`: the day of the training itself would make each model another. */
  readonly date: string;
  /** Settings of the training, for the record. */
  readonly training: Readonly<Record<string, number>>;
}

export interface TaggerModel {
  readonly head: ModelHead;
  readonly labels: number;
  readonly transitions: Float64Array;
  /** Bit r (of number r / 32) is set for each hashed row r that is kept; `weights` has those in their order. */
  readonly kept: Int32Array;
  readonly weights: Int8Array;
}

/** Weights as bytes; rows with no weight of at least `pruneBelow` are left out. */
export function packModel(
  weights: Weights,
  about: Pick<ModelHead, 'types' | 'sources' | 'date' | 'training'>,
  pruneBelow: number,
): Uint8Array {
  const { labels, hashBits, rows, transitions } = weights;
  const kept = keptRows(weights, pruneBelow);
  const scale = greatest(rows) / 127 || 1;
  const head: ModelHead = { ...about, hashBits, rows: kept.length, scale };
  const headBytes = padded(new TextEncoder().encode(JSON.stringify(head)));
  const bytes = new Uint8Array(sizeOf(headBytes.length, head, labels));
  const bits = HEAD_START + headBytes.length + transitions.byteLength;
  bytes.set(headBytes, HEAD_START);
  bytes.set(new Uint8Array(transitions.slice().buffer), HEAD_START + headBytes.length);
  let at = bits + (1 << hashBits) / 8;
  for (const row of kept) {
    bytes[bits + (row >> 3)] = (bytes[bits + (row >> 3)] ?? 0) | (1 << (row & 7));
    for (let label = 0; label < labels; label++) bytes[at++] = Math.round((rows[row * labels + label] ?? 0) / scale);
  }
  new Uint32Array(bytes.buffer, 0, 4).set([MAGIC, MODEL_VERSION, headBytes.length, checksum(bytes)]);
  return bytes;
}

/**
 * @param where the file in messages
 * @throws CannotRunError when it is no model, of another version, cut off or damaged
 */
export function unpackModel(bytes: Uint8Array, where: string): TaggerModel {
  const copy = bytes.slice(); // aligned
  const head = headOf(copy, where);
  const labels = labelCount(head.types);
  const start = HEAD_START + (new Uint32Array(copy.buffer, 8, 1)[0] ?? 0);
  const bits = start + labels * labels * 8;
  const end = bits + (1 << head.hashBits) / 8;
  return {
    head,
    labels,
    transitions: new Float64Array(copy.buffer, start, labels * labels),
    kept: new Int32Array(copy.buffer, bits, (end - bits) / 4),
    weights: new Int8Array(copy.buffer, end, head.rows * labels),
  };
}

function headOf(bytes: Uint8Array, where: string): ModelHead {
  const fail = (got: string): never => {
    throw new CannotRunError(
      `${where}: expected a tagger of version ${MODEL_VERSION}, got ${got}; train it anew or reinstall`,
    );
  };
  if (bytes.length < HEAD_START) fail(`${bytes.length} bytes`);
  const [magic, version, headLength = 0, sum] = new Uint32Array(bytes.buffer, 0, 4);
  if (magic !== MAGIC) fail('another kind of file');
  if (version !== MODEL_VERSION) fail(`version ${version}`);
  if (headLength % 8 !== 0 || HEAD_START + headLength > bytes.length) fail('a file that is cut off');
  if (sum !== checksum(bytes)) fail('a damaged file (its checksum is wrong)');
  const head: ModelHead = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD_START, HEAD_START + headLength)));
  if (bytes.length !== sizeOf(headLength, head, labelCount(head.types))) fail(`a length of ${bytes.length} bytes`);
  return head;
}

function sizeOf(headLength: number, { hashBits, rows }: ModelHead, labels: number): number {
  return HEAD_START + headLength + labels * labels * 8 + (1 << hashBits) / 8 + rows * labels;
}

function padded(bytes: Uint8Array): Uint8Array {
  const room = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(0x20);
  room.set(bytes);
  return room;
}

function keptRows({ rows, labels, hashBits }: Weights, pruneBelow: number): number[] {
  const kept: number[] = [];
  for (let row = 0; row < 1 << hashBits; row++) {
    for (let label = 0; label < labels; label++) {
      if (Math.abs(rows[row * labels + label] ?? 0) < pruneBelow) continue;
      kept.push(row);
      break;
    }
  }
  return kept;
}

function greatest(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

function checksum(bytes: Uint8Array): number {
  let sum = HASH_START;
  for (let at = HEAD_START; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), HASH_PRIME);
  return sum >>> 0;
}
