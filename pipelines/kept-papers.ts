/** The papers of a graph as they were kept with it, one after the other. */
import { CannotRunError } from '../src/errors.js';
import { Ledger } from '../src/flow/ledger.js';
import type { Settings } from '../src/settings.js';
import { type KeptPaper, unpackAnnotations } from './annotation-blob.js';
import { withGraph } from './open-graph.js';
import { checkLedger } from './paper-status.js';

/**
 * Papers in the order of their ids, one in memory at a time.
 *
 * @throws CannotRunError when nothing is kept for that graph
 */
export async function* keptPapers(settings: Settings): AsyncGenerator<KeptPaper> {
  const graphId = await withGraph(settings, { readOnly: true }, async (_graph, id) => id);
  const ledger = Ledger.open(checkLedger(settings));
  try {
    let papers = 0;
    for (const { body } of ledger.annotationsOf(graphId)) {
      papers++;
      yield unpackAnnotations(body);
    }
    if (papers === 0) throw nothingKept();
  } finally {
    ledger.close();
  }
}

function nothingKept(): CannotRunError {
  return new CannotRunError(
    'Expected annotations of this graph in the state folder, found none. Link papers first, with state.keepAnnotations on, and name the same --state and --graph',
  );
}
