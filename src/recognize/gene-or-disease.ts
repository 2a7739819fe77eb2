/** Genes named after diseases and diseases named after genes: which of the two a text means where both match. */
import type { ConceptId } from '../model.js';
import type { Tokens } from '../text/tokens.js';
import type { LexiconMatch } from './lexicon-matches.js';
import { sameLetters, shapeOf } from './name-shape.js';
import { hasCue } from './support.js';

/** Where two matches stand. */
export interface TwinClues {
  readonly tokens: Tokens;
  /** Concepts that the paper gives a name of in words. */
  readonly spelledOut: ReadonlySet<ConceptId>;
}

/**
 * Drops one of two matches on the same span: words beside it decide ("APC gene", "APC patients"), then which of the two the
 * paper spells out ("Gonorrhea (GC)"), else a symbol that is some gene's official one is a gene, and everything else
 * ("retinoblastoma", "SCA1") is a disease.
 */
export function withoutTwins(
  genes: readonly LexiconMatch[],
  diseases: readonly LexiconMatch[],
  clues: TwinClues,
): readonly LexiconMatch[] {
  const diseaseAt = new Map(diseases.map((disease) => [spanOf(disease), disease]));
  const dropped = new Set<LexiconMatch>();
  for (const gene of genes) {
    const disease = diseaseAt.get(spanOf(gene));
    if (disease !== undefined) dropped.add(isGene(gene, disease, clues) ? disease : gene);
  }
  return [...genes, ...diseases].filter((match) => !dropped.has(match));
}

function spanOf({ first, end }: LexiconMatch): string {
  return `${first}:${end}`;
}

function isGene(gene: LexiconMatch, disease: LexiconMatch, { tokens, spelledOut }: TwinClues): boolean {
  const [geneCue, diseaseCue] = [hasCue(tokens, gene, 'gene'), hasCue(tokens, disease, 'disease')];
  if (geneCue !== diseaseCue) return geneCue;
  const isSpelledOut = ({ names }: LexiconMatch) => names.some(({ conceptId }) => spelledOut.has(conceptId));
  if (isSpelledOut(gene) !== isSpelledOut(disease)) return isSpelledOut(gene);
  if (shapeOf(gene.text) !== 'symbol') return false;
  return gene.names.some(({ scope, name }) => scope === 'SYMBOL' && sameLetters(gene.text, name));
}
