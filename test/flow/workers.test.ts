import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { WorkerPool } from '../../src/flow/workers.js';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-workers-'));

/** A worker's file that takes a while to load, and leaves a mark when it has. */
function slowWorker(name: string): { readonly file: URL; readonly mark: string } {
  const mark = join(folder, `${name}.loaded`);
  const file = join(folder, `${name}.mjs`);
  const code = `import { writeFileSync } from 'node:fs';
    for (const end = Date.now() + 300; Date.now() < end; );
    writeFileSync(${JSON.stringify(mark)}, '');
    export const double = (n) => 2 * n;`;
  writeFileSync(file, code);
  return { file: pathToFileURL(file), mark };
}

it('runs tasks', async () => {
  const pool = new WorkerPool<number, number>({ ...slowWorker('runs'), name: 'double', workerData: null, workers: 2 });
  expect(await Promise.all([1, 2, 3].map((n) => pool.run(n)))).toEqual([2, 4, 6]);
  await pool.close();
});

it('is closed only when its threads have loaded: one that ends before ends the process', async () => {
  const { file, mark } = slowWorker('closed');
  const pool = new WorkerPool<number, number>({ file, name: 'double', workerData: null, workers: 1 });
  await pool.close();
  expect(existsSync(mark)).toBe(true);
});

it('is closed when its threads could not load', async () => {
  const file = pathToFileURL(join(folder, 'none.mjs'));
  const pool = new WorkerPool<number, number>({ file, name: 'double', workerData: null, workers: 1 });
  await expect(pool.run(1)).rejects.toThrow();
  await pool.close();
});
