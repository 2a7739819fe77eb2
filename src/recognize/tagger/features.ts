/** One pass over a paper that reads the features for all taggers. */
import type { Lexicon } from '../../lexicon/types.js';
import type { Abbreviation, Document, SectionType } from '../../model.js';
import type { PlainMention } from '../decide.js';
import { groupBy } from '../group-by.js';
import type { Reading } from '../reading.js';
import { shortFormUses } from '../short-forms.js';
import { chunksOf } from './chunks.js';
import { dictionaryTags, SCANS } from './dictionary-tags.js';
import { mix } from './hash.js';
import { HashList } from './hash-list.js';
import { longFormClues } from './long-form-clues.js';
import { type MarkedSpan, type Marks, marksOf } from './marks.js';
import { PaperClues } from './paper-clues.js';
import type { Scene } from './scene.js';
import { FULL, lexiconFeatures, placeFeatures } from './unit-features.js';
import { endOfUnit, startOfUnit, type Units, unitsOf } from './units.js';
import { MOST_WORDS, WordTypes } from './word-types.js';

/** What the recognizer knows of a paper before the tagger. */
export interface TaggerInput {
  readonly document: Document;
  readonly readings: readonly Reading[];
  readonly abbreviations: readonly Abbreviation[];
  /** Mentions found by names and rules alone. */
  readonly found: readonly PlainMention[];
}

/** Features of a passage: those of the words by their numbers, those of each place as hashes. */
export interface PassageFeatures {
  readonly reading: Reading;
  readonly units: Units;
  readonly words: Int32Array;
  readonly full: boolean;
  /** Hashes of unit u: `hashes[starts[u]]` to before `hashes[starts[u + 1]]`, from `lexiconStarts[u]` on by the lexicon. */
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly lexiconStarts: Int32Array;
}

/** How far the words around a unit are seen. */
export const REACH = 2;
const SEEN_AT = 300;
const OUTSIDE = 320;

/**
 * A lexicon with fewer names is not asked at all: that a word is in none of some hundred names says nothing, while in training
 * it says much.
 */
const ENOUGH_NAMES = 100_000;

