/** Sends spans to a collector, some at a time. A collector that is away costs spans, never a paper and never a run. */
import { messageOf } from '../errors.js';
import { type Attributes, otlpBody, type Span } from './otlp.js';

export interface SenderOptions {
  /** Base address of the collector, without `/v1/traces`: `http://localhost:4318`. */
  readonly endpoint: string;
  /** Sent with each request, e.g. an API key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly resource: Attributes;
  /** Told once, of the first request that failed. */
  readonly onProblem: (message: string) => void;
}

/** Spans sent in one request, and kept while the collector does not answer. */
const BATCH = 256;
const MOST_WAITING = 4096;
const EVERY_MS = 5000;
const TIMEOUT_MS = 5000;

export class SpanSender {
  readonly #options: SenderOptions;
  readonly #timer: NodeJS.Timeout;
  #waiting: Span[] = [];
  #sending: Promise<void> = Promise.resolve();
  #isBusy = false;
  #toldOfProblem = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#sendSoon(), EVERY_MS);
    this.#timer.unref();
  }

  /** Takes spans; those beyond what can wait are dropped. */
  add(spans: readonly Span[]): void {
    this.#waiting.push(...spans.slice(0, MOST_WAITING - this.#waiting.length));
    if (this.#waiting.length >= BATCH) this.#sendSoon();
  }

  /** Sends what is left. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sending;
    this.#sendSoon();
    await this.#sending;
  }

  #sendSoon(): void {
    if (this.#isBusy || this.#waiting.length === 0) return;
    this.#isBusy = true;
    this.#sending = this.#sendAll().finally(() => {
      this.#isBusy = false;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      const problem = await this.#send(batch).then(() => null, messageOf);
      if (problem === null) continue;
      this.#waiting = []; // rather than hold up the end of the run, batch by batch
      if (!this.#toldOfProblem) this.#options.onProblem(problem);
      this.#toldOfProblem = true;
    }
  }

  async #send(batch: readonly Span[]): Promise<void> {
    const { endpoint, headers, resource } = this.#options;
    const answer = await fetch(`${endpoint.replace(/\/+$/, '')}/v1/traces`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: otlpBody(resource, batch),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`expected the collector to take spans, got status ${answer.status}`);
  }
}
