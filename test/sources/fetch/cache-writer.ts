/** A process that fills a cache until it is killed: `tsx cache-writer.ts DIR`. Prints a line once it is at work. */
import { TextCache } from '../../../src/sources/fetch/cache.js';

/** Large enough that a kill falls into the writing of it often. */
export function textOf(n: number, version: number): string {
  return `# Paper ${n}, version ${version}\n\n${`${n}.${version} `.repeat(60_000)}\n`;
}

export const KEYS = 8;

async function main(dir: string): Promise<void> {
  const cache = new TextCache(dir);
  const entry = { finalUrl: 'https://papers.example/', etag: null, lastModified: null };
  for (let version = 0; ; version += 1) {
    for (let n = 0; n < KEYS; n += 1) {
      await cache.put(`key-${n}`, textOf(n, version % 5), { ...entry, fetchedAt: version });
      const cached = await cache.get(`key-${n}`);
      if (cached !== null) await cache.renew(`key-${n}`, cached, { ...entry, fetchedAt: version });
      if (version === 0 && n === 0) process.stdout.write('at work\n');
    }
  }
}

const [, script, dir] = process.argv;
if (script?.endsWith('cache-writer.ts') && dir !== undefined) await main(dir);