export class FeatureReader {
  /** Whether the lexicon has enough names to be asked. */
  readonly asksLexicon: boolean;
  readonly #lexicon: Lexicon;
  #types: WordTypes;
  #clues: PaperClues;
  readonly #out = new HashList();
  /** Raised when the numbers of words begin anew. */
  generation = 0;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.asksLexicon = lexicon.info.distinctNames >= ENOUGH_NAMES;
    this.#types = new WordTypes(lexicon);
    this.#clues = new PaperClues(this.#types);
  }

  /** Features of all passages that are read. */
  read(input: TaggerInput): PassageFeatures[] {
    if (this.#types.count > MOST_WORDS) this.#startAnew();
    const scenes = scenesOf(input, this.#lexicon, this.#types);
    for (const scene of scenes) this.#clues.add(scene);
    const features = scenes.map((scene) => this.#readScene(scene));
    for (const { words } of scenes) this.#clues.forget(words);
    return features;
  }

  /** Hashes of a word as seen from a unit `offset` before it (0: from itself), first without, then by the lexicon. */
  wordHashes(word: number, view: WordView, out: HashList): void {
    const { own, seen } = this.#types.featuresOf(word);
    if (view.offset === 0) for (const hash of own) out.push(hash);
    pushSeen(seen, view, out);
  }

  wordHashesByLexicon(word: number, view: WordView, out: HashList): void {
    if (!this.asksLexicon) return;
    const { ownOfLexicon, seenOfLexicon } = this.#types.featuresOf(word);
    if (view.offset === 0) for (const hash of ownOfLexicon) out.push(hash);
    pushSeen(seenOfLexicon, view, out);
  }

  #startAnew(): void {
    this.#types = new WordTypes(this.#lexicon);
    this.#clues = new PaperClues(this.#types);
    this.generation++;
  }

  #readScene(scene: Scene): PassageFeatures {
    const { reading, units, words, full } = scene;
    const out = this.#out;
    out.length = 0;
    const context = { scene, types: this.#types, clues: this.#clues, out };
    const starts = new Int32Array(units.count + 1);
    const lexiconStarts = new Int32Array(units.count);
    for (let unit = 0; unit < units.count; unit++) {
      placeFeatures(context, unit);
      lexiconStarts[unit] = out.length;
      if (this.asksLexicon) lexiconFeatures(context, unit);
      starts[unit + 1] = out.length;
    }
    return { reading, units, words, full, hashes: out.toArray(), starts, lexiconStarts };
  }
}

export interface WordView {
  readonly offset: number;
  readonly full: boolean;
}

function pushSeen(seen: readonly number[], { offset, full }: WordView, out: HashList): void {
  for (const hash of seen) {
    const there = mix(hash, SEEN_AT + offset);
    if (offset !== 0) out.push(there);
    if (full) out.push(mix(there, FULL));
  }
}

/** Hash of there being no word at `offset`. */
export function outsideHash(offset: number): number {
  return mix(offset, OUTSIDE);
}

function scenesOf(input: TaggerInput, lexicon: Lexicon, types: WordTypes): Scene[] {
  const { document, readings, abbreviations } = input;
  const markers = markersOf(input);
  const longForms = abbreviations.map((abbreviation) => longFormClues(abbreviation, lexicon));
  const full = document.sections.some(({ type }) => !ABSTRACT.has(type));
  return readings.map((reading) => {
    const units = unitsOf(reading.tokens);
    const words = wordsOf(units, types);
    const section = sectionOf(document, reading.passage);
    const tags = SCANS.map((mask) => dictionaryTags(units, lexicon, mask));
    const [shortForms, definitions, ...found] = markers.map((marker) =>
      marksOf(units, marker.get(reading.passage) ?? []),
    );
    const chunks = chunksOf(units, words, types);
    const marks = { shortForms: shortForms ?? NO_MARKS, definitions: definitions ?? NO_MARKS, found };
    return { reading, units, words, chunks, section, full, tags, ...marks, longForms };
  });
}

const NO_MARKS: Marks = { values: new Int32Array(0), places: new Uint8Array(0) };

type Marker = ReadonlyMap<number, readonly MarkedSpan[]>;

/** Spans to mark by passage: uses of short forms, their definitions, genes and diseases found by names. */
function markersOf({ readings, abbreviations, found }: TaggerInput): readonly [Marker, Marker, Marker, Marker] {
  const numbers = new Map(abbreviations.map((abbreviation, index) => [abbreviation, index + 1]));
  const uses = shortFormUses(readings, abbreviations).map((use) => markOf(use, numbers.get(use.abbreviation) ?? 0));
  const definitions = abbreviations.map(({ passage, longStart, longEnd }) =>
    markOf({ passage, plainStart: longStart, plainEnd: longEnd }, 1),
  );
  const ofType = (type: PlainMention['type']) =>
    found
      .filter((mention) => mention.type === type)
      .map((mention) => markOf(mention, mention.evidence === 'lexicon' ? 1 : 2));
  const byPassage = (marks: readonly PassageMark[]): Marker => groupBy(marks, ({ passage }) => passage);
  return [byPassage(uses), byPassage(definitions), byPassage(ofType('Gene')), byPassage(ofType('Disease'))];
}

interface PassageMark extends MarkedSpan {
  readonly passage: number;
}

function markOf(span: { passage: number; plainStart: number; plainEnd: number }, value: number): PassageMark {
  return { passage: span.passage, start: span.plainStart, end: span.plainEnd, value };
}

const ABSTRACT: ReadonlySet<SectionType> = new Set(['TITLE', 'ABSTRACT', 'KEYWORD']);

function sectionOf(document: Document, passage: number): SectionType {
  return document.sections[document.passages[passage]?.section ?? -1]?.type ?? 'OTHER';
}

function wordsOf(units: Units, types: WordTypes): Int32Array {
  const words = new Int32Array(units.count);
  const { text } = units.tokens;
  for (let unit = 0; unit < units.count; unit++) {
    words[unit] = types.numberOf(text.slice(startOfUnit(units, unit), endOfUnit(units, unit)));
  }
  return words;
}
