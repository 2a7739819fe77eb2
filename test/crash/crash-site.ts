/** A site of papers as `/paper/<name>/full.md`, with ETag and 304, that misbehaves on demand and can be cut off. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Behavior, cutOff, hangUp, slowHeaders, status, withEtag } from '../support/bad-server.js';
import type { Dice } from './dice.js';

/** How often, and by which dice, answers go wrong. */
export interface SiteFaults {
  /** Share of requests, 0 to 1. */
  readonly share: number;
  readonly dice: Dice;
}

type TextOf = (name: string) => string | null;

/** Longest wait before a slow answer, in milliseconds. */
const SLOW_MS = 400;

export class CrashSite {
  /** Null while all goes well. */
  faults: SiteFaults | null = null;
  /** Answers that went wrong on purpose, so far. */
  faultCount = 0;
  readonly #textOf: TextOf;
  #server: Server;
  #port = 0;

  private constructor(textOf: TextOf) {
    this.#textOf = textOf;
    this.#server = this.#newServer();
  }

  /** @param textOf text of a paper by the name of its folder; null for a paper that is not there */
  static async start(textOf: TextOf): Promise<CrashSite> {
    const site = new CrashSite(textOf);
    await site.#listen();
    return site;
  }

  /** `http://127.0.0.1:41234` */
  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** For this time all connections are gone and new ones are refused. */
  async cut(ms: number): Promise<void> {
    await this.close();
    await sleep(ms);
    this.#server = this.#newServer();
    await this.#listen();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #newServer(): Server {
    return createServer((request, response) => {
      Promise.resolve(this.#behavior(request)(request, response, 1)).catch(() => response.destroy());
    });
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('expected a port');
    this.#port = address.port;
  }

  #behavior(request: IncomingMessage): Behavior {
    const [, name] = /^\/paper\/([\w.-]+)\/full\.md$/.exec(request.url ?? '') ?? [];
    const text = name === undefined ? null : this.#textOf(name);
    if (text === null) return status(404);
    const good = withEtag(text, `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`);
    const { faults } = this;
    if (faults === null || !faults.dice.chance(faults.share)) return good;
    this.faultCount++;
    return faultOf(faults.dice, text, good);
  }
}

function faultOf(dice: Dice, text: string, good: Behavior): Behavior {
  const faults: readonly ((
    request: IncomingMessage,
    response: ServerResponse,
    times: number,
  ) => void | Promise<void>)[] = [
    status(500),
    status(503),
    hangUp,
    cutOff(text.slice(0, dice.below(text.length))),
    slowHeaders(dice.below(SLOW_MS), good),
  ];
  return dice.pick(faults);
}
