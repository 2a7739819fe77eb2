/** Chooses among the candidates of one paper's mentions, once for each distinct text and species around it. */
import type { ConceptId, Grounding, Mention } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { partsOfMention, together } from './composite.js';
import { groundDisease } from './ground-disease.js';
import { groundGene } from './ground-gene.js';
import { nil } from './nil.js';
import { keyOf, type PaperCandidates } from './paper-candidates.js';
import type { PaperDiseases } from './paper-diseases.js';
import type { NearSpecies, SpeciesEvidence } from './species-evidence.js';

export interface PaperContext {
  readonly lookup: DiseaseLookup;
  readonly candidates: PaperCandidates;
  readonly diseases: PaperDiseases;
  readonly species: SpeciesEvidence;
  /** Species at hand: those that the paper names, and human, mouse and rat. */
  readonly taxa: ReadonlySet<ConceptId>;
  /** Share of the paper's gene mentions that are of a species, as found in a pass before this one; empty in the first. */
  readonly company: ReadonlyMap<ConceptId, number>;
}

export class PaperGrounder {
  readonly #paper: PaperContext;
  readonly #groundings = new Map<string, Grounding>();

  constructor(paper: PaperContext) {
    this.#paper = paper;
  }

  /** The answer for one mention; the same object for mentions of one text that nothing tells apart. */
  ground(mention: Mention): Grounding {
    if (mention.type === 'GeneFamily')
      return nil('not-a-member', `"${mention.text}" is a family, domain or complex`, []);
    const near = mention.type === 'Gene' ? this.#paper.species.near(mention) : NOWHERE;
    const key = [keyOf(mention), mention.score, near.adjacent, near.before, ...near.taxa].join('\t');
    const known = this.#groundings.get(key);
    if (known !== undefined) return known;
    const grounding = this.#groundWhole(mention, near);
    this.#groundings.set(key, grounding);
    return grounding;
  }

  /** As one name; else, if all of its parts are names, by them; else by what is more general or close. */
  #groundWhole(mention: Mention, near: NearSpecies): Grounding {
    if (mention.type === 'Disease') return groundDisease(mention, this.#paper);
    const whole = this.#groundOne(mention, near);
    const { route } = this.#paper.candidates.of(mention);
    if (whole.kind === 'linked' && (route === 'name' || route === 'long-form')) return whole;
    const parts = together(partsOfMention(mention).map((part) => this.#groundOne(part, near)));
    return parts?.kind === 'linked' ? parts : whole;
  }

  #groundOne(mention: Mention, near: NearSpecies): Grounding {
    const { candidates, lookup, taxa, species, company } = this.#paper;
    const found = candidates.of(mention);
    const context = { share: species.share, near, company, texts: candidates.texts };
    return groundGene(mention, found, { lexicon: lookup.lexicon, taxa, context });
  }
}

/** What diseases are asked with: species do not matter to them. */
const NOWHERE: NearSpecies = { adjacent: null, before: null, taxa: [] };
