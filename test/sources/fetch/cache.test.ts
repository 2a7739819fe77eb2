import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import cacache from 'cacache';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../../src/errors.js';
import { type CacheEntry, sha256Of, TextCache } from '../../../src/sources/fetch/cache.js';
import { KEYS, textOf } from './cache-writer.js';
import { tempFolder } from './setup.js';

const ENTRY: CacheEntry = { finalUrl: 'https://a.org/x.md', etag: '"1"', lastModified: null, fetchedAt: 5 };
const TEXT = '# α\r\n';

const blobs = (dir: string) => globSync('content-v2/**', { cwd: dir, absolute: true });
const indexFiles = (dir: string) => globSync('index-v5/**', { cwd: dir, absolute: true });
const only = (paths: readonly string[]): string => {
  expect(paths).toHaveLength(1);
  return paths[0] ?? '';
};

describe('TextCache', () => {
  it.each([TEXT, '', '\uFEFF\0 😀'])('gives back what was put, and null for what was not: %j', async (text) => {
    const cache = new TextCache(tempFolder());
    await cache.put('k', text, ENTRY);
    expect(await cache.get('k')).toEqual({ entry: ENTRY, text, sha256: sha256Of(text) });
    expect(await cache.get('other')).toBeNull();
    expect(await new TextCache(join(tempFolder(), 'none')).get('k')).toBeNull();
  });

  it('keeps equal texts once, under their SHA-256', async () => {
    const dir = tempFolder();
    const cache = new TextCache(dir);
    await Promise.all(['a', 'b', 'c'].map((key) => cache.put(key, TEXT, ENTRY)));
    const path = only(blobs(dir)).replaceAll('/', '');
    expect(path).toContain(sha256Of(TEXT));
    expect(await cache.get('c')).toMatchObject({ text: TEXT });
  });

  it('has the last entry of a key, and only one line for it', async () => {
    const dir = tempFolder();
    const cache = new TextCache(dir);
    await cache.put('k', TEXT, ENTRY);
    await cache.put('k', '# β\n', ENTRY);
    const cached = await cache.get('k');
    if (cached === null) throw new Error('expected a text');
    for (let fetchedAt = 10; fetchedAt < 15; fetchedAt += 1) await cache.renew('k', cached, { ...ENTRY, fetchedAt });
    expect(await cache.get('k')).toMatchObject({ text: '# β\n', entry: { fetchedAt: 14 } });
    expect(
      readFileSync(only(indexFiles(dir)), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });

  it('clears away what killed processes left behind, but not what may still be written', async () => {
    const dir = tempFolder();
    mkdirSync(join(dir, 'tmp'));
    for (const name of ['old', 'new']) writeFileSync(join(dir, 'tmp', name), 'half a te');
    const yesterday = Date.now() / 1000 - 24 * 3600;
    utimesSync(join(dir, 'tmp', 'old'), yesterday, yesterday);
    await new TextCache(dir).put('k', TEXT, ENTRY);
    expect(readdirSync(join(dir, 'tmp'))).toEqual(['new']);
  });

  it.each<[string, (path: string) => void]>([
    ['changed', (path) => writeFileSync(path, '# A\r\n\n')],
    ['of the same length', (path) => writeFileSync(path, '# xx\r\n')],
    ['cut short', (path) => truncateSync(path, 2)],
    ['empty', (path) => truncateSync(path, 0)],
  ])('takes a text that is %s on disk for missing, and can store it again', async (_title, spoil) => {
    const dir = tempFolder();
    const cache = new TextCache(dir);
    await cache.put('k', TEXT, ENTRY);
    const path = only(blobs(dir));
    chmodSync(path, 0o644);
    spoil(path);
    expect(await cache.get('k')).toBeNull();
    await cache.put('k', TEXT, ENTRY);
    expect(await cache.get('k')).toMatchObject({ text: TEXT });
  });

  it('is not disturbed by half a line in its index', async () => {
    const dir = tempFolder();
    const cache = new TextCache(dir);
    await cache.put('k', TEXT, ENTRY);
    appendFileSync(only(indexFiles(dir)), '\n5f0c3a\t{"key":"k","integr');
    expect(await cache.get('k')).toMatchObject({ text: TEXT });
    await cache.put('k', '# β\n', ENTRY);
    expect(await cache.get('k')).toMatchObject({ text: '# β\n' });
  });

  it('takes an entry of another make for missing', async () => {
    const dir = tempFolder();
    await cacache.put(dir, 'k', TEXT, { algorithms: ['sha256'], metadata: { fetchedAt: 'yesterday' } });
    expect(await new TextCache(dir).get('k')).toBeNull();
  });

  it('says so when its folder cannot be used', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const cache = new TextCache(file);
    await expect(cache.put('k', TEXT, ENTRY)).rejects.toThrow(CannotRunError);
    await expect(cache.put('k', TEXT, ENTRY)).rejects.toThrow(/could not be written; check its disk/);
  });
});

describe('a process killed while it writes', () => {
  it('leaves only whole entries', { timeout: 60_000 }, async () => {
    const dir = tempFolder();
    const writer = fileURLToPath(new URL('cache-writer.ts', import.meta.url));
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(process.execPath, ['--import', 'tsx', writer, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await sleep(20 + Math.random() * 100);
      child.kill('SIGKILL');
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      const cache = new TextCache(dir);
      // Straight from disk: nothing was cleared away yet.
      for (const path of blobs(dir)) expect(path.replaceAll('/', '')).toContain(sha256Of(readFileSync(path, 'utf8')));
      const found = await Promise.all(Array.from({ length: KEYS }, (_, n) => cache.get(`key-${n}`)));
      found.forEach((cached, n) => {
        if (cached !== null) expect(cached.text).toBe(textOf(n, cached.entry.fetchedAt % 5));
      });
      expect(found[0]).not.toBeNull();
    }
  });
});
