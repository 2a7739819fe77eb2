/** One run as an HTML page that stands alone: from the ledger alone, so also while the run goes on and when the graph is away. */
import { CannotRunError } from '../src/errors.js';
import type { Ledger } from '../src/flow/ledger.js';
import type { LedgerEntry } from '../src/flow/ledger-rows.js';
import type { RunRecord } from '../src/flow/run-records.js';
import { StateLock } from '../src/flow/state-lock.js';
import { sectionAt } from '../src/graph/export-text.js';
import type { Settings } from '../src/settings.js';
import { PaceKeeper } from '../src/watch/pace.js';
import { type RunPapers, runReportPage } from '../src/watch/pages/run-report-page.js';
import { FindingsBuilder } from '../src/watch/run-findings.js';
import { SeenRuns } from '../src/watch/seen-runs.js';
import { unpackAnnotations } from './annotation-blob.js';
import { ledgerPages } from './ledger-pages.js';
import { pageFiles } from './page-files.js';
import { withLedger } from './paper-status.js';

/** Failed papers named on the page. */
const MOST_FAILED = 100;

/** Runs named to somebody who names none that is known. */
const NEWEST = 5;

/**
 * The page as HTML. Papers are read one after the other.
 *
 * @param runId the newest run where it is null
 * @throws CannotRunError when there is no ledger, no run, or none of this id
 */
export async function reportRun(settings: Settings, runId: string | null): Promise<string> {
  const page = withLedger(settings, (ledger) => {
    const runs = new SeenRuns(ledger.runs, () => StateLock.holder(settings.state.dir) !== null);
    const run = runNamed(runs, runId);
    const now = Date.now();
    const [before = null] = runs.list({ graphId: run.graphId, limit: NEWEST }).filter(isBefore(run));
    const pace = run.state === 'running' ? new PaceKeeper().look(run, before, now) : null;
    return runReportPage({ run, papers: papersOf(ledger, run), pace, now }, pageFiles());
  });
  return `${await page}\n`;
}

function runNamed(runs: SeenRuns, runId: string | null): RunRecord {
  const newest = runs.list({ limit: NEWEST });
  const run = runId === null ? newest[0] : runs.get(runId);
  if (run !== undefined && run !== null) return run;
  if (newest.length === 0)
    throw new CannotRunError('report --run: expected a run, found none in the state folder. Link papers first');
  const ids = newest.map((known) => known.runId).join(', ');
  throw new CannotRunError(`report --run: expected the id of a run, found none of id ${runId}. The newest are ${ids}`);
}

function isBefore(run: RunRecord): (other: RunRecord) => boolean {
  return ({ startedAt, state }) => startedAt < run.startedAt && state === 'done';
}

/** What became of the papers that no later run has changed anything of. */
function papersOf(ledger: Ledger, { graphId, runId }: RunRecord): RunPapers {
  const findings = new FindingsBuilder();
  const failed: LedgerEntry[] = [];
  const counts = { linked: 0, notKept: 0, failed: 0, again: 0, parked: 0 };
  for (const page of ledgerPages(ledger, graphId, { runId })) {
    for (const entry of page) {
      if (entry.state === 'failed') {
        counts.failed++;
        if (entry.trouble?.parked === true) counts.parked++;
        else if (entry.trouble?.nextAttempt != null) counts.again++;
        if (failed.length < MOST_FAILED) failed.push(entry);
      } else if (entry.isFromRun) {
        counts.linked++;
        if (!addPaper(findings, ledger.annotations(graphId, entry.paperId))) counts.notKept++;
      }
    }
  }
  return { counts, failed, findings: findings.build() };
}

/** @returns false when no annotations are kept */
function addPaper(findings: FindingsBuilder, body: Uint8Array | null): boolean {
  if (body === null) return false;
  const { grounded, origin } = unpackAnnotations(body);
  findings.add({
    annotations: grounded.annotations,
    names: origin?.concepts ?? [],
    sectionAt: (offset) => sectionAt(grounded, offset),
  });
  return true;
}
