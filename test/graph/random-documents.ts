/** Random sources with random annotations: mark-up, empty lines of all kinds, characters beyond the basic plane and odd ones. */
import fc from 'fast-check';
import type { Annotation, Document, GroundedDocument, Section } from '../../src/model.js';
import { annotate, documentOf } from './grounded.js';

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('# Title\n', '\n\n', '\r\n \r\n', '\n', '\r', ' ', '*Trp53*', '😀', '<b>&"', '\t'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }).map((text) => text.replace(/\p{Cs}/gu, '')) },
  { weight: 1, arbitrary: fc.constantFrom('\0', '\u000b', '\u001f', '\ufffe', '\u0085', '\u2028', ']]>') },
);

const [sketch] = annotate(documentOf([{ section: 'OTHER', sentences: ['x'] }]), [
  { text: 'x', to: ['MONDO:1'] },
]).annotations;

/** Spans on borders of characters, none empty, in order; they may touch and overlap as nothing forbids it. */
function annotationsAt(markdown: string, places: readonly (readonly [number, number])[]): Annotation[] {
  const borders = bordersOf(markdown);
  if (sketch === undefined || borders.length < 2) return [];
  const spans = places.map(([at, length]) => {
    const first = at % (borders.length - 1);
    const last = Math.min(first + 1 + (length % 12), borders.length - 1);
    return { start: borders[first] ?? 0, end: borders[last] ?? 0 };
  });
  return spans
    .toSorted((a, b) => a.start - b.start)
    .map((span) => ({
      ...sketch,
      mention: { ...sketch.mention, ...span, text: markdown.slice(span.start, span.end) },
    }));
}

/** Offsets before, between and after the characters. */
function bordersOf(text: string): number[] {
  const borders = [0];
  for (const character of text) borders.push((borders.at(-1) ?? 0) + character.length);
  return borders;
}

function sectionsAt(markdown: string, cuts: readonly number[]): Section[] {
  const borders = bordersOf(markdown);
  const bounds = [...new Set([0, ...cuts.map((cut) => borders[cut % borders.length] ?? 0), markdown.length])];
  const sorted = bounds.toSorted((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    return { type: 'RESULTS', heading: 'R', level: index % 3, start, end: sorted[index + 1] ?? start };
  });
}

/** A document with annotations anywhere in it. */
export const groundedDocument: fc.Arbitrary<GroundedDocument> = fc
  .record({
    pieces: fc.array(piece, { maxLength: 25 }),
    places: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
    cuts: fc.array(fc.nat(), { maxLength: 3 }),
  })
  .map(({ pieces, places, cuts }) => {
    const markdown = pieces.join('');
    const document: Document = { ...documentOf([]), markdown, sections: sectionsAt(markdown, cuts) };
    return { document, abbreviations: [], annotations: annotationsAt(markdown, places) };
  });
