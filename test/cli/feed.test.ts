import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/model.js';
import { type BadServer, markdown, startBadServer, status, withEtag } from '../support/bad-server.js';
import { newFolder, papergraph } from '../support/cli.js';

const ENV = { PAPERGRAPH_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true', PAPERGRAPH_FETCH_REQUESTS_PER_SECOND: '500' };
const TEXT = '# Loss of TP53 in lymphoma\n\n## Introduction\n\nTP53 is lost in lymphoma.\n';

let server: BadServer;
beforeAll(async () => {
  server = await startBadServer();
});
afterAll(() => server.close());

interface Linked {
  readonly code: number | null;
  readonly summary: RunSummary;
  /** Paths of papers that were asked for in this run. */
  readonly asked: readonly string[];
}

async function link(cwd: string, ...args: readonly string[]): Promise<Linked> {
  const before = server.seen().length;
  const { code, stdout } = await papergraph(['link', '--workers', '1', '--json', ...args], { cwd, env: ENV });
  const asked = server
    .seen()
    .slice(before)
    .map((request) => request.path);
  return { code, summary: JSON.parse(stdout), asked: asked.filter((path) => path.startsWith('/PMC')) };
}

const entry = (path: string, updated: Date) =>
  `<entry><link href="${path}"/><updated>${updated.toISOString()}</updated></entry>`;
const atom = (...entries: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('\n')}</feed>`;

describe('papergraph link with a feed of a server', () => {
  const yesterday = new Date(Date.now() - 86_400_000);

  beforeEach(() => {
    server.on('/PMC1/full.md', withEtag(TEXT, '"1"'));
    server.on('/PMC2/full.md', withEtag(TEXT, '"1"'));
    server.on('/feed', withEtag(atom(entry('/PMC1/full.md', yesterday), entry('/PMC2/full.md', yesterday)), '"f1"'));
  });

  it('links what is new, then nothing, then what changed', async () => {
    const cwd = newFolder('feed');
    const feed = ['--feed', server.url('/feed')];
    const first = await link(cwd, ...feed);
    expect([first.code, first.summary.papers.written]).toEqual([0, 2]);
    expect(first.asked.toSorted()).toEqual(['/PMC1/full.md', '/PMC2/full.md']);

    const second = await link(cwd, ...feed);
    expect([second.code, second.summary.papers.unchanged, second.asked]).toEqual([0, 2, []]);
    expect(server.seen('/feed').at(-1)?.headers['if-none-match']).toBe('"f1"');

    server.on('/PMC1/full.md', withEtag(`${TEXT}\nBRCA2 is not.\n`, '"2"'));
    server.on('/feed', withEtag(atom(entry('/PMC1/full.md', new Date()), entry('/PMC2/full.md', yesterday)), '"f2"'));
    const third = await link(cwd, ...feed);
    expect([third.summary.papers.written, third.summary.papers.unchanged, third.asked]).toEqual([
      1,
      1,
      ['/PMC1/full.md'],
    ]);
    const fourth = await link(cwd, ...feed);
    expect([fourth.summary.papers.unchanged, fourth.asked]).toEqual([2, []]);
  });

  it('asks again for a text that was missing and is said to have changed', async () => {
    const cwd = newFolder('feed');
    server.on('/PMC2/full.md', status(404));
    const cards = {
      dir: join(cwd, 'cards'),
      text: `# Paper two\n\n## Abstract\n\nTP53.\n\n## Full text\n\n${server.url('/PMC2/full.md')}\n`,
    };
    mkdirSync(cards.dir);
    writeFileSync(join(cards.dir, 'two.md'), cards.text);
    const args = ['cards', '--feed', server.url('/feed')];
    expect((await link(cwd, ...args)).summary.textFailures).toEqual({ 'http-status': 1 });
    expect((await link(cwd, ...args)).asked).toEqual([]);
    server.on('/PMC2/full.md', withEtag(TEXT, '"1"'));
    server.on('/feed', withEtag(atom(entry('/PMC2/full.md', new Date())), '"f3"'));
    const found = await link(cwd, ...args);
    // PMC1 is no longer in the feed; that it was is not forgotten.
    expect([found.asked, found.summary.papers.written, found.summary.papers.unchanged]).toEqual([
      ['/PMC2/full.md'],
      1,
      1,
    ]);
  });

  it('goes on without a feed that is broken, and tells', async () => {
    const cwd = newFolder('feed');
    server.on('/broken', markdown('<feed><entry>', { 'Content-Type': 'application/atom+xml' }));
    const { code, summary } = await link(cwd, '--feed', server.url('/broken'), '--feed', server.url('/feed'));
    expect([code, summary.papers.written]).toEqual([1, 2]);
    expect(summary.inputProblems).toMatchObject([
      {
        kind: 'unreadable',
        fatal: true,
        place: { path: server.url('/broken'), line: 1 },
        message: expect.stringContaining('XML that ends as it began'),
      },
    ]);
  });
});

describe('a watched folder', () => {
  it('new and changed cards are found by the next run, half-written ones when they are whole', async () => {
    const cwd = newFolder('watched');
    mkdirSync(join(cwd, 'cards'));
    const card = (id: number) =>
      `# Paper ${id}\n\n## Abstract\n\nTP53 is lost.\n\n## Full text\n\n${server.url(`/PMC${id}/full.md`)}\n`;
    writeFileSync(join(cwd, 'cards', 'one.md'), card(1));
    for (const id of [1, 2, 3]) server.on(`/PMC${id}/full.md`, withEtag(TEXT, '"1"'));
    expect((await link(cwd, 'cards')).summary.papers).toMatchObject({ found: 1, written: 1 });

    writeFileSync(join(cwd, 'cards', '.two.part'), card(2));
    renameSync(join(cwd, 'cards', '.two.part'), join(cwd, 'cards', 'two.md'));
    const half = setInterval(() => writeFileSync(join(cwd, 'cards', 'three.md'), card(3).slice(0, 30)), 50);
    const onStderr = async (text: string) => {
      if (!text.includes('"run-started"')) return;
      await sleep(400);
      clearInterval(half);
      writeFileSync(join(cwd, 'cards', 'three.md'), card(3));
    };
    const { code, stdout } = await papergraph(['link', 'cards', '--json'], { cwd, env: ENV, onStderr });
    const summary: RunSummary = JSON.parse(stdout);
    expect([code, summary.inputProblems]).toEqual([0, []]);
    expect(summary.papers).toMatchObject({ found: 3, written: 2, unchanged: 1, fromCardOnly: 0 });
  });
});
