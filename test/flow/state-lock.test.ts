/** The lock is between processes, so other processes hold it here. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { StateLock } from '../../src/flow/state-lock.js';
import { resourcePath } from '../../src/resources.js';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

function newState(): string {
  return join(mkdtempSync(join(tmpdir(), 'papergraph-lock-')), 'state');
}

/** A process that takes the lock and keeps it. */
async function holder(folder: string): Promise<ChildProcess> {
  const module = resourcePath('dist/src/flow/state-lock.js');
  const code = `import { StateLock } from ${JSON.stringify(module)};
    StateLock.take(${JSON.stringify(folder)}, 'papergraph link cards/'); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout ?? child, 'data');
  return child;
}

it('a second process is told who has it, and gets it when the first was killed', async () => {
  const folder = newState();
  const first = await holder(folder);
  expect(() => StateLock.take(folder, 'papergraph link')).toThrow(
    new RegExp(`process ${first.pid} on .* since 20.*papergraph link cards/.*--state`),
  );
  expect(StateLock.holder(folder)).toMatchObject({ pid: first.pid, command: 'papergraph link cards/' });
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(StateLock.holder(folder)).toBeNull();
  const lock = StateLock.take(folder, 'papergraph link');
  lock.release();
  lock.release();
});

it('this process cannot take it twice, and looking does not let go of it', async () => {
  const folder = newState();
  const lock = StateLock.take(folder, 'one');
  expect(() => StateLock.take(folder, 'two')).toThrow(/this process works on this state folder already/);
  expect(StateLock.holder(folder)).toMatchObject({ pid: process.pid });
  const other = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { StateLock } from ${JSON.stringify(resourcePath('dist/src/flow/state-lock.js'))};
     try { StateLock.take(${JSON.stringify(folder)}, 'other'); } catch { process.exit(7); }`,
  ]);
  expect(await once(other, 'exit')).toEqual([7, null]);
  lock.release();
  expect(StateLock.holder(folder)).toBeNull();
});

it('a lock is held also while who holds it cannot be read', async () => {
  const folder = newState();
  await holder(folder);
  rmSync(join(folder, 'lock.json'));
  expect(() => StateLock.take(folder, 'papergraph link')).toThrow(/another process works on it/);
});

it('nobody holds a folder that is not there, and none is made by looking', () => {
  expect(StateLock.holder(newState())).toBeNull();
});
