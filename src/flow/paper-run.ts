/**
 * Takes papers through fetch, link and write: many on their way at once, a bounded number of them, each with an outcome
 * that is a value. Nothing here knows how a stage does its work.
 */
import PQueue from 'p-queue';
import { asError } from '../errors.js';
import type { PaperCard, RunProgress } from '../model.js';
import { GraphPatience } from './graph-patience.js';
import { HashLookup } from './hash-lookup.js';
import { type PaperQueues, PaperWay } from './paper-way.js';
import type { PaperRunDeps } from './stages.js';
import { WriteQueue } from './write-queue.js';

/** Milliseconds that linked papers wait for others before they are written together. */
const BATCH_WAIT_MS = 200;

/** Papers of a run on their way. */
export class PaperRun {
  readonly #deps: PaperRunDeps;
  readonly #papers: PQueue;
  readonly #queues: PaperQueues;
  #fatal: Error | undefined;

  constructor(deps: PaperRunDeps) {
    this.#deps = deps;
    this.#papers = new PQueue({ concurrency: deps.papersInFlight });
    const { batchPapers, writers, cutOff } = deps;
    const patience = new GraphPatience();
    const writes = new WriteQueue(deps.store, { batchPapers, writers, cutOff, patience, waitMs: BATCH_WAIT_MS });
    this.#queues = { writes, hashes: new HashLookup(deps.store, patience) };
  }

  /** Papers that wait for the next transaction. */
  get waitingForWrite(): RunProgress['queues']['write'] {
    return this.#queues.writes.waiting;
  }

  /**
   * Runs all papers of the input to their outcomes.
   *
   * @throws the first error that ends the run (the graph is gone, the disk is full), after what was on its way has ended
   */
  async takeAll(): Promise<void> {
    try {
      await this.#takeInputs();
    } finally {
      // Also when reading the inputs fails: nothing may be closed under papers that are on their way.
      await this.#papers.onIdle();
    }
    if (this.#fatal !== undefined) throw this.#fatal;
  }

  async #takeInputs(): Promise<void> {
    let papers = 0;
    for await (const item of this.#deps.inputs) {
      if (this.#stopped()) break;
      if (item.kind === 'problem') {
        this.#deps.emit({ event: 'input-problem', problem: item.problem });
        continue;
      }
      papers++;
      this.#deps.emit({ event: 'paper-found', paperId: item.card.id });
      void this.#papers.add(() => this.#run(item.card));
      await this.#papers.onSizeLessThan(1);
    }
    if (!this.#stopped()) this.#deps.emit({ event: 'input-ended', papers });
  }

  #stopped(): boolean {
    return this.#deps.stop.aborted || this.#fatal !== undefined;
  }

  async #run(card: PaperCard): Promise<void> {
    if (this.#stopped()) return;
    try {
      const { outcome, endsRun } = await new PaperWay(this.#deps, this.#queues, card).go();
      if (outcome !== null) this.#deps.emit({ event: 'paper-done', outcome });
      if (endsRun !== null) this.#fatal ??= endsRun;
    } catch (error) {
      // The ledger itself does not take it: the paper counts as left.
      this.#fatal ??= asError(error);
    }
  }
}
