/**
 * The starter terminology: hand-written tables, `diseases.tsv`, `genes.tsv`, `orthologs.tsv`, `species.tsv`. `#` lines are comments,
 * the first other line is the header, `|` parts the values of a list, ids are in the project's spelling.
 */
import { curie, localOf, normalizeCurie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import { forEachLine } from './lines.js';
import { BARE, type FileRead, type TermName, type TermSink } from './records.js';
import { KIND } from './types.js';

/** Release of the starter terminology. */
export const HAND_WRITTEN = 'written by hand';

/** Value of a column in a row; empty when it is left empty. */
type Row = (column: string) => string;

interface Table {
  readonly columns: readonly string[];
  readonly read: (row: Row, sink: TermSink) => void;
}

const TABLES: readonly Table[] = [
  { columns: ['id', 'symbol', 'name', 'taxon', 'type', 'synonyms'], read: readGene },
  {
    columns: ['mondo', 'mondo_name', 'mesh', 'mesh_name', 'mondo_parents', 'mesh_trees', 'synonyms'],
    read: readDisease,
  },
  { columns: ['gene', 'symbol', 'orthologs'], read: readOrthologs },
  { columns: ['taxon', 'name', 'synonyms'], read: readSpecies },
];

/** Whether a line is the header of one of the tables. */
export function isStarterHeader(line: string): boolean {
  return TABLES.some((table) => table.columns.join('\t') === line);
}

/** @throws FormatError for an unknown header or a row with another number of columns */
export async function readStarter(path: string, sink: TermSink): Promise<FileRead> {
  let table: Table | null = null;
  const sha256 = await forEachLine(path, (line, number) => {
    if (line === '' || line.startsWith('#')) return;
    if (table === null) {
      table = tableOf(line, { path, line: number });
      return;
    }
    const { columns, read } = table;
    const fields = line.split('\t');
    if (fields.length !== columns.length) throw wrongRow({ path, line: number }, columns, fields.length);
    read((column) => (fields[columns.indexOf(column)] ?? '').trim(), sink);
  });
  return { sha256, release: HAND_WRITTEN };
}

function readGene(row: Row, sink: TermSink): void {
  const names: TermName[] = [{ text: row('symbol'), scope: 'SYMBOL' }];
  if (row('name') !== '') names.push({ text: row('name'), scope: 'LABEL' });
  sink.term({
    ...BARE,
    id: normalizeCurie(row('id')),
    kind: KIND.gene,
    names: [...names, ...synonymsOf(row)],
    fullName: row('name') === '' ? null : row('name'),
    taxon: Number(localOf(row('taxon'))),
    geneType: row('type') === '' ? null : row('type'),
  });
}

/** One row may hold the concept of MONDO, that of MeSH, or both: then they are exact matches. */
function readDisease(row: Row, sink: TermSink): void {
  const mondo = normalizeCurie(row('mondo'));
  const mesh = normalizeCurie(row('mesh'));
  const synonyms = synonymsOf(row);
  const base = { ...BARE, kind: KIND.disease };
  if (mondo !== '') {
    const parents = listOf(row('mondo_parents')).map(normalizeCurie);
    sink.term({ ...base, id: mondo, names: [{ text: row('mondo_name'), scope: 'LABEL' }, ...synonyms], parents });
  }
  if (mesh !== '') {
    const treeNumbers = listOf(row('mesh_trees'));
    sink.term({ ...base, id: mesh, names: [{ text: row('mesh_name'), scope: 'LABEL' }, ...synonyms], treeNumbers });
  }
  if (mondo !== '' && mesh !== '') sink.match(mondo, mesh);
}

/** Genes of other species by the human gene that they are orthologs of; its symbol is for whoever reads the table. */
function readOrthologs(row: Row, sink: TermSink): void {
  for (const ortholog of listOf(row('orthologs'))) sink.ortholog(normalizeCurie(ortholog), normalizeCurie(row('gene')));
}

function readSpecies(row: Row, sink: TermSink): void {
  const id = curie(PREFIX.taxon, localOf(row('taxon')));
  sink.term({ ...BARE, id, kind: KIND.taxon, names: [{ text: row('name'), scope: 'LABEL' }, ...synonymsOf(row)] });
}

function synonymsOf(row: Row): readonly TermName[] {
  return listOf(row('synonyms')).map((text) => ({ text, scope: 'EXACT' }));
}

function listOf(value: string): readonly string[] {
  return value
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function tableOf(header: string, place: { readonly path: string; readonly line: number }): Table {
  const table = TABLES.find(({ columns }) => columns.join('\t') === header);
  if (table !== undefined) return table;
  const known = TABLES.map(({ columns }) => columns.join(', ')).join('; or ');
  throw new FormatError(place, `expected a header of tab-separated columns ${known}; found "${header.slice(0, 80)}"`);
}

function wrongRow(
  place: { readonly path: string; readonly line: number },
  columns: readonly string[],
  found: number,
): FormatError {
  const expected = `expected ${columns.length} tab-separated columns (${columns.join(', ')})`;
  return new FormatError(place, `${expected}, found ${found}; empty values still need their tab`);
}
