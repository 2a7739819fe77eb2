/** Neo4j Community from its Maven artifacts, for machines with Java 17 and Maven but without Docker. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, keep, type RunningNeo4j } from './neo4j-process.js';

const POM = fileURLToPath(new URL('./neo4j/pom.xml', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.neo4j/', import.meta.url));
const COPY_JARS = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** Modules that the server reaches into; without these it does not start on Java 17. */
const OPENS = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];

export interface LocalServerOptions {
  /** Folder for its data, kept; null for one that is removed when the server ends. */
  readonly home: string | null;
  /** Taken if they are free, else others are. 0 takes any. */
  readonly boltPort: number;
  readonly httpPort: number;
  /** Options of Java, e.g. `-Xmx1g`. */
  readonly java: readonly string[];
  /** Memory for pages of its files; default `256m`. */
  readonly pageCache?: string;
}

/** Why this machine cannot do it; null when it can. */
export function mavenProblem(): string | null {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (java.error !== undefined) return 'no java';
  const version = /version "(\d+)/.exec(java.stderr)?.[1];
  if (version !== '17' && version !== '21') return `java is ${version ?? 'unknown'}, expected 17 or 21`;
  return spawnSync('mvn', ['-v']).error === undefined ? null : 'no mvn';
}

/** Starts a server without authentication on loopback. The first start of all fetches 137 MB of jars. */
export async function startWithMaven(options: LocalServerOptions): Promise<RunningNeo4j> {
  const jars = fetchJars();
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'papergraph-neo4j-'));
  const bolt = await freePort(options.boltPort);
  const http = await freePort(options.httpPort);
  writeConfig(home, { bolt, http, pageCache: options.pageCache ?? '256m' });
  const address = { uri: `bolt://127.0.0.1:${bolt}`, user: 'neo4j', password: null };
  const logFile = join(home, 'logs', 'console.log');
  writeFileSync(logFile, '');
  const removeAfterwards = options.home === null ? home : null;
  const args = javaArguments({ home, jars, java: options.java });
  const stop = await keep(
    { command: 'java', args, environment: {}, logFile, pidFile: pidFileOf(home), afterwards: [], removeAfterwards },
    address,
  );
  return { ...address, browser: `http://127.0.0.1:${http}/browser/?dbms=${address.uri}`, source: 'Maven', stop };
}

/** File with the process id of the server whose data is in this folder. */
export function pidFileOf(home: string): string {
  return join(home, 'run', 'server.pid');
}

/** Folder of the jars, fetched once for each content of pom.xml. */
export function fetchJars(): string {
  const pom = readFileSync(POM);
  const jars = join(CACHE, `lib-${createHash('sha256').update(pom).digest('hex').slice(0, 12)}`);
  if (existsSync(jars)) return jars;
  const partial = `${jars}.${process.pid}`;
  const maven = spawnSync(
    'mvn',
    ['-B', '-ntp', '-q', '-f', POM, COPY_JARS, '-DincludeScope=runtime', `-DoutputDirectory=${partial}`],
    { encoding: 'utf8' },
  );
  if (maven.status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(`Maven could not fetch Neo4j:\n${maven.stdout}${maven.stderr}`);
  }
  renameSync(partial, jars);
  return jars;
}

interface ServerConfig {
  readonly bolt: number;
  readonly http: number;
  readonly pageCache: string;
}

function writeConfig(home: string, { bolt, http, pageCache }: ServerConfig): void {
  for (const folder of ['conf', 'data', 'logs', 'run', 'import', 'plugins']) {
    mkdirSync(join(home, folder), { recursive: true });
  }
  const settings = {
    'server.default_listen_address': '127.0.0.1',
    'dbms.security.auth_enabled': 'false',
    'server.bolt.listen_address': `:${bolt}`,
    'server.http.listen_address': `:${http}`,
    'server.memory.pagecache.size': pageCache,
    'db.tx_log.rotation.retention_policy': '100M size',
    'dbms.usage_report.enabled': 'false',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(home, 'conf', 'neo4j.conf'), lines.join(''));
}

function javaArguments(options: {
  readonly home: string;
  readonly jars: string;
  readonly java: readonly string[];
}): string[] {
  const { home, jars, java } = options;
  const config = join(home, 'conf');
  return [
    '-cp',
    [join(home, 'plugins', '*'), config, join(jars, '*')].join(delimiter),
    ...java,
    '-XX:+UseG1GC',
    ...OPENS.map((module) => `--add-opens=java.base/${module}=ALL-UNNAMED`),
    '-Dio.netty.tryReflectionSetAccessible=true',
    '-Dlog4j2.disable.jmx=true',
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${home}`,
    `--config-dir=${config}`,
    '--console-mode',
  ];
}
