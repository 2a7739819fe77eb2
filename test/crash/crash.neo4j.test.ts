/** The short form of `npm run test:crash` with Neo4j: the program is killed, the server, which others use, is not. */
import { rmSync } from 'node:fs';
import { afterAll, describe, it } from 'vitest';
import { newFolder } from '../support/cli.js';
import { emptyNeo4j, neo4jMissing, neo4jOptions } from '../support/neo4j.js';
import { Cleanup } from './cleanup.js';
import { neo4jGraph } from './graph-under-test.js';
import { shortCrashTest } from './short-form.js';

describe.skipIf(neo4jMissing !== null)('a program that is killed over and over while it writes to Neo4j', () => {
  const cleanup = new Cleanup();
  const folder = newFolder('crash-neo4j');
  cleanup.add(() => rmSync(folder, { recursive: true }));
  afterAll(async () => {
    await cleanup.run();
  });

  it('has in the end written every paper once, as if nothing had happened', { timeout: 300_000 }, async () => {
    await emptyNeo4j();
    await shortCrashTest({ graph: neo4jGraph(neo4jOptions(), null), rounds: 3, folder, cleanup });
    await emptyNeo4j();
  });
});
