/** What a text's mentions are said to mean, each statement once, however often the text repeats it. */
import type { Annotation, Grounding, MentionType } from '../model.js';
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
}

function keyOf({ mention, grounding }: Annotation): string {
  return `${mention.type}\n${mention.text}\n${JSON.stringify(grounding)}`;
}
