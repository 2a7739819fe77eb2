/** The main job: cards → texts → mentions → concepts → graph. Composition only; each part has its own file. */
import { asError, messageOf } from '../src/errors.js';
import { codeOfSignal, EXIT, exitCodeOf, isForNothing, type RunEnd } from '../src/flow/exit-code.js';
import { Ledger, ledgerPath } from '../src/flow/ledger.js';
import { PaperRun } from '../src/flow/paper-run.js';
import type { RunState } from '../src/flow/run-records.js';
import { RunReporter } from '../src/flow/run-reporter.js';
import type { FetchedText, FetchRequest } from '../src/flow/stages.js';
import { StateLock } from '../src/flow/state-lock.js';
import { type FreshCounts, warningsOf } from '../src/flow/warnings.js';
import type { GraphStore } from '../src/graph/store.js';
import { Curation } from '../src/ground/curation/curation.js';
import type { PaperCard, RunEvent } from '../src/model.js';
import { redactor } from '../src/redact.js';
import type { Settings } from '../src/settings.js';
import type { FullTextSource } from '../src/sources/full-text.js';
import { type ComparedLexicon, CountedEarlier, compareWithEarlier } from './earlier-lexicon.js';
import { failurePolicy } from './failure-policy.js';
import { openFullTextSource } from './full-text-source.js';
import { type LinkWorkers, linkWorkers } from './link-workers.js';
import { graphTarget, withGraph } from './open-graph.js';
import { openConfiguredLexicon } from './open-lexicon.js';
import { readCuration } from './read-curation.js';
import { newRunId, startRun } from './run-info.js';
import { openInputs } from './run-inputs.js';
import { RunListeners } from './run-listeners.js';

export interface LinkPapersOptions {
  readonly settings: Settings;
  /** Files, folders, globs, links, as readInputs takes them. */
  readonly inputs: readonly string[];
  /** File of the lexicon that the graph was linked with: papers without a name that differs are left as they are. */
  readonly affected?: string | undefined;
  /** The command as typed, for people who look at runs. */
  readonly command: string;
  readonly onEvent: (event: RunEvent) => void;
  /** Aborted to take nothing new, and when the time for finishing is over. */
  readonly stop: AbortSignal;
  readonly cutOff: AbortSignal;
  /** The signal that stopped the run, or null. */
  readonly signal: () => NodeJS.Signals | null;
  /** Takes what is to be done before a second signal ends the process. */
  readonly beforeEnd: (work: (() => void) | null) => void;
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
  const { settings } = options;
  const start = { startedAt: new Date().toISOString(), command: redactor(settings)(options.command) };
  const lock = StateLock.take(settings.state.dir, start.command);
  let hasBegun = false;
  const onBegin = () => {
    hasBegun = true;
  };
  const beginning = { ...start, onBegin };
  try {
    const work = (graph: GraphStore, graphId: string) => linkInto({ graph, graphId }, beginning, options);
    return await withGraph(settings, { readOnly: false }, work);
  } catch (error) {
    if (!hasBegun) noteCannotBegin(settings, start, error);
    throw error;
  } finally {
    lock.release();
  }
}

interface Start {
  readonly startedAt: string;
  /** Without secrets. */
  readonly command: string;
}

/** A run that found no graph or no lexicon is a run that failed: whoever looks at runs must see it. */
function noteCannotBegin(settings: Settings, { startedAt, command }: Start, error: unknown): void {
  const redact = redactor(settings);
  const target = graphTarget(settings);
  const graph = redact(target.kind === 'neo4j' ? target.uri : target.path);
  try {
    const ledger = Ledger.open(ledgerPath(settings.state.dir));
    const run = { runId: newRunId(startedAt), startedAt, graph, command, pid: process.pid };
    ledger.runs.cannotBegin(run, redact(messageOf(error)));
    ledger.close();
  } catch {
    // The ledger may be what is broken; the error that is thrown says it.
  }
}

