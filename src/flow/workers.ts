/** Worker threads for the stages that only compute. They share one lexicon: a SharedArrayBuffer, no copy for each. */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';

export interface WorkerPoolOptions {
  /** Built JavaScript file that exports a function for one task. */
  readonly file: URL;
  /** Name of that function. */
  readonly name: string;
  /** Handed to each worker once, at its start. */
  readonly workerData: unknown;
  /** Number of threads; `auto` is one for each core, at most 8. */
  readonly workers: 'auto' | number;
}

/** A pool of threads that each do one task at a time. */
export class WorkerPool<Task, Result> {
  readonly #pool: Piscina<Task, Result>;
  /** Resolves when no thread is loading its file any more. */
  readonly #loaded: Promise<unknown>;

  constructor(options: WorkerPoolOptions) {
    const threads = options.workers === 'auto' ? Math.min(8, availableParallelism()) : options.workers;
    this.#pool = new Piscina<Task, Result>({
      filename: options.file.href,
      name: options.name,
      workerData: options.workerData,
      minThreads: threads,
      maxThreads: threads,
    });
    this.#loaded = Promise.all(this.#pool.threads.map(firstWord));
  }

  run(task: Task): Promise<Result> {
    return this.#pool.run(task);
  }

  /**
   * Ends the threads; tasks under way are lost, so call it when all have ended. A thread that is still loading is waited
   * for: Node 20 aborts the process when a thread ends in the middle of importing (`IsGraphAsync must be used on an
   * instantiated module`), as it would when a run is stopped in its first second.
   */
  async close(): Promise<void> {
    for (const thread of this.#pool.threads) thread.ref();
    await this.#loaded;
    await this.#pool.destroy();
  }
}

/** Resolves when the thread has loaded its file, which it tells by its first message, or has failed. */
function firstWord(thread: Worker): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['message', 'error', 'exit']) thread.once(event, () => resolve());
  });
}
