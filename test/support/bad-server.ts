/** A real HTTP server on loopback that behaves badly on demand, path by path. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** Answers one request; `times` is how often the path was asked for, this time included. */
export type Behavior = (request: IncomingMessage, response: ServerResponse, times: number) => void | Promise<void>;

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface BadServer {
  /** `http://127.0.0.1:41234` */
  readonly origin: string;
  /** `127.0.0.1:41234` */
  readonly host: string;
  readonly url: (path: string) => string;
  /** Sets what a path does; it replaces what was set before. Paths that were not set answer 404. */
  readonly on: (path: string, behavior: Behavior) => void;
  /** Requests so far, in order; of one path when it is given. */
  readonly seen: (path?: string) => readonly SeenRequest[];
  readonly close: () => Promise<void>;
}

export async function startBadServer(): Promise<BadServer> {
  const behaviors = new Map<string, Behavior>();
  const requests: SeenRequest[] = [];
  const seen = (path?: string) => requests.filter((request) => path === undefined || request.path === path);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers, at: Date.now() });
    const behavior = behaviors.get(path) ?? status(404);
    Promise.resolve(behavior(request, response, seen(path).length)).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    host: `127.0.0.1:${port}`,
    url: (path) => origin + path,
    on: (path, behavior) => {
      behaviors.set(path, behavior);
    },
    seen,
    close: async () => {
      server.closeAllConnections();
      await closed(server);
    },
  };
}

/** A server that takes connections and never says a word: an `https:` address on it never finishes connecting. */
export async function startSilentServer(): Promise<{ readonly host: string; readonly close: () => Promise<void> }> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    sockets.add(socket);
  });
  const sockets = new Set<{ destroy: () => void }>();
  const port = await listen(server);
  return {
    host: `127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closed(server);
    },
  };
}

/** An address on which nothing listens. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer();
  const port = await listen(server);
  await closed(server);
  return `127.0.0.1:${port}`;
}

type Headers = Readonly<Record<string, string>>;

export function markdown(text: string | Buffer, headers: Headers = {}): Behavior {
  return (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/markdown; charset=utf-8', ...headers }).end(text);
  };
}

export function status(code: number, headers: Headers = {}): Behavior {
  return (_request, response) => {
    response.writeHead(code, { 'Content-Type': 'text/plain', ...headers }).end(`status ${code}\n`);
  };
}

export function redirectTo(location: string, code = 302): Behavior {
  return status(code, { Location: location });
}

/** The first behaviors in turn, then the last one for ever: `inTurn(status(500), markdown('# x'))`. */
export function inTurn(...behaviors: readonly Behavior[]): Behavior {
  return (request, response, times) => behaviors[Math.min(times, behaviors.length) - 1]?.(request, response, times);
}

/** Takes the request and says nothing for `ms`. */
export function slowHeaders(ms: number, then: Behavior): Behavior {
  return async (request, response, times) => {
    await sleep(ms);
    if (!response.destroyed) await then(request, response, times);
  };
}

/** Sends a few bytes, then one every `ms`. */
export function slowBody(text: string, ms: number): Behavior {
  return async (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/markdown', 'Content-Length': String(Buffer.byteLength(text)) });
    for (const byte of Buffer.from(text)) {
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
      await sleep(ms);
    }
    response.end();
  };
}

/** Promises more than it sends and hangs up. */
export function cutOff(text: string): Behavior {
  return (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/markdown', 'Content-Length': String(text.length + 1000) });
    response.write(text, () => response.destroy());
  };
}

/** Hangs up without an answer. */
export const hangUp: Behavior = (request) => {
  request.socket.destroy();
};

/** Sends more bytes than its Content-Length tells. */
export function longerThanSaid(text: string): Behavior {
  return (request) => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/markdown\r\nContent-Length: 5\r\nConnection: close\r\n\r\n';
    request.socket.end(head + text);
  };
}

/** A few kilobytes that unpack to `bytes`. */
export function gzipBomb(bytes: number): Behavior {
  const bomb = gzipSync(Buffer.alloc(bytes, 'a'));
  return markdown(bomb, { 'Content-Encoding': 'gzip' });
}

/** Answers 304 to whoever has the ETag already. */
export function withEtag(text: string, etag: string): Behavior {
  return (request, response, times) => {
    const isKnown = request.headers['if-none-match'] === etag;
    const answer = isKnown ? status(304, { ETag: etag }) : markdown(text, { ETag: etag });
    return answer(request, response, times);
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      if (address === null || typeof address === 'string') reject(new Error('expected a port'));
      else resolve(address.port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
}
