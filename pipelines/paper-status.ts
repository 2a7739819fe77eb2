/** What became of papers and runs, from the ledger alone: it is told while a run goes on, and when the graph is away. */
import { existsSync } from 'node:fs';
import { CannotRunError } from '../src/errors.js';
import { Ledger, type LedgerCounts, ledgerPath } from '../src/flow/ledger.js';
import type { HistoryRow, LedgerEntry } from '../src/flow/ledger-rows.js';
import type { PaperSelection } from '../src/flow/paper-selection.js';
import type { RunRecord } from '../src/flow/run-records.js';
import { type LockHolder, StateLock } from '../src/flow/state-lock.js';
import type { InputProblem, PaperId } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { identifierIn, paperId } from '../src/sources/paper-id.js';
import { SeenRuns } from '../src/watch/seen-runs.js';

/** A graph that papers were linked into. */
export interface GraphStatus {
  readonly graphId: string;
  /** Where the graph is; its id when no run told. */
  readonly graph: string;
  readonly counts: LedgerCounts;
  /** Newest first. */
  readonly runs: readonly RunRecord[];
}

export interface StateStatus {
  /** Who works on the state folder at the moment. */
  readonly holder: LockHolder | null;
  readonly graphs: readonly GraphStatus[];
}

/** What is known of one paper for one graph. */
export interface PaperStory {
  readonly graphId: string;
  readonly graph: string;
  readonly entry: LedgerEntry;
  readonly history: readonly HistoryRow[];
}

/** A paper that was forgotten: its history is all that is known of it. */
export interface ForgottenPaper {
  readonly paperId: PaperId;
  readonly graph: string;
  readonly history: readonly HistoryRow[];
}

/** What a name that somebody typed may mean. */
export interface FoundPapers {
  readonly papers: readonly PaperStory[];
  readonly forgotten: readonly ForgottenPaper[];
  /** Problems of recent runs with inputs of that name. */
  readonly problems: readonly { readonly runId: string; readonly problem: InputProblem }[];
}

/** Runs told of for each graph, and looked through for problems. */
const RECENT_RUNS = 5;

/** Papers told of when a name means several. */
const MOST_FOUND = 50;

/** Path of the ledger. @throws CannotRunError when the state folder has none */
export function checkLedger({ state }: Settings): string {
  const path = ledgerPath(state.dir);
  if (existsSync(path)) return path;
  throw new CannotRunError(
    `${state.dir}: expected the state folder of earlier runs, found no ledger in it. Link papers first (papergraph link), or name another folder with --state`,
  );
}

/** @throws CannotRunError when the state folder has no ledger */
export function withLedger<T>(settings: Settings, work: (ledger: Ledger) => T): T {
  const ledger = Ledger.open(checkLedger(settings));
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}

/** What became of papers and runs; a run that was killed is `crashed`, whatever its record says. */
export function stateStatus(settings: Settings): StateStatus {
  const holder = () => StateLock.holder(settings.state.dir);
  return withLedger(settings, (ledger) => {
    const seen = new SeenRuns(ledger.runs, () => holder() !== null);
    const ids = ledger.graphIds();
    // Runs that never found a graph are told of, too.
    const graphs = (ids.length === 0 ? [''] : ids).map((graphId) => ({
      graphId,
      graph: locationOf(ledger, graphId),
      counts: ledger.counts(graphId),
      runs: ledger.runs.list({ graphId, limit: RECENT_RUNS }).map((run) => seen.asItIs(run)),
    }));
    return { holder: holder(), graphs };
  });
}

/** Papers of a selection in every graph, at most `limit` of each. */
export function selectedPapers(settings: Settings, selection: PaperSelection, limit: number): PaperStory[] {
  return withLedger(settings, (ledger) =>
    ledger
      .graphIds()
      .flatMap((graphId) =>
        ledger.papers(graphId, selection, { limit }).map((entry) => storyOf(ledger, graphId, entry)),
      ),
  );
}

/** Papers by id (`PMC:PMC1`, `PMC1`, a DOI), else by a part of id, title, link or file. */
export function findPapers(settings: Settings, name: string): FoundPapers {
  return withLedger(settings, (ledger) => {
    const graphIds = ledger.graphIds();
    const byId = graphIds.flatMap((graphId) => found(ledger, graphId, { anyId: paperIdOf(name) }));
    const forgotten = byId.length > 0 ? [] : graphIds.flatMap((graphId) => forgottenIn(ledger, graphId, name));
    const isId = byId.length + forgotten.length > 0;
    const papers = isId ? byId : graphIds.flatMap((graphId) => found(ledger, graphId, { text: name }));
    return { papers, forgotten, problems: problemsWith(ledger, name) };
  });
}

/** Makes papers due now. @returns how many */
export function retryPapers(settings: Settings, selection: PaperSelection): number {
  return withLedger(settings, (ledger) =>
    ledger.graphIds().reduce((sum, graphId) => sum + ledger.askRetry(graphId, selection).length, 0),
  );
}

/** The id that a name is, as the ledger spells it; the name itself when it is none. */
export function paperIdOf(name: string): string {
  const names = identifierIn(name);
  const isOne = names.pmcid !== null || names.pmid !== null || names.doi !== null;
  return isOne ? paperId({ ...names, fullTextUrl: null, sourceUrl: null, title: '', authors: [] }) : name;
}

function found(ledger: Ledger, graphId: string, selection: PaperSelection): PaperStory[] {
  const entries = ledger.papers(graphId, selection, { limit: MOST_FOUND });
  return entries.map((entry) => storyOf(ledger, graphId, entry));
}

function storyOf(ledger: Ledger, graphId: string, entry: LedgerEntry): PaperStory {
  const history = ledger.history(graphId, entry.paperId);
  return { graphId, graph: locationOf(ledger, graphId), entry, history };
}

function forgottenIn(ledger: Ledger, graphId: string, name: string): ForgottenPaper[] {
  const paperId = paperIdOf(name);
  const history = ledger.history(graphId, paperId);
  return history.length === 0 ? [] : [{ paperId, graph: locationOf(ledger, graphId), history }];
}

function locationOf(ledger: Ledger, graphId: string): string {
  return ledger.runs.list({ graphId, limit: 1 })[0]?.graph ?? graphId;
}

function problemsWith(ledger: Ledger, name: string): FoundPapers['problems'] {
  const runs = ledger.runs.list({ limit: RECENT_RUNS });
  return runs.flatMap(({ runId, summary }) =>
    (summary?.inputProblems ?? [])
      .filter(({ place, message }) => place.path.includes(name) || message.includes(name))
      .map((problem) => ({ runId, problem })),
  );
}
