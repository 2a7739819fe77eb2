/** State folders with real ledgers, filled as runs fill them. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { packAnnotations } from '../../pipelines/annotation-blob.js';
import { loadSettings } from '../../src/config.js';
import { Ledger } from '../../src/flow/ledger.js';
import type { PaperResult } from '../../src/flow/paper-result.js';
import type { RunState } from '../../src/flow/run-records.js';
import type { Fingerprint, PaperId, RunInfo, RunSummary, RunWarning, Trouble } from '../../src/model.js';
import type { Settings } from '../../src/settings.js';
import { RunMetrics } from '../../src/watch/run-metrics.js';
import { smallLinker } from '../support/small-linker.js';

export const GRAPH = 'g1';
export const SCRIPT_PAPER = 'PMC:PMC666';

/** A new state folder that is not there yet. */
export function newState(): string {
  return join(mkdtempSync(join(tmpdir(), 'papergraph-watch-')), 'state');
}

export function openLedger(folder: string): Ledger {
  return Ledger.open(join(folder, 'ledger.db'));
}

/** Settings for a server over a state folder, on any free port. */
export function settingsFor(folder: string, serve: Partial<Settings['serve']> = {}): Settings {
  const settings = loadSettings({ environment: {}, flags: { 'state.dir': folder } });
  return { ...settings, serve: { ...settings.serve, port: 0, ...serve } };
}

export function runInfo(startedAt: string): RunInfo {
  return {
    id: `${startedAt}-abcd`,
    startedAt,
    version: '0.1.0',
    lexicon: 'mondo-2026-05-05',
    terminologies: [],
    model: '',
    settings: '',
    curation: '',
  };
}

/** The summary of a run over ten papers, with what is given instead. */
export function summaryOf(run: RunInfo, over: Partial<RunSummary> = {}): RunSummary {
  return {
    run,
    graph: 'state/graph',
    papers: { found: 10, written: 6, unchanged: 1, fromCardOnly: 2, skipped: 1, failed: 2, left: 0 },
    fresh: {
      ...{ papers: 8, failed: 2, fromCardOnly: 2, empty: 1, checked: 10, stale: 0, mentions: 200, nil: 20 },
      squares: { mentions: 6000, nil: 80, product: 600 },
    },
    warnings: [],
    inputEnded: true,
    failures: { 'link: too-slow': 2 },
    textFailures: { network: 2 },
    examples: { 'link: too-slow': 'expected to be linked within 120 s', network: 'no connection to example.org' },
    inputProblems: [],
    inputProblemCounts: { fatal: 0, other: 0 },
    mentions: 240,
    concepts: 60,
    nil: 24,
    unnamed: 10,
    stageMs: { card: 0, fetch: 42_000, link: 9000, write: 800 },
    wallMs: 61_000,
    ...over,
  };
}

export interface RunOver {
  readonly graphId?: string;
  readonly graph?: string;
  readonly minutes?: number;
  /** Null leaves it running. */
  readonly state?: RunState | null;
  readonly exitCode?: number;
  readonly summary?: Partial<RunSummary>;
  readonly metrics?: string;
}

/** Enters a run that began at this time. */
export function addRun(folder: string, startedAt: string, over: RunOver = {}): RunInfo {
  const run = runInfo(startedAt);
  const ledger = openLedger(folder);
  const { graphId = GRAPH, graph = 'state/graph', state = 'done', exitCode = 0, metrics = '' } = over;
  ledger.runs.begin(run, { graphId, graph, pid: process.pid, command: 'papergraph link cards/' });
  const summary = summaryOf(run, over.summary);
  const { found } = summary.papers;
  const progress = {
    found,
    done: found,
    inStage: { card: 0, fetch: 5, link: 5, write: 1 },
    queues: { link: 3, write: 1 },
  };
  ledger.runs.report(run.id, { summary, progress, metrics });
  if (state !== null) ledger.runs.end(run.id, { state, exitCode, error: null });
  ledger.close();
  if (state !== null) setEnd(folder, run, over.minutes ?? 1);
  return run;
}

/** Enters a run that could not begin at this time. */
export function addStillborn(folder: string, startedAt: string, graph = 'state/graph'): string {
  const runId = `${startedAt}-abcd`;
  const ledger = openLedger(folder);
  const run = { runId, startedAt, graph, pid: process.pid, command: 'papergraph link cards/' };
  ledger.runs.cannotBegin(run, NO_LEXICON);
  ledger.close();
  return runId;
}

/** Why such a run could not begin. */
export const NO_LEXICON = 'full.lexicon: expected a lexicon <here>';

/** Runs of a test began long ago and end now; this lets them end when they would have. */
function setEnd(folder: string, run: RunInfo, minutes: number): void {
  const database = new Database(join(folder, 'ledger.db'));
  const endedAt = new Date(Date.parse(run.startedAt) + minutes * 60_000).toISOString();
  database.prepare('UPDATE runs SET ended_at = ? WHERE run_id = ?').run(endedAt, run.id);
  database.close();
}

const PRINT: Fingerprint = {
  text: 'a1',
  card: 'b2',
  lexicon: 'mondo-2026-05-05',
  model: 'm',
  settings: 's',
  curation: 'c',
};

/** A paper as an attempt left it; well unless told otherwise. */
export function paper(paperId: PaperId, over: Partial<PaperResult> = {}): PaperResult {
  const counts = { mentions: 12, nil: 2, unnamed: 1, concepts: 4 };
  const written = { graphHash: 'h', origin: 'full-text', textSha256: 'a1', counts, annotations: null } as const;
  const card = {
    title: `Title of ${paperId}`,
    place: 'cards/a.md:1',
    url: 'https://example.org/full.md',
    otherIds: [],
  };
  return { paperId, ...card, tried: PRINT, written, failed: false, trouble: null, ms: 12, runId: 'r1', ...over };
}

export function trouble(over: Partial<Trouble> = {}): Trouble {
  const next = { attempts: 1, nextAttempt: '2099-01-01T02:00:00.000Z', parked: false };
  return { stage: 'fetch', kind: 'network', message: 'no connection to example.org', class: 'retry', ...next, ...over };
}

export const WARNING: RunWarning = {
  kind: 'nil-share',
  now: 0.31,
  before: 0.12,
  message:
    'expected about 12 % of mentions without a concept, as in the last 10 runs, got 31 %: is the lexicon the right one?',
};

/** A text that tries to be a page of its own. */
export const SCRIPT_TEXT = `# BRCA1 and <script>window.broken = 1</script> in breast cancer

## Abstract

Mutations of BRCA1 in breast cancer &lt;script&gt;window.broken = 2&lt;/script&gt; "quoted" 'too' <img src=x onerror="window.broken = 3">.

| gene | disease |
|------|---------|
| TP53 | obesity |
`;

/** Nothing beside the annotations. */
export const NO_ORIGIN = { card: '', url: null, concepts: [] } as const;

/** Annotations of a text as a run keeps them. */
export async function annotationsOf(paperId: PaperId, markdown: string): Promise<Uint8Array> {
  const linker = await smallLinker();
  const text = { paperId, origin: 'full-text', url: null, markdown, sha256: '', failure: null } as const;
  return packAnnotations(linker.link(text), NO_ORIGIN);
}

/** Metrics text as a run would store it. */
export function runMetricsText(): Promise<string> {
  const metrics = new RunMetrics();
  metrics.add({ event: 'run-started', run: runInfo('2026-11-20T02:00:00.000Z'), graph: 'g', lexiconPath: 'none' });
  metrics.add({ event: 'paper-found', paperId: 'PMC:PMC1' });
  return metrics.text();
}
