/** Papers leave the graph and the ledger: withdrawn, retracted, or linked by mistake. */
import { Ledger, ledgerPath } from '../src/flow/ledger.js';
import { StateLock } from '../src/flow/state-lock.js';
import type { PaperId } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { withGraph } from './open-graph.js';
import { checkLedger } from './paper-status.js';

export interface Forgotten {
  /** Papers that were in the graph. */
  readonly fromGraph: number;
  /** Papers that only the ledger knew. */
  readonly fromLedger: number;
  /** Ids that neither knows. */
  readonly unknown: readonly PaperId[];
  /** Concepts and taxa that no paper leads to any more. */
  readonly concepts: number;
}

/**
 * The graph first: killed in between, the next run sees by its hashes what the graph lacks.
 *
 * @param names ids of papers, as `paperIdOf` spells them; another id of a paper will do
 * @throws CannotRunError when a run holds the state folder, it has no ledger, or the graph cannot be opened
 */
export async function forgetPapers(settings: Settings, names: readonly PaperId[]): Promise<Forgotten> {
  checkLedger(settings);
  const lock = StateLock.take(settings.state.dir, 'papergraph forget');
  const ledger = Ledger.open(ledgerPath(settings.state.dir));
  try {
    return await withGraph(settings, { readOnly: false }, async (graph, graphId) => {
      const entries = names.map((name) => ledger.papers(graphId, { anyId: name }).map(({ paperId }) => paperId));
      const ids = names.flatMap((name, index) => (entries[index]?.length === 0 ? [name] : (entries[index] ?? [])));
      const present = await graph.paperHashes(ids);
      await graph.removePapers(ids);
      const concepts = await graph.removeUnusedConcepts();
      const known = ids.filter((id) => ledger.get(graphId, id) !== null);
      ledger.forget(graphId, [...new Set([...known, ...present.keys()])]);
      const unknown = ids.filter((id) => !present.has(id) && !known.includes(id));
      const fromLedger = known.filter((id) => !present.has(id)).length;
      return { fromGraph: present.size, fromLedger, unknown, concepts };
    });
  } finally {
    ledger.close();
    lock.release();
  }
}