interface Target {
  readonly graph: GraphStore;
  readonly graphId: string;
}

async function linkInto(
  target: Target,
  beginning: Start & { readonly onBegin: () => void },
  options: LinkPapersOptions,
): Promise<LinkPapersResult> {
  const { settings, cutOff } = options;
  const { lexicon, source } = await openConfiguredLexicon(settings);
  const { rows } = readCuration(settings.link.curation);
  const curation = new Curation(rows, lexicon);
  const context = startRun(settings, { info: lexicon.info, curation });
  const compared = options.affected === undefined ? null : compareWithEarlier(options.affected, lexicon);
  const ledger = Ledger.open(ledgerPath(settings.state.dir));
  const texts = openFullTextSource(settings, cutOff);
  const workers = linkWorkers(
    settings,
    { lexicon: lexicon.buffer, curation: rows, earlier: compared?.means ?? null },
    cutOff,
  );
  const earlier = earlierOf(compared, workers);
  const lexicons = { lexiconPath: source, compared, earlier };
  try {
    const { graphId, graph } = target;
    const { command, onBegin } = beginning;
    ledger.runs.begin(context.run, { graphId, graph: graph.location, pid: process.pid, command });
    onBegin();
    return await runOn({ ...target, ...context, curation, ...lexicons, ledger, texts, workers }, options);
  } finally {
    await workers.close();
    texts.close();
    ledger.close();
  }
}

interface Parts extends Target, ReturnType<typeof startRun> {
  readonly curation: Curation;
  readonly lexiconPath: string;
  /** Null without `--affected`. */
  readonly compared: ComparedLexicon | null;
  readonly earlier: CountedEarlier | null;
  readonly ledger: Ledger;
  readonly texts: FullTextSource;
  readonly workers: LinkWorkers;
}

function earlierOf(compared: ComparedLexicon | null, workers: LinkWorkers): CountedEarlier | null {
  if (compared === null || compared.means === null) return null;
  return new CountedEarlier(compared.release, (paper) => workers.run('isAffected', paper));
}

async function runOn(parts: Parts, options: LinkPapersOptions): Promise<LinkPapersResult> {
  const { run, graph, ledger, workers } = parts;
  const { settings, stop, signal } = options;
  const queues = () => ({ link: workers.waiting, write: papers.waitingForWrite });
  const listeners = new RunListeners({ ...options, run, graph: graph.location, queues });
  const papers = paperRun(parts, { ...options, onEvent: listeners.emit });
  const reporter = new RunReporter({
    report: () => listeners.report(),
    enter: (report) => ledger.runs.report(run.id, report),
    emit: listeners.emit,
    progress: () => listeners.progress(),
    progressSeconds: settings.log.progressSeconds,
  });
  const tellStop = () => {
    const { found, done } = listeners.progress();
    listeners.emit({ event: 'stopping', signal: signal() ?? 'stopped', inFlight: found - done });
  };
  stop.addEventListener('abort', tellStop, { once: true });
  options.beforeEnd(() => {
    const name = signal() ?? 'SIGTERM';
    ledger.runs.end(run.id, {
      state: 'stopped',
      exitCode: codeOfSignal(name),
      error: 'stopped at once by a second signal',
    });
  });
  try {
    return await carriedOut(parts, options, { listeners, papers, reporter });
  } catch (error) {
    const words = redactor(settings)(messageOf(error));
    ledger.runs.end(run.id, { state: 'failed', exitCode: EXIT.couldNotRun, error: words });
    throw error;
  } finally {
    // Whatever happened, no timer may keep the process.
    options.beforeEnd(null);
    reporter.stop();
    stop.removeEventListener('abort', tellStop);
    await listeners.close();
  }
}

interface Work {
  readonly listeners: RunListeners;
  readonly papers: PaperRun;
  readonly reporter: RunReporter;
}

