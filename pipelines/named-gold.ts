/** Names with the concepts that they mean, as comma-separated text: `pmid,mention,cui,mondo_id`. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { normalizeCurie } from '../src/curie.js';
import { CannotRunError } from '../src/errors.js';
import type { NamedGold } from './disease-training.js';

const COLUMNS = ['pmid', 'mention', 'mondo_id'] as const;

/** @throws CannotRunError for a file that cannot be read or lacks a column */
export function readNamedGold(path: string): NamedGold[] {
  const [header = [], ...rows] = rowsOf(readText(path));
  const [document = -1, name = -1, id = -1] = COLUMNS.map((column) => header.indexOf(column));
  if (Math.min(document, name, id) < 0) {
    throw new CannotRunError(`${path}: expected the columns ${COLUMNS.join(', ')}, got ${header.join(', ')}`);
  }
  return rows.map((fields) => ({
    document: fields[document] ?? '',
    name: fields[name] ?? '',
    conceptId: normalizeCurie(fields[id] ?? ''),
  }));
}

function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new CannotRunError(`${path}: expected comma-separated text, gzipped or not`, error);
  }
}

/** Fields of each line; a field in quotation marks may hold commas, and a doubled mark for one. */
function rowsOf(csv: string): string[][] {
  const lines = csv.split(/\r?\n/).filter((line) => line !== '');
  return lines.map((line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, field = '']) => unquoted(field)),
  );
}

function unquoted(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}
