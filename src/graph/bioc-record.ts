/** A document in the terms of BioC (Comeau et al. 2013), which its XML and its JSON have in common. */
import type { Annotation } from '../model.js';
import { codePointCounter } from './code-points.js';
import { linksOf, MENTION_TYPE_NAME, type NamedDocument, NIL, shownConfidence } from './export-text.js';
import { type SourceBlock, sourceBlocks } from './source-blocks.js';

/** Keys and values in the order in which they are written. */
export type BiocInfons = Readonly<Record<string, string>>;

/** Offsets and lengths count Unicode characters of the source. */
export interface BiocAnnotation {
  readonly id: string;
  readonly infons: BiocInfons;
  readonly offset: number;
  readonly length: number;
  /** What the source says there, mark-up included. */
  readonly text: string;
}

export interface BiocPassage {
  readonly infons: BiocInfons;
  readonly offset: number;
  readonly text: string;
  readonly annotations: readonly BiocAnnotation[];
}

export interface BiocDocument {
  readonly id: string;
  readonly infons: BiocInfons;
  /** At least one, ascending. */
  readonly passages: readonly BiocPassage[];
}

/** What stands at the head of a collection. */
export interface BiocHead {
  readonly source: string;
  /** `2026-11-27`. */
  readonly date: string;
  /** What the infons mean. */
  readonly key: string;
}

/** The head of a file that is written on a day. */
export function biocHead(date: string): BiocHead {
  return {
    source: 'papergraph',
    date,
    key:
      'Passages are pieces of the source, white space between them left out; offsets count its characters. ' +
      'section_type: after the BioC full-text collections. identifier: CURIEs joined by |, - for none; ' +
      'name (that matched), confidence, reason: one for each identifier, joined by |. mention: the text without mark-up.',
  };
}

/** The document: a passage for each block of its source, with the annotations that stand in it. */
export function biocDocument({ name, grounded, url }: NamedDocument): BiocDocument {
  const { markdown, origin } = grounded.document;
  const position = codePointCounter(markdown);
  const place = (start: number, end: number) => {
    const offset = position(start);
    return { offset, length: position(end) - offset, text: markdown.slice(start, end) };
  };
  const ids = new Map(grounded.annotations.map((annotation, index) => [annotation, `A${index + 1}`]));
  const passages = sourceBlocks(grounded).map((block) => {
    const own = grounded.annotations.filter(({ mention }) => block.start <= mention.start && mention.start < block.end);
    const { offset, text } = place(block.start, block.end);
    const annotations = own.map((annotation) => ({
      id: ids.get(annotation) ?? '',
      infons: annotationInfons(annotation),
      ...place(annotation.mention.start, annotation.mention.end),
    }));
    return { infons: passageInfons(block), offset, text, annotations };
  });
  return { id: name, infons: { origin, ...(url == null ? {} : { url }) }, passages };
}

function passageInfons({ section, isHeading }: SourceBlock): BiocInfons {
  const type = !isHeading ? 'paragraph' : section.type === 'TITLE' ? 'title' : `title_${section.level}`;
  return { section_type: section.type, type, ...(section.heading === '' ? {} : { section: section.heading }) };
}

function annotationInfons(annotation: Annotation): BiocInfons {
  const { mention, grounding } = annotation;
  const about = { type: MENTION_TYPE_NAME[mention.type], mention: mention.text };
  if (grounding.kind === 'nil') {
    const { reason, detail } = grounding;
    return { ...about, identifier: NIL, reason: detail === '' ? reason : `${reason}: ${detail}` };
  }
  const links = linksOf(annotation);
  const joined = (values: readonly string[]) => values.map((value) => value.replaceAll('|', '/')).join('|');
  return {
    ...about,
    identifier: joined(links.map(({ conceptId }) => conceptId)),
    name: joined(links.map(({ matchedName }) => matchedName)),
    confidence: joined(links.map(({ confidence }) => shownConfidence(confidence))),
    reason: joined(links.map(({ reason }) => reason)),
  };
}
