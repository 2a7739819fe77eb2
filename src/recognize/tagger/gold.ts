/** What gold annotations allow a tagger to answer. */
import type { MentionType } from '../../model.js';
import { ANY_LABEL } from './crf.js';
import {
  FeatureWriter,
  NAME_REACH,
  outsideHashes,
  REACH,
  shortFormHashes,
  shortFormHashesByLexicon,
} from './features.js';
import { HashList } from './hash-list.js';
import { bitsOfType, labelIn, OUTSIDE_LABEL } from './labels.js';
import type { LongFormClues } from './long-form-clues.js';
import { fits, unitAt } from './marks.js';
import { NO_NAME } from './name-states.js';
import { NO_CLUES } from './paper-clues.js';
import type { PaperScenes, Scene, SceneReader } from './scene.js';
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

/** The features of one passage written out, so that one list says all of a unit. */
export interface ExpandedFeatures {
  readonly units: Units;
  /** Hashes of unit u: `hashes[starts[u]]` to before `hashes[starts[u + 1]]`, from `lexiconStarts[u]` on by the lexicon. */
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly lexiconStarts: Int32Array;
}

/** All features of the scenes of the paper that was read last. */
export function expandFeatures({ scenes, longForms }: PaperScenes, reader: SceneReader): ExpandedFeatures[] {
  const writer = new FeatureWriter(reader);
  return scenes.map((scene) => {
    const out = new HashList();
    const starts = new Int32Array(scene.units.count + 1);
    const lexiconStarts = new Int32Array(scene.units.count);
    for (let unit = 0; unit < scene.units.count; unit++) {
      const clues = longForms[(scene.shortForms.values[unit] ?? 0) - 1];
      const at = { scene, unit, clues };
      pushPlain(writer, at, out);
      lexiconStarts[unit] = out.length;
      if (reader.asksLexicon) pushByLexicon(writer, at, out);
      starts[unit + 1] = out.length;
    }
    return { units: scene.units, hashes: out.toArray(), starts, lexiconStarts };
  });
}

interface UnitAt {
  readonly scene: Scene;
  readonly unit: number;
  /** Of the short form that is used here. */
  readonly clues: LongFormClues | undefined;
}

function pushPlain(writer: FeatureWriter, { scene, unit, clues }: UnitAt, out: HashList): void {
  const { words, paperWords, full } = scene;
  for (let offset = -REACH; offset <= REACH; offset++) {
    const at = unit + offset;
    if (at < 0 || at >= words.length) outsideHashes(offset, out);
    else writer.word(words[at] ?? 0, { offset, full }, out);
  }
  if (paperWords[unit] !== NO_CLUES) writer.paperWord(paperWords[unit] ?? 0, out);
  if (clues !== undefined) shortFormHashes(clues, scene.shortForms.places[unit] ?? 0, out);
  writer.place(scene, unit, out);
}

function pushByLexicon(writer: FeatureWriter, { scene, unit, clues }: UnitAt, out: HashList): void {
  const { words, states, full } = scene;
  for (let offset = -REACH; offset <= REACH; offset++) {
    const word = words[unit + offset];
    if (word !== undefined) writer.wordByLexicon(word, { offset, full }, out);
  }
  for (let offset = -NAME_REACH; offset <= NAME_REACH; offset++) {
    writer.state(states[unit + offset] ?? NO_NAME, { offset, full }, out);
  }
  if (clues !== undefined) shortFormHashesByLexicon(clues, scene.shortForms.places[unit] ?? 0, out);
  writer.placeByLexicon(scene, unit, out);
}
