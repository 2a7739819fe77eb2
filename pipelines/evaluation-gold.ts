/** Gold to evaluate on: PubTator files, and folders of papers with full.md and gold.tsv. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRunError, messageOf } from '../src/errors.js';
import { idsOf } from '../src/evaluate/ids.js';
import type { Document } from '../src/model.js';
import { readPubtator } from '../src/sources/pubtator.js';
import { parseDocument, plainDocument } from '../src/text/document.js';
import type { SectionPatterns } from '../src/text/sections.js';
import { readPaperFolder } from './paper-folder.js';

export const EVALUATED_TYPES = ['Gene', 'Disease'] as const;
export type EvaluatedType = (typeof EVALUATED_TYPES)[number];

/** Which ids gold has for diseases, and whether its spans are into Markdown. */
export type GoldKind = 'abstracts' | 'papers';

/** A row of gold. Offsets are Unicode characters of the document's source. */
export interface GoldRow {
  readonly start: number;
  readonly end: number;
  /** As the gold has it: `Gene`, `FamilyName`; `Gene in pieces` for a part of a mention in pieces. */
  readonly type: string;
  readonly ids: ReadonlySet<string>;
}

export interface GoldText {
  readonly name: string;
  readonly document: Document;
  readonly rows: readonly GoldRow[];
}

export interface GoldSource {
  readonly path: string;
  /** For reports: the file with the folder it is in, or the folder's name. */
  readonly corpus: string;
  readonly kind: GoldKind;
  /** Types that it labels as the user says; null for what is seen in it. */
  readonly labeled: readonly EvaluatedType[] | null;
}

/** @throws CannotRunError for what is not there */
export function goldSource(argument: string): GoldSource {
  const [, types = '', rest = ''] = /^([A-Za-z,]+):(.+)$/.exec(argument) ?? [];
  const given = types.split(',').map((type) => EVALUATED_TYPES.find((known) => known === type));
  const areTypes = types !== '' && given.every((type) => type !== undefined);
  const path = areTypes ? rest : argument;
  try {
    const kind = statSync(path).isDirectory() ? 'papers' : 'abstracts';
    const labeled = areTypes ? given.filter((type) => type !== undefined) : null;
    const parts = path.split(/[\\/]+/).filter((part) => part !== '');
    const corpus = parts.slice(kind === 'papers' ? -1 : -2).join('/');
    return { path, corpus, kind, labeled };
  } catch (error) {
    const expected = 'expected a PubTator file or a folder of papers with full.md and gold.tsv, or TYPE,TYPE:FILE';
    throw new CannotRunError(`${argument}: ${expected}: ${messageOf(error)}`, error);
  }
}

export interface ReadGoldOptions {
  readonly patterns: SectionPatterns;
  /** Told of each part that cannot be read; the rest goes on. */
  readonly onProblem: (message: string) => void;
}

/** The texts of a source with their gold, one in memory at a time. */
export function readGold(source: GoldSource, options: ReadGoldOptions): AsyncGenerator<GoldText> {
  return source.kind === 'papers' ? readPapers(source.path, options) : readAbstracts(source.path, options);
}

async function* readAbstracts(path: string, { onProblem }: ReadGoldOptions): AsyncGenerator<GoldText> {
  for await (const item of readPubtator(path)) {
    if (item.kind === 'problem') {
      onProblem(`${path}:${item.problem.place.line}: ${item.problem.message}`);
      continue;
    }
    const { id, title, abstract, annotations } = item.document;
    const rows = annotations.map(({ start, end, type, concepts }) => ({ start, end, type, ids: idsOf(concepts) }));
    yield { name: id, document: plainDocument({ paperId: id, title, abstract }), rows };
  }
}

async function* readPapers(folder: string, { patterns, onProblem }: ReadGoldOptions): AsyncGenerator<GoldText> {
  for (const text of readPaperFolder(folder)) {
    const path = join(folder, text.paperId, 'gold.tsv');
    if (!existsSync(path)) {
      onProblem(`${path}: expected gold beside the paper; it is left out`);
      continue;
    }
    const table = await readFile(path, 'utf8');
    yield { name: text.paperId, document: parseDocument(text, patterns), rows: goldRows(table, path, onProblem) };
  }
}

/** Rows of a table with the columns spans, type and id; a mention in pieces (`3-7,12-20`) gives a row for each. */
export function goldRows(table: string, path: string, onProblem: (message: string) => void): GoldRow[] {
  const [head = '', ...lines] = table.split(/\r\n|\r|\n/);
  const columns = head.split('\t');
  const at = (cells: readonly string[], name: string) => cells[columns.indexOf(name)] ?? '';
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const cells = line.split('\t');
    const spans = spansOf(at(cells, 'spans'));
    const type = at(cells, 'type');
    if (spans === null || type === '') {
      onProblem(`${path}:${index + 2}: expected spans like 3-7, mention, type and id, got "${line.slice(0, 60)}"`);
      return [];
    }
    const named = spans.length > 1 ? `${type} in pieces` : type;
    return spans.map((span) => ({ ...span, type: named, ids: idsOf(at(cells, 'id')) }));
  });
}

function spansOf(field: string): { readonly start: number; readonly end: number }[] | null {
  const matches = field.split(',').map((span) => /^\s*(\d+)-(\d+)\s*$/.exec(span));
  const spans = matches.flatMap((match) =>
    match === null ? [] : [{ start: Number(match[1]), end: Number(match[2]) }],
  );
  return spans.length === matches.length ? spans : null;
}
