/** Servers as processes: started under a keeper, waited for, ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';

/** Where a server can be reached. */
export interface Neo4jAddress {
  readonly uri: string;
  readonly user: string;
  /** Null for a server without authentication. */
  readonly password: string | null;
}

export interface RunningNeo4j extends Neo4jAddress {
  /** Where Browser is; null when the server is somebody else's. */
  readonly browser: string | null;
  /** Where it came from, for people. */
  readonly source: string;
  /** Ends the server and waits until it has ended. */
  stop(): Promise<void>;
}

/** What the keeper is told. */
export interface KeptServer {
  readonly command: string;
  readonly args: readonly string[];
  /** Environment variables beside those of the keeper. */
  readonly environment: Readonly<Record<string, string>>;
  /** File that the server's output is appended to. */
  readonly logFile: string;
  /** File that gets the server's process id, for tests that kill it; null for none. */
  readonly pidFile: string | null;
  /** Arguments for the same command once the server has ended; empty for none. */
  readonly afterwards: readonly string[];
  /** Folder to remove once the server has ended; null for none. */
  readonly removeAfterwards: string | null;
}

/** Docker may have to fetch the image first. */
const START_MS = 300_000;
const POLL_MS = 300;

/** Starts a server under a keeper, see neo4j-keeper.ts. @returns once Bolt answers, with what ends the server */
export async function keep(server: KeptServer, address: Neo4jAddress): Promise<() => Promise<void>> {
  const keeper = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./neo4j-keeper.ts', import.meta.url)), JSON.stringify(server)],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  const stop = async () => {
    keeper.stdin.end();
    if (keeper.exitCode === null && keeper.signalCode === null) await once(keeper, 'exit');
  };
  try {
    await untilBoltAnswers(address, keeper);
  } catch (error) {
    const output = tail(server.logFile);
    await stop();
    if (server.removeAfterwards !== null) rmSync(server.removeAfterwards, { recursive: true, force: true });
    throw new Error(`Neo4j did not start: ${error instanceof Error ? error.message : String(error)}\n${output}`);
  }
  return stop;
}

async function untilBoltAnswers(address: Neo4jAddress, keeper: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (keeper.exitCode !== null) throw new Error(`it ended with code ${keeper.exitCode}`);
    const problem = await connectionProblem(address);
    if (problem === null) return;
    if (Date.now() > deadline) throw new Error(`no answer after ${START_MS / 1000} s: ${problem}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Why a server cannot be talked to; null when it can. */
export async function connectionProblem({ uri, user, password }: Neo4jAddress): Promise<string | null> {
  const auth = password === null ? undefined : neo4j.auth.basic(user, password);
  const driver = neo4j.driver(uri, auth, { connectionTimeout: 2000, telemetryDisabled: true });
  try {
    await driver.verifyConnectivity();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await driver.close();
  }
}

/** `wanted` if nobody listens there on loopback, else a port that is free now. 0 takes any. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : freePort();
  } catch {
    return freePort();
  } finally {
    server.close();
  }
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-30).join('\n');
}
