/** Reads what the exports of the graph wrote, and a paper that is hard to write. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GraphFile } from '../../src/graph/graph-file.js';
import { assertion, mention, paperGraph } from './papers.js';

/** Texts that break CSV that is not careful, and values that are not there. */
export const NASTY = paperGraph('PMC:PMC7', {
  paper: { title: 'a "q", ""; | \\ \0 \n x,\r\n y\t', journal: '', authors: [], year: 2020, figureCount: 0 },
  mentions: [
    mention('NCBIGene:1', { names: [], evidence: ['a;b|"c"\n', '', '😀'], confidence: 1e-7 }),
    mention('MONDO:1', { confidence: 1, evidence: [], evidenceSections: [], evidenceStarts: [], evidenceEnds: [] }),
  ],
  assertions: [assertion('CHEBI:1', { aliases: ["O'Neil\\", '"'] })],
  subclassOf: [{ from: 'MONDO:1', to: 'MONDO:2' }],
  inTaxon: [{ from: 'NCBIGene:1', to: 'NCBITaxon:9606' }],
  taxa: [{ id: 'NCBITaxon:9606', name: 'Homo sapiens' }],
});

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
