/** The annotations that were kept for a graph, paper by paper, in a format. */
import { join } from 'node:path';
import { CannotRunError } from '../src/errors.js';
import { Ledger } from '../src/flow/ledger.js';
import type { NamedDocument } from '../src/graph/exports.js';
import type { Settings } from '../src/settings.js';
import { unpackAnnotations } from './annotation-blob.js';
import { type AnnotationFormat, formatAnnotations } from './annotation-formats.js';
import { withGraph } from './open-graph.js';

/**
 * Text of the export in pieces, papers in the order of their ids.
 *
 * @throws CannotRunError when nothing is kept for that graph
 */
export async function* exportAnnotations(settings: Settings, format: AnnotationFormat): AsyncGenerator<string> {
  const graphId = await withGraph(settings, { readOnly: true }, async (_graph, id) => id);
  const ledger = Ledger.open(join(settings.state.dir, 'ledger.db'));
  try {
    yield* formatAnnotations(format, keptDocuments(ledger, graphId));
  } finally {
    ledger.close();
  }
}

function* keptDocuments(ledger: Ledger, graphId: string): Generator<NamedDocument> {
  let papers = 0;
  for (const { body } of ledger.annotationsOf(graphId)) {
    const grounded = unpackAnnotations(body);
    papers++;
    yield { name: grounded.document.paperId, grounded };
  }
  if (papers > 0) return;
  throw new CannotRunError(
    'Expected annotations of this graph in the state folder, found none. Link papers first, with state.keepAnnotations on, and name the same --state and --graph',
  );
}
