/** A source cut into blocks, for formats whose texts are made of passages. */
import type { GroundedDocument, Section } from '../model.js';

/** A paragraph, a heading, a list or a table, as the source has it. */
export interface SourceBlock {
  /** Source offsets. */
  readonly start: number;
  readonly end: number;
  readonly section: Pick<Section, 'type' | 'heading' | 'level'>;
  readonly isHeading: boolean;
}

const LOOSE: SourceBlock['section'] = { type: 'OTHER', heading: '', level: 0 };

/** An empty line, or several. */
const BETWEEN_BLOCKS = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*/g;
const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * The blocks of a document, in the order of the source and without overlap: what is between empty lines, headings apart. All
 * that is not white space is in one of them, and each mention is in one as a whole. Passages would do as well, but they
 * are not kept with a paper. A document without any text has one empty block.
 */
export function sourceBlocks({ document, annotations }: GroundedDocument): readonly SourceBlock[] {
  const { markdown, sections } = document;
  const spans = annotations.map(({ mention }) => mention);
  const inside = insideOf(spans, markdown.length);
  const { cuts, headings } = cutsOf(markdown, sections);
  const bounds = [...new Set([0, ...cuts, markdown.length])].filter((at) => inside[at] === 0).toSorted((a, b) => a - b);
  const starts = new Map(spans.map(({ start }) => [start, true]));
  const blocks: SourceBlock[] = [];
  for (const [index, from] of bounds.entries()) {
    const block = trimmed(markdown, { from, to: bounds[index + 1] ?? from, inside, starts });
    if (block === null) continue;
    const section = sections.findLast(({ start, end }) => start <= block.start && block.start < end) ?? LOOSE;
    blocks.push({ ...block, section, isHeading: headings.has(from) });
  }
  return blocks.length > 0 ? blocks : [{ start: 0, end: 0, section: LOOSE, isHeading: false }];
}

/** 1 for each offset with a mention on both of its sides. */
function insideOf(spans: readonly { readonly start: number; readonly end: number }[], length: number): Uint8Array {
  const inside = new Uint8Array(length + 1);
  for (const { start, end } of spans) inside.fill(1, start + 1, end);
  return inside;
}

function cutsOf(
  markdown: string,
  sections: readonly Section[],
): { readonly cuts: readonly number[]; readonly headings: ReadonlySet<number> } {
  const gaps = [...markdown.matchAll(BETWEEN_BLOCKS)].map(({ 0: gap, index }) => index + gap.length);
  const titled = sections.filter(({ level }) => level > 0);
  const afterHeadings = titled.map(({ start, end }) => {
    LINE_BREAK.lastIndex = start;
    return Math.min(LINE_BREAK.exec(markdown)?.index ?? end, end);
  });
  const edges = sections.flatMap(({ start, end }) => [start, end]);
  return { cuts: [...gaps, ...edges, ...afterHeadings], headings: new Set(titled.map(({ start }) => start)) };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly inside: Uint8Array;
  readonly starts: ReadonlyMap<number, boolean>;
}

/** A piece without the white space around it, unless that is part of a mention; null when nothing is left. */
function trimmed(markdown: string, { from, to, inside, starts }: Piece): Pick<SourceBlock, 'start' | 'end'> | null {
  const isLoose = (at: number) => /\s/.test(markdown.charAt(at)) && inside[at] !== 1 && !starts.has(at);
  let [start, end] = [from, to];
  while (start < end && isLoose(start)) start++;
  while (end > start && isLoose(end - 1)) end--;
  return start < end ? { start, end } : null;
}
