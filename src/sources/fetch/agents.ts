/** Connections: kept alive, with a time-out for making one, and to the addresses that a lookup allows. */
import { type AgentOptions, type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { type LookupFunction, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { FetchFault } from './fetch-fault.js';

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** How long a connection is kept that nobody uses. */
const UNUSED_CONNECTION_MS = 10_000;

/** A pair of agents. `lookup` decides which addresses a name has. Destroy them when done: they hold connections open. */
export function makeAgents(connectTimeoutMs: number, lookup: LookupFunction): Agents {
  const options: AgentOptions = {
    keepAlive: true,
    timeout: UNUSED_CONNECTION_MS,
    // Node 20 gives each address of a name 0.25 s before it tries the next; a far host takes longer than that.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(connectTimeoutMs / 4)),
    lookup,
  };
  return {
    http: new PatientHttpAgent(options, connectTimeoutMs),
    https: new PatientHttpsAgent(options, connectTimeoutMs),
  };
}

type OnSocket = (error: Error | null, stream: Duplex) => void;

class PatientHttpAgent extends HttpAgent {
  readonly #timeoutMs: number;

  constructor(options: AgentOptions, timeoutMs: number) {
    super(options);
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(options: ClientRequestArgs, callback?: OnSocket): Duplex | null | undefined {
    return giveUpAfter(this.#timeoutMs, 'connect', super.createConnection(options, callback));
  }
}

class PatientHttpsAgent extends HttpsAgent {
  readonly #timeoutMs: number;

  constructor(options: AgentOptions, timeoutMs: number) {
    super(options);
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(options: RequestOptions, callback?: OnSocket): Duplex | null | undefined {
    return giveUpAfter(this.#timeoutMs, 'secureConnect', super.createConnection(options, callback));
  }
}

/** Destroys a socket that has not come to `event` in time. */
function giveUpAfter<T extends Duplex | null | undefined>(ms: number, event: string, socket: T): T {
  if (!(socket instanceof Socket)) return socket;
  const late = () => socket.destroy(new FetchFault('network', `no connection within ${ms} ms`, { again: 'soon' }));
  const timer = setTimeout(late, ms);
  const done = () => clearTimeout(timer);
  socket.once(event, done).once('close', done);
  return socket;
}
