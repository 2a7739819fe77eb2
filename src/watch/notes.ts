/** What a text's mentions are said to mean, each statement once, however often the text repeats it. */
import type { Annotation, ConceptId, Grounding, MentionType } from '../model.js';
import type { AnnotatedText } from './annotated-text.js';

/** What kind of mark a mention gets. */
export type Mark = 'gene' | 'family' | 'disease' | 'nil';

/** One statement: these words mean this, for this reason. */
export interface Note {
  /** Counted from 1, in the order of the text. */
  readonly number: number;
  readonly mark: Mark;
  readonly type: MentionType;
  /** The words in the text. */
  readonly text: string;
  readonly longForm: string | null;
  readonly grounding: Grounding;
  /** How often the text has it. */
  readonly count: number;
}

/** All that is said of one concept, or of words without one. */
export interface NoteGroup {
  readonly mark: Mark;
  /** Ids of the concept, one for each terminology; empty for words without. */
  readonly conceptIds: readonly ConceptId[];
  /** Words of the text, the most frequent first, each once whatever its capitals. */
  readonly names: readonly string[];
  readonly count: number;
  /** The most frequent first. */
  readonly notes: readonly Note[];
}

const TYPE_MARKS: Readonly<Record<MentionType, Mark>> = { Gene: 'gene', GeneFamily: 'family', Disease: 'disease' };

export class Notes {
  readonly #notes = new Map<string, Note>();

  constructor({ blocks }: AnnotatedText) {
    for (const { cells } of blocks) {
      for (const piece of cells.flat()) for (const annotation of piece.annotations) this.#add(annotation);
    }
  }

  #add(annotation: Annotation): void {
    const key = keyOf(annotation);
    const known = this.#notes.get(key);
    if (known !== undefined) {
      this.#notes.set(key, { ...known, count: known.count + 1 });
      return;
    }
    const { mention, grounding } = annotation;
    const { type, text, longForm } = mention;
    // Families never have a concept, by design: to mark them as lost would hide those that are.
    const mark = grounding.kind === 'nil' && type !== 'GeneFamily' ? 'nil' : TYPE_MARKS[type];
    this.#notes.set(key, { number: this.#notes.size + 1, mark, type, text, longForm, grounding, count: 1 });
  }

  /** The note of a mention of the text; undefined for one of another text. */
  of(annotation: Annotation): Note | undefined {
    return this.#notes.get(keyOf(annotation));
  }

  /** All, in the order of the text. */
  all(): readonly Note[] {
    return [...this.#notes.values()];
  }

  /** Those of one mark by concept, what the text has most often first. */
  groups(mark: Mark): readonly NoteGroup[] {
    const byConcept = new Map<string, Note[]>();
    for (const note of this.all().filter((one) => one.mark === mark)) {
      const ids = idsOf(note).join(' ');
      const key = ids === '' ? note.text.toLowerCase() : ids;
      byConcept.set(key, [...(byConcept.get(key) ?? []), note]);
    }
    return [...byConcept.values()].map(groupOf).toSorted((a, b) => b.count - a.count);
  }
}

function groupOf(unsorted: readonly Note[]): NoteGroup {
  const notes = unsorted.toSorted((a, b) => b.count - a.count || a.number - b.number);
  const names = new Map(notes.toReversed().map(({ text }) => [text.toLowerCase(), text]));
  const [first] = notes;
  return {
    mark: first?.mark ?? 'nil',
    conceptIds: first === undefined ? [] : idsOf(first),
    names: [...names.values()].toReversed(),
    count: notes.reduce((sum, { count }) => sum + count, 0),
    notes,
  };
}

function idsOf({ grounding }: Note): readonly ConceptId[] {
  return grounding.kind === 'nil' ? [] : [...new Set(grounding.links.map(({ conceptId }) => conceptId))];
}

function keyOf({ mention, grounding }: Annotation): string {
  return `${mention.type}\n${mention.text}\n${JSON.stringify(grounding)}`;
}
