/** Kept annotations as the text that they stand in, as it reads: parsed again, since passages are not kept. */

import type { Annotation, Document, Passage } from '../src/model.js';
import { parseDocument } from '../src/text/document.js';
import { groupBy } from '../src/text/group-by.js';
import type { SectionPatterns } from '../src/text/sections.js';
import { type AnnotatedText, type PlacedAnnotation, piecesOf, type TextBlock } from '../src/watch/annotated-text.js';
import { unpackAnnotations } from './annotation-blob.js';

/** @param body as `packAnnotations` made it */
export function readAnnotatedText(body: Uint8Array, patterns: SectionPatterns): AnnotatedText {
  const { document: kept, annotations } = unpackAnnotations(body).grounded;
  const { paperId, origin, markdown } = kept;
  const document = parseDocument({ paperId, origin, markdown, url: null, sha256: '', failure: null }, patterns);
  const isAsLinked = annotations.every((annotation) => standsIn(document, annotation));
  return { origin, blocks: isAsLinked ? blocksOf(document, annotations) : [sourceBlock(markdown, annotations)] };
}

/** False when this version of the program reads the text otherwise than the one that linked it. */
function standsIn({ passages }: Document, { mention }: Annotation): boolean {
  return passages[mention.passage]?.text.slice(mention.plainStart, mention.plainEnd) === mention.text;
}

function blocksOf(document: Document, annotations: readonly Annotation[]): readonly TextBlock[] {
  const byPassage = groupBy(annotations, ({ mention }) => String(mention.passage));
  const blocks: TextBlock[] = [];
  let before: Passage | null = null;
  for (const [index, passage] of document.passages.entries()) {
    const cell = piecesOf(passage.text, (byPassage.get(String(index)) ?? []).map(inPassage));
    const last = blocks.at(-1);
    if (last !== undefined && isSameRow(document, before, passage)) {
      blocks[blocks.length - 1] = { ...last, cells: [...last.cells, cell] };
    } else blocks.push({ kind: passage.kind, level: levelOf(document, passage), cells: [cell] });
    before = passage;
  }
  return blocks;
}

function inPassage(annotation: Annotation): PlacedAnnotation {
  const { plainStart, plainEnd } = annotation.mention;
  return { start: plainStart, end: plainEnd, annotation };
}

/** Cells of a row of a Markdown table stand in one line. */
function isSameRow({ markdown }: Document, before: Passage | null, { kind, start }: Passage): boolean {
  if (kind !== 'table-cell' || before?.kind !== 'table-cell') return false;
  return !markdown.slice(before.end, start).includes('\n');
}

function levelOf({ sections }: Document, { kind, section }: Passage): number {
  return kind === 'heading' ? (sections[section]?.level ?? 0) : 0;
}

function sourceBlock(markdown: string, annotations: readonly Annotation[]): TextBlock {
  const placed = annotations.map((annotation) => {
    const { start, end } = annotation.mention;
    return { start, end, annotation };
  });
  return { kind: 'source', level: 0, cells: [piecesOf(markdown, placed)] };
}
