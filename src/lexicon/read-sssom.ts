/** Mapping sets in SSSOM's tab-separated form: a header in `#` comments (YAML), then a table. */
import { normalizeCurie } from '../curie.js';
import { FormatError } from '../errors.js';
import { forEachLine } from './lines.js';
import type { FileRead, TermSink } from './records.js';

/**
 * Gives the pairs of `skos:exactMatch` to `sink.match`; other predicates and negated rows are passed over.
 *
 * @throws FormatError when subject_id, predicate_id or object_id is not among the columns
 */
export async function readSssom(path: string, sink: TermSink): Promise<FileRead> {
  let release: string | null = null;
  let columns: readonly string[] | null = null;
  const sha256 = await forEachLine(path, (line, number) => {
    if (line.startsWith('#')) {
      release = /^#\s*mapping_set_version:\s*"?(.*?)"?\s*$/.exec(line)?.[1] ?? release;
      return;
    }
    if (line === '') return;
    const fields = line.split('\t');
    if (columns === null) columns = checkColumns(fields, { path, line: number });
    else readRow(columns, fields, sink);
  });
  if (columns === null) throw missing({ path, line: 0 }, 'an empty file');
  return { sha256, release: release === null ? null : shortRelease(release) };
}

function readRow(columns: readonly string[], fields: readonly string[], sink: TermSink): void {
  const value = (column: string): string => fields[columns.indexOf(column)] ?? '';
  if (value('predicate_id') !== 'skos:exactMatch' || value('predicate_modifier') === 'Not') return;
  sink.match(normalizeCurie(value('subject_id')), normalizeCurie(value('object_id')));
}

function checkColumns(
  fields: readonly string[],
  place: { readonly path: string; readonly line: number },
): readonly string[] {
  for (const column of ['subject_id', 'predicate_id', 'object_id']) {
    if (!fields.includes(column)) throw missing(place, `the columns ${fields.join(', ').slice(0, 120)}`);
  }
  return fields;
}

function missing(place: { readonly path: string; readonly line: number }, found: string): FormatError {
  const message = `expected an SSSOM table with the columns subject_id, predicate_id and object_id, found ${found}`;
  return new FormatError(place, `${message}; take a .sssom.tsv file as MONDO publishes it`);
}

/** A version that is an address holds the release: `http://…/releases/2026-08-04/mappings/x.sssom.tsv`. */
function shortRelease(version: string): string {
  return /releases\/[\d-]+/.exec(version)?.[0] ?? version;
}
