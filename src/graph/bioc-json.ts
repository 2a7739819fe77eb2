/** BioC as JSON, in the form of the `bioc` package and of PubMed Central: head, documents with commas between, tail. */
import type { BiocDocument, BiocHead } from './bioc-record.js';

/** The file up to its first document. */
export function biocJsonHead({ source, date, key }: BiocHead): string {
  const head = JSON.stringify({ source, date, key, version: '1.0', infons: {} });
  return `${head.slice(0, -1)},"documents":[\n`;
}

/** What follows the last document. */
export const biocJsonTail = ']}\n';

/** One document on one line. */
export function toBiocJson({ id, infons, passages }: BiocDocument): string {
  const none = { sentences: [], relations: [] };
  const document = {
    id,
    infons,
    passages: passages.map(({ offset, infons: about, text, annotations }) => ({
      offset,
      infons: about,
      text,
      ...none,
      annotations: annotations.map(({ id: annotation, infons: answer, offset: start, length, text: words }) => ({
        id: annotation,
        infons: answer,
        text: words,
        locations: [{ offset: start, length }],
      })),
    })),
    annotations: [],
    relations: [],
  };
  return `${JSON.stringify(document)}\n`;
}
