/**
 * NCBI Gene's `gene_info` (16 columns, tab-separated): `Homo_sapiens.gene_info.gz`, `All_Data.gene_info.gz` …
 * Symbol → SYMBOL, full name → LABEL, synonyms and locus tag → EXACT, other designations → RELATED.
 */
import { curie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import { forEachLine } from './lines.js';
import type { FileRead, TermName, TermRecord, TermSink } from './records.js';
import { KIND } from './types.js';

/** Species whose genes are taken, as numbers of NCBI Taxonomy; null for all. */
export type TaxonFilter = ReadonlySet<number> | null;

const HEADER = '#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\t';
const COLUMNS = 16;
/** Descriptions that thousands of genes share and that name none of them. */
const NO_NAME = /^(uncharacterized|hypothetical|predicted|putative uncharacterized|unnamed|unknown) /i;

/** @throws FormatError when the file has no gene_info header or a line has not its columns */
export async function readGeneInfo(path: string, taxa: TaxonFilter, sink: TermSink): Promise<FileRead> {
  let latest = '';
  const sha256 = await forEachLine(path, (line, number) => {
    if (number === 1 && !line.startsWith(HEADER)) throw wrongHeader(path, line);
    if (line === '' || line.startsWith('#')) return;
    const taxon = Number(line.slice(0, line.indexOf('\t')));
    if (taxa !== null && !taxa.has(taxon)) return;
    const fields = line.split('\t');
    if (fields.length < COLUMNS - 1 || !Number.isInteger(taxon))
      throw wrongColumns({ path, line: number }, fields.length);
    const modified = fields[14] ?? '';
    if (modified > latest) latest = modified;
    if (fields[2] !== 'NEWENTRY') sink.term(geneOf(fields, taxon));
  });
  return { sha256, release: /^\d{8}$/.test(latest) ? latest.replace(/(....)(..)(..)/, '$1-$2-$3') : null };
}

function geneOf(fields: readonly string[], taxon: number): TermRecord {
  const [, id = '', symbol = '', locusTag = '', synonyms = '', , , , description = '', type = ''] = fields;
  const official = fields[11] ?? '-';
  const fullName = official === '-' ? description : official;
  const names: TermName[] = [{ text: symbol, scope: 'SYMBOL' }];
  if (isName(fullName, symbol)) names.push({ text: fullName, scope: 'LABEL' });
  for (const text of listOf(synonyms)) names.push({ text, scope: 'EXACT' });
  if (locusTag !== '-') names.push({ text: locusTag, scope: 'EXACT' });
  for (const text of [description, ...listOf(fields[13] ?? '-')]) {
    if (isName(text, symbol) && text !== fullName) names.push({ text, scope: 'RELATED' });
  }
  return {
    id: curie(PREFIX.gene, id),
    kind: KIND.gene,
    names,
    fullName: fullName === '-' || fullName === '' ? null : fullName,
    parents: [],
    treeNumbers: [],
    taxon,
    geneType: type === '-' || type === '' ? null : type,
  };
}

function isName(text: string, symbol: string): boolean {
  return text !== '-' && text !== symbol && !NO_NAME.test(text);
}

function listOf(field: string): readonly string[] {
  return field === '-' ? [] : field.split('|');
}

function wrongHeader(path: string, line: string): FormatError {
  const message = `expected the header of NCBI's gene_info ("#tax_id\\tGeneID\\tSymbol …"), found "${line.slice(0, 40)}"`;
  return new FormatError({ path, line: 1 }, `${message}; take the file from NCBI Gene's DATA/GENE_INFO folder`);
}

function wrongColumns(place: { readonly path: string; readonly line: number }, found: number): FormatError {
  return new FormatError(place, `expected ${COLUMNS} tab-separated columns, found ${found}; fetch the file again`);
}
