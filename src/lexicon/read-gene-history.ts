/** NCBI Gene's `gene_history`: numbers of genes that were discontinued, and the genes that took their place. */
import { curie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import { forEachLine } from './lines.js';
import type { TaxonFilter } from './read-gene-info.js';
import type { FileRead, TermSink } from './records.js';

/** What a gene_history file begins with. */
export const GENE_HISTORY_HEADER = '#tax_id\tGeneID\tDiscontinued_GeneID\t';

/** @throws FormatError when the file has no gene_history header or a line has not its columns */
export async function readGeneHistory(path: string, taxa: TaxonFilter, sink: TermSink): Promise<FileRead> {
  const sha256 = await forEachLine(path, (line, number) => {
    if (number === 1 && !line.startsWith(GENE_HISTORY_HEADER)) throw wrong({ path, line: 1 }, line);
    if (line === '' || line.startsWith('#')) return;
    const [taxon = '', successor = '', old] = line.split('\t', 3);
    if (old === undefined) throw wrong({ path, line: number }, line);
    if (successor === '-' || (taxa !== null && !taxa.has(Number(taxon)))) return;
    sink.retired(curie(PREFIX.gene, old), curie(PREFIX.gene, successor));
  });
  return { sha256, release: null };
}

function wrong(place: { readonly path: string; readonly line: number }, line: string): FormatError {
  const message = `expected NCBI's gene_history ("#tax_id\\tGeneID\\tDiscontinued_GeneID …"), found "${line.slice(0, 60)}"`;
  return new FormatError(place, `${message}; take gene_history.gz from NCBI Gene's DATA folder`);
}
