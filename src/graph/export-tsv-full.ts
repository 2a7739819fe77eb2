/** Annotations as TSV with all that is known of each link: for spreadsheets and curators. */
import type { Annotation } from '../model.js';
import { codePointCounter } from './code-points.js';
import { type NamedDocument, NIL, oneLine, sectionAt, shownConfidence } from './export-text.js';

const COLUMNS = [
  'paper',
  'start',
  'end',
  'type',
  'text',
  'long_form',
  'section',
  'part',
  'id',
  'name',
  'confidence',
  'method',
  'reason',
] as const;

/** Header of the file. */
export const tsvFullHeader = `${COLUMNS.join('\t')}\n`;

/**
 * Rows of one document, one for each link: a disease with ids of MONDO and MeSH has two, a composite mention one for each of
 * its parts and terminologies. A mention without a concept has one row, with `-` as id and why in `reason`. Offsets count
 * characters; `text` is the mention without mark-up, `name` the name of the concept that matched.
 */
export function toTsvFull({ name, grounded }: NamedDocument): string {
  const position = codePointCounter(grounded.document.markdown);
  return grounded.annotations
    .flatMap((annotation) => {
      const { start, end, type, text, longForm } = annotation.mention;
      const place = [name, position(start), position(end), type, text, longForm ?? '', sectionAt(grounded, start)];
      return answers(annotation).map((answer) => [...place, ...answer]);
    })
    .map((cells) => `${cells.map((cell) => oneLine(String(cell))).join('\t')}\n`)
    .join('');
}

/** The columns from `part` on, for each link. */
function answers({ grounding }: Annotation): readonly (readonly (string | number)[])[] {
  if (grounding.kind === 'nil') {
    const { reason, detail } = grounding;
    return [['', NIL, '', '', '', detail === '' ? reason : `${reason}: ${detail}`]];
  }
  return grounding.links.map(({ part, conceptId, matchedName, confidence, justification, reason }) => {
    return [part, conceptId, matchedName, shownConfidence(confidence), justification, reason];
  });
}
