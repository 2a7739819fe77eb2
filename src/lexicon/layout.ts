/**
 * The index file: a head, then sections of 32-bit integers, 32-bit floats or bytes, little-endian, each on a multiple of 8.
 *
 *   0  'PGLX'            16  number of sections
 *   4  format version    20  for each section: offset, length in bytes (two 32-bit words)
 *   8  length of the file
 *  12  checksum of all behind the head's first 16 bytes
 *
 * The whole file is read into one SharedArrayBuffer and used where it lies.
 */
import { endianness } from 'node:os';
import { CannotRunError } from '../errors.js';
import type { NameScope } from '../model.js';

/** Version of the layout; raised whenever a reader of the old one would go wrong. */
export const FORMAT = 4;

/** Scopes by their number in `nameMeta`. */
export const SCOPES: readonly NameScope[] = ['SYMBOL', 'LABEL', 'EXACT', 'NARROW', 'BROAD', 'RELATED'];

/** Bit of `nameMeta` that says `commonWord`; the scope is in the bits below. */
export const COMMON_BIT = 16;

const MAGIC = 0x584c4750;
const HEAD_WORDS = 5;
/** The checksum covers the file from here on. */
const CHECKED_FROM = 16;

/** Sections in their order in the file; `bytes` ones hold single bytes, the others 32-bit integers or floats. */
const SECTIONS = {
  info: 'bytes',
  textBytes: 'bytes',
  textOffsets: 'ints',
  tokenBytes: 'bytes',
  tokenOffsets: 'ints',
  tokenSlots: 'ints',
  /** Token that a token is compared by. */
  tokenKey: 'ints',
  /** 1 for ordinary words and units, of which "in 2" is made. */
  tokenWord: 'bytes',
  /** How the names with a token spread over vocabularies, see token-spread.ts. */
  tokenSpread: 'ints',
  edgeToken: 'ints',
  firstChild: 'ints',
  nodeGroup: 'ints',
  /** Child of the root by token, -1 for none. */
  rootChild: 'ints',
  /** Names of group g are `groupStart[g]` to before `groupStart[g + 1]`. */
  groupStart: 'ints',
  groupFlags: 'ints',
  nameText: 'ints',
  nameConcept: 'ints',
  /** A number of `SCOPES`, and `COMMON_BIT`. */
  nameMeta: 'bytes',
  /** Texts of ids: those of the concepts in their order, then retired ones. */
  idText: 'ints',
  idConcept: 'ints',
  idSlots: 'ints',
  conceptKind: 'bytes',
  conceptName: 'ints',
  conceptFullName: 'ints',
  conceptTaxon: 'ints',
  conceptGeneType: 'ints',
  /** Three lists a concept: parents (concepts), tree numbers (texts), exact matches (concepts). */
  listStart: 'ints',
  listValues: 'ints',
  /** Genes that are orthologs of a gene of a reference species, ascending, and that gene; see reference-genes.ts. */
  orthologGene: 'ints',
  orthologReference: 'ints',
  /** Spellings of diseases by the stems of their words, see word-index.ts. */
  stemBytes: 'bytes',
  stemOffsets: 'ints',
  stemSlots: 'ints',
  /** Numbers of the stems in alphabetical order. */
  stemOrder: 'ints',
  stemIsWord: 'bytes',
  stemWeight: 'floats',
  postingStart: 'ints',
  postings: 'ints',
  spellingStart: 'ints',
  spellingStems: 'ints',
  spellingGroup: 'ints',
  spellingLength: 'floats',
} as const;

type SectionName = keyof typeof SECTIONS;

/** The sections of an index, as views. */
export type Sections = {
  readonly [Name in SectionName]: Views[(typeof SECTIONS)[Name]];
};

interface Views {
  readonly bytes: Uint8Array;
  readonly ints: Int32Array;
  readonly floats: Float32Array;
}

const NAMES = Object.keys(SECTIONS) as readonly SectionName[];

