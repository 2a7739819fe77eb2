/** The formats of annotations, by name. */
import { type NamedDocument, toJsonLines, toPubtator, toTsv, tsvHeader } from '../src/graph/exports.js';

export const FORMATS = ['jsonl', 'pubtator', 'tsv'] as const;
export type AnnotationFormat = (typeof FORMATS)[number];

const WRITERS: Readonly<Record<AnnotationFormat, (document: NamedDocument) => string>> = {
  jsonl: toJsonLines,
  pubtator: toPubtator,
  tsv: toTsv,
};

/** Text of a file with these documents, in pieces: a header where the format has one, then one piece a document. */
export async function* formatAnnotations(
  format: AnnotationFormat,
  documents: AsyncIterable<NamedDocument> | Iterable<NamedDocument>,
): AsyncGenerator<string> {
  if (format === 'tsv') yield tsvHeader;
  for await (const document of documents) yield WRITERS[format](document);
}
