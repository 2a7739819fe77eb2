/** What is known of the best candidate: tells how likely a link to it is right, or whether it is better not made. */
import type { ConceptId, Mention } from '../model.js';
import { compactLength } from '../recognize/name-shape.js';
import type { GeneCandidate, GeneCandidates } from './gene-candidates.js';
import { nameKind, spellingOf } from './gene-letters.js';
import { hashSymbol } from './gene-rows.js';
import { memoryKey, type NameMemory } from './memory.js';

export const LINK_FEATURES = [
  'bias',
  /** Logarithm of the odds of the choice among the candidates, and of the mention itself. */
  'choice',
  'choice certain',
  'mention',
  'symbol',
  'synonym',
  'full name',
  'description',
  'case forgiven',
  'spelling forgiven',
  'words',
  'affix',
  'greek',
  'isoform',
  'receptor',
  'part',
  'by other form only',
  'other form agrees',
  'other form disagrees',
  'ortholog',
  'short',
  'long',
  'species named',
  'none of human, mouse, rat',
  /** Share of the species among the paper's species words; whether another is spoken of most. */
  'species share',
  'not main species',
  'main species lacks it',
  /** Share of the species words that speak of model organisms without any candidate. */
  'lacking species share',
  'candidates',
  'remembered',
  'remembered otherwise',
] as const;

export interface ChosenGene {
  readonly gene: GeneCandidate;
  /** Probability among the candidates. */
  readonly probability: number;
  /** Whether the paper names the species. */
  readonly speciesNamed: boolean;
  readonly usualSpecies: boolean;
  readonly speciesShare: number;
  readonly lackingShare: number;
  /** The species that the paper speaks of most, if it speaks of any. */
  readonly mainSpecies: ConceptId | null;
}

/** Values in the order of `LINK_FEATURES`. */
export function linkFeatures(
  mention: Mention,
  { genes, other, text }: GeneCandidates,
  { chosen, memory }: { readonly chosen: ChosenGene; readonly memory: NameMemory },
): Float64Array {
  const { gene, probability } = chosen;
  const name = gene.byText ?? gene.byOther;
  const kind = nameKind(gene.scope);
  const rule = gene.byText?.variant.rule ?? 'whole';
  const spelling = spellingOf(name?.match.forgiven ?? []);
  const documents = memory.documents(memoryKey(text));
  const remembered =
    documents === 0 ? 0 : memory.documentsOf(memoryKey(text), hashSymbol(gene.concept.name)) / documents;
  const letters = compactLength(text);
  return Float64Array.of(
    1,
    logOdds(probability),
    Number(probability > 0.995),
    logOdds(mention.score),
    Number(kind === 'symbol'),
    Number(kind === 'synonym'),
    Number(kind === 'fullName'),
    Number(kind === 'description'),
    Number(spelling === 'case'),
    Number(spelling === 'loose'),
    ...(['words', 'affix', 'greek', 'isoform', 'receptor', 'part'] as const).map((one) => Number(rule === one)),
    Number(gene.byText === null),
    Number(gene.byText !== null && gene.byOther !== null),
    Number(gene.byText !== null && gene.byOther === null && other !== null),
    Number(gene.orthologOf !== null),
    Number(letters <= 3),
    Number(letters >= 8),
    Number(chosen.speciesNamed),
    Number(!chosen.usualSpecies),
    chosen.speciesShare,
    Number(chosen.mainSpecies !== null && chosen.mainSpecies !== gene.taxonId),
    Number(chosen.mainSpecies !== null && !genes.some(({ taxonId }) => taxonId === chosen.mainSpecies)),
    chosen.lackingShare,
    Math.log(genes.length),
    remembered,
    documents > 0 && remembered === 0 ? Math.log1p(documents) : 0,
  );
}

function logOdds(probability: number): number {
  const safe = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(safe / (1 - safe));
}
