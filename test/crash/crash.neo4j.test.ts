/** The short form of `npm run test:crash` with Neo4j: the program is killed, the server, which others use, is not. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { resourcePath } from '../../src/resources.js';
import { newFolder } from '../support/cli.js';
import { emptyNeo4j, neo4jMissing, neo4jOptions } from '../support/neo4j.js';
import { Cleanup } from './cleanup.js';
import { crashTest } from './crash-test.js';
import { neo4jGraph } from './graph-under-test.js';
import { isClean } from './tally.js';

const ROUNDS = 3;
const PAPERS = 40;

describe.skipIf(neo4jMissing !== null)('a program that is killed over and over while it writes to Neo4j', () => {
  const cleanup = new Cleanup();
  const folder = newFolder('crash-neo4j');
  cleanup.add(() => rmSync(folder, { recursive: true }));
  afterAll(async () => {
    await cleanup.run();
  });

  it('has in the end written every paper once, as if nothing had happened', { timeout: 300_000 }, async () => {
    await emptyNeo4j();
    const lines: string[] = [];
    const tally = await crashTest({
      graph: neo4jGraph(neo4jOptions(), null),
      rounds: ROUNDS,
      seed: 1,
      papers: PAPERS,
      shared: null,
      folder,
      disk: null,
      program: resourcePath('dist/src/cli/main.js'),
      cleanup,
      say: (line) => lines.push(line),
    });
    expect(isClean(tally), lines.join('\n')).toBe(true);
    expect(tally).toMatchObject({ rounds: ROUNDS, papers: PAPERS });
    expect(tally.graphRows).toBeGreaterThan(1000);
    expect(tally.kills.before + tally.kills.writing + tally.kills.after).toBeGreaterThan(ROUNDS / 2);
    await emptyNeo4j();
  });
});
