/** The threads that link papers. */
import { WorkerPool } from '../src/flow/workers.js';
import type { Settings } from '../src/settings.js';
import type * as LinkWorker from './link-worker.js';
import type { LinkWorkerData } from './link-worker.js';

export type LinkWorkers = WorkerPool<typeof LinkWorker>;

/** What every thread works with, beside the settings. */
type LinkMeans = Pick<LinkWorkerData, 'lexicon' | 'curation' | 'earlier'>;

/** @param cutOff aborted to end tasks under way */
export function linkWorkers(settings: Settings, means: LinkMeans, cutOff: AbortSignal): LinkWorkers {
  const { keepAnnotations } = settings.state;
  const workerData: LinkWorkerData = { ...settings.link, ...means, keepAnnotations };
  const { workers, paperSeconds, workerMemoryMb } = settings.run;
  return new WorkerPool({
    file: new URL('./link-worker.js', import.meta.url),
    workerData,
    workers,
    taskMs: paperSeconds * 1000,
    heapMb: workerMemoryMb,
    cutOff,
  });
}
