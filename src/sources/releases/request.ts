/** One question to a publisher's server. Redirects are followed; the bytes come as they are, never unpacked. */
import type { Readable } from 'node:stream';
import axios, { type AxiosResponse } from 'axios';
import { FetchFault, networkFault } from '../fetch/fetch-fault.js';
import { Patience } from '../fetch/patience.js';
import { isTemporaryStatus, retryAfterMs } from '../fetch/retry.js';
import type { DownloadOptions } from './options.js';

/** The longest time that a timer can have: some 25 days. A release of a gigabyte may take its time. */
const NO_LIMIT_MS = 2 ** 31 - 1;

export interface Answer {
  readonly status: number;
  /** A header by its name in lower case; null when it is not there. */
  readonly header: (name: string) => string | null;
  /** The body as it comes. Ends with a `FetchFault` when it is cut off or stays away too long. */
  readonly pieces: AsyncIterable<Buffer>;
}

export interface Question {
  readonly method: 'HEAD' | 'GET';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks and hands the answer to `read`; the connection ends with `read`. No answer, and a status of 400 or more (other
 * than 416), is a `FetchFault`. Throws the reason of `stop`.
 */
export async function ask<T>(
  question: Question,
  options: DownloadOptions,
  read: (answer: Answer) => Promise<T>,
): Promise<T> {
  const stop = options.stop ?? new AbortController().signal;
  const patience = new Patience({ ...options, timeoutMs: NO_LIMIT_MS }, stop);
  const faultOf = (error: unknown): Error => {
    stop.throwIfAborted();
    return networkFault(question.url, patience.signal.aborted ? patience.signal.reason : error);
  };
  let body: Readable | null = null;
  try {
    const response = await send(question, options, patience.signal).catch((error: unknown) =>
      Promise.reject(faultOf(error)),
    );
    body = response.data;
    const answer = { status: response.status, header: headerOf(response), pieces: piecesOf(body, patience, faultOf) };
    if (answer.status >= 400 && answer.status !== 416) throw statusFault(question, answer);
    return await read(answer);
  } finally {
    body?.destroy();
    patience.end();
  }
}

function send(question: Question, options: DownloadOptions, signal: AbortSignal): Promise<AxiosResponse<Readable>> {
  return axios.request<Readable>({
    method: question.method,
    url: question.url,
    adapter: 'http',
    responseType: 'stream',
    decompress: false,
    maxRedirects: 10,
    validateStatus: () => true,
    signal,
    headers: { 'User-Agent': options.userAgent, 'Accept-Encoding': 'identity', Accept: '*/*', ...question.headers },
  });
}

function headerOf(response: AxiosResponse<Readable>): Answer['header'] {
  return (name) => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
}

async function* piecesOf(
  body: Readable,
  patience: Patience,
  faultOf: (error: unknown) => Error,
): AsyncGenerator<Buffer> {
  patience.renew();
  try {
    for await (const piece of body) {
      patience.renew();
      yield piece;
    }
  } catch (error) {
    throw faultOf(error);
  }
}

function statusFault({ url }: Question, { status, header }: Answer): FetchFault {
  const temporary = isTemporaryStatus(status);
  const waitMs = temporary ? retryAfterMs(header('retry-after'), Date.now()) : null;
  const again = temporary ? 'soon' : 'never';
  return new FetchFault('http-status', `${url}: expected the file, but the server answers with status ${status}`, {
    again,
    status,
    waitMs,
  });
}
