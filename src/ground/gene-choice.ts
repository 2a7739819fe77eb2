/** Which gene of those that share a name: by what kind of name it is of each, by spelling, and above all by species. */
import { localOf } from '../curie.js';
import type { ConceptId } from '../model.js';
import { isCapitals, sameLetters, shapeOf } from '../recognize/name-shape.js';
import { HUMAN, MOUSE, RAT, speciesOf } from '../recognize/taxa.js';
import type { CandidateConcept, Candidates } from './candidates.js';
import type { NearSpecies } from './species-evidence.js';

/** What the sentence and the paper say, for one mention. */
export interface GeneContext {
  readonly near: NearSpecies;
  /** Share of the paper's species words that speak of a taxon. */
  readonly share: ReadonlyMap<ConceptId, number>;
  /** Share of the paper's gene mentions that are of a taxon; empty while that is not known. */
  readonly company: ReadonlyMap<ConceptId, number>;
  /** How many different texts of the paper have a concept among their candidates. */
  readonly texts: ReadonlyMap<ConceptId, number>;
}

export interface ScoredGene extends CandidateConcept {
  readonly taxonId: ConceptId;
  readonly score: number;
}

/** Points of each signal, found by coordinate search on the training abstracts; only differences within one mention count. */
const POINTS = {
  /** Kind of name, as the terminology has it. */
  symbol: 1.4,
  fullName: 0.9,
  synonym: 0.55,
  description: -0.5,
  /** The name is that of another species' gene with the same symbol. */
  ortholog: -0.7,
  /** Same letters in the same case. */
  exact: 0.5,
  /** Logarithm of the number in NCBI Gene: what got its number early is what is most written about. */
  number: -0.2,
  proteinCoding: 0.4,
  pseudogene: -0.3,
  /** Another text of the paper may mean the same gene. */
  otherText: 0.9,
  /** The species is named right before the mention, last before it in the sentence, in the sentence (one of n: 1/n). */
  adjacent: 3,
  before: 1.2,
  inSentence: 2,
  /** Share of the species among the paper's species words, those of the title counted three times; among its genes. */
  share: 3.2,
  company: 1.2,
  /** Where nothing is said. */
  human: 1,
  mouse: 0.35,
  rat: 0.6,
  /** `TP53` is written so for man, `Trp53` for mouse and rat. */
  humanSpelling: 0.35,
  rodentSpelling: 0.35,
} as const;

type Signals = Partial<Record<keyof typeof POINTS, number>>;

/** Candidates by score, best first; ties by id, so that the same paper always gives the same answer. */
export function scoreGenes(text: string, candidates: Candidates, context: GeneContext): readonly ScoredGene[] {
  const bySpecies = new Map<ConceptId, number>(); // many candidates, few species
  return candidates.concepts
    .map((candidate) => {
      const taxonId = speciesOf(candidate.concept.taxonId ?? '');
      const species = bySpecies.get(taxonId) ?? pointsOf(speciesSignals(text, taxonId, context));
      bySpecies.set(taxonId, species);
      return { ...candidate, taxonId, score: species + pointsOf(nameSignals(text, candidate, context)) };
    })
    .sort((a, b) => b.score - a.score || (a.concept.id < b.concept.id ? -1 : 1));
}

/** By how much a point makes a candidate more likely: e to the power of this. Chosen so that confidence fits the training texts. */
const SHARPNESS = 2;

/** Probability of the first of scored candidates, by the logistic choice. */
export function probabilityOfFirst(scored: readonly ScoredGene[]): number {
  const best = scored[0]?.score ?? 0;
  return 1 / scored.reduce((sum, { score }) => sum + Math.exp(SHARPNESS * (score - best)), 0);
}

function pointsOf(signals: Signals): number {
  let points = 0;
  for (const signal in signals) {
    if (isSignal(signal)) points += POINTS[signal] * (signals[signal] ?? 0);
  }
  return points;
}

function isSignal(name: string): name is keyof typeof POINTS {
  return name in POINTS;
}

/** What speaks for a candidate whatever the species spoken of. */
function nameSignals(text: string, candidate: CandidateConcept, { texts }: GeneContext): Signals {
  const { concept, name, scope, orthologOf } = candidate;
  return {
    symbol: Number(scope === 'SYMBOL'),
    fullName: Number(scope === 'LABEL'),
    synonym: Number(scope === 'EXACT'),
    description: Number(scope === 'RELATED' || scope === 'NARROW' || scope === 'BROAD'),
    ortholog: Number(orthologOf !== null),
    exact: Number(sameLetters(text, name)),
    number: Math.log10(Number(localOf(concept.id)) || 1),
    proteinCoding: Number(concept.geneType === 'protein-coding'),
    pseudogene: Number(concept.geneType?.includes('pseudo') ?? false),
    otherText: Number((texts.get(concept.id) ?? 1) > 1),
  };
}

/** What speaks for a species, whatever the gene. */
function speciesSignals(text: string, taxon: ConceptId, { share, near, company }: GeneContext): Signals {
  return {
    adjacent: Number(near.adjacent === taxon),
    before: Number(near.before === taxon),
    inSentence: near.taxa.includes(taxon) ? 1 / near.taxa.length : 0,
    share: share.get(taxon) ?? 0,
    company: company.get(taxon) ?? 0,
    human: Number(taxon === HUMAN),
    mouse: Number(taxon === MOUSE),
    rat: Number(taxon === RAT),
    humanSpelling: Number(taxon === HUMAN && isCapitals(text) && shapeOf(text) !== 'phrase'),
    rodentSpelling: Number((taxon === MOUSE || taxon === RAT) && isRodentSymbol(text)),
  };
}

function isRodentSymbol(text: string): boolean {
  return /^\p{Lu}[\p{Ll}\d]+$/u.test(text);
}
