/** Papers leave the graph and the ledger: withdrawn, retracted, or linked by mistake. */
import { join } from 'node:path';
import { Ledger } from '../src/flow/ledger.js';
import { StateLock } from '../src/flow/state-lock.js';
import type { PaperId } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { withGraph } from './open-graph.js';

export interface Forgotten {
  /** Papers that were in the graph. */
  readonly papers: number;
  /** Concepts and taxa that no paper leads to any more. */
  readonly concepts: number;
}

/**
 * The graph first: killed in between, the next run sees by its hashes what the graph lacks.
 *
 * @throws CannotRunError when a run holds the state folder, or the graph cannot be opened
 */
export async function forgetPapers(settings: Settings, paperIds: readonly PaperId[]): Promise<Forgotten> {
  const lock = StateLock.take(settings.state.dir, 'papergraph forget');
  try {
    return await withGraph(settings, { readOnly: false }, async (graph, graphId) => {
      const papers = (await graph.paperHashes(paperIds)).size;
      await graph.removePapers(paperIds);
      const concepts = await graph.removeUnusedConcepts();
      const ledger = Ledger.open(join(settings.state.dir, 'ledger.db'));
      ledger.forget(graphId, paperIds);
      ledger.close();
      return { papers, concepts };
    });
  } finally {
    lock.release();
  }
}
