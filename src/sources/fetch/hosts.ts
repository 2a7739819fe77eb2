/** The hosts of a run, each with its own pace, and what was agreed with whom. */
import PQueue from 'p-queue';
import { Host } from './host.js';
import type { AgreedHost, HostOptions, RetryOptions } from './options.js';

/** Node's timers take no more. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export class Hosts {
  readonly #options: HostOptions & RetryOptions;
  readonly #global: PQueue;
  /** Least recently used first. */
  readonly #hosts = new Map<string, Host>();

  constructor(options: HostOptions & RetryOptions) {
    this.#options = options;
    this.#global = new PQueue({ concurrency: options.concurrency });
  }

  /** Hosts remembered at the moment. */
  get size(): number {
    return this.#hosts.size;
  }

  /** The host of an address; http and https of the same host and port share it. */
  of(url: URL): Host {
    const host = this.#hosts.get(url.host) ?? this.#make(url);
    this.#hosts.delete(url.host);
    this.#hosts.set(url.host, host);
    if (this.#hosts.size > this.#options.maxHosts) this.#forgetIdle();
    return host;
  }

  /** What was agreed with the host of an address; empty when nothing was. */
  agreedWith(url: URL): AgreedHost {
    const { agreedHosts } = this.#options;
    return agreedHosts[url.host] ?? agreedHosts[url.hostname] ?? {};
  }

  close(): void {
    for (const host of this.#hosts.values()) host.dispose();
    this.#hosts.clear();
  }

  #make(url: URL): Host {
    const perSecond = this.agreedWith(url).requestsPerSecond ?? this.#options.requestsPerSecond;
    return new Host({
      ...this.#options,
      name: url.host,
      intervalMs: Math.min(1000 / perSecond, MAX_TIMER_MS),
      global: this.#global,
    });
  }

  /**
   * A collection can name any number of hosts. Beyond the limit those that are not in use go, longest unused first; as
   * papers on their way are limited too, so is what is left.
   */
  #forgetIdle(): void {
    for (const [name, host] of this.#hosts) {
      if (this.#hosts.size <= this.#options.maxHosts) return;
      if (host.isIdle) this.#hosts.delete(name);
    }
  }
}
