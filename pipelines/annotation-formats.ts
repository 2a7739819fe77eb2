/** The formats of annotations, by name: how a file of each begins, goes on and ends. */
import { biocJsonHead, biocJsonTail, toBiocJson } from '../src/graph/bioc-json.js';
import { biocDocument, biocHead } from '../src/graph/bioc-record.js';
import { biocXmlHead, biocXmlTail, toBiocXml } from '../src/graph/bioc-xml.js';
import type { NamedDocument } from '../src/graph/export-text.js';
import { toTsvFull, tsvFullHeader } from '../src/graph/export-tsv-full.js';
import { toJsonLines, toPubtator, toTsv, tsvHeader } from '../src/graph/exports.js';
import { toWebAnnotations, webAnnotationHead, webAnnotationTail } from '../src/graph/web-annotation.js';

export const FORMATS = ['jsonl', 'pubtator', 'tsv', 'tsv-full', 'bioc-xml', 'bioc-json', 'web-annotation'] as const;
export type AnnotationFormat = (typeof FORMATS)[number];

/** For `--help`: what each format has. */
export const FORMAT_HELP = `
Formats:
  jsonl           a paper a line, with everything: spans, links, reasons, confidence, runners-up; offsets in UTF-16 units
  pubtator        text and annotations, genes by NCBI Gene number, diseases by MeSH id; offsets here and below in characters
  tsv             paper, start, end, type, id, with diseases as MONDO ids
  tsv-full        a row a link: mention, long form, section, id, matched name, confidence, method, reason, of mentions
                  without a concept too
  bioc-xml        BioC, a passage for each block of the text; ids, confidence and reason as infons
  bioc-json       the same as JSON
  web-annotation  W3C Web Annotation, JSON-LD: position and quotation in the text, each concept as an address`;

interface FormatWriter {
  readonly head: (date: string) => string;
  /** Text of a document; empty when it has nothing to tell in this format. */
  readonly write: (document: NamedDocument) => string;
  /** Put between documents. */
  readonly between: string;
  /** @param annotations how many there were in all documents */
  readonly tail: (annotations: number) => string;
}

function lines(write: FormatWriter['write'], head = ''): FormatWriter {
  return { head: () => head, write, between: '', tail: () => '' };
}

const WRITERS: Readonly<Record<AnnotationFormat, FormatWriter>> = {
  jsonl: lines(toJsonLines),
  pubtator: lines(toPubtator),
  tsv: lines(toTsv, tsvHeader),
  'tsv-full': lines(toTsvFull, tsvFullHeader),
  'bioc-xml': {
    head: (date) => biocXmlHead(biocHead(date)),
    write: (document) => toBiocXml(biocDocument(document)),
    between: '',
    tail: () => biocXmlTail,
  },
  'bioc-json': {
    head: (date) => biocJsonHead(biocHead(date)),
    write: (document) => toBiocJson(biocDocument(document)),
    between: ',',
    tail: () => biocJsonTail,
  },
  'web-annotation': {
    head: () => webAnnotationHead,
    write: toWebAnnotations,
    between: ',',
    tail: webAnnotationTail,
  },
};

/**
 * Text of a file with these documents, in pieces of a document at most: only one is in memory at a time.
 *
 * @param options.date day that is written into formats that want one, `2026-11-27`; today by default
 */
export async function* formatAnnotations(
  format: AnnotationFormat,
  documents: AsyncIterable<NamedDocument> | Iterable<NamedDocument>,
  options: { readonly date?: string } = {},
): AsyncGenerator<string> {
  const { head, write, between, tail } = WRITERS[format];
  yield head(options.date ?? new Date().toISOString().slice(0, 10));
  let annotations = 0;
  let isFirst = true;
  for await (const document of documents) {
    annotations += document.grounded.annotations.length;
    const text = write(document);
    if (text === '') continue;
    yield isFirst ? text : `${between}${text}`;
    isFirst = false;
  }
  yield tail(annotations);
}
