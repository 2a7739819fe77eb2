/** The annotations that were kept for a graph, paper by paper, in a format. */
import type { NamedDocument } from '../src/graph/export-text.js';
import type { Settings } from '../src/settings.js';
import { type AnnotationFormat, formatAnnotations } from './annotation-formats.js';
import { keptPapers } from './kept-papers.js';

/**
 * Text of the export in pieces, papers in the order of their ids.
 *
 * @throws CannotRunError when nothing is kept for that graph
 */
export async function* exportAnnotations(settings: Settings, format: AnnotationFormat): AsyncGenerator<string> {
  yield* formatAnnotations(format, namedDocuments(settings));
}

async function* namedDocuments(settings: Settings): AsyncGenerator<NamedDocument> {
  for await (const { grounded, origin } of keptPapers(settings)) {
    yield { name: grounded.document.paperId, grounded, url: origin?.url ?? null };
  }
}
