/** Short forms and their long forms in files of any kind that texts come in. No lexicon is needed. */
import { basename } from 'node:path';
import { CannotRunError, messageOf } from '../src/errors.js';
import type { Document, InputProblem } from '../src/model.js';
import { readBioc } from '../src/sources/bioc.js';
import { readPubtator } from '../src/sources/pubtator.js';
import { textOf, wholeText } from '../src/sources/text-file.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import { parseDocument, passagesDocument, plainDocument, textDocument } from '../src/text/document.js';
import type { SectionPatterns } from '../src/text/sections.js';
import { readSectionPatterns } from './linking-config.js';
import { fullText } from './paper-folder.js';

export interface Pair {
  /** Id of the document in its file; for text and Markdown the file's name without its endings. */
  readonly document: string;
  readonly short: string;
  readonly long: string;
}

/**
 * Pairs of all files, in the order of the texts. What is in a file is seen from its beginning: BioC XML, PubTator, else
 * text in paragraphs; a name in `.md` says that it is Markdown.
 *
 * @param onProblem told of each part of a file that cannot be read; the rest goes on
 * @throws CannotRunError for a file that cannot be opened
 */
export async function* findPairs(files: readonly string[], onProblem: (message: string) => void): AsyncGenerator<Pair> {
  const kinds: [string, Reader][] = [];
  for (const file of files) kinds.push([file, await readerOf(file)]);
  const sections = readSectionPatterns();
  for (const [path, read] of kinds) {
    for await (const item of read(path, sections)) {
      if (item.kind === 'problem') onProblem(`${path}:${item.problem.place.line}: ${item.problem.message}`);
      else yield* pairsOf(item);
    }
  }
}

interface NamedText {
  readonly kind: 'text';
  readonly name: string;
  readonly document: Pick<Document, 'passages' | 'sections'>;
}

type TextItem = NamedText | { readonly kind: 'problem'; readonly problem: InputProblem };

type Reader = (path: string, patterns: SectionPatterns) => AsyncGenerator<TextItem>;

function* pairsOf({ name, document }: NamedText): Generator<Pair> {
  for (const { shortForm, longForm } of findAbbreviations(document)) {
    yield { document: name, short: shortForm, long: longForm };
  }
}

async function readerOf(path: string): Promise<Reader> {
  const start = await beginningOf(path);
  if (/\.(?:md|markdown)(?:\.gz)?$/i.test(path)) return markdownFile;
  if (/^\s*</.test(start)) return biocFile;
  return /^\s*[^|\s]+\|[ta]\|/.test(start) ? pubtatorFile : textFile;
}

async function beginningOf(path: string): Promise<string> {
  try {
    for await (const piece of textOf(path)) if (piece !== '') return piece;
    return '';
  } catch (error) {
    const expected = 'expected text, Markdown, PubTator or BioC XML in UTF-8, gzipped if the name ends in .gz';
    throw new CannotRunError(`${path}: ${expected}: ${messageOf(error)}`, error);
  }
}

async function* biocFile(path: string): AsyncGenerator<TextItem> {
  for await (const item of readBioc(path)) {
    if (item.kind === 'problem') yield item;
    else yield { kind: 'text', name: item.document.id, document: passagesDocument(item.document.passages) };
  }
}

async function* pubtatorFile(path: string): AsyncGenerator<TextItem> {
  for await (const item of readPubtator(path)) {
    if (item.kind === 'problem') yield item;
    else yield { kind: 'text', name: item.document.id, document: plainDocument({ ...item.document, paperId: '' }) };
  }
}

async function* textFile(path: string): AsyncGenerator<TextItem> {
  const name = nameOf(path);
  yield { kind: 'text', name, document: textDocument(name, await readWhole(path)) };
}

async function* markdownFile(path: string, patterns: SectionPatterns): AsyncGenerator<TextItem> {
  const name = nameOf(path);
  yield { kind: 'text', name, document: parseDocument(fullText(name, await readWhole(path)), patterns) };
}

async function readWhole(path: string): Promise<string> {
  try {
    return await wholeText(path);
  } catch (error) {
    throw new CannotRunError(`${path}: expected text in UTF-8: ${messageOf(error)}`, error);
  }
}

function nameOf(path: string): string {
  return basename(path)
    .replace(/\.gz$/i, '')
    .replace(/(?<=.)\.[^.]+$/, '');
}
