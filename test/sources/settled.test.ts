import { appendFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InputItem } from '../../src/model.js';
import { readLink } from '../../src/sources/cards/json-card.js';
import { readInputs } from '../../src/sources/inputs.js';
import { Settling } from '../../src/sources/settled.js';
import { tempFolder } from './fetch/setup.js';

const CARD = '# A paper\n\n## Abstract\n\nTP53 is lost.\n\n## Full text\n\nhttps://a.org/PMC1/full.md\n';

async function read(cwd: string, settleMs: number): Promise<InputItem[]> {
  const items: InputItem[] = [];
  for await (const item of readInputs(['.'], { cwd, settling: new Settling(settleMs) })) items.push(item);
  return items;
}

/** Dates a file so many milliseconds from now. */
function setDate(path: string, ms: number): void {
  const date = new Date(Date.now() + ms);
  utimesSync(path, date, date);
}

describe('a file that may be being written', () => {
  it('is taken at once when it was left alone long enough', async () => {
    const path = join(tempFolder(), 'old.md');
    writeFileSync(path, CARD);
    utimesSync(path, new Date(0), new Date(0));
    const start = performance.now();
    expect(await new Settling(600_000).isSettled(path)).toBe(true);
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  it('whose time is of a clock that is a little ahead is looked at twice', async () => {
    const path = join(tempFolder(), 'ahead.md');
    writeFileSync(path, CARD);
    setDate(path, 1000);
    const settled = new Settling(300).isSettled(path);
    setTimeout(() => setDate(path, 1500), 100);
    const start = performance.now();
    expect(await settled).toBe(true);
    expect(performance.now() - start).toBeGreaterThan(400); // a second pause, since it changed during the first
  });

  it('of a time to come is not waited for, however many there are', async () => {
    const cwd = tempFolder();
    const names = Array.from({ length: 12 }, (_, index) => `${index}.md`);
    for (const name of names) {
      writeFileSync(join(cwd, name), CARD.replace('PMC1', `PMC${name.slice(0, -3)}9`));
      setDate(join(cwd, name), 86_400_000);
    }
    // Whoever waits for one of them waits longer than the test may take.
    expect((await read(cwd, 600_000)).map((item) => item.kind)).toEqual(names.map(() => 'card'));
  });

  it('is not waited for any more when others have taken all patience of the run', async () => {
    const cwd = tempFolder();
    const growing = join(cwd, 'growing.md');
    writeFileSync(growing, CARD);
    const timer = setInterval(() => appendFileSync(growing, 'x'), 10);
    const settling = new Settling(100);
    expect(await settling.isSettled(growing)).toBe(false);
    clearInterval(timer);
    // With patience for each these take longer than the test may.
    for (let index = 0; index < 1000; index++) {
      const path = join(cwd, `${index}.md`);
      writeFileSync(path, CARD);
      setDate(path, 1500);
      expect(await settling.isSettled(path)).toBe(false);
    }
  });

  it('is waited for beside others at the cost of one', async () => {
    const paths = Array.from({ length: 12 }, (_, index) => join(tempFolder(), `${index}.md`));
    for (const path of paths) writeFileSync(path, CARD);
    for (const path of paths) setDate(path, 1500);
    const settling = new Settling(200);
    expect(await Promise.all(paths.map((path) => settling.isSettled(path)))).toEqual(paths.map(() => true));
  });

  it('is waited for and then read whole', async () => {
    const cwd = tempFolder();
    const path = join(cwd, 'card.md');
    writeFileSync(path, CARD.slice(0, 20));
    const half = await read(cwd, 0);
    expect(half.map((item) => item.kind)).toEqual(['problem']);
    writeFileSync(path, CARD.slice(0, 20));
    const reading = read(cwd, 300);
    setTimeout(() => appendFileSync(path, CARD.slice(20)), 100);
    const items = await reading;
    expect(items.map((item) => (item.kind === 'card' ? item.card.id : item.problem.kind))).toEqual(['PMC:PMC1']);
  });

  it('that keeps growing is left to the next run, told but no failure', async () => {
    const cwd = tempFolder();
    const path = join(cwd, 'growing.md');
    writeFileSync(path, CARD);
    const timer = setInterval(() => appendFileSync(path, 'x\n'), 10);
    const items = await read(cwd, 60);
    clearInterval(timer);
    expect(items).toMatchObject([
      {
        kind: 'problem',
        problem: { kind: 'unreadable', fatal: false, message: expect.stringContaining('still being written') },
      },
    ]);
  });

  it('renamed into the folder is taken at once: it keeps the time of its last byte', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, '.part'), CARD);
    const old = new Date(Date.now() - 60_000);
    utimesSync(join(cwd, '.part'), old, old);
    renameSync(join(cwd, '.part'), join(cwd, 'card.md'));
    const items = await read(cwd, 30_000);
    expect(items.map((item) => item.kind)).toEqual(['card']);
  });
});

describe('links of feeds among the inputs', () => {
  const feeds = (...urls: string[]) => ({
    cards: urls.flatMap((url, index) => {
      const item = readLink(url, { path: 'feed', line: index + 1 });
      return item.kind === 'card' ? [item.card] : [];
    }),
    problems: [{ place: { path: 'feed', line: 9 }, kind: 'bad-line' as const, message: 'x', fatal: true }],
  });

  it('come last, each paper once, and a card goes before a link', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'a.md'), CARD);
    writeFileSync(join(cwd, 'b.md'), '# B\n\nDOI: 10.1000/b\n\n## Full text\n\nhttps://a.org/b/full.md\n');
    const found: string[] = [];
    const given = feeds(
      'https://a.org/PMC1/full.md',
      'https://a.org/b/full.md',
      'https://b.org/PMC1.md',
      'https://a.org/PMC2/full.md',
      'https://a.org/PMC2/full.md',
    );
    for await (const item of readInputs(['.'], { cwd, feeds: given })) {
      const place = item.kind === 'card' ? item.card.place : item.problem.place;
      found.push(`${item.kind === 'card' ? item.card.id : item.problem.kind} ${place.path}:${place.line}`);
    }
    expect(found).toEqual(['bad-line feed:9', 'PMC:PMC1 a.md:1', 'DOI:10.1000/b b.md:1', 'PMC:PMC2 feed:4']);
  });
});
