/** NCBI Taxonomy's `names.dmp`: `9606\t|\tHomo sapiens\t|\t\t|\tscientific name\t|`. */
import { curie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import { forEachLine } from './lines.js';
import { BARE, type FileRead, type TermName, type TermSink } from './records.js';
import { KIND } from './types.js';

/** Classes of names that people write; authorities, misspellings and type material are left out. */
const CLASSES: ReadonlySet<string> = new Set([
  'scientific name',
  'synonym',
  'equivalent name',
  'common name',
  'genbank common name',
  'genbank synonym',
  'acronym',
  'genbank acronym',
]);

const SEPARATOR = '\t|\t';

export interface SpeciesOptions {
  /** Taxa taken at most, those with the lowest numbers (the longest known) first. */
  readonly limit: number;
  /** Taxa taken whatever the limit says, e.g. those whose genes are taken; null for none. */
  readonly always: ReadonlySet<number> | null;
}

/** @throws FormatError for a line that is not of names.dmp's form */
export async function readNamesDmp(path: string, options: SpeciesOptions, sink: TermSink): Promise<FileRead> {
  let taxon = 0;
  let taken = 0;
  let names: TermName[] = [];
  const emit = (): void => {
    if (names.length === 0 || !(taken < options.limit || options.always?.has(taxon))) return;
    taken++;
    names.sort((a, b) => Number(b.scope === 'LABEL') - Number(a.scope === 'LABEL'));
    sink.term({ ...BARE, id: curie(PREFIX.taxon, String(taxon)), kind: KIND.taxon, names });
  };
  const sha256 = await forEachLine(path, (line, number) => {
    if (line === '') return;
    const fields = line.split(SEPARATOR);
    const id = Number(fields[0]);
    if (fields.length < 4 || !Number.isInteger(id)) throw notNamesDmp({ path, line: number }, line);
    if (id !== taxon) {
      emit();
      taxon = id;
      names = [];
    }
    const nameClass = (fields[3] ?? '').replace(/\t\|$/, '');
    if (!CLASSES.has(nameClass)) return;
    names.push({ text: fields[1] ?? '', scope: nameClass === 'scientific name' ? 'LABEL' : 'EXACT' });
  });
  emit();
  return { sha256, release: null };
}

function notNamesDmp(place: { readonly path: string; readonly line: number }, line: string): FormatError {
  const message = `expected a line of names.dmp ("9606\\t|\\tHomo sapiens\\t|\\t\\t|\\tscientific name\\t|"), found "${line.slice(0, 60)}"`;
  return new FormatError(place, `${message}; take names.dmp from NCBI's taxdump`);
}
