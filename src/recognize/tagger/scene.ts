/** A paper with all that its features are read from. */
import type { Lexicon } from '../../lexicon/types.js';
import type { Abbreviation, Document, SectionType } from '../../model.js';
import { groupBy } from '../../text/group-by.js';
import type { Reading } from '../reading.js';
import type { ShortFormUse } from '../short-forms.js';
import { type Chunks, chunksOf } from './chunks.js';
import { hashText } from './hash.js';
import { type LongFormClues, longFormClues } from './long-form-clues.js';
import { type MarkedSpan, type Marks, marksOf } from './marks.js';
import { NameStates } from './name-states.js';
import { PaperClues } from './paper-clues.js';
import { type Units, unitsOf } from './units.js';
import { MOST_WORDS, WordTypes } from './word-types.js';

/** What is known of a paper before the tagger. */
export interface TaggerInput {
  readonly document: Document;
  readonly readings: readonly Reading[];
  readonly abbreviations: readonly Abbreviation[];
  /** All uses of the short forms. */
  readonly uses: readonly ShortFormUse[];
}

/** A passage. */
export interface Scene {
  readonly reading: Reading;
  readonly units: Units;
  /** Number of each unit's word, see word-types.ts, and its number in the paper, see paper-clues.ts. */
  readonly words: Int32Array;
  readonly paperWords: Int32Array;
  /** What the lexicon says at each unit, see name-states.ts. */
  readonly states: Int32Array;
  readonly chunks: Chunks;
  /** Hash of the section's type. */
  readonly section: number;
  /** Part of a full text rather than of an abstract alone. */
  readonly full: boolean;
  /** Uses of short forms, by their number in `PaperScenes.longForms` and one. */
  readonly shortForms: Marks;
  /** Long forms where they are defined, by the same number. */
  readonly definitions: Marks;
}

export interface PaperScenes {
  readonly scenes: readonly Scene[];
  readonly longForms: readonly LongFormClues[];
}

/**
 * A lexicon with fewer names is not asked at all: that a word is in none of some hundred names says nothing, while in training
 * it says much.
 */
const ENOUGH_NAMES = 100_000;

/** Reads one paper after another; a paper's scenes hold until the next is read. */
export class SceneReader {
  /** Whether the lexicon has enough names to be asked. */
  readonly asksLexicon: boolean;
  readonly #lexicon: Lexicon;
  readonly states: NameStates;
  types: WordTypes;
  clues: PaperClues;
  /** Raised when the numbers of words begin anew. */
  generation = 0;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.asksLexicon = lexicon.info.distinctNames >= ENOUGH_NAMES;
    this.states = new NameStates(lexicon);
    this.types = new WordTypes(lexicon);
    this.clues = new PaperClues(this.types);
  }

  /** Scenes of all passages that are read. */
  read(input: TaggerInput): PaperScenes {
    if (this.types.count > MOST_WORDS) this.#startAnew();
    this.clues.clear();
    const [uses, definitions] = markersOf(input);
    const full = input.document.sections.some(({ type }) => !ABSTRACT.has(type));
    const scenes = input.readings.map((reading): Scene => {
      const units = unitsOf(reading.tokens);
      const words = this.types.of(units);
      const section = sectionOf(input.document, reading.passage);
      return {
        reading,
        units,
        words,
        full,
        paperWords: this.clues.add(words, section === 'TITLE'),
        states: this.asksLexicon ? this.states.of(units, reading.names) : new Int32Array(units.count),
        chunks: chunksOf(units, words, this.types),
        section: hashText(section),
        shortForms: marksOf(units, uses.get(reading.passage) ?? []),
        definitions: marksOf(units, definitions.get(reading.passage) ?? []),
      };
    });
    return { scenes, longForms: input.abbreviations.map((one) => longFormClues(one, this.states)) };
  }

  #startAnew(): void {
    this.types = new WordTypes(this.#lexicon);
    this.clues = new PaperClues(this.types);
    this.generation++;
  }
}

type Marker = ReadonlyMap<number, readonly MarkedSpan[]>;

/** Spans to mark by passage: uses of short forms, and long forms where they are defined. */
function markersOf({ abbreviations, uses }: TaggerInput): readonly [Marker, Marker] {
  const numbers = new Map(abbreviations.map((abbreviation, index) => [abbreviation, index + 1]));
  const ofUses = uses.map((use) => markOf(use, numbers.get(use.abbreviation) ?? 0));
  const ofDefinitions = abbreviations.map(({ passage, longStart, longEnd }, index) =>
    markOf({ passage, plainStart: longStart, plainEnd: longEnd }, index + 1),
  );
  return [groupBy(ofUses, ({ passage }) => passage), groupBy(ofDefinitions, ({ passage }) => passage)];
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
