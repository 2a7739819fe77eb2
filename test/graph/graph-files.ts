/** Reads what the exports of the graph wrote. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GraphFile } from '../../src/graph/graph-file.js';

/** Texts of the files by their names, as they would be written. */
export async function textsOf(files: readonly GraphFile[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { name, pieces } of files) {
    let text = '';
    for await (const piece of pieces()) text += piece;
    texts.set(name, text);
  }
  return texts;
}

/** Text of a written file, unpacked if its name says so. */
export function readText(folder: string, name: string): string {
  const bytes = readFileSync(join(folder, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Records of CSV after RFC 4180; null for a field with nothing in it, not even quotes. */
export function recordsOf(csv: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let record: (string | null)[] = [];
  for (const [, inQuotes, bare = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    record.push(inQuotes !== undefined ? inQuotes.replaceAll('""', '"') : bare === '' ? null : bare);
    if (end !== '\n') continue;
    records.push(record);
    record = [];
  }
  return records;
}