/** Lays sections out in one buffer. The same sections always give the same bytes. */
export function packSections(sections: Sections): SharedArrayBuffer {
  const head = (HEAD_WORDS + NAMES.length * 2) * 4;
  let length = aligned(head);
  const offsets = NAMES.map((name) => {
    const offset = length;
    length = aligned(length + sections[name].byteLength);
    return offset;
  });
  const buffer = new SharedArrayBuffer(length);
  const words = new Uint32Array(buffer, 0, head / 4);
  words.set([MAGIC, FORMAT, length, 0, NAMES.length]);
  const bytes = new Uint8Array(buffer);
  NAMES.forEach((name, i) => {
    const section = sections[name];
    words.set([offsets[i] ?? 0, section.byteLength], HEAD_WORDS + i * 2);
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offsets[i]);
  });
  words[3] = checksum(buffer);
  return buffer;
}

/**
 * Views of the sections of an index.
 *
 * @param where the index in messages, e.g. its path
 * @throws CannotRunError when it is no index, of another version, or cut off
 */
export function unpackSections(buffer: SharedArrayBuffer, where: string): Sections {
  if (endianness() !== 'LE')
    throw new CannotRunError('expected a little-endian processor; lexicons cannot be read here');
  checkHead(buffer, where);
  const words = new Uint32Array(buffer, 0, HEAD_WORDS + NAMES.length * 2);
  const views: [string, Views[keyof Views]][] = NAMES.map((name, i) => {
    const offset = words[HEAD_WORDS + i * 2] ?? 0;
    const length = words[HEAD_WORDS + i * 2 + 1] ?? 0;
    if (offset % 8 !== 0 || offset + length > buffer.byteLength)
      throw damaged(where, `section ${name} lies outside of it`);
    return [name, viewOf(SECTIONS[name], buffer, { offset, length })];
  });
  // The kinds of all sections were just read from SECTIONS, which `Sections` is made of.
  return Object.fromEntries(views) as unknown as Sections;
}

function viewOf(
  kind: keyof Views,
  buffer: SharedArrayBuffer,
  { offset, length }: { readonly offset: number; readonly length: number },
): Views[keyof Views] {
  if (kind === 'bytes') return new Uint8Array(buffer, offset, length);
  return kind === 'ints' ? new Int32Array(buffer, offset, length / 4) : new Float32Array(buffer, offset, length / 4);
}

/** @throws CannotRunError when the bytes are not those that were written */
export function verifyChecksum(buffer: SharedArrayBuffer, where: string): void {
  if (new Uint32Array(buffer, 0, HEAD_WORDS)[3] !== checksum(buffer)) throw damaged(where, 'its checksum is wrong');
}

function checkHead(buffer: SharedArrayBuffer, where: string): void {
  const words = new Uint32Array(buffer, 0, Math.min(HEAD_WORDS, Math.floor(buffer.byteLength / 4)));
  if (words[0] !== MAGIC) {
    throw new CannotRunError(`expected a lexicon made by \`papergraph lexicon build\`, but ${where} is none`);
  }
  if (words[1] !== FORMAT) {
    const versions = `expected a lexicon of format ${FORMAT}, ${where} has format ${words[1]}`;
    throw new CannotRunError(`${versions}; build it again with \`papergraph lexicon build\``);
  }
  if (words[2] !== buffer.byteLength)
    throw damaged(where, `it should have ${words[2]} bytes and has ${buffer.byteLength}`);
  if (words[4] !== NAMES.length) throw damaged(where, `it has ${words[4]} sections`);
}

function damaged(where: string, what: string): CannotRunError {
  return new CannotRunError(`${where} is damaged: ${what}; build it again with \`papergraph lexicon build\``);
}

/** A quick sum over 32-bit words: it finds bytes that went wrong on the way, it is no protection against intent. */
function checksum(buffer: SharedArrayBuffer): number {
  const words = new Int32Array(buffer, CHECKED_FROM);
  let even = 1;
  let odd = 2;
  for (let i = 0; i + 1 < words.length; i += 2) {
    even = Math.imul(even ^ (words[i] ?? 0), 0x01000193);
    odd = Math.imul(odd ^ (words[i + 1] ?? 0), 0x01000193);
  }
  return (even ^ Math.imul(odd, 0x9e3779b1)) >>> 0;
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}
