/** The main job: cards → texts → mentions → concepts → graph. Composition only; each part has its own file. */
import { join } from 'node:path';
import { exitCodeOf, type RunEnd } from '../src/flow/exit-code.js';
import { Ledger } from '../src/flow/ledger.js';
import { PaperRun } from '../src/flow/paper-run.js';
import type { RunState } from '../src/flow/run-records.js';
import { RunReporter } from '../src/flow/run-reporter.js';
import { RunTracker } from '../src/flow/run-tracker.js';
import type { FetchedText, FetchRequest, LinkedPaper } from '../src/flow/stages.js';
import { StateLock } from '../src/flow/state-lock.js';
import { SummaryBuilder } from '../src/flow/summary.js';
import { type FreshCounts, warningsOf } from '../src/flow/warnings.js';
import { WorkerPool } from '../src/flow/workers.js';
import type { GraphStore } from '../src/graph/store.js';
import { Curation } from '../src/ground/curation/curation.js';
import type { CurationRow } from '../src/ground/curation/curation-row.js';
import type { PaperCard, RunEvent, RunWarning } from '../src/model.js';
import { redactor } from '../src/redact.js';
import type { Settings } from '../src/settings.js';
import type { FullTextSource } from '../src/sources/full-text.js';
import { readInputs } from '../src/sources/inputs.js';
import { RunMetrics } from '../src/watch/run-metrics.js';
import { failurePolicy } from './failure-policy.js';
import { openFullTextSource } from './full-text-source.js';
import type { LinkTask, LinkWorkerData } from './link-worker.js';
import { withGraph } from './open-graph.js';
import { openConfiguredLexicon } from './open-lexicon.js';
import { readCuration } from './read-curation.js';
import { startRun } from './run-info.js';

export interface LinkPapersOptions {
  readonly settings: Settings;
  /** Files, folders, globs, links, as readInputs takes them. */
  readonly inputs: readonly string[];
  /** The command as typed, for people who look at runs. */
  readonly command: string;
  readonly onEvent: (event: RunEvent) => void;
  /** Aborted to take nothing new, and when the time for finishing is over. */
  readonly stop: AbortSignal;
  readonly cutOff: AbortSignal;
  /** The signal that stopped the run, or null. */
  readonly signal: () => NodeJS.Signals | null;
  /** Whether a warning is an exit code of its own. */
  readonly failOnWarning: boolean;
}

export interface LinkPapersResult extends RunEnd {
  readonly exitCode: number;
}

/**
 * Links all papers of the inputs.
 *
 * @throws CannotRunError when another run holds the state folder, and when lexicon, ledger or graph cannot be opened; what
 *   happens later is in the result
 */
export async function linkPapers(options: LinkPapersOptions): Promise<LinkPapersResult> {
  const { settings, command } = options;
  const lock = StateLock.take(settings.state.dir, command);
  try {
    return await withGraph(settings, { readOnly: false }, (graph, graphId) => linkInto({ graph, graphId }, options));
  } finally {
    lock.release();
  }
}

interface Target {
  readonly graph: GraphStore;
  readonly graphId: string;
}

async function linkInto(target: Target, options: LinkPapersOptions): Promise<LinkPapersResult> {
  const { settings, cutOff } = options;
  const { lexicon, source } = await openConfiguredLexicon(settings);
  const { rows } = readCuration(settings.link.curation);
  const curation = new Curation(rows, lexicon);
  const context = startRun(settings, { info: lexicon.info, curation });
  const ledger = Ledger.open(join(settings.state.dir, 'ledger.db'));
  const texts = openFullTextSource(settings, cutOff);
  const workers = linkWorkers(settings, { lexicon: lexicon.buffer, curation: rows }, cutOff);
  try {
    const { graphId, graph } = target;
    const command = redactor(settings)(options.command);
    ledger.runs.begin(context.run, { graphId, graph: graph.location, pid: process.pid, command });
    return await runOn({ ...target, ...context, curation, lexiconPath: source, ledger, texts, workers }, options);
  } finally {
    await workers.close();
    texts.close();
    ledger.close();
  }
}

interface Parts extends Target, ReturnType<typeof startRun> {
  readonly curation: Curation;
  readonly lexiconPath: string;
  readonly ledger: Ledger;
  readonly texts: FullTextSource;
  readonly workers: WorkerPool<LinkTask, LinkedPaper>;
}

