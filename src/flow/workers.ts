/** Worker threads for the stages that only compute. They share one lexicon: a SharedArrayBuffer, no copy for each. */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import { messageOf, PaperError, PapergraphError, TemporaryError } from '../errors.js';

export interface WorkerPoolOptions {
  /** Built JavaScript file that exports functions for one task each. */
  readonly file: URL;
  /** Handed to each worker once, at its start. */
  readonly workerData: unknown;
  /** Number of threads; `auto` is one for each core, at most 8. */
  readonly workers: 'auto' | number;
  /** Longest time for one task, milliseconds; the thread is then ended and a new one started. */
  readonly taskMs: number;
  /** Largest heap of a thread, in MB; one that needs more is ended and a new one started. */
  readonly heapMb: number;
  /** Aborted to end tasks under way; they reject with its reason. */
  readonly cutOff: AbortSignal;
}

/** A thread seen for the first time at the end may have told that it has loaded before; it is not waited for longer. */
const LOAD_MS = 5000;

/** A task took longer than it may. */
export class TooSlowError extends PaperError {}

/** The thread of a task ended before the task. */
export class WorkerLostError extends TemporaryError {}

/** Functions of a worker's file by their names; each takes one task. */
type TaskFunctions<Functions> = { readonly [Name in keyof Functions]: (task: never) => unknown };
type TaskOf<Work> = Work extends (task: infer Task) => unknown ? Task : never;
type ResultOf<Work> = Work extends (task: never) => infer Result ? Awaited<Result> : never;

/** A pool of threads that each do one task at a time. `Functions` are what their file exports. */
export class WorkerPool<Functions extends TaskFunctions<Functions>> {
  readonly #pool: Piscina;
  /** In front of the pool, so that a task's time begins when a thread takes it. */
  readonly #tasks: PQueue;
  readonly #options: WorkerPoolOptions;
  /** Tasks that threads have; one listener on `cutOff` for all of them, for a run may have millions. */
  readonly #running = new Set<AbortController>();
  /** Threads seen so far, and what resolves when each has loaded its file. */
  readonly #loaded = new Map<Worker, Promise<void>>();
  readonly #endAll = () => {
    for (const task of this.#running) task.abort();
  };

  constructor(options: WorkerPoolOptions) {
    const threads = options.workers === 'auto' ? Math.min(8, availableParallelism()) : options.workers;
    this.#options = options;
    this.#tasks = new PQueue({ concurrency: threads });
    this.#pool = new Piscina({
      filename: options.file.href,
      workerData: options.workerData,
      minThreads: threads,
      maxThreads: threads,
      resourceLimits: { maxOldGenerationSizeMb: options.heapMb },
    });
    // Also of threads that have no task; a task's own comes by its rejection.
    this.#pool.on('error', () => undefined);
    this.#watchThreads();
    options.cutOff.addEventListener('abort', this.#endAll);
  }

  /** Tasks that no thread has taken yet. */
  get waiting(): number {
    return this.#tasks.size;
  }

  /** @throws TooSlowError, WorkerLostError, the reason of `cutOff`, or what the task throws */
  run<Name extends keyof Functions & string>(
    name: Name,
    task: TaskOf<Functions[Name]>,
  ): Promise<ResultOf<Functions[Name]>> {
    return this.#tasks.add(() => this.#runNow(name, task));
  }

  /**
   * Ends the threads; tasks under way are lost, so call it when all have ended. A thread that is still loading is waited
   * for: Node 20 aborts the process when a thread ends in the middle of importing (`IsGraphAsync must be used on an
   * instantiated module`), as it would when a run is stopped in its first second.
   */
  async close(): Promise<void> {
    this.#options.cutOff.removeEventListener('abort', this.#endAll);
    this.#watchThreads();
    const loading = this.#pool.threads.flatMap((thread) => this.#loaded.get(thread) ?? []);
    for (const thread of this.#pool.threads) thread.ref();
    await Promise.race([Promise.all(loading), after(LOAD_MS)]);
    await this.#pool.destroy();
  }

  /** A thread that was ended has a new one in its place. */
  #watchThreads(): void {
    for (const thread of this.#pool.threads) {
      if (!this.#loaded.has(thread)) this.#loaded.set(thread, firstWord(thread));
    }
  }

  async #runNow<Name extends keyof Functions & string>(
    name: Name,
    task: TaskOf<Functions[Name]>,
  ): Promise<ResultOf<Functions[Name]>> {
    const { taskMs, cutOff } = this.#options;
    cutOff.throwIfAborted();
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), taskMs);
    this.#running.add(end);
    try {
      return await this.#pool.run(task, { name, signal: end.signal });
    } catch (error) {
      cutOff.throwIfAborted();
      if (end.signal.aborted) throw tooSlow(taskMs, error);
      this.#watchThreads();
      throw isLost(error) ? lost(this.#options.heapMb, error) : error;
    } finally {
      clearTimeout(timer);
      this.#running.delete(end);
    }
  }
}

/** Resolves when the thread has loaded its file, which it tells by its first message, or has failed. */
function firstWord(thread: Worker): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['message', 'error', 'exit']) thread.once(event, () => resolve());
  });
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}

function tooSlow(taskMs: number, cause: unknown): TooSlowError {
  const seconds = taskMs / 1000;
  return new TooSlowError(
    `expected to be linked within ${seconds} s, was ended then. Raise run.paperSeconds, or report the paper`,
    cause,
  );
}

function lost(heapMb: number, cause: unknown): WorkerLostError {
  return new WorkerLostError(
    `the thread that linked it ended: ${messageOf(cause)}. Raise run.workerMemoryMb (now ${heapMb}) or run.workers less`,
    cause,
  );
}

/** Node's own word for a thread without memory; piscina's for one that ended. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof PapergraphError) return false;
  return (
    ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') || /worker .*(?:exit|terminat)/i.test(error.message)
  );
}
