/** How one host is asked: so many at once, so many a second, not at all while it is down or asked to be left alone. */
import PQueue from 'p-queue';
import { timeAt } from './answer.js';
import { childOf } from './child-abort.js';
import { FetchFault, reworded } from './fetch-fault.js';
import type { HostOptions, RetryOptions } from './options.js';
import { mayRetry } from './retry.js';

export interface HostSettings extends HostOptions, RetryOptions {
  /** Host as in an address, with its port when it is not the usual one. */
  readonly name: string;
  /** Milliseconds from the start of one request to the start of the next. */
  readonly intervalMs: number;
  /** The queue of all hosts, which bounds what is under way at one time. */
  readonly global: PQueue;
}

/** What a request waits under. */
export interface Turn {
  /** Number of the attempt, from 1; later attempts go first, so that papers are decided one after the other. */
  readonly attempt: number;
  readonly stop: AbortSignal;
}

/**
 * Requests of one host start evenly spaced. A request that then has to wait for the global limit may catch up with the
 * one behind it, so that at most `concurrencyPerHost` start together, and never more than the rate over a longer time.
 */
export class Host {
  readonly #settings: HostSettings;
  #queue: PQueue;
  /** All queues made, `#queue` too; those before it are emptied at the pace they were made for. */
  readonly #queues: PQueue[];
  #intervalMs: number;
  /** Waiting in a queue; aborted together when the host is closed. */
  readonly #waiting = new Set<AbortController>();
  #closed: { readonly until: number; readonly fault: FetchFault } | null = null;
  /** Papers given up in a row because of network faults. */
  #lost = 0;
  #pauseEnd: NodeJS.Timeout | undefined;
  #pausedUntil = 0;

  constructor(settings: HostSettings) {
    this.#settings = settings;
    this.#intervalMs = settings.intervalMs;
    this.#queue = this.#makeQueue();
    this.#queues = [this.#queue];
  }

  /** True when nothing waits, runs or is remembered about it: it can be forgotten and made anew. */
  get isIdle(): boolean {
    const isEmpty = this.#queues.every((queue) => queue.size + queue.pending === 0);
    return isEmpty && !this.#isPaused && this.#closedBy() === null;
  }

  /**
   * Runs `request` when its turn comes. Throws the host's fault, without running it, when the host is or comes to be
   * closed, and the reason of `stop` when the run is stopped first.
   */
  async run<T>(request: () => Promise<T>, turn: Turn): Promise<T> {
    const closed = this.#closedBy();
    if (closed !== null) throw closed;
    try {
      const result = await this.#inTurn(request, turn);
      this.#lost = 0;
      return result;
    } catch (error) {
      if (error instanceof FetchFault && error !== this.#closed?.fault) this.#learnFrom(error, turn.attempt);
      throw error;
    }
  }

  /** The server wants no request for `waitMs`: wait, or when that is too long, refuse until then. */
  leaveAlone(waitMs: number, fault: FetchFault): void {
    if (waitMs > this.#settings.maxRetryDelayMs) this.#close(waitMs, fault);
    else this.#pause(waitMs);
  }

  /** Lengthens the time between requests (Crawl-delay); never shortens it. Requests that already wait keep their pace. */
  slowTo(intervalMs: number): void {
    if (intervalMs <= this.#intervalMs) return;
    this.#intervalMs = intervalMs;
    this.#queue = this.#makeQueue();
    this.#queues.push(this.#queue);
  }

  /** Lets go of its timer. */
  dispose(): void {
    clearTimeout(this.#pauseEnd);
  }

  get #isPaused(): boolean {
    return Date.now() < this.#pausedUntil;
  }

  #makeQueue(): PQueue {
    return new PQueue({
      autoStart: !this.#isPaused,
      concurrency: this.#settings.concurrencyPerHost,
      interval: this.#intervalMs,
      intervalCap: 1,
      strict: true,
    });
  }

  async #inTurn<T>(request: () => Promise<T>, turn: Turn): Promise<T> {
    const { controller, release } = childOf(turn.stop);
    this.#waiting.add(controller);
    const leave = () => {
      release();
      this.#waiting.delete(controller);
    };
    const task = () => {
      // From here on the request is no longer called off with those that wait.
      leave();
      return this.#settings.global.add(request, { signal: turn.stop });
    };
    return this.#queue.add(task, { signal: controller.signal, priority: turn.attempt }).finally(leave);
  }

  #learnFrom(fault: FetchFault, attempt: number): void {
    const { hostFaultLimit, hostDownMs, name } = this.#settings;
    if (fault.kind !== 'network') this.#lost = 0;
    if (fault.kind !== 'network' || mayRetry(fault, attempt, this.#settings)) return;
    this.#lost += 1;
    if (this.#lost < hostFaultLimit) return;
    // Once the time is over, one more lost paper closes it again.
    this.#lost = hostFaultLimit - 1;
    const words = `${name} is taken as down after ${hostFaultLimit} papers in a row; last of them: ${fault.message}`;
    this.#close(hostDownMs, new FetchFault('network', words, { again: 'next-run', cause: fault }));
  }

  #close(ms: number, fault: FetchFault): void {
    const until = Date.now() + ms;
    const told = reworded(fault, `${fault.message}; not asked again before ${timeAt(until)}`);
    this.#closed = { until, fault: told };
    for (const waiting of [...this.#waiting]) waiting.abort(told);
  }

  #closedBy(): FetchFault | null {
    if (this.#closed !== null && Date.now() >= this.#closed.until) this.#closed = null;
    return this.#closed?.fault ?? null;
  }

  #pause(ms: number): void {
    const until = Date.now() + ms;
    if (until <= this.#pausedUntil) return;
    this.#pausedUntil = until;
    for (const queue of this.#queues) queue.pause();
    clearTimeout(this.#pauseEnd);
    this.#pauseEnd = setTimeout(() => {
      for (const queue of this.#queues) queue.start();
    }, ms);
  }
}
