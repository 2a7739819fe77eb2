/** Mentions that name several concepts at once and share a word: "breast and ovarian cancer", "hepatitis B and C", "SMAD2/3". */
import { KIND } from '../lexicon/types.js';
import type { PlainMention } from './decide.js';
import { type DiseaseLookup, diseaseNames } from './disease-names.js';
import type { Reading } from './reading.js';

/** Between the parts. */
const JOINT = String.raw`(?:,\s(?:and|or)\s|,\s|\s(?:and\/or|and|or)\s|\s?\/\s?)`;
const SPLIT = new RegExp(JOINT, 'u');

/** Up to two words and a joint right before a disease: "breast and", "lung, colon, and", "type 1 and". */
const LEFT = new RegExp(
  String.raw`(?:^|[\s(])((?:[\p{L}-]{3,}\s)?(?:[\p{L}-]{3,}|[Tt]ype\s(?:\d|I{1,3}V?))${JOINT})$`,
  'u',
);
/** A joint and a letter or number right behind: "and C" of "hepatitis B and C", "/2" of "BRCA1/2", "and -3". */
const RIGHT_OF_DISEASE = /^(?:\s?\/\s?|\s(?:and|or)\s)(?:[A-Z]|\d{1,2}|I{1,3}V?)(?![\p{L}\p{N}-])/u;
const RIGHT_OF_GENE = /^\/-?(?:\d{1,2}|[A-Z])(?![\p{L}\p{N}])/u;
/** The same where the first part has a hyphen, too: "IL-1 and -2". */
const RIGHT_OF_HYPHENED = /^(?:\/-?|\s(?:and|or)\s-)(?:\d{1,2}|[A-Z])(?![\p{L}\p{N}])/u;

const MOST_PARTS = 5;

/**
 * The full names of the parts of a composite: "breast and ovarian cancer" → "breast cancer", "ovarian cancer";
 * "BRCA1/2" → "BRCA1", "BRCA2". A text that is no composite comes back alone. Whether the parts exist is not asked.
 */
export function partsOf(text: string, type: 'Gene' | 'Disease'): readonly string[] {
  return type === 'Gene' ? genePartsOf(text) : namePartsOf(text);
}

/** What tells members of a family apart, one way for all: "BRCA1/2", "IL-17A/F", "D1 and D2", "GalNAc-T1 and -T2", "PKC alpha/beta". */
const MEMBERS: readonly string[] = [
  String.raw`\d{1,2}`,
  String.raw`\p{L}`,
  '[IV]{1,4}',
  String.raw`(?<![\p{L}\p{N}])\p{Lu}{0,2}\d{1,2}\p{Lu}?`,
  'alpha|beta|gamma|delta|epsilon|zeta',
];
const MEMBER_WAYS = MEMBERS.map((member) => ({
  alone: new RegExp(`^-?(?:${member})$`, 'u'),
  atEnd: new RegExp(`(?:${member})$`, 'u'),
}));
/** All from one member to another: "MCM2-7", of up to nine. */
const RANGE = /^(.*\p{L})(\d)[-–](\d)$/u;

function genePartsOf(text: string): readonly string[] {
  const [, family, from, to] = RANGE.exec(text) ?? [];
  if (family !== undefined && Number(from) < Number(to)) {
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => `${family}${Number(from) + index}`);
  }
  const pieces = text.split(SPLIT).filter((piece) => piece !== '');
  const [first = '', ...others] = pieces;
  if (others.length === 0) return [text];
  const way = MEMBER_WAYS.find(({ alone, atEnd }) => atEnd.test(first) && others.every((piece) => alone.test(piece)));
  if (way !== undefined) {
    const stem = first.replace(way.atEnd, '');
    return [first, ...others.map((piece) => stem + piece.replace(/^-/, ''))];
  }
  return others.at(-1)?.includes(' ') === true ? namePartsOf(text) : pieces;
}

function namePartsOf(text: string): readonly string[] {
  const pieces = text.split(SPLIT).filter((piece) => piece !== '');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (pieces.length < 2) return [text];
  if (/^-?(?:\d{1,2}|[A-Z]|I{1,3}V?)$/.test(last)) {
    const stem = first.replace(/\S+$/, '');
    return pieces.map((piece, index) => (index === 0 ? piece : stem + piece.replace(/^-/, '')));
  }
  const head = /\S+$/.exec(last)?.[0] ?? '';
  return pieces.map((piece, index) => (index === pieces.length - 1 ? piece : `${piece} ${head}`));
}

/**
 * Readings of a composite disease, those that share most words first: "papillary and clear cell renal cell carcinoma" is
 * "papillary renal cell carcinoma" with the last three words shared, "papillary cell carcinoma" with two; as it stands
 * ("anemia and fever"); with the first words shared ("deficiency of C7 and C9"); and at last that of {@link partsOf}.
 * None for what is no composite.
 */
