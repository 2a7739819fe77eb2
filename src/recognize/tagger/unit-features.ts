/** Features of a unit at its place, beside those of its word: neighbors, paper, short forms, names of the lexicon. */

import { SCANS } from './dictionary-tags.js';
import { hashText, mix } from './hash.js';
import type { HashList } from './hash-list.js';
import type { PaperClues } from './paper-clues.js';
import type { Scene } from './scene.js';
import { endOfUnit, startOfUnit } from './units.js';
import type { WordTypes } from './word-types.js';

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
  found: 140,
  foundNear: 141,
  foundShape: 142,
  triple: 150,
  further: 151,
  chunk: 152,
  chunkShape: 153,
  foundInPaper: 154,
  full: 200,
};

/** Salt of the copies that only full texts have. */
export const FULL = TEMPLATE.full;

export interface UnitContext {
  readonly scene: Scene;
  readonly types: WordTypes;
  readonly clues: PaperClues;
  readonly out: HashList;
}

/** What does not ask the lexicon. */
export function placeFeatures(context: UnitContext, unit: number): void {
  const { scene, types, clues, out } = context;
  const word = scene.words[unit] ?? 0;
  const { lower, shape } = types.featuresOf(word);
  both(context, mix(1, TEMPLATE.bias));
  neighborPairs(context, unit);
  furtherPairs(context, unit);
  chunkFeatures(context, unit);
  both(context, mix(shape ^ spacing(scene, unit), TEMPLATE.spacing));
  out.push(mix(hashText(scene.section), TEMPLATE.section));
  out.push(mix(hashText(scene.section) ^ shape, TEMPLATE.section));
  if (!types.isFunctionWord(word)) paperFeatures(clues, word, shape, out);
  shortFormFeatures(context, unit, lower);
}

/** A feature, and its copy for full texts. */
function both({ scene, out }: UnitContext, hash: number): void {
  out.push(hash);
  if (scene.full) out.push(mix(hash, FULL));
}

function neighborPairs({ scene, types, out }: UnitContext, unit: number): void {
  const { words, units } = scene;
  const here = types.featuresOf(words[unit] ?? 0);
  if (unit > 0) {
    const before = types.featuresOf(words[unit - 1] ?? 0);
    out.push(mix(mix(before.lower, 7) ^ here.lower, TEMPLATE.bigram));
    out.push(mix(mix(before.shape, 7) ^ here.shape, TEMPLATE.shapes));
  }
  if (unit + 1 < units.count) {
    const after = types.featuresOf(words[unit + 1] ?? 0);
    out.push(mix(mix(after.lower, 8) ^ here.lower, TEMPLATE.bigram));
    out.push(mix(mix(after.shape, 8) ^ here.shape, TEMPLATE.shapes));
  }
}

/** The word with both neighbors, and the two words on each side. */
function furtherPairs({ scene, types, out }: UnitContext, unit: number): void {
  const { words, units } = scene;
  const lower = (at: number) => (at < 0 || at >= units.count ? at : types.featuresOf(words[at] ?? 0).lower);
  const [before, here, after] = [lower(unit - 1), lower(unit), lower(unit + 1)];
  out.push(mix(mix(before, 5) ^ mix(here, 6) ^ after, TEMPLATE.triple));
  out.push(mix(mix(lower(unit - 2), 5) ^ before, TEMPLATE.further));
  out.push(mix(mix(lower(unit + 2), 6) ^ after, TEMPLATE.further));
}

