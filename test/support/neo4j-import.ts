/** `neo4j-admin` from the same Maven artifacts as the server. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fetchJars } from './neo4j-maven.js';

const ADMIN = 'org.neo4j.server.startup.Neo4jAdminCommand';

/**
 * Runs `neo4j-admin database import full` on a folder with import.args, for the database `neo4j` of a home that no server
 * works on.
 *
 * @throws Error with what it told when it failed
 */
export function importWithMaven(home: string, folder: string): void {
  for (const part of ['conf', 'data', 'logs']) mkdirSync(join(home, part), { recursive: true });
  const args = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-cp', join(fetchJars(), '*'), ADMIN];
  const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
  const command = ['database', 'import', 'full', 'neo4j', '--overwrite-destination', '@import.args'];
  const told = spawnSync('java', [...args, ...command], { cwd: folder, env, encoding: 'utf8' });
  if (told.status !== 0) throw new Error(`The import failed:\n${told.stdout}${told.stderr}`);
}
