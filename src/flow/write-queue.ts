/** Gathers linked papers into batches and writes them, as a rule one batch at a time: one writer has no deadlocks. */
import PQueue from 'p-queue';
import { PapergraphError } from '../errors.js';
import type { PaperGraph, PaperId } from '../model.js';
import type { GraphPatience } from './graph-patience.js';

/** What the queue needs of a graph. */
export interface PaperStore {
  /** `PaperGraph.hash` of each paper that stands in the graph; others are left out. */
  paperHashes(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, string>>;
  /** Writes all or none. */
  writePapers(papers: readonly PaperGraph[]): Promise<void>;
}

export type WriteOutcome = 'written' | 'unchanged';

export interface WriteQueueOptions {
  /** Papers in one transaction. */
  readonly batchPapers: number;
  /** Batches that are written at one time. */
  readonly writers: number;
  /** Milliseconds that a batch waits for more papers before it is written as it is. */
  readonly waitMs: number;
  readonly patience: GraphPatience;
  /** Aborted to put back what is not being written yet; these papers reject with its reason. */
  readonly cutOff: AbortSignal;
}

interface Waiting {
  readonly graph: PaperGraph;
  readonly done: (outcome: WriteOutcome) => void;
  readonly failed: (error: unknown) => void;
}

export class WriteQueue {
  readonly #store: PaperStore;
  readonly #options: WriteQueueOptions;
  readonly #batches: PQueue;
  #waiting: Waiting[] = [];
  #inBatches = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: PaperStore, options: WriteQueueOptions) {
    this.#store = store;
    this.#options = options;
    this.#batches = new PQueue({ concurrency: options.writers });
  }

  /** Papers that are not being written yet. */
  get waiting(): number {
    return this.#inBatches + this.#waiting.length;
  }

  /** Resolves when the paper stands in the graph; rejects with why it does not. */
  add(graph: PaperGraph): Promise<WriteOutcome> {
    return new Promise((done, failed) => {
      this.#waiting.push({ graph, done, failed });
      if (this.#waiting.length >= this.#options.batchPapers) this.#flush();
      else this.#timer ??= setTimeout(() => this.#flush(), this.#options.waitMs);
    });
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    this.#inBatches += batch.length;
    void this.#batches.add(() => {
      this.#inBatches -= batch.length;
      return this.#options.cutOff.aborted ? this.#putBack(batch) : this.#settle(batch);
    });
  }

  #putBack(batch: readonly Waiting[]): void {
    for (const paper of batch) paper.failed(this.#options.cutOff.reason);
  }

  /** A batch that fails because of one paper is written again paper by paper, so that only that one fails. */
  async #settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#write(batch.map((paper) => paper.graph));
      for (const [index, paper] of batch.entries()) paper.done(outcomes[index] ?? 'written');
      this.#options.patience.reset();
    } catch (caught) {
      const error = this.#options.patience.note(caught);
      if (batch.length === 1 || isAboutAll(error)) for (const paper of batch) paper.failed(error);
      else for (const paper of batch) await this.#settle([paper]);
    }
  }

  async #write(graphs: readonly PaperGraph[]): Promise<WriteOutcome[]> {
    const present = await this.#store.paperHashes(graphs.map((graph) => graph.paper.id));
    const changed = graphs.filter((graph) => present.get(graph.paper.id) !== graph.hash);
    if (changed.length > 0) await this.#store.writePapers(changed);
    return graphs.map((graph) => (changed.includes(graph) ? 'written' : 'unchanged'));
  }
}

/** True for what would befall every paper alike: the server is gone, the password is wrong. */
function isAboutAll(error: unknown): boolean {
  return error instanceof PapergraphError && error.next !== 'skip';
}
