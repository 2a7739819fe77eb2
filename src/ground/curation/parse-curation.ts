/** Files of curation: tab-separated rows, each a decision with its reason and author. */
import { normalizeCurie } from '../../curie.js';
import { FormatError } from '../../errors.js';
import { type TsvRow, tsvRows } from '../../recognize/tsv-rows.js';
import { normalizeName } from '../../text/normalize.js';
import { ACTIONS, type CurationAction, type CurationRow } from './curation-row.js';

const COLUMNS = ['action', 'text', 'concept', 'context', 'reason', 'author', 'date'] as const;
type Column = (typeof COLUMNS)[number];
type Fields = Readonly<Record<Column, string>>;

/**
 * Reads one file. Empty lines and lines that begin with `#` are skipped; the first other line is the header, with the columns
 * action, text, concept, context, reason, author, date. What is empty at the end of a row may be left out.
 *
 * @param path for messages and for the places of the rows
 * @param onError told of another header, with its line, and of each row that is not of its form
 * @returns the rows without those that are told
 */
export function readRows(tsv: string, path: string, onError: (error: FormatError) => void): readonly CurationRow[] {
  const text = tsv.replace(/^\ufeff/, '');
  const wrongHeader = headerError(text, path);
  if (wrongHeader !== null) {
    onError(wrongHeader);
    return [];
  }
  const rows = tsvRows(text).filter(({ fields }) => fields.some((field) => field.trim() !== ''));
  return rows.flatMap((row) => {
    const read = parseRow(row, path);
    if (!(read instanceof FormatError)) return [read];
    onError(read);
    return [];
  });
}

/** Without a header the first row would be taken for it, and do nothing. */
function headerError(tsv: string, path: string): FormatError | null {
  const lines = tsv.split(/\r?\n/);
  const at = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
  const header = lines[at];
  if (header === undefined || header.split('\t').map(tidy).join('\t') === COLUMNS.join('\t')) return null;
  return new FormatError(
    { path, line: at + 1 },
    `expected a header with the columns ${COLUMNS.join(', ')}, parted by tabs, got "${header}"`,
  );
}

function parseRow(row: TsvRow, path: string): CurationRow | FormatError {
  const place = { path, line: row.line };
  const refuse = (expected: string) => new FormatError(place, `expected ${expected}, got "${row.text}"`);
  if (row.fields.slice(COLUMNS.length).some((field) => tidy(field) !== '')) {
    return refuse(`no more than the columns ${COLUMNS.join(', ')}`);
  }
  const fields = fieldsOf(row);
  const { action, text, reason, author, date } = fields;
  if (!isAction(action)) return refuse(`an action (${ACTIONS.join(', ')}) in the first column`);
  if (!hasLetters(text)) return refuse('a text with letters or digits in the second column');
  if (fields.context !== '' && !hasLetters(fields.context)) return refuse('a context with letters or digits, or none');
  if (reason === '' || author === '') return refuse('a reason and an author in the fifth and sixth column');
  if (date !== '' && !isDate(date)) return refuse('a date such as 2026-11-27 in the last column, or none');
  const concept = conceptOf(fields);
  if (concept === undefined) {
    return refuse(
      action === 'never' ? 'no concept with the action never' : 'the id of a concept such as MONDO:0004992',
    );
  }
  return { action, text, concept, context: fields.context || null, reason, author, date: date || null, place };
}

function fieldsOf({ fields }: TsvRow): Fields {
  const field = (column: Column) => tidy(fields[COLUMNS.indexOf(column)] ?? '');
  return {
    action: field('action'),
    text: field('text'),
    concept: field('concept'),
    context: field('context'),
    reason: field('reason'),
    author: field('author'),
    date: field('date'),
  };
}

function tidy(field: string): string {
  return field.trim().replace(/\s+/g, ' ');
}

function isAction(text: string): text is CurationAction {
  return (ACTIONS as readonly string[]).includes(text);
}

function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(normalizeName(text));
}

function isDate(text: string): boolean {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (found === null) return false;
  const [, , month = '01', day = '01'] = found;
  const date = new Date(`${text.slice(0, 4)}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** Null for `never`, undefined for what an action cannot take. */
function conceptOf({ action, concept }: Fields): string | null | undefined {
  if (action === 'never') return concept === '' ? null : undefined;
  const id = normalizeCurie(concept);
  return /^[^\s:]+:[^\s:]+$/.test(id) ? id : undefined;
}
