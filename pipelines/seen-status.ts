/** The state folder as `status` tells it, with its runs as they are. */
import { StateLock } from '../src/flow/state-lock.js';
import type { Settings } from '../src/settings.js';
import { SeenRuns } from '../src/watch/seen-runs.js';
import { type StateStatus, stateStatus, withLedger } from './paper-status.js';

/**
 * What became of papers and runs; a run that was killed is `crashed`, whatever its record says.
 *
 * @throws CannotRunError when the state folder has no ledger
 */
export function seenStatus(settings: Settings): StateStatus {
  const { holder, graphs } = stateStatus(settings);
  return withLedger(settings, ({ runs: records }) => {
    const seen = new SeenRuns(records, () => StateLock.holder(settings.state.dir) !== null);
    return { holder, graphs: graphs.map((graph) => ({ ...graph, runs: graph.runs.map((run) => seen.asItIs(run)) })) };
  });
}
