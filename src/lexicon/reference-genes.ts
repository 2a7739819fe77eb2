/**
 * Orthologs in an index: pairs of a gene and the gene of a reference species that it is an ortholog of, each as two numbers of
 * concepts, sorted. Only genes that have such a pair take room.
 */
import { lastAtOrBefore } from '../text/binary-search.js';
import type { Sections } from './layout.js';
import type { TermTable } from './term-table.js';

type OrthologSections = Pick<Sections, 'orthologGene' | 'orthologReference'>;

/** The pairs of a table, each once. */
export function orthologSections({
  orthologs,
  conceptCount,
}: Pick<TermTable, 'orthologs' | 'conceptCount'>): OrthologSections {
  const pairs = Float64Array.from({ length: orthologs.length / 2 }, (_, i) => {
    return orthologs.at(2 * i) * conceptCount + orthologs.at(2 * i + 1);
  });
  const distinct = pairs.sort().filter((pair, i) => pair !== pairs[i - 1]);
  return {
    orthologGene: Int32Array.from(distinct, (pair) => Math.floor(pair / conceptCount)),
    orthologReference: Int32Array.from(distinct, (pair) => pair % conceptCount),
  };
}

/**
 * Reference genes of a gene, by their numbers: what its pairs lead to, and those of that, up to the last ones, for a medaka's gene
 * is an ortholog of the zebrafish's, and that one of the human one. None for a gene that no pair leads on from.
 */
export function referenceGenes(sections: OrthologSections, gene: number): readonly number[] {
  const seen = new Set([gene]);
  const last: number[] = [];
  // A Set goes on with what is added while it is walked.
  for (const one of seen) {
    const references = referencesOf(sections, one);
    if (references.length === 0 && one !== gene) last.push(one);
    for (const reference of references) seen.add(reference);
  }
  return last;
}

function referencesOf({ orthologGene, orthologReference }: OrthologSections, gene: number): Int32Array {
  const before = (number: number) => lastAtOrBefore(orthologGene.length, (i) => orthologGene[i] ?? 0, number) + 1;
  return orthologReference.subarray(before(gene - 1), before(gene));
}
