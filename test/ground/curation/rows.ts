/** Rows of curation for tests. */
import type { CurationRow } from '../../../src/ground/curation/curation-row.js';
import { readRows } from '../../../src/ground/curation/parse-curation.js';

export const HEADER = 'action\ttext\tconcept\tcontext\treason\tauthor\tdate';

/** Rows of a file; throws the first error. */
export function parseCuration(tsv: string, path: string): readonly CurationRow[] {
  return readRows(tsv, path, (error) => {
    throw error;
  });
}

/** A file with the header and these lines, whose columns are parted by `|`. */
export function tsvOf(lines: readonly string[]): string {
  return `${[HEADER, ...lines.map((line) => line.replaceAll('|', '\t'))].join('\n')}\n`;
}

/** Rows of `action|text|concept|context`; reason, author and date are added. */
export function rowsOf(...lines: readonly string[]): readonly CurationRow[] {
  return parseCuration(
    tsvOf(lines.map((line) => `${line}${'|'.repeat(4 - line.split('|').length)}|for a test|Ada|2026-11-27`)),
    'rows.tsv',
  );
}
