/** Candidates of all gene mentions of one paper, generated once for each distinct text. */
import type { ConceptId, Mention, RecognizedDocument } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import type { Candidates } from './candidates.js';
import { geneCandidates } from './gene-candidates.js';

export class PaperCandidates {
  readonly #lookup: DiseaseLookup;
  readonly #taxa: ReadonlySet<ConceptId>;
  /** Short forms by their long forms: a long form that is no name means what its short form is found to mean. */
  readonly #shortForms: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Candidates>();
  readonly #texts = new Map<ConceptId, number>();

  /** @param taxa species in which genes are looked for */
  constructor(recognized: RecognizedDocument, lookup: DiseaseLookup, taxa: ReadonlySet<ConceptId>) {
    this.#lookup = lookup;
    this.#taxa = taxa;
    this.#shortForms = new Map(recognized.abbreviations.map(({ longForm, shortForm }) => [longForm, shortForm]));
    for (const mention of recognized.mentions) if (mention.type === 'Gene') this.#count(mention);
  }

  /** How many distinct texts of the paper may denote a concept. */
  get texts(): ReadonlyMap<ConceptId, number> {
    return this.#texts;
  }

  of(mention: Mention): Candidates {
    const key = keyOf(mention);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const candidates = this.#find(mention);
    this.#known.set(key, candidates);
    return candidates;
  }

  #count(mention: Mention): void {
    if (this.#known.has(keyOf(mention))) return;
    for (const { concept } of this.of(mention).concepts) {
      this.#texts.set(concept.id, (this.#texts.get(concept.id) ?? 0) + 1);
    }
  }

  #find(mention: Mention): Candidates {
    const named = this.#generate(mention);
    const shortForm = mention.longForm === null ? this.#shortForms.get(mention.text) : undefined;
    if (named.concepts.length > 0 || shortForm === undefined) return named;
    return this.#generate({ ...mention, text: shortForm, longForm: mention.text });
  }

  #generate(mention: Mention): Candidates {
    return geneCandidates(mention, { lexicon: this.#lookup.lexicon, taxa: this.#taxa });
  }
}

/** The same text with the same long form, as the same type, has the same candidates. */
export function keyOf(mention: Mention): string {
  return `${mention.type}\t${mention.text}\t${mention.longForm ?? ''}`;
}
