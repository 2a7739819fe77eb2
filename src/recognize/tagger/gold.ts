/** What gold annotations allow a tagger to answer. */
import type { MentionType } from '../../model.js';
import { ANY_LABEL } from './crf.js';
import { type FeatureReader, outsideHash, type PassageFeatures, REACH } from './features.js';
import { HashList } from './hash-list.js';
import { bitsOfType, labelIn, OUTSIDE_LABEL } from './labels.js';
import { fits, unitAt } from './marks.js';
import type { TrainingSequence } from './training.js';
import type { Units } from './units.js';

/** A gold mention in a passage, in plain offsets. */
export interface GoldSpan {
  readonly start: number;
  readonly end: number;
  /** `unsure`: nothing is learned from these units, e.g. the words of a mention in pieces. */
  readonly type: MentionType | 'unsure';
}

/** Gold of one passage. */
export interface PassageGold {
  readonly spans: readonly GoldSpan[];
  /** Types that whoever made the gold has marked; of others it says nothing. */
  readonly labeled: readonly MentionType[];
  /** How much it counts, 1 for a full one. */
  readonly weight: number;
}

/** A passage with features and gold, ready for the tagger of some types. */
export function trainingSequence(
  features: ExpandedFeatures,
  gold: PassageGold,
  types: readonly MentionType[],
): TrainingSequence {
  const { units, ...lists } = features;
  return { ...lists, count: units.count, allowed: allowedLabels(units, gold, types), weight: gold.weight };
}

/**
 * Labels that the gold leaves open, as bits: of a type that is not labeled in this corpus, any; else those of the spans,
 * and "outside" elsewhere. Of overlapping spans the longer counts.
 */
export function allowedLabels(units: Units, gold: PassageGold, types: readonly MentionType[]): Int32Array {
  const unlabeled = types.reduce((bits, type, t) => (gold.labeled.includes(type) ? bits : bits | bitsOfType(t)), 0);
  const allowed = new Int32Array(units.count).fill((1 << OUTSIDE_LABEL) | unlabeled);
  const taken = new Uint8Array(units.count);
  for (const span of gold.spans.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    const type = span.type === 'unsure' ? -1 : types.indexOf(span.type);
    if (type < 0 && span.type !== 'unsure') continue;
    const place = { first: unitAt(units, span.start), last: unitAt(units, span.end - 1) };
    if (taken.subarray(place.first, place.last + 1).includes(1)) continue;
    taken.fill(1, place.first, place.last + 1);
    for (let unit = place.first; unit <= place.last; unit++) {
      allowed[unit] = type < 0 ? ANY_LABEL : 1 << labelIn(type, unit, place);
    }
  }
  return allowed;
}

/** Number of spans that begin or end inside of a unit: these cannot be learned as they are. */
export function misfits(units: Units, spans: readonly GoldSpan[]): number {
  return spans.filter((span) => !fits(units, span)).length;
}

/** Features of a passage with those of the words written out, so that one list says all of a unit. */
export interface ExpandedFeatures {
  readonly units: Units;
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly lexiconStarts: Int32Array;
}

export function expandFeatures(passage: PassageFeatures, reader: FeatureReader): ExpandedFeatures {
  const { units, hashes } = passage;
  const out = new HashList();
  const starts = new Int32Array(units.count + 1);
  const lexiconStarts = new Int32Array(units.count);
  for (let unit = 0; unit < units.count; unit++) {
    const middle = passage.lexiconStarts[unit] ?? 0;
    pushWords(passage, unit, out, (...word) => reader.wordHashes(...word));
    pushAll(hashes, passage.starts[unit] ?? 0, middle, out);
    lexiconStarts[unit] = out.length;
    pushWords(passage, unit, out, (...word) => reader.wordHashesByLexicon(...word));
    pushAll(hashes, middle, passage.starts[unit + 1] ?? 0, out);
    starts[unit + 1] = out.length;
  }
  return { units, hashes: out.toArray(), starts, lexiconStarts };
}

function pushWords(
  { words, units, full }: PassageFeatures,
  unit: number,
  out: HashList,
  push: FeatureReader['wordHashes'],
): void {
  for (let offset = -REACH; offset <= REACH; offset++) {
    const at = unit + offset;
    if (at < 0 || at >= units.count) out.push(outsideHash(offset));
    else push(words[at] ?? 0, { offset, full }, out);
  }
}

function pushAll(hashes: Int32Array, from: number, to: number, out: HashList): void {
  for (let at = from; at < to; at++) out.push(hashes[at] ?? 0);
}