function chunkFeatures({ scene: { chunks }, out }: UnitContext, unit: number): void {
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

function paperFeatures(clues: PaperClues, word: number, shape: number, out: HashList): void {
  const bucket = Math.min(5, 32 - Math.clz32(clues.count(word)));
  out.push(mix(bucket, TEMPLATE.count));
  out.push(mix(bucket ^ shape, TEMPLATE.count));
  if (clues.isInTitle(word)) out.push(mix(shape, TEMPLATE.title));
  pushBits(clues.after(word), TEMPLATE.after, out);
  pushBits(clues.before(word), TEMPLATE.before, out);
}

function pushBits(bits: number, template: number, out: HashList): void {
  for (let left = bits; left !== 0; left &= left - 1) out.push(mix(31 - Math.clz32(left & -left), template));
}

function shortFormFeatures({ scene, out }: UnitContext, unit: number, lower: number): void {
  const use = scene.shortForms.values[unit] ?? 0;
  if (use > 0) {
    const place = TEMPLATE.shortForm + (scene.shortForms.places[unit] ?? 0);
    for (const hash of scene.longForms[use - 1]?.spelling ?? []) out.push(mix(hash, place));
  }
  if (scene.definitions.values[unit] === 0) return;
  const place = TEMPLATE.definition + (scene.definitions.places[unit] ?? 0);
  out.push(mix(0, place));
  out.push(mix(lower, place));
}

/** What the lexicon says: left out at times in training. */
export function lexiconFeatures(context: UnitContext, unit: number): void {
  const { scene, types, out } = context;
  const { shape } = types.featuresOf(scene.words[unit] ?? 0);
  let pair = 0;
  for (let scan = 0; scan < SCANS.length; scan++) {
    nameFeatures(context, { unit, scan, shape });
    pair = mix(pair ^ tagOf(scene, scan, unit), scan);
  }
  out.push(mix(pair, TEMPLATE.pair));
  const word = scene.words[unit] ?? 0;
  if (!types.isFunctionWord(word)) {
    const found = context.clues.found(word);
    out.push(mix(found, TEMPLATE.foundInPaper));
    out.push(mix(found ^ shape, TEMPLATE.foundInPaper + 1000));
  }
  foundFeatures(context, unit, shape);
  const use = scene.shortForms.values[unit] ?? 0;
  if (use === 0) return;
  const place = TEMPLATE.shortForm + (scene.shortForms.places[unit] ?? 0);
  for (const hash of scene.longForms[use - 1]?.lexicon ?? []) out.push(mix(hash, place));
}

/** Flags and place in one number. */
function tagOf(scene: Scene, scan: number, unit: number): number {
  const tags = scene.tags[scan];
  return ((tags?.flags[unit] ?? 0) << 3) ^ (tags?.places[unit] ?? 0);
}

function nameFeatures(
  context: UnitContext,
  { unit, scan, shape }: { readonly unit: number; readonly scan: number; readonly shape: number },
): void {
  const { scene, out } = context;
  const salt = (scan + 1) << 10;
  const tags = scene.tags[scan];
  const place = tags?.places[unit] ?? 0;
  const tag = tagOf(scene, scan, unit);
  out.push(mix(tagOf(scene, scan, unit - 1), TEMPLATE.neighbor + salt));
  out.push(mix(tagOf(scene, scan, unit + 1), TEMPLATE.neighbor + 512 + salt));
  if (place === 0) {
    out.push(mix(shape, TEMPLATE.noName + salt));
    return;
  }
  both(context, mix(tag, TEMPLATE.name + salt));
  out.push(mix(tag ^ shape, TEMPLATE.nameShape + salt));
  out.push(mix(place * 8 + (tags?.lengths[unit] ?? 0), TEMPLATE.nameLength + salt));
  for (let left = tags?.flags[unit] ?? 0; left !== 0; left &= left - 1) {
    out.push(mix((31 - Math.clz32(left & -left)) * 8 + place, TEMPLATE.flag + salt));
  }
}

/** What the rules made of the names: the mentions of a linker without a tagger. */
function foundFeatures(context: UnitContext, unit: number, shape: number): void {
  const { scene, out } = context;
  let all = 0;
  for (let kind = 0; kind < scene.found.length; kind++) {
    const marks = scene.found[kind];
    const near = (at: number): number => (marks?.values[at] ?? 0) * 8 + (marks?.places[at] ?? 0);
    const here = near(unit);
    all = all * 64 + here;
    if (here !== 0) out.push(mix(shape ^ here, TEMPLATE.foundShape + (kind << 10)));
    out.push(mix(near(unit - 1), TEMPLATE.foundNear + (kind << 10)));
    out.push(mix(near(unit + 1), TEMPLATE.foundNear + 512 + (kind << 10)));
  }
  both(context, mix(all, TEMPLATE.found));
}
