/** Gold of corpora and papers as documents with spans in plain offsets. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { curie, normalizeCurie, PREFIX } from '../src/curie.js';
import { CannotRunError } from '../src/errors.js';
import type { ConceptId, Document, MentionType, Passage } from '../src/model.js';
import type { GoldSpan } from '../src/recognize/tagger/gold.js';
import { type PubtatorDocument, readPubtator } from '../src/sources/pubtator.js';
import { parseDocument, plainDocument } from '../src/text/document.js';
import { toPlain } from '../src/text/offset-map.js';
import type { SectionPatterns } from '../src/text/sections.js';
import { readPaperFolder } from './paper-folder.js';

/** A gold mention with what it means. */
export interface GoldMention extends GoldSpan {
  /** Concepts that the gold gives to it, as CURIEs; empty where it gives none. */
  readonly concepts: readonly ConceptId[];
}

export interface GoldDocument {
  /** Where it is from: the corpus as the user named it, or `papers`. */
  readonly corpus: string;
  readonly document: Document;
  /** By passage; a passage without gold has none. */
  readonly gold: ReadonlyMap<number, readonly GoldMention[]>;
  /** Types that its corpus labels. */
  readonly labeled: readonly MentionType[];
}

/** A corpus on the command line: `Gene,Disease:train.pubtator.gz`. */
export interface CorpusSource {
  readonly path: string;
  readonly labeled: readonly MentionType[];
}

const TYPES: Readonly<Record<string, MentionType>> = {
  Gene: 'Gene',
  GeneFamily: 'GeneFamily',
  FamilyName: 'GeneFamily',
  DomainMotif: 'GeneFamily',
  Disease: 'Disease',
};

/** @throws CannotRunError for anything but `Type,Type:path` */
export function parseCorpusSource(argument: string): CorpusSource {
  const [, types = '', path = ''] = /^([A-Za-z,]+):(.+)$/.exec(argument) ?? [];
  const labeled = types.split(',').map((type) => TYPES[type]);
  if (path === '' || labeled.includes(undefined)) {
    throw new CannotRunError(
      `${argument}: expected the types that a corpus labels, a colon and its file, e.g. Gene,GeneFamily:train.pubtator.gz`,
    );
  }
  return { path, labeled: labeled.filter((type) => type !== undefined) };
}

/** @throws CannotRunError for a file that cannot be read */
export async function readCorpus({ path, labeled }: CorpusSource): Promise<GoldDocument[]> {
  const documents: GoldDocument[] = [];
  for await (const item of readPubtator(path)) {
    if (item.kind === 'problem')
      throw new CannotRunError(`${path}:${item.problem.place.line}: ${item.problem.message}`);
    documents.push(goldAbstract(item.document, { path, labeled }));
  }
  return documents;
}

function goldAbstract(abstract: PubtatorDocument, { path, labeled }: CorpusSource): GoldDocument {
  const document = plainDocument({ ...abstract, paperId: abstract.id });
  const toUnit = unitOffsets(document.markdown);
  const spans = abstract.annotations.flatMap(({ type, start, end, concepts }) => {
    const known = TYPES[type];
    return known === undefined
      ? []
      : [{ type: known, start: toUnit(start), end: toUnit(end), concepts: goldConcepts(concepts, known) }];
  });
  return { corpus: path, document, labeled, gold: byPassage(document.passages, spans) };
}

/**
 * Types that the gold of papers is taken to label. It has no families; but left open, with no text that says what is none,
 * families soak up each name that the gold leaves unmarked (80,000 in 45 papers).
 */
const PAPER_TYPES: readonly MentionType[] = ['Gene', 'GeneFamily', 'Disease'];

/**
 * Papers with full.md and gold.tsv. A paper without gold.tsv is left out.
 *
 * @throws CannotRunError when the folder has no papers, or a gold.tsv is not of its form
 */
export function readGoldPapers(folder: string, patterns: SectionPatterns): GoldDocument[] {
  return readPaperFolder(folder).flatMap((text) => {
    const path = join(folder, text.paperId, 'gold.tsv');
    if (!existsSync(path)) return [];
    const document = parseDocument(text, patterns);
    const gold = byPassage(document.passages, readGoldTable(path, unitOffsets(text.markdown)));
    return [{ corpus: basename(dirname(join(folder, '_'))), document, labeled: PAPER_TYPES, gold }];
  });
}

function readGoldTable(path: string, toUnit: (character: number) => number): GoldMention[] {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  return rows.map((row, index) => {
    const [spans = '', , type = '', ids = ''] = row.split('\t');
    const numbers = spans.match(/\d+/g)?.map(Number) ?? [];
    const known = TYPES[type];
    const [start, end] = [numbers[0], numbers.at(-1)];
    if (known === undefined || start === undefined || end === undefined) {
      throw new CannotRunError(`${path}:${index + 2}: expected spans, mention, type and id, got "${row.slice(0, 60)}"`);
    }
    const concepts = goldConcepts(ids, known);
    return { type: numbers.length > 2 ? 'unsure' : known, start: toUnit(start), end: toUnit(end), concepts };
  });
}

/** `5133;22059` → `NCBIGene:5133`, `NCBIGene:22059`; `24513(tax:10116)` → `NCBIGene:24513`; `-` and `-1` → none. */
function goldConcepts(field: string, type: MentionType): ConceptId[] {
  return field
    .split(/[|,;]/)
    .map((id) => id.replace(/\(.*\)/, '').trim())
    .filter((id) => id !== '' && id !== '-' && id !== '-1')
    .map((id) => (type !== 'Disease' && /^\d+$/.test(id) ? curie(PREFIX.gene, id) : normalizeCurie(id)));
}

/** Source spans as plain spans of the passages that they are in. */
function byPassage(
  passages: readonly Passage[],
  spans: readonly GoldMention[],
): ReadonlyMap<number, readonly GoldMention[]> {
  const gold = new Map<number, GoldMention[]>();
  for (const span of spans) {
    const index = passages.findIndex((passage) => passage.start <= span.start && span.start < passage.end);
    const passage = passages[index];
    const plain = passage === undefined ? null : toPlain(passage, span);
    if (plain === null) continue;
    const here = gold.get(index);
    const found: GoldMention = { ...span, start: plain.start, end: plain.end };
    if (here === undefined) gold.set(index, [found]);
    else here.push(found);
  }
  return gold;
}

/** From Unicode characters to UTF-16 units. */
export function unitOffsets(text: string): (character: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (character) => character;
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  return (character) => units[character] ?? unit;
}
