import { expect, it } from 'vitest';
import { GraphPatience } from '../../src/flow/graph-patience.js';
import { WriteQueue } from '../../src/flow/write-queue.js';
import { paperGraph } from '../graph/papers.js';

it.each([1, 3])('writes as many batches at a time as there are writers: %i', async (writers) => {
  let underWay = 0;
  let most = 0;
  const written: string[] = [];
  const store = {
    paperHashes: async () => new Map<string, string>(),
    writePapers: async (papers: readonly { readonly paper: { readonly id: string } }[]) => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay--;
      written.push(...papers.map(({ paper }) => paper.id));
    },
  };
  const cutOff = new AbortController().signal;
  const queue = new WriteQueue(store, { batchPapers: 2, writers, waitMs: 0, cutOff, patience: new GraphPatience() });
  const ids = Array.from({ length: 12 }, (_, index) => `PMC:PMC${index}`);
  expect(await Promise.all(ids.map((id) => queue.add(paperGraph(id))))).toEqual(ids.map(() => 'written'));
  expect(most).toBe(writers);
  expect(written.toSorted()).toEqual(ids.toSorted());
});
