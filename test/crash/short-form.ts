/** What the short forms of `npm run test:crash` do and expect, on either store. */
import { expect } from 'vitest';
import { resourcePath } from '../../src/resources.js';
import type { Cleanup } from './cleanup.js';
import { crashTest } from './crash-test.js';
import type { GraphUnderTest } from './graph-under-test.js';
import { isClean } from './tally.js';

const PAPERS = 40;

export interface ShortForm {
  readonly graph: GraphUnderTest;
  readonly rounds: number;
  readonly folder: string;
  readonly cleanup: Cleanup;
}

/** Generated papers only, and no full disk: those are for the long form. */
export async function shortCrashTest({ graph, rounds, folder, cleanup }: ShortForm): Promise<void> {
  const lines: string[] = [];
  const tally = await crashTest({
    graph,
    rounds,
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
  expect(tally).toMatchObject({ rounds, papers: PAPERS });
  expect(tally.graphRows).toBeGreaterThan(1000);
  expect(tally.kills.before + tally.kills.writing + tally.kills.after).toBeGreaterThan(rounds / 2);
}
