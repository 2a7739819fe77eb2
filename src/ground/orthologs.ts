/** Genes of other species with the same symbol: a name that only the mouse's gene has is used for the human one, too. */
import { curie, PREFIX } from '../curie.js';
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import { speciesOf } from '../recognize/taxa.js';
import type { CandidateConcept } from './candidates.js';

/**
 * Vertebrates share their symbols: human, mouse, rat, cow, pig, dog, chicken, frogs, zebrafish. Elsewhere an equal symbol
 * is chance: the fly's "ap" (apterous) is not the mouse's (alopecia periodica).
 */
const SHARED_SYMBOLS: ReadonlySet<ConceptId> = new Set(
  ['9606', '10090', '10116', '9913', '9823', '9615', '9031', '8355', '8364', '7955'].map((id) =>
    curie(PREFIX.taxon, id),
  ),
);

export interface Ortholog<T extends CandidateConcept> {
  readonly conceptId: ConceptId;
  /** The candidate whose symbol it shares. */
  readonly of: T;
}

/** Finds orthologs in one paper; each symbol is looked up once. */
export class OrthologFinder {
  readonly #lexicon: Lexicon;
  readonly #taxa: ReadonlySet<ConceptId>;
  /** Genes by their symbol in lower case, of the species at hand that share symbols. */
  readonly #bySymbol = new Map<string, readonly ConceptId[]>();

  /** @param taxa species to look in */
  constructor(lexicon: Lexicon, taxa: ReadonlySet<ConceptId>) {
    this.#lexicon = lexicon;
    this.#taxa = taxa;
  }

  /**
   * Genes of the same official symbol (case aside) as candidates that were found by a synonym or a full name, in other
   * vertebrates, without those that are candidates themselves. Each once, for the first candidate.
   */
  of<T extends CandidateConcept>(candidates: readonly T[]): readonly Ortholog<T>[] {
    const found: Ortholog<T>[] = [];
    const known = new Set(candidates.map(({ concept }) => concept.id));
    for (const candidate of candidates) {
      if (candidate.scope === 'SYMBOL' || !sharesSymbols(candidate.concept.taxonId)) continue;
      for (const conceptId of this.#genesOf(candidate.concept.name)) {
        if (known.has(conceptId)) continue;
        known.add(conceptId);
        found.push({ conceptId, of: candidate });
      }
    }
    return found;
  }

  #genesOf(name: string): readonly ConceptId[] {
    const symbol = name.toLowerCase();
    const known = this.#bySymbol.get(symbol);
    if (known !== undefined) return known;
    const genes = this.#lexicon
      .lookup(name, KIND.gene)
      .filter(
        (match) => match.scope === 'SYMBOL' && match.name.toLowerCase() === symbol && this.#isWanted(match.taxonId),
      )
      .map(({ conceptId }) => conceptId);
    this.#bySymbol.set(symbol, genes);
    return genes;
  }

  #isWanted(taxonId: ConceptId | null): boolean {
    return taxonId !== null && sharesSymbols(taxonId) && this.#taxa.has(speciesOf(taxonId));
  }
}

function sharesSymbols(taxonId: ConceptId | null): boolean {
  return taxonId !== null && SHARED_SYMBOLS.has(speciesOf(taxonId));
}
