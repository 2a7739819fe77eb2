/**
 * Annotations as text files: PubTator, TSV, JSON Lines. Each function writes one document; a file is these, one after
 * the other. PubTator and TSV count offsets in Unicode characters, JSON Lines in UTF-16 units, as model.ts does.
 */
import { localOf, PREFIX, prefixOf } from '../curie.js';
import type { Annotation, ConceptId, GroundedDocument } from '../model.js';
import { codePointCounter } from './code-points.js';
import { linksOf, MENTION_TYPE_NAME, type NamedDocument, NIL, oneLine, sectionAt } from './export-text.js';

/**
 * One document in PubTator format, an empty line after it. `name|t|` and `name|a|` hold the source as it is, line breaks
 * as spaces: the two joined by one space are as long as the source, so offsets are offsets of the source in characters.
 */
export function toPubtator({ name, grounded }: NamedDocument): string {
  const { markdown } = grounded.document;
  const position = codePointCounter(markdown);
  const split = titleEnd(grounded);
  const rows = grounded.annotations.map(({ mention, grounding }) => {
    const ids = pubtatorIds({ mention, grounding });
    const words = oneLine(markdown.slice(mention.start, mention.end));
    const type = MENTION_TYPE_NAME[mention.type];
    return [name, position(mention.start), position(mention.end), words, type, joined(ids)].join('\t');
  });
  const title = `${name}|t|${oneLine(markdown.slice(0, split))}`;
  const rest = `${name}|a|${oneLine(markdown.slice(split + 1))}`;
  return `${[title, rest, ...rows].join('\n')}\n\n`;
}

/** Header of the TSV file. */
export const tsvHeader = 'paper\tstart\tend\ttype\tid\n';

/** Rows of one document: genes as NCBI Gene numbers, diseases as MONDO ids. Families are no genes and have no row. */
export function toTsv({ name, grounded }: NamedDocument): string {
  const position = codePointCounter(grounded.document.markdown);
  return grounded.annotations
    .filter(({ mention }) => mention.type !== 'GeneFamily')
    .map((annotation) => {
      const { start, end, type } = annotation.mention;
      const ids = type === 'Gene' ? geneNumbers(annotation) : idsOf(annotation, [PREFIX.mondo]);
      return `${[oneLine(name), position(start), position(end), type, joined(ids)].join('\t')}\n`;
    })
    .join('');
}

/** One line of JSON: the paper with every annotation in full, runners-up included. Offsets are source offsets. */
export function toJsonLines({ name, grounded }: NamedDocument): string {
  const { document, abbreviations, annotations } = grounded;
  const line = {
    paper: name,
    id: document.paperId,
    origin: document.origin,
    abbreviations: abbreviations.map(({ shortForm, longForm }) => ({ shortForm, longForm })),
    annotations: annotations.map(({ mention, grounding }) => ({
      type: mention.type,
      start: mention.start,
      end: mention.end,
      text: mention.text,
      section: sectionAt(grounded, mention.start),
      longForm: mention.longForm,
      evidence: mention.evidence,
      score: mention.score,
      grounding,
    })),
  };
  return `${JSON.stringify(line)}\n`;
}

/**
 * Where the title ends: at the end of the title's passage or section, if one white space follows it, else at the end of
 * the first line. The unit there is the space between title and rest.
 */
function titleEnd({ document }: GroundedDocument): number {
  const { markdown, passages, sections } = document;
  const ends = [passages.find(({ kind }) => kind === 'title')?.end, sections.find(({ type }) => type === 'TITLE')?.end];
  const end = ends.find((at) => at !== undefined && /^\s$/.test(markdown.charAt(at)));
  if (end !== undefined) return end;
  const firstLine = markdown.search(/[\n\r]/);
  return firstLine < 0 ? markdown.length : firstLine;
}

function pubtatorIds(annotation: Annotation): readonly string[] {
  switch (annotation.mention.type) {
    case 'Gene':
      return geneNumbers(annotation);
    case 'Disease':
      return idsOf(annotation, [PREFIX.mesh, PREFIX.omim]);
    case 'GeneFamily':
      return [];
  }
}

function geneNumbers(annotation: Annotation): readonly string[] {
  return idsOf(annotation, [PREFIX.gene]).map(localOf);
}

/** Ids of a mention that have one of the prefixes, each once. */
function idsOf(annotation: Annotation, prefixes: readonly string[]): readonly ConceptId[] {
  const ids = linksOf(annotation)
    .map(({ conceptId }) => conceptId)
    .filter((id) => prefixes.includes(prefixOf(id)));
  return [...new Set(ids)];
}

function joined(ids: readonly string[]): string {
  return ids.length === 0 ? NIL : ids.join('|');
}