async function carriedOut(parts: Parts, options: LinkPapersOptions, work: Work): Promise<LinkPapersResult> {
  const { run, graph, ledger, lexiconPath, compared, earlier } = parts;
  const { listeners, papers, reporter } = work;
  listeners.emit({ event: 'run-started', run, graph: graph.location, lexiconPath });
  if (compared !== null) listeners.emit({ event: 'notice', message: compared.notice });
  for (const problem of parts.curation.problems) {
    listeners.emit({ event: 'input-problem', problem: { ...problem, kind: 'unknown-concept', fatal: false } });
  }
  const error = await graph
    .startRun(run)
    .then(() => papers.takeAll())
    .then(() => null, asError);
  if (earlier !== null) listeners.emit({ event: 'notice', message: earlier.notice() });
  if (error === null && listeners.summary().papers.written > 0) await removeUnused(graph, listeners);
  listeners.warn(warningsOf(listeners.summary().fresh, pastRuns(parts, options.settings), options.settings.warnings));
  const end = { summary: listeners.summary(), error, signal: options.signal() };
  const exitCode = exitCodeOf(end, options);
  listeners.emit({ event: 'run-done', summary: end.summary });
  const told = {
    state: stateOf(end),
    exitCode,
    error: error === null ? null : redactor(options.settings)(messageOf(error)),
  };
  const ledgerError = await reporter
    .last()
    .then(() => ledger.runs.end(run.id, told))
    .then(() => null, asError);
  return { ...end, error: error ?? ledgerError, exitCode };
}

function paperRun(parts: Parts, { settings, inputs, onEvent, stop, cutOff }: LinkPapersOptions): PaperRun {
  const { graph, graphId, run, ledger, texts, workers, fingerprint, earlier } = parts;
  const given = openInputs({ settings, inputs, texts, stop });
  const { batchPapers, writers } = settings.graph;
  return new PaperRun({
    graphId,
    runId: run.id,
    inputs: given.items,
    askFrom: given.askFrom,
    fetchText: (card, request) => fetchText(texts, card, request),
    link: (card, text) => workers.run('linkPaper', { card, text }),
    store: {
      paperHashes: (ids) => graph.paperHashes(ids),
      writePapers: (papers) => graph.writePapers(papers, run),
    },
    ledger,
    fingerprint,
    ...(earlier !== null && { earlier }),
    policy: failurePolicy(settings),
    redact: redactor(settings),
    emit: onEvent,
    stop,
    cutOff,
    // Enough for each writer's batch to fill while the others write.
    papersInFlight: Math.max(settings.run.papersInFlight, (writers > 1 ? writers + 1 : 0) * batchPapers),
    batchPapers,
    writers,
  });
}

/** Papers that changed may have been all that led to a concept. What stays because the graph does not answer goes with the next run. */
async function removeUnused(graph: GraphStore, listeners: RunListeners): Promise<void> {
  try {
    await graph.removeUnusedConcepts();
  } catch (error) {
    const message = `concepts that no paper leads to any more were not removed: ${messageOf(error)}`;
    listeners.emit({ event: 'notice', message });
  }
}

/** What earlier runs of the same graph did; more of them than are looked at, since some did too little to count. */
function pastRuns({ ledger, graphId, run }: Parts, { warnings }: Settings): FreshCounts[] {
  const records = ledger.runs.list({ graphId, limit: 10 * warnings.pastRuns });
  return records.flatMap(({ runId, summary }) => (summary === null || runId === run.id ? [] : [summary.fresh]));
}

async function fetchText(texts: FullTextSource, card: PaperCard, request: FetchRequest): Promise<FetchedText> {
  const { onRetry, cacheOnly, askFrom } = request;
  return texts.fetch(card, { onRetry, askFrom, ...(cacheOnly && { cacheOnly }) });
}

function stateOf({ summary, error, signal }: RunEnd): RunState {
  if (error !== null || isForNothing(summary)) return 'failed';
  return signal === null ? 'done' : 'stopped';
}
