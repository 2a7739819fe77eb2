/** The pages and metrics of one state folder, over HTTP. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { CannotRunError, messageOf } from '../src/errors.js';
import { browserGuide } from '../src/graph/browser-guide.js';
import type { Settings } from '../src/settings.js';
import { isLoopback } from '../src/watch/access.js';
import { createApp } from '../src/watch/app.js';
import type { Asset } from '../src/watch/watched.js';
import { FAILURE_KINDS } from './failure-policy.js';
import { readSectionPatterns } from './linking-config.js';
import { readPageFile } from './page-files.js';
import { paperIdOf } from './paper-status.js';
import { readAnnotatedText } from './read-annotated-text.js';
import { StateWatch } from './state-watch.js';

/** A server that answers. */
export interface RunningServer {
  /** `http://127.0.0.1:7410`. */
  readonly address: string;
  /** Answers what was asked, takes nothing new, and ends. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Told of errors that are defects, one for each request that met one. */
  readonly onDefect?: (error: unknown) => void;
}

/** How long answers under way may take after `close`, milliseconds. */
const CLOSE_MS = 2000;

/**
 * Starts the server that the section `serve` of the settings describes. It reads the ledger of the state folder, whether or
 * not a run is going on, and there need not be one yet.
 *
 * @throws CannotRunError when it may not listen there without a token, or cannot
 */
export async function startServer(settings: Settings, options: StartOptions = {}): Promise<RunningServer> {
  const { host, port, token } = settings.serve;
  const loopback = isLoopback(host);
  if (!loopback && token === null) throw new CannotRunError(tokenMissing(host));
  const state = new StateWatch(settings.state.dir);
  const sections = readSectionPatterns();
  const app = createApp({
    access: { token, loopback, formToken: randomBytes(24).toString('base64url') },
    open: () => state.open(),
    whyNotWritable: () => state.whyNotWritable(),
    paperIdOf,
    readText: (body) => readAnnotatedText(body, sections),
    kinds: FAILURE_KINDS,
    assets: readAssets(),
    neo4jGuide: browserGuide(settings.graph.labelPrefix),
    onDefect: options.onDefect ?? (() => undefined),
    now: Date.now,
  });
  const server = createServer(getRequestListener(app.fetch));
  const address = await listen(server, host, port);
  return { address, close: () => closeAll(server, state) };
}

function tokenMissing(host: string): string {
  return `serve.host ${host}: expected a token, since others than this machine can connect there. Set PAPERGRAPH_SERVE_TOKEN to a secret of 16 or more characters (openssl rand -hex 24), or listen on 127.0.0.1`;
}

const ASSET_TYPES: Readonly<Record<string, string>> = {
  'style.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

function readAssets(): ReadonlyMap<string, Asset> {
  return new Map(Object.entries(ASSET_TYPES).map(([name, type]) => [name, { type, body: readPageFile(name) }]));
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new CannotRunError(cannotListen(host, port, error), error)));
    server.listen(port, host, () => {
      const place = server.address();
      const bound = place !== null && typeof place === 'object' ? place.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): string {
  const place = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return `${place}: expected a free port, but another process listens there, perhaps another papergraph serve. Name another with --port (schedule: serve.port in the settings, PAPERGRAPH_SERVE_PORT)`;
    case 'EACCES':
      return `${place}: expected a port that this user may take; those below 1024 are for root. Name another with --port (schedule: serve.port in the settings, PAPERGRAPH_SERVE_PORT)`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${place}: expected an address of this machine. Name another with --host`;
    default:
      return `${place}: expected to listen there: ${messageOf(error)}`;
  }
}

async function closeAll(server: Server, state: StateWatch): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(late);
  state.close();
}
