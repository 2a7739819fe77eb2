/** The main job: cards → texts → mentions → concepts → graph. Composition only; each part has its own file. */
import { join } from 'node:path';
import { Ledger } from '../src/flow/ledger.js';
import { type LinkedPaper, runPapers } from '../src/flow/paper-run.js';
import { SummaryBuilder } from '../src/flow/summary.js';
import { WorkerPool } from '../src/flow/workers.js';
import type { GraphStore } from '../src/graph/store.js';
import type { RunEvent, RunSummary } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { readInputs } from '../src/sources/inputs.js';
import { openFullTextSource } from './full-text-source.js';
import type { LinkTask, LinkWorkerData } from './link-worker.js';
import { withGraph } from './open-graph.js';
import { openConfiguredLexicon } from './open-lexicon.js';
import { fingerprintOf, startRun } from './run-info.js';

export interface LinkPapersOptions {
  readonly settings: Settings;
  /** Files, folders, globs, links, as readInputs takes them. */
  readonly inputs: readonly string[];
  readonly onEvent: (event: RunEvent) => void;
  /** Aborted to take nothing new, and to cut off what still waits for the network. */
  readonly stop: AbortSignal;
  readonly cutOff: AbortSignal;
}

export interface LinkPapersResult {
  readonly summary: RunSummary;
  /** What ended the run early, if anything did. */
  readonly error: Error | null;
}

/**
 * Links all papers of the inputs.
 *
 * @throws CannotRunError when lexicon, ledger or graph cannot be opened; what happens later is in the result
 */
export function linkPapers(options: LinkPapersOptions): Promise<LinkPapersResult> {
  return withGraph(options.settings, { readOnly: false }, (graph, graphId) => linkInto({ graph, graphId }, options));
}

async function linkInto(
  target: { readonly graph: GraphStore; readonly graphId: string },
  { settings, inputs, onEvent, stop, cutOff }: LinkPapersOptions,
): Promise<LinkPapersResult> {
  const { lexicon, source } = await openConfiguredLexicon(settings);
  const run = startRun(settings, lexicon.info.release);
  const summary = new SummaryBuilder(run, target.graph.location);
  const emit = (event: RunEvent) => {
    summary.add(event);
    onEvent(event);
  };
  emit({ event: 'run-started', run, graph: target.graph.location, lexiconPath: source });
  const ledger = Ledger.open(join(settings.state.dir, 'ledger.db'));
  const texts = openFullTextSource(settings, cutOff);
  const workers = linkWorkers(settings, lexicon.buffer);
  try {
    await target.graph.startRun(run);
    const error = await runPapers({
      graphId: target.graphId,
      runId: run.id,
      inputs: readInputs(inputs),
      fetchText: (card, onRetry) => texts.fetch(card, { onRetry }),
      link: (card, text) => workers.run({ card, text }),
      store: {
        paperHashes: (ids) => target.graph.paperHashes(ids),
        writePapers: (papers) => target.graph.writePapers(papers, run),
      },
      ledger,
      fingerprint: (card, text) => fingerprintOf({ run, settings }, card, text),
      emit,
      stop,
      papersInFlight: settings.run.papersInFlight,
      batchPapers: settings.graph.batchPapers,
    }).then(() => null, asError);
    const result = { summary: summary.build(), error };
    emit({ event: 'run-done', summary: result.summary });
    return result;
  } finally {
    await workers.close();
    await texts.close();
    ledger.close();
  }
}

function linkWorkers(settings: Settings, lexicon: SharedArrayBuffer): WorkerPool<LinkTask, LinkedPaper> {
  const workerData: LinkWorkerData = { lexicon, ...settings.link, keepAnnotations: settings.state.keepAnnotations };
  return new WorkerPool({
    file: new URL('./link-worker.js', import.meta.url),
    name: 'linkPaper',
    workerData,
    workers: settings.run.workers,
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
