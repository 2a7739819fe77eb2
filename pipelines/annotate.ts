/** Texts in, annotations out: the same linker as in a run, without graph and network. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { CannotRunError, messageOf } from '../src/errors.js';
import type { NamedDocument } from '../src/graph/export-text.js';
import type { Settings } from '../src/settings.js';
import { readPubtator } from '../src/sources/pubtator.js';
import { plainDocument } from '../src/text/document.js';
import { type AnnotationFormat, formatAnnotations } from './annotation-formats.js';
import { createLinker, type Linker } from './link-document.js';
import { configuredLinking } from './linking-config.js';
import { openConfiguredLexicon } from './open-lexicon.js';
import { readFullText, readPaperFolder } from './paper-folder.js';

export interface AnnotateOptions {
  /** PubTator files, Markdown files, folders of papers. */
  readonly inputs: readonly string[];
  readonly format: AnnotationFormat;
  /** Told of each part of an input that cannot be read; the rest goes on. */
  readonly onProblem: (message: string) => void;
}

/**
 * Text of the output in pieces, documents in the order of the inputs.
 *
 * @throws CannotRunError for an input that is not there or of no known kind
 */
export async function* annotate(settings: Settings, options: AnnotateOptions): AsyncGenerator<string> {
  const kinds = options.inputs.map((input) => ({ input, read: readerOf(input) }));
  const { lexicon } = await openConfiguredLexicon(settings);
  const linker = createLinker(lexicon, configuredLinking(settings));
  const documents = async function* (): AsyncGenerator<NamedDocument> {
    for (const { input, read } of kinds) yield* read(input, linker, options.onProblem);
  };
  yield* formatAnnotations(options.format, documents());
}

type Reader = (input: string, linker: Linker, onProblem: (message: string) => void) => AsyncGenerator<NamedDocument>;

function readerOf(input: string): Reader {
  if (isFolder(input)) return papersOf;
  if (/\.(?:md|markdown)$/i.test(input)) return markdownFile;
  if (/\.(?:pubtator|txt)(?:\.gz)?$/i.test(input)) return pubtatorFile;
  throw new CannotRunError(
    `${input}: expected a folder, a Markdown file (.md) or PubTator text (.pubtator, .txt, .gz)`,
  );
}

function isFolder(input: string): boolean {
  try {
    return statSync(input).isDirectory();
  } catch (error) {
    throw new CannotRunError(`${input}: expected a file or folder: ${messageOf(error)}`, error);
  }
}

async function* papersOf(folder: string, linker: Linker): AsyncGenerator<NamedDocument> {
  for (const text of readPaperFolder(folder)) yield { name: text.paperId, grounded: linker.link(text) };
}

async function* markdownFile(path: string, linker: Linker): AsyncGenerator<NamedDocument> {
  const name = basename(path).replace(/\.[^.]+$/, '');
  yield { name, grounded: linker.link(readFullText(path, name)) };
}

async function* pubtatorFile(
  path: string,
  linker: Linker,
  onProblem: (message: string) => void,
): AsyncGenerator<NamedDocument> {
  for await (const item of readPubtator(path)) {
    if (item.kind === 'problem') {
      onProblem(`${item.problem.place.path}:${item.problem.place.line}: ${item.problem.message}`);
      continue;
    }
    const { id, title, abstract } = item.document;
    yield { name: id, grounded: linker.linkDocument(plainDocument({ paperId: id, title, abstract })) };
  }
}
