/** Predictions to evaluate: annotations made here, and files in the formats that `annotate` writes. */
import { localOf, PREFIX, prefixOf } from '../src/curie.js';
import { CannotRunError, messageOf } from '../src/errors.js';
import { idsOf } from '../src/evaluate/ids.js';
import type { PredictedMention } from '../src/evaluate/records.js';
import type { ConceptLink, Grounding } from '../src/model.js';
import { linesOf, textOf } from '../src/sources/text-file.js';
import type { AnnotationFormat } from './annotation-formats.js';
import type { GoldKind } from './evaluation-gold.js';

/** Formats of `annotate` that are read as predictions. */
export const PREDICTION_FORMATS = ['jsonl', 'pubtator', 'tsv'] as const satisfies readonly AnnotationFormat[];

/** A prediction whose text is not looked up yet. */
export interface Prediction extends Omit<PredictedMention, 'text'> {
  readonly type: string;
  /** What the offsets count: characters as PubTator and TSV, UTF-16 units as the records of model.ts. */
  readonly unit: 'characters' | 'utf16';
}

/** Predictions of one document; which ids of a disease are asked for depends on the gold. */
export type DocumentPredictions = (kind: GoldKind) => readonly Prediction[];

/** Predictions by the names of the documents. */
export type PredictionTable = ReadonlyMap<string, DocumentPredictions>;

/** What JSON Lines and annotations have in common. */
interface Annotated {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly grounding: Grounding;
}

export function predictionsOf(annotations: readonly Annotated[]): DocumentPredictions {
  return (kind) => annotations.map((annotation) => prediction(annotation, kind));
}

function prediction({ type, start, end, grounding }: Annotated, kind: GoldKind): Prediction {
  const links =
    grounding.kind === 'nil' ? [] : grounding.links.filter(({ conceptId }) => isWanted(conceptId, type, kind));
  return {
    type,
    start,
    end,
    unit: 'utf16',
    ids: new Set(links.map(({ conceptId }) => (type === 'Gene' ? localOf(conceptId) : conceptId))),
    confidence: links.length === 0 ? null : Math.min(...links.map(({ confidence }) => confidence)),
    nil: links.length > 0 ? null : grounding.kind === 'nil' ? grounding.reason : OTHER_TERMINOLOGY,
    matchedNames: links.map(({ matchedName }) => matchedName),
    runnersUp: runnersUpOf(grounding, links),
  };
}

/** Linked, but to no id of the kind that gold has: a MONDO disease that is not in MeSH. */
const OTHER_TERMINOLOGY = 'no-id-in-this-terminology';

function isWanted(id: string, type: string, kind: GoldKind): boolean {
  const prefix = prefixOf(id);
  if (type === 'Gene') return prefix === PREFIX.gene;
  if (type !== 'Disease') return false;
  return kind === 'papers' ? prefix === PREFIX.mondo : prefix === PREFIX.mesh || prefix === PREFIX.omim;
}

function runnersUpOf(grounding: Grounding, links: readonly ConceptLink[]): PredictedMention['runnersUp'] {
  const all = grounding.kind === 'nil' ? grounding.runnersUp : links.flatMap(({ runnersUp }) => runnersUp);
  return all.map(({ conceptId, name }) => ({ id: conceptId, name }));
}

/**
 * Reads predictions in one of these formats, which is seen from the first line.
 *
 * @throws CannotRunError for a file that cannot be read or is of no such format
 */
export async function readPredictions(
  paths: readonly string[],
  onProblem: (message: string) => void,
): Promise<PredictionTable> {
  const table = new Map<string, DocumentPredictions>();
  for (const path of paths) {
    try {
      await readInto(table, path, onProblem);
    } catch (error) {
      throw new CannotRunError(`${path}: expected what "papergraph annotate" writes: ${messageOf(error)}`, error);
    }
  }
  return table;
}

async function readInto(
  table: Map<string, DocumentPredictions>,
  path: string,
  onProblem: (message: string) => void,
): Promise<void> {
  const rows = new Map<string, Prediction[]>();
  let read: LineReader | undefined;
  let number = 0;
  for await (const line of linesOf(textOf(path))) {
    number++;
    if (line.trim() === '') continue;
    const isFirst = read === undefined;
    read ??= readerOf(line);
    if (isFirst && isHeader(line)) continue;
    const found = read(line);
    if (found === null) onProblem(`${path}:${number}: expected an annotation, got "${line.slice(0, 60)}"`);
    else if ('predictions' in found) table.set(found.document, found.predictions);
    else addRow(rows, found);
  }
  for (const [document, predictions] of rows) table.set(document, () => predictions);
}

function addRow(rows: Map<string, Prediction[]>, { document, row }: Row): void {
  const known = rows.get(document) ?? [];
  rows.set(document, known);
  if (row !== null) known.push(row);
}

/** A prediction of a document; null where a line only says that there is the document. */
interface Row {
  readonly document: string;
  readonly row: Prediction | null;
}

type Line = Row | { readonly document: string; readonly predictions: DocumentPredictions };

type LineReader = (line: string) => Line | null;

function isHeader(line: string): boolean {
  return /^(?=.*\bpaper\b)(?=.*\bstart\b)[\w \t]+$/.test(line);
}

/** First lines of the formats that are for others to read. */
const OTHER_FORMATS = /^<\?xml|^\{"(?:source|@context)":|\tlong_form\t/;

function readerOf(first: string): LineReader {
  if (OTHER_FORMATS.test(first))
    throw new Error(`expected ${PREDICTION_FORMATS.join(', ')}, got another of its formats`);
  if (first.startsWith('{')) return jsonLine;
  return isHeader(first) ? tsvReader(first.split('\t')) : pubtatorLine;
}

function jsonLine(line: string): Line | null {
  try {
    const { paper, annotations }: { paper: string; annotations: Annotated[] } = JSON.parse(line);
    return Array.isArray(annotations) ? { document: String(paper), predictions: predictionsOf(annotations) } : null;
  } catch {
    return null;
  }
}

function tsvReader(columns: readonly string[]): LineReader {
  return (line) => {
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const row = rowOf({ start: cell('start'), end: cell('end'), type: cell('type'), ids: cell('id') });
    return row === null ? null : { document: cell('paper'), row };
  };
}

function pubtatorLine(line: string): Line | null {
  const [, id] = /^([^|\t]+)\|[ta]\|/.exec(line) ?? [];
  if (id !== undefined) return { document: id, row: null };
  const [document = '', start = '', end = '', , type = '', ids = ''] = line.split('\t');
  const row = rowOf({ start, end, type, ids });
  return row === null ? null : { document, row };
}

function rowOf(cells: {
  readonly start: string;
  readonly end: string;
  readonly type: string;
  readonly ids: string;
}): Prediction | null {
  const { start, end, type } = cells;
  if (!/^\d+$/.test(start) || !/^\d+$/.test(end) || type === '') return null;
  const told = { confidence: null, nil: null, matchedNames: [], runnersUp: [] };
  return { type, start: Number(start), end: Number(end), unit: 'characters', ids: idsOf(cells.ids), ...told };
}
