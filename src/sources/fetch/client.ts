/** One request and its answer: axios over guarded connections, within time and size. No retry, no redirect. */
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { Readable } from 'node:stream';
import axios, { type AxiosResponse } from 'axios';
import { guardedLookup, type LookupAll } from './address-guard.js';
import { type Agents, makeAgents } from './agents.js';
import { ACCEPTED_CODINGS, decompress, readBody } from './body.js';
import { networkFault } from './fetch-fault.js';
import type { TimeoutOptions } from './options.js';
import { Patience } from './patience.js';

export interface ClientOptions extends TimeoutOptions {
  readonly userAgent: string;
  /** How names are looked up; undefined is the system's way. */
  readonly lookup: LookupAll | undefined;
}

export interface HttpQuestion {
  readonly headers: Readonly<Record<string, string>>;
  /** Limit on the body in bytes, as sent and after decompression. */
  readonly maxBytes: number;
  /** True: the address need not be public. */
  readonly allowPrivate: boolean;
  /** Aborted when the run is stopped. */
  readonly stop: AbortSignal;
}

export interface HttpAnswer {
  readonly url: string;
  readonly status: number;
  /** A header by its name in lower case; null when it is not there. */
  readonly header: (name: string) => string | null;
  /** The body after decompression; empty unless the status is 200. */
  readonly body: Buffer;
  /** Bytes of the body as sent. */
  readonly wireBytes: number;
}

export class HttpClient {
  readonly #options: ClientOptions;
  readonly #guarded: Agents;
  readonly #open: Agents;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#guarded = makeAgents(options.connectTimeoutMs, guardedLookup(options.lookup));
    this.#open = makeAgents(
      options.connectTimeoutMs,
      guardedLookup(options.lookup, () => true),
    );
  }

  /** Any answer is a value, whatever its status. Throws a `FetchFault` when there is none, or the reason of `stop`. */
  async get(url: URL, question: HttpQuestion): Promise<HttpAnswer> {
    const patience = new Patience(this.#options, question.stop);
    const transport = new WatchedTransport();
    try {
      const response = await this.#send(url, question, { signal: patience.signal, transport });
      patience.renew();
      const answer = await readAnswer(url, response, question.maxBytes, () => patience.renew());
      transport.throwIfFaulty();
      return answer;
    } catch (error) {
      question.stop.throwIfAborted();
      throw networkFault(url.href, patience.signal.aborted ? patience.signal.reason : error);
    } finally {
      patience.end();
    }
  }

  /** Closes all connections, also those in use. */
  close(): void {
    for (const agents of [this.#guarded, this.#open]) {
      agents.http.destroy();
      agents.https.destroy();
    }
  }

  #send(
    url: URL,
    question: HttpQuestion,
    parts: { readonly signal: AbortSignal; readonly transport: WatchedTransport },
  ): Promise<AxiosResponse<unknown>> {
    const agents = question.allowPrivate ? this.#open : this.#guarded;
    return axios.get<unknown>(url.href, {
      adapter: 'http',
      responseType: 'stream',
      // Redirects, decompression and statuses are ours to judge; a proxy would connect to places we cannot check.
      maxRedirects: 0,
      decompress: false,
      validateStatus: () => true,
      proxy: false,
      httpAgent: agents.http,
      httpsAgent: agents.https,
      ...parts,
      headers: {
        Accept: 'text/markdown, text/plain;q=0.9, */*;q=0.1',
        'Accept-Encoding': ACCEPTED_CODINGS,
        'User-Agent': this.#options.userAgent,
        ...question.headers,
      },
    });
  }
}

/**
 * Node's own http and https, with an ear on the request: bytes that follow the end of a body, as its Content-Length has
 * it, show only as an error of the request, which comes when axios no longer listens.
 */
class WatchedTransport {
  #fault: Error | null = null;

  request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
    const request = (options.protocol === 'https:' ? https : http).request(options, onAnswer);
    return request.on('error', (error) => {
      this.#fault = error;
    });
  }

  throwIfFaulty(): void {
    if (this.#fault !== null) throw this.#fault;
  }
}

async function readAnswer(
  url: URL,
  response: AxiosResponse<unknown>,
  maxBytes: number,
  onChunk: () => void,
): Promise<HttpAnswer> {
  const { status, data: stream } = response;
  if (!(stream instanceof Readable)) throw new TypeError('axios was asked for a stream and gave none');
  const header = (name: string) => headerOf(response, name);
  if (status !== 200) {
    dropBody(stream, status);
    return { url: url.href, status, header, body: Buffer.alloc(0), wireBytes: 0 };
  }
  const sent = await readBody(stream, { maxBytes, announced: Number(header('content-length')), onChunk });
  const body = await decompress(sent, header('content-encoding'), maxBytes);
  return { url: url.href, status, header, body, wireBytes: sent.length };
}

/** The body of an error page is of no use and may be as long as it likes; a 304 has none, so its connection is kept. */
function dropBody(stream: Readable, status: number): void {
  if (status === 304) stream.resume();
  else stream.destroy();
}

function headerOf(response: AxiosResponse<unknown>, name: string): string | null {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : null;
}
