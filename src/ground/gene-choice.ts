/** Which gene of those that share a name: by what kind of name it is of each, by spelling, and above all by species. */
import type { ConceptId } from '../model.js';
import { isCapitals, sameLetters, shapeOf } from '../recognize/name-shape.js';
import type { CandidateConcept, Candidates } from './candidates.js';
import { type NearSpecies, speciesOf } from './species-evidence.js';

/** What the sentence and the paper say, for one mention. */
export interface GeneContext {
  readonly share: ReadonlyMap<ConceptId, number>;
  readonly near: NearSpecies;
  /** How many different texts of the paper have the concept among their candidates. */
  readonly surfaces: ReadonlyMap<ConceptId, number>;
}

export interface ScoredGene extends CandidateConcept {
  readonly taxonId: ConceptId;
  readonly score: number;
}

/** Points of each signal, set by hand on the training papers; only their sums are compared, within one mention. */
const POINTS = {
  scope: { SYMBOL: 1, LABEL: 0.9, EXACT: 0.55, NARROW: 0.4, BROAD: 0.2, RELATED: 0.3 },
  exactCase: 0.5,
  proteinCoding: 0.4,
  pseudo: -0.3,
  adjacent: 3,
  inSentence: 1.2,
  share: 2,
  caseOfSpecies: 0.35,
  otherSurface: 0.5,
} as const;

/** Species whose genes are meant when nothing is said, most likely first. */
const PRIOR: ReadonlyMap<string, number> = new Map([
  ['9606', 0.6],
  ['10090', 0.35],
  ['10116', 0.2],
]);

/** Candidates by score, best first; ties by id, so that the same paper always gives the same answer. */
export function scoreGenes(text: string, candidates: Candidates, context: GeneContext): readonly ScoredGene[] {
  return candidates.concepts
    .map((candidate) => {
      const taxonId = speciesOf(candidate.concept.taxonId ?? '');
      const score = nameScore(text, candidate) + taxonScore(taxonId, context) + spellingScore(text, taxonId);
      const others = (context.surfaces.get(candidate.concept.id) ?? 1) > 1 ? POINTS.otherSurface : 0;
      return { ...candidate, taxonId, score: score + others };
    })
    .sort((a, b) => b.score - a.score || (a.concept.id < b.concept.id ? -1 : 1));
}

function nameScore(text: string, candidate: CandidateConcept): number {
  const exact = sameLetters(text, candidate.name) ? POINTS.exactCase : 0;
  return POINTS.scope[candidate.scope] + exact + typeScore(candidate.concept.geneType);
}

function typeScore(geneType: string | null): number {
  if (geneType === 'protein-coding') return POINTS.proteinCoding;
  return geneType !== null && /pseudo/.test(geneType) ? POINTS.pseudo : 0;
}

function taxonScore(taxonId: ConceptId, { share, near }: GeneContext): number {
  const adjacent = near.adjacent === taxonId ? POINTS.adjacent : 0;
  const inSentence = near.taxa.includes(taxonId) ? POINTS.inSentence / near.taxa.length : 0;
  const prior = PRIOR.get(taxonId.slice(taxonId.indexOf(':') + 1)) ?? 0;
  return adjacent + inSentence + prior + POINTS.share * (share.get(taxonId) ?? 0);
}

/** `TP53` is written so for man, `Trp53` for mouse and rat, `tp53` for zebrafish. */
function spellingScore(text: string, taxonId: ConceptId): number {
  if (shapeOf(text) === 'phrase') return 0;
  const local = taxonId.slice(taxonId.indexOf(':') + 1);
  if (/^\p{Lu}[\p{Ll}\d]+$/u.test(text)) return local === '10090' || local === '10116' ? POINTS.caseOfSpecies : 0;
  if (isCapitals(text)) return local === '9606' ? POINTS.caseOfSpecies : 0;
  return 0;
}
