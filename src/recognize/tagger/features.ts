/**
 * The features of a unit, as hashes, by what they depend on: the word and those around it, the word in the whole paper, the
 * names of the lexicon, the long form of a short form, and the place itself. All but the last come again and again, so a
 * tagger sums their weights once for each (see sum-table.ts); training writes them all out.
 */
import { mix } from './hash.js';
import type { HashList } from './hash-list.js';
import type { LongFormClues } from './long-form-clues.js';
import { NO_NAME, SCAN_COUNT } from './name-states.js';
import type { Scene, SceneReader } from './scene.js';
import { endOfUnit, startOfUnit } from './units.js';

/** Numbers of the kinds of features, so that hashes of different kinds differ; those of words are in word-features.ts. */
const TEMPLATE = {
  bias: 100,
  bigram: 101,
  shapes: 102,
  spacing: 103,
  section: 104,
  count: 105,
  title: 106,
  after: 107,
  before: 108,
  shortForm: 110,
  definition: 115,
  noName: 120,
  name: 121,
  flag: 122,
  nameShape: 123,
  nameLength: 124,
  neighbor: 125,
  pair: 126,
  neighborPair: 127,
  triple: 150,
  further: 151,
  chunk: 152,
  chunkShape: 153,
  full: 200,
  seenAt: 300,
  outside: 320,
};

/** How far the words around a unit are seen. */
export const REACH = 3;
/** How far the names around a unit are seen. */
export const NAME_REACH = 2;

/** From where something is seen: `offset` units behind the unit, in a full text or in an abstract. */
export interface View {
  readonly offset: number;
  readonly full: boolean;
}

/** Writes the features of what a reader has read. */
export class FeatureWriter {
  readonly #reader: SceneReader;

  constructor(reader: SceneReader) {
    this.#reader = reader;
  }

  /** A word, by its number, as seen from a unit `offset` before it (0: from itself). */
  word(word: number, { offset, full }: View, out: HashList): void {
    const { own, seen } = this.#reader.types.featuresOf(word);
    if (offset === 0) {
      for (const hash of own) out.push(hash);
      pushBoth(mix(1, TEMPLATE.bias), full, out);
    }
    pushSeen(seen, { offset, full }, out);
  }

  /** The same, by the names that the word is a part of. */
  wordByLexicon(word: number, view: View, out: HashList): void {
    const { ownOfLexicon, seenOfLexicon } = this.#reader.types.featuresOf(word);
    if (view.offset === 0) for (const hash of ownOfLexicon) out.push(hash);
    pushSeen(seenOfLexicon, view, out);
  }

  /** A word in the whole paper, by its number there. */
  paperWord(number: number, out: HashList): void {
    const { clues, types } = this.#reader;
    const shape = types.shapeOf(clues.wordOf(number));
    const bucket = Math.min(5, 32 - Math.clz32(clues.count(number)));
    out.push(mix(bucket, TEMPLATE.count));
    out.push(mix(bucket ^ shape, TEMPLATE.count));
    if (clues.isInTitle(number)) out.push(mix(shape, TEMPLATE.title));
    pushBits(clues.after(number), TEMPLATE.after, out);
    pushBits(clues.before(number), TEMPLATE.before, out);
  }

  /** The names of the lexicon at a unit `offset` behind. */
  state(state: number, { offset, full }: View, out: HashList): void {
    const { states } = this.#reader;
    let pair = 0;
    for (let scan = 0; scan < SCAN_COUNT; scan++) {
      const tag = states.tagNumber(state, scan);
      pair = mix(pair ^ tag, scan);
      if (offset === 0) this.#ownName({ state, scan }, full, out);
      else if (Math.abs(offset) === 1) out.push(mix(tag, TEMPLATE.neighbor + 512 * offset + ((scan + 1) << 11)));
    }
    out.push(mix(pair, offset === 0 ? TEMPLATE.pair : TEMPLATE.neighborPair + (offset + 8) * 512));
  }

  /** What depends on the place itself: pairs of neighbors, what stands between two spaces, the section, definitions. */
  place(scene: Scene, unit: number, out: HashList): void {
    const { types } = this.#reader;
    this.#pairs(scene, unit, out);
    chunkHashes(scene, unit, out);
    const word = scene.words[unit] ?? 0;
    const shape = types.shapeOf(word);
    pushBoth(mix(shape ^ spacing(scene, unit), TEMPLATE.spacing), scene.full, out);
    out.push(mix(scene.section, TEMPLATE.section));
    out.push(mix(scene.section ^ shape, TEMPLATE.section));
    if (scene.definitions.values[unit] === 0) return;
    const place = TEMPLATE.definition + (scene.definitions.places[unit] ?? 0);
    out.push(mix(0, place));
    out.push(mix(types.lowerOf(word), place));
  }

