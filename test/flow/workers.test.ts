import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { TooSlowError, WorkerLostError, WorkerPool } from '../../src/flow/workers.js';

const file = new URL('../fixtures/workers/tasks.mjs', import.meta.url);

interface Tasks {
  work(task: { kind: string }): string;
}

let pool: WorkerPool<Tasks> | undefined;
afterEach(() => pool?.close());

function open(over: { taskMs?: number; cutOff?: AbortSignal } = {}) {
  const cutOff = new AbortController().signal;
  const limits = { workers: 1, taskMs: 20_000, heapMb: 64, cutOff, ...over };
  pool = new WorkerPool({ file, workerData: null, ...limits });
  return pool;
}

describe('a worker pool', () => {
  it.each([
    ['loop', TooSlowError, /within 0.5 s.*run\.paperSeconds/],
    ['eat', WorkerLostError, /thread that linked it ended.*run\.workerMemoryMb/],
    ['exit', WorkerLostError, /thread that linked it ended/],
    ['throw', Error, /^broken text$/],
  ])('loses the task %s, says why, and goes on with the next', async (kind, type, message) => {
    const workers = open(kind === 'loop' ? { taskMs: 500 } : {});
    const lost = workers.run('work', { kind });
    const next = workers.run('work', { kind: 'next' });
    await expect(lost).rejects.toThrow(type);
    await expect(lost).rejects.toThrow(message);
    expect(await next).toBe('done next');
  });

  it('ends tasks under way and those that wait when the time for finishing is over', async () => {
    const cutOff = new AbortController();
    const workers = open({ cutOff: cutOff.signal });
    const tasks = [workers.run('work', { kind: 'loop' }), workers.run('work', { kind: 'next' })];
    expect(workers.waiting).toBe(1);
    cutOff.abort();
    const errors = await Promise.all(tasks.map((task) => task.catch((error: unknown) => error)));
    expect(errors.map((error) => error instanceof Error && error.name)).toEqual(['AbortError', 'AbortError']);
  });
});

describe('the end of a worker pool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-workers-'));
  const limits = { workerData: null, workers: 1, taskMs: 20_000, heapMb: 64, cutOff: new AbortController().signal };

  it('waits until its threads have loaded: one that ends before ends the process', async () => {
    const mark = join(folder, 'loaded');
    const path = join(folder, 'slow.mjs');
    const code = `import { writeFileSync } from 'node:fs';
      for (const end = Date.now() + 300; Date.now() < end; );
      writeFileSync(${JSON.stringify(mark)}, '');
      export const work = (task) => task;`;
    writeFileSync(path, code);
    const workers = new WorkerPool<Tasks>({ ...limits, file: pathToFileURL(path) });
    await workers.close();
    expect(existsSync(mark)).toBe(true);
  });

  it('comes also when its threads could not load', async () => {
    const workers = new WorkerPool<Tasks>({ ...limits, file: pathToFileURL(join(folder, 'none.mjs')) });
    await expect(workers.run('work', { kind: 'x' })).rejects.toThrow();
    await workers.close();
  });
});
