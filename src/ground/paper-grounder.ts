/** Grounds the mentions of one paper, each distinct text and place once. */
import type { Grounding, Mention } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { partsOfMention, together } from './composite.js';
import type { GenePlace } from './gene-places.js';
import type { GeneRanker } from './gene-ranker.js';
import { groundDisease } from './ground-disease.js';
import { groundGene } from './ground-gene.js';
import { nil } from './nil.js';
import type { PaperDiseases } from './paper-diseases.js';
import type { PaperGenes } from './paper-genes.js';

export interface PaperContext {
  readonly lookup: DiseaseLookup & { readonly geneRanker: GeneRanker };
  readonly genes: PaperGenes;
  readonly diseases: PaperDiseases;
}

export class PaperGrounder {
  readonly #paper: PaperContext;
  readonly #diseases = new Map<string, Grounding>();
  readonly #genes = new Map<GenePlace, Map<number, Grounding>>();

  constructor(paper: PaperContext) {
    this.#paper = paper;
  }

  /** The answer for one mention; the same object for mentions of one text that nothing tells apart. */
  ground(mention: Mention): Grounding {
    if (mention.type === 'GeneFamily')
      return nil('not-a-member', `"${mention.text}" is a family, domain or complex`, []);
    return mention.type === 'Gene' ? this.#groundGene(mention) : this.#groundDisease(mention);
  }

  /**
   * As one name or, if all of its parts are names, by them: where no gene has the whole for a name, and where that gene is less
   * likely than the least likely part ("ERK1/2" is a name in some species, and two genes in most papers).
   */
  #groundGene(mention: Mention): Grounding {
    const place = this.#paper.genes.placeOf(mention);
    const byScore = this.#genes.get(place) ?? new Map<number, Grounding>();
    this.#genes.set(place, byScore);
    const known = byScore.get(mention.score);
    if (known !== undefined) return known;
    const whole = this.#oneGene(mention);
    const parts = together(partsOfMention(mention).map((part) => this.#oneGene(part)));
    const isBetter = !isWhole(place) || confidenceOf(whole) < confidenceOf(parts);
    const grounding = parts?.kind === 'linked' && isBetter ? parts : whole;
    byScore.set(mention.score, grounding);
    return grounding;
  }

  #oneGene(mention: Mention): Grounding {
    const { genes, lookup } = this.#paper;
    const deps = { lexicon: lookup.lexicon, ranker: lookup.geneRanker, species: genes.species };
    return groundGene(mention, genes.choiceAt(genes.placeOf(mention)), deps);
  }

  #groundDisease(mention: Mention): Grounding {
    const key = `${mention.text}\t${mention.longForm ?? ''}\t${mention.score}`;
    const known = this.#diseases.get(key);
    if (known !== undefined) return known;
    const grounding = groundDisease(mention, this.#paper);
    this.#diseases.set(key, grounding);
    return grounding;
  }
}

/** Of the least likely link; 0 for none. */
function confidenceOf(grounding: Grounding | null): number {
  return grounding?.kind === 'linked' ? Math.min(...grounding.links.map(({ confidence }) => confidence)) : 0;
}

/** Whether some gene has the whole text for a name, not only a part of it, nor one member of "MCM2-7". */
function isWhole({ text }: GenePlace): boolean {
  return text.candidates.genes.some(
    ({ byText }) => byText !== null && byText.variant.rule !== 'part' && byText.variant.rule !== 'isoform',
  );
}
