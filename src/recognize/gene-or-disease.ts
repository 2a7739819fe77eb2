/** Genes named after diseases and diseases named after genes: which of the two a text means where both match. */
import type { Tokens } from '../text/tokens.js';
import type { LexiconMatch } from './lexicon-matches.js';
import { sameLetters, shapeOf } from './name-shape.js';
import { hasCue } from './support.js';

/**
 * Drops one of two matches on the same span: words beside it decide ("APC gene", "APC patients"), else a symbol that
 * is some gene's official one is a gene, and everything else ("retinoblastoma", "SCA1") is a disease.
 */
export function withoutTwins(
  genes: readonly LexiconMatch[],
  diseases: readonly LexiconMatch[],
  tokens: Tokens,
): readonly LexiconMatch[] {
  const diseaseAt = new Map(diseases.map((disease) => [spanOf(disease), disease]));
  const dropped = new Set<LexiconMatch>();
  for (const gene of genes) {
    const disease = diseaseAt.get(spanOf(gene));
    if (disease !== undefined) dropped.add(isGene(gene, disease, tokens) ? disease : gene);
  }
  return [...genes, ...diseases].filter((match) => !dropped.has(match));
}

function spanOf({ first, end }: LexiconMatch): string {
  return `${first}:${end}`;
}

function isGene(gene: LexiconMatch, disease: LexiconMatch, tokens: Tokens): boolean {
  const [geneCue, diseaseCue] = [hasCue(tokens, gene, 'gene'), hasCue(tokens, disease, 'disease')];
  if (geneCue !== diseaseCue) return geneCue;
  if (shapeOf(gene.text) !== 'symbol') return false;
  return gene.names.some(({ scope, name }) => scope === 'SYMBOL' && sameLetters(gene.text, name));
}
