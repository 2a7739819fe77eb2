/** Neo4j by the project's own docker-compose.yml, on free ports, with a password and volumes of its own. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, keep, type RunningNeo4j } from './neo4j-process.js';

const COMPOSE_FILE = fileURLToPath(new URL('../../docker-compose.yml', import.meta.url));

/** Why this machine cannot do it; null when an engine answers and has the compose plugin. */
export function dockerProblem(): string | null {
  const engine = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 20_000 });
  if (engine.error !== undefined) return 'no docker';
  if (engine.status !== 0) return 'no Docker engine answers';
  return spawnSync('docker', ['compose', 'version']).status === 0 ? null : 'docker has no compose';
}

/** Starts a server whose data are removed when it ends. */
export async function startWithDocker(): Promise<RunningNeo4j> {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-neo4j-'));
  const logFile = join(folder, 'console.log');
  writeFileSync(logFile, '');
  const bolt = await freePort();
  const http = await freePort();
  const address = { uri: `bolt://127.0.0.1:${bolt}`, user: 'neo4j', password: randomBytes(12).toString('hex') };
  const compose = ['compose', '--project-name', `papergraph-test-${process.pid}`, '--file', COMPOSE_FILE];
  const stop = await keep(
    {
      command: 'docker',
      args: [...compose, 'up', '--abort-on-container-exit'],
      environment: { NEO4J_PASSWORD: address.password, NEO4J_BOLT_PORT: `${bolt}`, NEO4J_HTTP_PORT: `${http}` },
      logFile,
      pidFile: null,
      afterwards: [...compose, 'down', '--volumes'],
      removeAfterwards: folder,
    },
    address,
  );
  return { ...address, browser: `http://127.0.0.1:${http}/browser/`, source: 'Docker', stop };
}
