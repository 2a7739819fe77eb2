/** NCBI Taxonomy's `names.dmp`, by itself or in `taxdump.tar.gz`: `9606\t|\tHomo sapiens\t|\t\t|\tscientific name\t|`. */
import { curie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import { forEachLine } from './lines.js';
import { BARE, type FileRead, type TermName, type TermRecord, type TermSink } from './records.js';
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

/** Taxa that are no species with a name: "uncultured bacterium", "Bacillus sp. AB-1". */
const NO_SPECIES = /\b(sp|cf|aff|nr)\. |^(uncultured|unclassified|unidentified|environmental) /;

const SEPARATOR = '\t|\t';

export interface SpeciesOptions {
  /** Taxa taken at most, those with the lowest numbers (the longest known) first. */
  readonly limit: number;
  /**
   * Taxa taken whatever the limit says, those whose genes are of interest. They also get the short form of their scientific
   * name, "C. elegans", which NCBI does not list.
   */
  readonly always: ReadonlySet<number>;
}

/** @throws FormatError for a line that is not of names.dmp's form */
export async function readNamesDmp(path: string, options: SpeciesOptions, sink: TermSink): Promise<FileRead> {
  let taxon = 0;
  let taken = 0;
  let names: TermName[] = [];
  const emit = (): void => {
    const always = options.always.has(taxon);
    const isWanted =
      taken < options.limit && !names.some(({ text, scope }) => scope === 'LABEL' && NO_SPECIES.test(text));
    if (names.length === 0 || !(always || isWanted)) return;
    taken++;
    sink.term(speciesOf(taxon, always ? [...names, ...shortForms(names)] : names));
  };
  const visit = (line: string, number: number): void => {
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
  };
  const sha256 = await forEachLine(path, visit, 'names.dmp');
  emit();
  return { sha256, release: null };
}

function speciesOf(taxon: number, names: readonly TermName[]): TermRecord {
  const ordered = names.toSorted((a, b) => Number(b.scope === 'LABEL') - Number(a.scope === 'LABEL'));
  return { ...BARE, id: curie(PREFIX.taxon, String(taxon)), kind: KIND.taxon, names: ordered };
}

/** `Caenorhabditis elegans` → `C. elegans`. */
function shortForms(names: readonly TermName[]): readonly TermName[] {
  return names.flatMap(({ text, scope }): readonly TermName[] => {
    const binomial = scope === 'LABEL' ? /^([A-Z])[a-z]+ ([a-z-]+)$/.exec(text) : null;
    return binomial === null ? [] : [{ text: `${binomial[1]}. ${binomial[2]}`, scope: 'EXACT' }];
  });
}

function notNamesDmp(place: { readonly path: string; readonly line: number }, line: string): FormatError {
  const message = `expected a line of names.dmp ("9606\\t|\\tHomo sapiens\\t|\\t\\t|\\tscientific name\\t|"), found "${line.slice(0, 60)}"`;
  return new FormatError(place, `${message}; take names.dmp from NCBI's taxdump`);
}
