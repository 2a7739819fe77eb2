/** Genes that a mention may denote: by its own text and by the other form of its definition, in spellings that forgive more and more. */
import { KIND, type Lexicon, type NameMatch } from '../lexicon/types.js';
import type { Concept, ConceptId } from '../model.js';
import { genesAgreeing, isDistinctSymbol } from '../recognize/long-forms.js';
import { mayStandFor } from '../recognize/name-shape.js';
import { HUMAN, MOUSE, speciesOf } from '../recognize/taxa.js';
import { type CandidateConcept, SCOPE_RANK } from './candidates.js';
import { type NameVariant, nameVariants, VARIANT_RULES, type VariantRule } from './gene-variants.js';
import { geneOfHash, memoryKey, type NameMemory } from './memory.js';
import { OrthologFinder } from './orthologs.js';

/** A name that a text was found to be, and how. */
export interface FoundName {
  readonly match: NameMatch;
  readonly variant: NameVariant;
}

export interface GeneCandidate extends CandidateConcept {
  /** Species of the gene, strains led to it. */
  readonly taxonId: ConceptId;
  /** The best name by the mention's text; null when only the other form leads here. */
  readonly byText: FoundName | null;
  /** The best name by the other form of the definition: the long form of a short one, the short form of a long one. */
  readonly byOther: FoundName | null;
  /** No name leads here: training remembers that the text meant this gene. */
  readonly remembered: boolean;
}

export interface GeneCandidates {
  /** The mention's text, and the other form, if the paper defines one. */
  readonly text: string;
  readonly other: string | null;
  /** At most one for each gene, in the order of the lexicon. */
  readonly genes: readonly GeneCandidate[];
}

/** Genes of species that the paper does not name: so many at most. */
const MOST_FROM_ELSEWHERE = 12;

export interface GeneFinderOptions {
  /** Species at hand: those that the paper names, and human, mouse and rat. */
  readonly taxa: ReadonlySet<ConceptId>;
  /** The species that the paper speaks of most, else null. */
  readonly main: ConceptId | null;
  readonly memory: NameMemory;
  /** Whether a text is no name of a gene, since a curator says so. */
  readonly removes?: RemovedNames | undefined;
}

/** Tells of a text and a concept that the one is no name of the other. */
export type RemovedNames = (text: string, id: ConceptId) => boolean;

export class GeneCandidateFinder {
  readonly #lexicon: Lexicon;
  readonly #taxa: ReadonlySet<ConceptId>;
  readonly #memory: NameMemory;
  readonly #removes: RemovedNames | undefined;
  /** Species that further spellings are tried for until each has a gene. */
  readonly #mustHave: readonly ConceptId[];
  readonly #orthologs: OrthologFinder;
  readonly #concepts = new Map<ConceptId, Concept | null>();

  constructor(lexicon: Lexicon, { taxa, main, memory, removes }: GeneFinderOptions) {
    this.#lexicon = lexicon;
    this.#taxa = taxa;
    this.#memory = memory;
    this.#removes = removes;
    this.#mustHave = [...new Set([main ?? HUMAN, HUMAN, MOUSE])];
    this.#orthologs = new OrthologFinder(lexicon, taxa);
  }

  /** @param other the other form of the mention's definition, else null */
  find(text: string, other: string | null): GeneCandidates {
    const byText = this.#namesOf(text);
    const byOther = other === null ? new Map<ConceptId, FoundName>() : this.#namesOf(other);
    if (other !== null) this.#dropUnsafe({ text, other }, byText, byOther);
    const ids = [...new Set([...byText.keys(), ...byOther.keys()])];
    const named = ids.flatMap((id) => this.#candidate(id, byText.get(id) ?? null, byOther.get(id) ?? null));
    named.push(...this.#remembered(text, new Set(ids)));
    const orthologs = this.#orthologs.of(named).flatMap(({ of, conceptId }) => {
      const concept = this.#concept(conceptId);
      return concept === null ? [] : [{ ...of, concept, taxonId: taxonOf(concept), orthologOf: of.concept.id }];
    });
    return { text, other, genes: this.#withoutRemoved([...named, ...orthologs], [text, other ?? text]) };
  }

  /** Without those that came in by another way than the name that was taken from them. */
  #withoutRemoved(genes: readonly GeneCandidate[], texts: readonly string[]): readonly GeneCandidate[] {
    const removes = this.#removes;
    if (removes === undefined) return genes;
    return genes.filter(({ concept }) => !texts.some((text) => removes(text, concept.id)));
  }

