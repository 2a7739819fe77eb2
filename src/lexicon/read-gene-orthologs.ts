/**
 * NCBI Gene's `gene_orthologs`: a row for each gene that was found to be the ortholog of a gene of a reference species, which
 * is human for most vertebrates. Two other genes (mouse and rat) are orthologs by the gene that they have in common.
 */
import { curie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import { forEachLine } from './lines.js';
import type { TaxonFilter } from './read-gene-info.js';
import type { FileRead, TermSink } from './records.js';

/** What a gene_orthologs file begins with. */
export const GENE_ORTHOLOGS_HEADER = '#tax_id\tGeneID\trelationship\tOther_tax_id\tOther_GeneID';

const ROW = /^(\d+)\t(\d+)\t([^\t]+)\t(\d+)\t(\d+)(?:\t|$)/;
const HUMAN = '9606';

/**
 * Gives rows of two species asked for to `sink.ortholog`; other relationships, as gene_group has them in the same columns, are
 * passed over.
 *
 * @throws FormatError when the file has no gene_orthologs header or a line has not its columns
 */
export async function readGeneOrthologs(path: string, taxa: TaxonFilter, sink: TermSink): Promise<FileRead> {
  const sha256 = await forEachLine(path, (line, number) => {
    if (number === 1 && !line.startsWith(GENE_ORTHOLOGS_HEADER)) throw wrong({ path, line: 1 }, line);
    if (line === '' || line.startsWith('#')) return;
    const [, taxon, id = '', relationship, otherTaxon, otherId = ''] = ROW.exec(line) ?? [];
    if (relationship === undefined) throw wrong({ path, line: number }, line);
    if (relationship !== 'Ortholog') return;
    if (taxa !== null && !(taxa.has(Number(taxon)) && taxa.has(Number(otherTaxon)))) return;
    const [gene, other] = [curie(PREFIX.gene, id), curie(PREFIX.gene, otherId)];
    // Whichever way round a row stands: where a human gene is one of the two, it is the one that people know.
    if (otherTaxon === HUMAN) sink.ortholog(gene, other);
    else sink.ortholog(other, gene);
  });
  return { sha256, release: null };
}

function wrong(place: { readonly path: string; readonly line: number }, line: string): FormatError {
  const message = `expected NCBI's gene_orthologs ("#tax_id\\tGeneID\\trelationship …"), found "${line.slice(0, 60)}"`;
  return new FormatError(place, `${message}; take gene_orthologs.gz from NCBI Gene's DATA folder`);
}