async function runOn(parts: Parts, options: LinkPapersOptions): Promise<LinkPapersResult> {
  const { run, graph, ledger, workers } = parts;
  const { settings, onEvent, signal, failOnWarning } = options;
  const summary = new SummaryBuilder(run, graph.location);
  const tracker = new RunTracker();
  const metrics = new RunMetrics();
  const redact = redactor(settings);
  const emit = (event: RunEvent) => {
    // The one place that events come through: no listener ever sees a secret.
    const told = redact(event);
    for (const listener of [summary, tracker, metrics]) listener.add(told);
    onEvent(told);
  };
  const papers = paperRun(parts, { ...options, onEvent: emit });
  const progress = () => tracker.progress({ link: workers.waiting, write: papers.waitingForWrite });
  let warnings: readonly RunWarning[] = [];
  const reporter = new RunReporter({
    report: async () => {
      const now = progress();
      metrics.add({ event: 'progress', ...now });
      return { summary: summary.build(warnings), progress: now, metrics: await metrics.text() };
    },
    enter: (report) => ledger.runs.report(run.id, report),
    emit,
    progress,
    progressSeconds: settings.log.progressSeconds,
  });
  emit({ event: 'run-started', run, graph: graph.location, lexiconPath: parts.lexiconPath });
  for (const problem of parts.curation.problems) {
    emit({ event: 'input-problem', problem: { ...problem, kind: 'unknown-concept', fatal: false } });
  }
  const error = await graph
    .startRun(run)
    .then(() => papers.takeAll())
    .then(() => null, asError);
  warnings = warningsOf(summary.build().fresh, pastRuns(parts, settings), settings.warnings);
  const end = { summary: summary.build(warnings), error, signal: signal() };
  const exitCode = exitCodeOf(end, { failOnWarning });
  emit({ event: 'run-done', summary: end.summary });
  const ledgerError = await reporter
    .close()
    .then(() => ledger.runs.end(run.id, { state: stateOf(end), exitCode }))
    .then(() => null, asError);
  return { ...end, error: error ?? ledgerError, exitCode };
}

function paperRun(parts: Parts, { settings, inputs, onEvent, stop, cutOff }: LinkPapersOptions): PaperRun {
  const { graph, graphId, run, ledger, texts, workers, fingerprint } = parts;
  return new PaperRun({
    graphId,
    runId: run.id,
    inputs: readInputs(inputs),
    fetchText: (card, request) => fetchText(texts, card, request),
    link: (card, text) => workers.run({ card, text }),
    store: {
      paperHashes: (ids) => graph.paperHashes(ids),
      writePapers: (papers) => graph.writePapers(papers, run),
    },
    ledger,
    fingerprint,
    policy: failurePolicy(settings),
    redact: redactor(settings),
    emit: onEvent,
    stop,
    cutOff,
    papersInFlight: settings.run.papersInFlight,
    batchPapers: settings.graph.batchPapers,
  });
}

/** What earlier runs of the same graph did; more of them than are looked at, since some did too little to count. */
function pastRuns({ ledger, graphId, run }: Parts, { warnings }: Settings): FreshCounts[] {
  const records = ledger.runs.list({ graphId, limit: 10 * warnings.pastRuns });
  return records.flatMap(({ runId, summary }) => (summary === null || runId === run.id ? [] : [summary.fresh]));
}

async function fetchText(texts: FullTextSource, card: PaperCard, request: FetchRequest): Promise<FetchedText> {
  const { onRetry, cacheOnly } = request;
  return texts.fetch(card, cacheOnly ? { onRetry, cacheOnly } : { onRetry });
}

interface LinkMeans {
  readonly lexicon: SharedArrayBuffer;
  readonly curation: readonly CurationRow[];
}

function linkWorkers(settings: Settings, means: LinkMeans, cutOff: AbortSignal) {
  const { keepAnnotations } = settings.state;
  const workerData: LinkWorkerData = { ...settings.link, ...means, keepAnnotations };
  const { workers, paperSeconds, workerMemoryMb } = settings.run;
  return new WorkerPool<LinkTask, LinkedPaper>({
    file: new URL('./link-worker.js', import.meta.url),
    name: 'linkPaper',
    workerData,
    workers,
    taskMs: paperSeconds * 1000,
    heapMb: workerMemoryMb,
    cutOff,
  });
}

function stateOf({ error, signal }: RunEnd): RunState {
  if (error !== null) return 'failed';
  return signal === null ? 'done' : 'stopped';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
