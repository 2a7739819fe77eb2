/** The time one request has. */
import { type ChildAbort, childOf } from './child-abort.js';
import { FetchFault } from './fetch-fault.js';
import type { TimeoutOptions } from './options.js';

/**
 * Aborts its signal when the whole takes too long, when nothing comes for too long, or when the run is stopped. Until
 * the first sign of life the time for connecting is added to the time without a byte.
 */
export class Patience {
  readonly #child: ChildAbort;
  readonly #total: NodeJS.Timeout;
  #idle: NodeJS.Timeout;
  readonly #onIdle: () => void;
  readonly #idleMs: number;

  constructor(limits: TimeoutOptions, stop: AbortSignal) {
    const { connectTimeoutMs, idleTimeoutMs, timeoutMs } = limits;
    this.#child = childOf(stop);
    const abort = (words: string) => this.#child.controller.abort(new FetchFault('network', words, { again: 'soon' }));
    this.#onIdle = () => abort(`no byte came for ${idleTimeoutMs} ms`);
    this.#idleMs = idleTimeoutMs;
    const firstMs = connectTimeoutMs + idleTimeoutMs;
    this.#idle = setTimeout(() => abort(`no answer within ${firstMs} ms`), firstMs);
    this.#total = setTimeout(() => abort(`not complete within ${timeoutMs} ms`), timeoutMs);
  }

  get signal(): AbortSignal {
    return this.#child.controller.signal;
  }

  /** Something came: the time without a byte starts again. */
  renew(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(this.#onIdle, this.#idleMs);
  }

  /** The request is over, well or not. */
  end(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
    this.#child.release();
  }
}
