/** A paper's text as it reads, cut into pieces at its mentions. Built by who can read Markdown; shown by pages. */
import type { Annotation, PassageKind } from '../model.js';

/** A stretch of text; with the mentions in it, commonly one or none. */
export interface TextPiece {
  readonly text: string;
  readonly annotations: readonly Annotation[];
}

/** A paragraph, heading, row of a table … */
export interface TextBlock {
  /** `source`: Markdown as it is, where the text cannot be read as it was when it was linked. */
  readonly kind: PassageKind | 'source';
  /** Level of a heading, 1 to 6; 0 for others. */
  readonly level: number;
  /** Cells of a row of a table; one for all else. */
  readonly cells: readonly (readonly TextPiece[])[];
}

export interface AnnotatedText {
  readonly origin: 'full-text' | 'card';
  readonly blocks: readonly TextBlock[];
}

/** A mention with where it stands in the text that is cut. */
export interface PlacedAnnotation {
  readonly start: number;
  readonly end: number;
  readonly annotation: Annotation;
}

/** Cuts a text at mentions. Mentions that overlap become one piece with all of them. */
export function piecesOf(text: string, placed: readonly PlacedAnnotation[]): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end, annotations } of withoutOverlaps(placed)) {
    if (start > at) pieces.push({ text: text.slice(at, start), annotations: [] });
    pieces.push({ text: text.slice(start, end), annotations });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), annotations: [] });
  return pieces;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly annotations: readonly Annotation[];
}

function withoutOverlaps(placed: readonly PlacedAnnotation[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { start, end, annotation } of placed.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans.at(-1);
    if (last === undefined || start >= last.end) spans.push({ start, end, annotations: [annotation] });
    else {
      const annotations = [...last.annotations, annotation];
      spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, end), annotations };
    }
  }
  return spans;
}