export function diseaseReadings(text: string): readonly (readonly string[])[] {
  const pieces = text.split(SPLIT).filter((piece) => piece !== '');
  const words = (pieces.at(-1) ?? '').split(' ');
  if (pieces.length < 2 || pieces.length > MOST_PARTS) return [];
  const sharingLast = Array.from({ length: words.length - 1 }, (_, first) => {
    const shared = words.slice(first + 1).join(' ');
    return pieces.map((piece, index) => (index === pieces.length - 1 ? piece : `${piece} ${shared}`));
  });
  const first = (pieces[0] ?? '').replace(/\S+$/, '');
  const sharingFirst = first === '' ? [] : [pieces.map((piece, index) => (index === 0 ? piece : first + piece))];
  return [pieces, ...sharingLast, ...sharingFirst, partsOf(text, 'Disease')];
}

/** Mentions that are a part of a composite grow to the whole of it, if all of its parts are known. */
export function growComposite(mention: PlainMention, reading: Reading, lookup: DiseaseLookup): PlainMention {
  if (mention.longForm !== null) return mention;
  if (mention.type === 'Gene') {
    const withLetter = growLetter(mention, reading, lookup);
    if (withLetter !== mention) return withLetter;
    const pattern = /-(?:\d{1,2}|[A-Z])$/.test(mention.text) ? RIGHT_OF_HYPHENED : RIGHT_OF_GENE;
    return growRight(mention, reading, { pattern, lookup });
  }
  const grown = growLeft(mention, reading, lookup);
  return grown === mention ? growRight(mention, reading, { pattern: RIGHT_OF_DISEASE, lookup }) : grown;
}

function growLeft(mention: PlainMention, reading: Reading, lookup: DiseaseLookup): PlainMention {
  let grown = mention;
  for (let parts = 1; parts < MOST_PARTS; parts++) {
    const before = LEFT.exec(reading.text.slice(Math.max(0, grown.plainStart - 60), grown.plainStart))?.[1];
    const wider = before === undefined ? null : widerBy(before, grown, { reading, lookup });
    if (wider === null) break;
    grown = wider;
  }
  return grown;
}

/** With all of `before`, else with its last word: "of breast and" may be one word too many. */
function widerBy(
  before: string,
  mention: PlainMention,
  { reading, lookup }: { reading: Reading; lookup: DiseaseLookup },
): PlainMention | null {
  for (const words of [before, before.replace(/^\S+\s(?=[\p{L}-]{3,}\s?\S)/u, '')]) {
    const wider = resized(mention, reading, { plainStart: mention.plainStart - words.length });
    if (areNames(wider, lookup)) return wider;
  }
  return null;
}

function growRight(
  mention: PlainMention,
  reading: Reading,
  { pattern, lookup }: { readonly pattern: RegExp; readonly lookup: DiseaseLookup },
): PlainMention {
  const after = pattern.exec(reading.text.slice(mention.plainEnd, mention.plainEnd + 12))?.[0];
  if (after === undefined) return mention;
  const wider = resized(mention, reading, { plainEnd: mention.plainEnd + after.length });
  return areNames(wider, lookup) ? wider : mention;
}

/** A letter of a symbol behind a hyphen that names of the lexicon lack: "VEGF-A" for `VEGFA`. */
const LETTER = /^[-‐–]([A-Z])(?![\p{L}\p{N}-])/u;

function growLetter(mention: PlainMention, reading: Reading, { lexicon }: DiseaseLookup): PlainMention {
  const found = LETTER.exec(reading.text.slice(mention.plainEnd, mention.plainEnd + 3));
  if (found === null || !/\p{Lu}$/u.test(mention.text)) return mention;
  const names = lexicon.lookup(mention.text + found[1], KIND.gene);
  const isSymbol = names.some(({ scope, forgiven }) => scope === 'SYMBOL' && forgiven.length === 0);
  return isSymbol ? resized(mention, reading, { plainEnd: mention.plainEnd + found[0].length }) : mention;
}

function resized(
  mention: PlainMention,
  reading: Reading,
  place: { readonly plainStart?: number; readonly plainEnd?: number },
): PlainMention {
  const { plainStart, plainEnd } = { ...mention, ...place };
  return { ...mention, plainStart, plainEnd, text: reading.text.slice(plainStart, plainEnd) };
}

function areNames({ text, type }: PlainMention, lookup: DiseaseLookup): boolean {
  if (type === 'GeneFamily') return false;
  return partsOf(text, type).every((part) =>
    type === 'Disease'
      ? diseaseNames(part, lookup).verdict === 'accept'
      : lookup.lexicon.lookup(part, KIND.gene).some(({ scope }) => scope === 'SYMBOL' || scope === 'EXACT'),
  );
}
