/** The short form of `npm run test:crash`: the program killed a few times, and nothing lost, with the embedded graph. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { resourcePath } from '../../src/resources.js';
import { newFolder } from '../support/cli.js';
import { Cleanup } from './cleanup.js';
import { crashTest } from './crash-test.js';
import { embeddedGraph } from './graph-under-test.js';
import { killMoments } from './kill-moments.js';
import { isClean } from './tally.js';

const ROUNDS = 5;
const PAPERS = 40;

describe('a program that is killed over and over', () => {
  const cleanup = new Cleanup();
  const folder = newFolder('crash');
  cleanup.add(() => rmSync(folder, { recursive: true }));
  afterAll(async () => {
    await cleanup.run();
  });

  it('has in the end written every paper once, as if nothing had happened', { timeout: 300_000 }, async () => {
    const lines: string[] = [];
    const tally = await crashTest({
      graph: embeddedGraph(),
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
  });
});

describe('moments of kills', () => {
  it('are the same for the same seed, of all kinds, and spread from the start to the end', () => {
    const moments = killMoments(50, 1);
    expect(killMoments(50, 1)).toEqual(moments);
    expect(killMoments(50, 2)).not.toEqual(moments);
    expect(new Set(moments.map(({ kind }) => kind))).toEqual(
      new Set(['any', 'starting', 'writing', 'written', 'closing']),
    );
    const shares = moments.flatMap((moment) => (moment.kind === 'any' ? [moment.share] : []));
    expect(Math.min(...shares)).toBeLessThan(0.1);
    expect(Math.max(...shares)).toBeGreaterThan(0.9);
  });
});
