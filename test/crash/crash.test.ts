/** The short form of `npm run test:crash`: the program killed a few times, and nothing lost, with the embedded graph. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { newFolder } from '../support/cli.js';
import { Cleanup } from './cleanup.js';
import { embeddedGraph } from './graph-under-test.js';
import { killMoments } from './kill-moments.js';
import { shortCrashTest } from './short-form.js';

describe('a program that is killed over and over', () => {
  const cleanup = new Cleanup();
  const folder = newFolder('crash');
  cleanup.add(() => rmSync(folder, { recursive: true }));
  afterAll(async () => {
    await cleanup.run();
  });

  it('has in the end written every paper once, as if nothing had happened', { timeout: 300_000 }, async () => {
    await shortCrashTest({ graph: embeddedGraph(), rounds: 5, folder, cleanup });
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
