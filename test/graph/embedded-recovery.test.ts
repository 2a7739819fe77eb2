/** An embedded graph after kills in the middle of a checkpoint, and after its disk did not take what was written. */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EmbeddedStore } from '../../src/graph/embedded.js';

const WRITER = ['--import', 'tsx', fileURLToPath(new URL('./embedded-writer.ts', import.meta.url))];
const CHECKPOINT_RECORD = Buffer.from('0100000000000000fe773cb3d5173d7b25', 'hex');

const newPath = () => join(mkdtempSync(join(tmpdir(), 'papergraph-recovery-')), 'graph');

function write(path: string, runs: number, end: 'kill' | 'close'): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...WRITER, path, String(runs), end], { encoding: 'utf8' });
}

async function runsIn(path: string): Promise<number> {
  const store = new EmbeddedStore({ path });
  await store.open();
  const { nodes } = await store.counts();
  await store.close();
  return nodes.Run;
}

/** A graph whose log holds the only copy of three runs, in the state that `interrupt` makes of it. */
function interrupted(interrupt: (path: string) => void): string {
  const path = newPath();
  write(path, 2, 'close');
  write(path, 3, 'kill');
  interrupt(path);
  return path;
}

const STATES: readonly (readonly [string, (path: string) => void])[] = [
  ['the log was renamed', (path) => renameSync(`${path}.wal`, `${path}.wal.checkpoint`)],
  [
    'pages are being written',
    (path) => {
      renameSync(`${path}.wal`, `${path}.wal.checkpoint`);
      writeFileSync(`${path}.shadow`, Buffer.alloc(4096));
    },
  ],
  [
    'the file has all pages and the shadow is empty',
    (path) => {
      copyFileSync(`${path}.wal`, `${path}.kept`);
      write(path, 0, 'close');
      renameSync(`${path}.kept`, `${path}.wal.checkpoint`);
      appendFileSync(`${path}.wal.checkpoint`, CHECKPOINT_RECORD);
      writeFileSync(`${path}.shadow`, '');
    },
  ],
];

describe('a kill in the middle of a checkpoint', () => {
  it.each(STATES)('loses nothing, nor does a second one right after: %s', async (_name, interrupt) => {
    const path = interrupted(interrupt);
    expect(write(path, 1, 'kill').signal).toBe('SIGKILL');
    expect(write(path, 1, 'kill').signal).toBe('SIGKILL');
    expect(await runsIn(path)).toBe(7);
    expect(readdirSync(join(path, '..'))).toEqual(['graph']);
  });

  it('is not taken for one while another process has the graph open', async () => {
    const path = newPath();
    const holder = spawn(process.execPath, [...WRITER, path, '1', 'hold'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    renameSync(`${path}.wal`, `${path}.wal.checkpoint`);
    const store = new EmbeddedStore({ path });
    await expect(store.open()).rejects.toThrow(/another process has it open/);
    expect(existsSync(`${path}.wal.checkpoint`)).toBe(true);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await runsIn(path)).toBe(1);
  });

  it('is told to whoever only reads', async () => {
    const path = interrupted(STATES[0]?.[1] ?? (() => {}));
    writeFileSync(`${path}.checkpoint.intent.lock`, '');
    const store = new EmbeddedStore({ path, readOnly: true });
    await expect(store.open()).rejects.toThrow(/link anything into it once/);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  it('ends the run with a reason, not the process by a signal, and costs nothing that was committed', async () => {
    const path = newPath();
    write(path, 2, 'close');
    const writer = [process.execPath, ...WRITER, path, '5000', 'close'].map((word) => `'${word}'`).join(' ');
    // A limit of the size of files, in units of 1024 bytes, is a full disk to whoever writes.
    const { status, signal, stdout } = spawnSync('bash', ['-c', `ulimit -f 600; exec ${writer}`], { encoding: 'utf8' });
    expect({ status, signal }).toEqual({ status: 2, signal: null });
    expect(stdout).toMatch(/CannotRunError: .*Is it full\? Make room/);
    expect(await runsIn(path)).toBeGreaterThan(100);
  });
});