  /** How the word at a unit is written, with the names there. */
  placeByLexicon(scene: Scene, unit: number, out: HashList): void {
    const { states, types } = this.#reader;
    const shape = types.shapeOf(scene.words[unit] ?? 0);
    const state = scene.states[unit] ?? NO_NAME;
    for (let scan = 0; scan < SCAN_COUNT; scan++) {
      const tag = states.tagNumber(state, scan);
      out.push(mix(tag ^ shape, (tag === 0 ? TEMPLATE.noName : TEMPLATE.nameShape) + ((scan + 1) << 10)));
    }
  }

  #pairs({ words }: Scene, unit: number, out: HashList): void {
    const before = this.#lowerAt(words, unit, -1);
    const here = this.#lowerAt(words, unit, 0);
    const after = this.#lowerAt(words, unit, 1);
    const shape = this.#shapeAt(words, unit, 0);
    out.push(mix(mix(before, 7) ^ here, TEMPLATE.bigram));
    out.push(mix(mix(after, 8) ^ here, TEMPLATE.bigram));
    out.push(mix(mix(this.#shapeAt(words, unit, -1), 7) ^ shape, TEMPLATE.shapes));
    out.push(mix(mix(this.#shapeAt(words, unit, 1), 8) ^ shape, TEMPLATE.shapes));
    out.push(mix(mix(before, 5) ^ mix(here, 6) ^ after, TEMPLATE.triple));
    out.push(mix(mix(this.#lowerAt(words, unit, -2), 5) ^ before, TEMPLATE.further));
    out.push(mix(mix(this.#lowerAt(words, unit, 2), 6) ^ after, TEMPLATE.further));
  }

  /** Hash of the word `offset` units behind, in small letters; the offset itself beyond the ends of the passage. */
  #lowerAt(words: Int32Array, unit: number, offset: number): number {
    const at = unit + offset;
    return at < 0 || at >= words.length ? offset : this.#reader.types.lowerOf(words[at] ?? 0);
  }

  /** The same of its shape. */
  #shapeAt(words: Int32Array, unit: number, offset: number): number {
    const at = unit + offset;
    return at < 0 || at >= words.length ? offset : this.#reader.types.shapeOf(words[at] ?? 0);
  }

  #ownName({ state, scan }: { readonly state: number; readonly scan: number }, full: boolean, out: HashList): void {
    const { flags, place, length } = this.#reader.states.tag(state, scan);
    if (place === 0) return;
    const salt = (scan + 1) << 10;
    pushBoth(mix(this.#reader.states.tagNumber(state, scan), TEMPLATE.name + salt), full, out);
    out.push(mix(place * 8 + length, TEMPLATE.nameLength + salt));
    for (let left = flags; left !== 0; left &= left - 1) {
      out.push(mix((31 - Math.clz32(left & -left)) * 8 + place, TEMPLATE.flag + salt));
    }
  }
}

/** There being no word at `offset`. */
export function outsideHashes(offset: number, out: HashList): void {
  out.push(mix(offset, TEMPLATE.outside));
}

/** The use of a short form, from a place in it. */
export function shortFormHashes(clues: LongFormClues, place: number, out: HashList): void {
  for (const hash of clues.spelling) out.push(mix(hash, TEMPLATE.shortForm + place));
}

export function shortFormHashesByLexicon(clues: LongFormClues, place: number, out: HashList): void {
  for (const hash of clues.lexicon) out.push(mix(hash, TEMPLATE.shortForm + place));
}

function chunkHashes({ chunks }: Scene, unit: number, out: HashList): void {
  if (chunks.alone[unit] === 1) return;
  const place = chunks.places[unit] ?? 0;
  out.push(mix((chunks.spellings[unit] ?? 0) ^ place, TEMPLATE.chunk));
  out.push(mix((chunks.shapes[unit] ?? 0) ^ place, TEMPLATE.chunkShape));
}

/** Whether white space stands before and behind a unit. */
function spacing({ units }: Scene, unit: number): number {
  const before = unit === 0 || startOfUnit(units, unit) > endOfUnit(units, unit - 1) ? 1 : 0;
  const after = unit + 1 >= units.count || startOfUnit(units, unit + 1) > endOfUnit(units, unit) ? 2 : 0;
  return before | after;
}

function pushSeen(seen: readonly number[], { offset, full }: View, out: HashList): void {
  for (const hash of seen) {
    const there = mix(hash, TEMPLATE.seenAt + offset);
    if (offset !== 0) out.push(there);
    if (full && Math.abs(offset) <= 2) out.push(mix(there, TEMPLATE.full));
  }
}

/** A feature, and its copy for full texts. */
function pushBoth(hash: number, full: boolean, out: HashList): void {
  out.push(hash);
  if (full) out.push(mix(hash, TEMPLATE.full));
}

function pushBits(bits: number, template: number, out: HashList): void {
  for (let left = bits; left !== 0; left &= left - 1) out.push(mix(31 - Math.clz32(left & -left), template));
}