  /**
   * A short form is not looked up by itself when its long form is no gene's name ("smooth muscle actin (SMA)" is not
   * SMN1), unless the form leaves no doubt or the long form says the same as the gene's full name.
   */
  #dropUnsafe(
    forms: { readonly text: string; readonly other: string },
    byText: Map<ConceptId, FoundName>,
    byOther: Map<ConceptId, FoundName>,
  ): void {
    const isShort = forms.text.length <= forms.other.length;
    const [shortForm, longForm] = isShort ? [forms.text, forms.other] : [forms.other, forms.text];
    const [byShort, byLong] = isShort ? [byText, byOther] : [byOther, byText];
    const isGene = [...byLong.values()].some(({ variant }) => variant.rule !== 'part');
    if (isGene || isDistinctSymbol(shortForm, this.#lexicon)) return;
    const agreeing = new Set(genesAgreeing({ shortForm, longForm }, this.#lexicon));
    for (const id of byShort.keys()) if (!byLong.has(id) && !agreeing.has(id)) byShort.delete(id);
  }

  /** Genes that training remembers for a name, of species at hand, but for those that are known. */
  #remembered(text: string, known: ReadonlySet<ConceptId>): GeneCandidate[] {
    return this.#memory.meanings(memoryKey(text)).flatMap(({ concept: hash }) => {
      const id = geneOfHash(hash);
      const concept = known.has(id) ? null : this.#concept(id);
      if (concept === null || concept.kind !== 'Gene' || !this.#taxa.has(taxonOf(concept))) return [];
      const { name } = concept;
      const nothing = { forgiven: [], orthologOf: null, byText: null, byOther: null };
      return [{ concept, name, scope: 'RELATED' as const, taxonId: taxonOf(concept), remembered: true, ...nothing }];
    });
  }

  #candidate(id: ConceptId, byText: FoundName | null, byOther: FoundName | null): GeneCandidate[] {
    const concept = this.#concept(id);
    const best = better(byText, byOther);
    if (concept === null || best === null) return [];
    const { name, scope, forgiven } = best.match;
    return [
      {
        concept,
        name,
        scope,
        forgiven,
        orthologOf: null,
        taxonId: taxonOf(concept),
        byText,
        byOther,
        remembered: false,
      },
    ];
  }

  #concept(id: ConceptId): Concept | null {
    const known = this.#concepts.get(id);
    if (known !== undefined) return known;
    const concept = this.#lexicon.concept(id);
    this.#concepts.set(id, concept);
    return concept;
  }

  /**
   * Best name of each gene: for each species at hand by the first way of spelling that leads to one, and for all others
   * together by the first that leads anywhere.
   */
  #namesOf(text: string): Map<ConceptId, FoundName> {
    const found = new Map<ConceptId, FoundName>();
    const foundBy = new Map<ConceptId, VariantRule>();
    let elsewhere = 0;
    for (const variant of nameVariants(text)) {
      if (this.#mustHave.every((taxon) => (foundBy.get(taxon) ?? variant.rule) !== variant.rule)) break;
      if (variant.rule === 'part' && foundBy.size > 0) break;
      for (const match of this.#lexicon.lookup(variant.text, KIND.gene)) {
        const taxon = this.#taxonAtHand(match.taxonId);
        if ((foundBy.get(taxon) ?? variant.rule) !== variant.rule) continue;
        if (taxon === ELSEWHERE && ++elsewhere > MOST_FROM_ELSEWHERE) continue;
        if (!mayStandFor(variant.text, match.name) || this.#removes?.(variant.text, match.conceptId)) continue;
        foundBy.set(taxon, variant.rule);
        keepBetter(found, { match, variant });
      }
    }
    return found;
  }

  /** The species of a name, if it is at hand. */
  #taxonAtHand(taxonId: ConceptId | null): ConceptId {
    const taxon = speciesOf(taxonId ?? '');
    return this.#taxa.has(taxon) ? taxon : ELSEWHERE;
  }
}

/** All species that are not at hand. */
const ELSEWHERE = '';

function taxonOf(concept: Concept): ConceptId {
  return speciesOf(concept.taxonId ?? '');
}

function keepBetter(found: Map<ConceptId, FoundName>, name: FoundName): void {
  const { conceptId } = name.match;
  const known = found.get(conceptId) ?? null;
  if (better(known, name) === name) found.set(conceptId, name);
}

/** The one by an earlier rule, then the better spelled, then the better named; `a` among equals. */
function better(a: FoundName | null, b: FoundName | null): FoundName | null {
  if (a === null || b === null) return a ?? b;
  const difference = costOf(b) - costOf(a);
  return difference < 0 ? b : a;
}

/** How much had to be forgiven for the best name of a candidate; less is better. */
export function nameCost({ byText, byOther, orthologOf }: GeneCandidate): number {
  const best = byText ?? byOther;
  return (best === null ? 5000 : costOf(best)) + (orthologOf === null ? 0 : 500);
}

function costOf({ match, variant }: FoundName): number {
  const spelling = match.forgiven.filter((one) => one !== 'dash' && one !== 'space').length;
  const rest = match.forgiven.length - spelling;
  return VARIANT_RULES.indexOf(variant.rule) * 1000 + spelling * 100 + SCOPE_RANK[match.scope] * 10 + rest;
}
