/** Worker threads for the stages that only compute. They share one lexicon: a SharedArrayBuffer, no copy for each. */
import { availableParallelism } from 'node:os';
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

  constructor(options: WorkerPoolOptions) {
    const threads = options.workers === 'auto' ? Math.min(8, availableParallelism()) : options.workers;
    this.#pool = new Piscina<Task, Result>({
      filename: options.file.href,
      name: options.name,
      workerData: options.workerData,
      minThreads: threads,
      maxThreads: threads,
    });
  }

  run(task: Task): Promise<Result> {
    return this.#pool.run(task);
  }

  /** Ends the threads; tasks under way are lost, so call it when all have ended. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
