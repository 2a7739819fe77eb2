/** Grounds the mentions of one paper, each distinct text once. */
import type { ConceptId, Grounding, Mention, RecognizedDocument } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { isShortForm } from '../recognize/disease-spelling.js';
import { DEFAULT_TAXA } from '../recognize/taxa.js';
import type { Candidates } from './candidates.js';
import { partsOfMention, together } from './composite.js';
import { diseaseCandidates } from './disease-candidates.js';
import { geneCandidates } from './gene-candidates.js';
import { groundDisease } from './ground-disease.js';
import { groundGene } from './ground-gene.js';
import { nil } from './nil.js';
import { type NearSpecies, type SpeciesEvidence, speciesEvidence } from './species-evidence.js';

/** What is asked for names: the lexicon, and the lists that recognize has used. */
export type GroundDeps = DiseaseLookup;

/** What is the same for all mentions of one text: its candidates. */
export class PaperGrounder {
  readonly #deps: GroundDeps;
  readonly #species: SpeciesEvidence;
  /** Species in which genes are looked for. */
  readonly #taxa: ReadonlySet<ConceptId>;
  /** Short forms by their long forms: a long form that is no name means what its short form is found to mean. */
  readonly #shortForms: ReadonlyMap<string, string>;
  readonly #candidates = new Map<string, Candidates>();
  readonly #groundings = new Map<string, Grounding>();
  /** How many distinct texts of the paper may denote a concept. */
  readonly #surfaces = new Map<ConceptId, number>();

  constructor(recognized: RecognizedDocument, deps: GroundDeps) {
    this.#deps = deps;
    this.#species = speciesEvidence(recognized.document, recognized.species);
    this.#taxa = new Set([...DEFAULT_TAXA, ...this.#species.share.keys()]);
    this.#shortForms = new Map(recognized.abbreviations.map(({ longForm, shortForm }) => [longForm, shortForm]));
    for (const mention of recognized.mentions) this.#collect(mention);
  }

  /** The answer for one mention; the same object for mentions of one text that nothing tells apart. */
  ground(mention: Mention): Grounding {
    const near = mention.type === 'Gene' ? this.#species.near(mention) : NOWHERE;
    const key = [keyOf(mention), mention.score, near.adjacent, near.before, ...near.taxa].join('\t');
    const known = this.#groundings.get(key);
    if (known !== undefined) return known;
    const grounding = this.#groundWhole(mention, near);
    this.#groundings.set(key, grounding);
    return grounding;
  }

  /** As one name; else, if all of its parts are names, by them; else by what is more general or close. */
  #groundWhole(mention: Mention, near: NearSpecies): Grounding {
    const whole = this.#groundOne(mention, near);
    const { route } = this.#candidatesOf(mention);
    if (whole.kind === 'linked' && (route === 'name' || route === 'long-form')) return whole;
    const parts = together(partsOfMention(mention).map((part) => this.#groundOne(part, near)));
    return parts?.kind === 'linked' ? parts : whole;
  }

  #groundOne(mention: Mention, near: NearSpecies): Grounding {
    const candidates = this.#candidatesOf(mention);
    if (mention.type === 'Disease') return this.#groundDisease(mention, candidates);
    const context = { paper: this.#species, near, surfaces: this.#surfaces };
    return groundGene(mention, candidates, { lexicon: this.#deps.lexicon, taxa: this.#taxa, context });
  }

  #groundDisease(mention: Mention, candidates: Candidates): Grounding {
    const undefinedShort = mention.longForm === null && isShortForm(mention.text) && mention.score < SUPPORTED;
    if (undefinedShort && this.#deps.stopList.ruleFor(mention.text, 'disease') !== 'allow') {
      return nil('undefined-short-form', `"${mention.text}" is defined nowhere in the paper`, []);
    }
    return groundDisease(mention, candidates, this.#deps.lexicon);
  }

  #collect(mention: Mention): void {
    const key = keyOf(mention);
    if (this.#candidates.has(key)) return;
    const candidates = this.#candidatesOf(mention);
    for (const { concept } of candidates.concepts) {
      this.#surfaces.set(concept.id, (this.#surfaces.get(concept.id) ?? 0) + 1);
    }
  }

  #candidatesOf(mention: Mention): Candidates {
    const key = keyOf(mention);
    const known = this.#candidates.get(key);
    if (known !== undefined) return known;
    const named = this.#generate(mention);
    const shortForm = mention.longForm === null ? this.#shortForms.get(mention.text) : undefined;
    const candidates =
      named.concepts.length > 0 || shortForm === undefined
        ? named
        : this.#generate({ ...mention, text: shortForm, longForm: mention.text });
    this.#candidates.set(key, candidates);
    return candidates;
  }

  #generate(mention: Mention): Candidates {
    if (mention.type === 'Disease') return diseaseCandidates(mention, this.#deps);
    return geneCandidates(mention, { lexicon: this.#deps.lexicon, taxa: this.#taxa });
  }
}

const SUPPORTED = 0.5;

/** What diseases are asked with: species do not matter to them. */
const NOWHERE: NearSpecies = { adjacent: null, before: null, taxa: [] };

/** The same text with the same long form, as the same type, has the same candidates. */
function keyOf(mention: Mention): string {
  return `${mention.type}\t${mention.text}\t${mention.longForm ?? ''}`;
}
