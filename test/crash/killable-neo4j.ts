/** A Neo4j server of the crash test's own: killed as by a power cut, and started again with its data on its port. */
import { mkdirSync, readFileSync } from 'node:fs';
import { pidFileOf, startWithMaven } from '../support/neo4j-maven.js';
import type { RunningNeo4j } from '../support/neo4j-process.js';
import { FOR_TESTS } from '../support/neo4j-server.js';

export class KillableNeo4j {
  readonly #home: string;
  #running: RunningNeo4j;

  private constructor(home: string, running: RunningNeo4j) {
    this.#home = home;
    this.#running = running;
  }

  /** @param home folder for its data; the server leaves it */
  static async start(home: string): Promise<KillableNeo4j> {
    mkdirSync(home, { recursive: true });
    return new KillableNeo4j(home, await startWithMaven({ home, boltPort: 0, httpPort: 0, java: FOR_TESTS }));
  }

  get address(): RunningNeo4j {
    return this.#running;
  }

  /** SIGKILL: nothing is flushed, nobody is told. */
  async kill(): Promise<void> {
    process.kill(Number(readFileSync(pidFileOf(this.#home), 'utf8')), 'SIGKILL');
    await this.#running.stop(); // its keeper
  }

  /** Starts it after a kill. @throws Error when its port was taken meanwhile */
  async startAgain(): Promise<void> {
    const { uri } = this.#running;
    const ports = { boltPort: portOf(uri), httpPort: portOf(this.#running.browser ?? '') };
    this.#running = await startWithMaven({ home: this.#home, ...ports, java: FOR_TESTS });
    if (this.#running.uri !== uri) throw new Error(`expected Neo4j at ${uri} again, got ${this.#running.uri}`);
  }

  stop(): Promise<void> {
    return this.#running.stop();
  }
}

function portOf(address: string): number {
  return Number(new URL(address).port);
}
