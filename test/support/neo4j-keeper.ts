/**
 * A process that keeps a server as long as its standard input is open, that is, as long as the process that started it
 * lives: however tests end, by Ctrl-C or `kill -9` too, no server stays behind. Started by `keep` in neo4j-process.ts
 * in a group of its own, so that Ctrl-C in the terminal does not hit the server first.
 */
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { openSync, rmSync, writeFileSync } from 'node:fs';
import type { KeptServer } from './neo4j-process.js';

/** Neo4j needs up to 13 s to end by itself. */
const PATIENCE_MS = 30_000;

const server: KeptServer = JSON.parse(process.argv[2] ?? '{}');
const output = openSync(server.logFile, 'a');
const options: SpawnOptions = {
  stdio: ['ignore', output, output],
  env: { ...process.env, ...server.environment },
};
const child = spawn(server.command, server.args, options);
if (server.pidFile !== null && child.pid !== undefined) writeFileSync(server.pidFile, `${child.pid}`);
/** Set once it was told to end the server. */
let told = false;

child.once('error', () => end(1));
child.once('exit', (code) => end(code ?? 1));
process.stdin.resume();
process.stdin.once('close', stop);
process.once('SIGTERM', stop);

function stop(): void {
  told = true;
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
}

function end(code: number): void {
  if (server.afterwards.length > 0) spawnSync(server.command, server.afterwards, options);
  // A server that ended by itself leaves its output for whoever waits for it.
  if (told && server.removeAfterwards !== null) rmSync(server.removeAfterwards, { recursive: true, force: true });
  process.exit(code);
}
