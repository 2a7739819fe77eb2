/** Candidates of all disease mentions of one paper, generated once for each distinct text. */
import type { Mention, RecognizedDocument } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import type { Candidates } from './candidates.js';
import { diseaseCandidates } from './disease-candidates.js';

export class PaperCandidates {
  readonly #lookup: DiseaseLookup;
  /** Short forms by their long forms: a long form that is no name means what its short form is found to mean. */
  readonly #shortForms: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Candidates>();

  constructor(recognized: RecognizedDocument, lookup: DiseaseLookup) {
    this.#lookup = lookup;
    this.#shortForms = new Map(recognized.abbreviations.map(({ longForm, shortForm }) => [longForm, shortForm]));
  }

  of(mention: Mention): Candidates {
    const key = keyOf(mention);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const candidates = this.#find(mention);
    this.#known.set(key, candidates);
    return candidates;
  }

  #find(mention: Mention): Candidates {
    const named = diseaseCandidates(mention, this.#lookup);
    const shortForm = mention.longForm === null ? this.#shortForms.get(mention.text) : undefined;
    if (named.concepts.length > 0 || shortForm === undefined) return named;
    return diseaseCandidates({ ...mention, text: shortForm, longForm: mention.text }, this.#lookup);
  }
}

/** The same text with the same long form, as the same type, has the same candidates. */
export function keyOf(mention: Mention): string {
  return `${mention.type}\t${mention.text}\t${mention.longForm ?? ''}`;
}
