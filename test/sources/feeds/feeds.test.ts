import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOTHING_KNOWN, remember } from '../../../src/sources/feeds/feed-memory.js';
import { type FeedParts, type Feeds, readFeeds } from '../../../src/sources/feeds/feeds.js';
import { Settling } from '../../../src/sources/settled.js';
import { status, withEtag } from '../../support/bad-server.js';
import { cardFor, makeServer, makeSource, tempFolder } from '../fetch/setup.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-27T12:00:00Z');
const A = 'https://a.org/1.md';

type Reading = readonly [atHours: number, changedHours: number | null, others?: number];

/** What is known of A after feeds were read one after the other, as hours before or after noon. */
function askFromHours(...readings: readonly Reading[]): number | undefined {
  let known = NOTHING_KNOWN;
  for (const [at, changed, others = 0] of readings) {
    const item = { url: A, line: 1, changed: changed === null ? null : NOW + changed * HOUR };
    const rest = Array.from({ length: others }, (_, n) => ({
      url: `https://a.org/other${n}.md`,
      line: 2 + n,
      changed: null,
    }));
    known = remember(known, [item, ...rest], NOW + at * HOUR);
  }
  const ms = known.links.find((link) => link.url === A)?.askFrom;
  return ms === undefined ? undefined : Math.round(((ms - NOW) / HOUR) * 100) / 100;
}

describe('from when on a copy is new enough', () => {
  it.each<[string, Reading[], number]>([
    ['a time is taken, with some minutes for clocks that differ', [[0, -10]], -9.92],
    ['a time to come is the time of reading', [[0, 5]], 0],
    [
      'and stays that, however often it is read',
      [
        [0, 5],
        [1, 5],
        [2, 5],
      ],
      0,
    ],
    [
      'a new time counts',
      [
        [0, -10],
        [24, 20],
      ],
      20.08,
    ],
    [
      'an older time takes nothing back',
      [
        [0, -10],
        [24, -30],
      ],
      -9.92,
    ],
    ['no time is the time of reading', [[0, null]], 0],
    [
      'the same list as last time says nothing new',
      [
        [0, null],
        [24, null],
      ],
      0,
    ],
    [
      'another list says it anew',
      [
        [0, null],
        [24, null, 1],
      ],
      24,
    ],
    [
      'a time in place of none',
      [
        [0, null],
        [24, 20],
      ],
      20.08,
    ],
  ])('%s', (_, readings, expected) => {
    expect(askFromHours(...readings)).toBe(expected);
  });

  it('of two entries for one link the newest counts, and one without a time is newest', () => {
    const item = (changed: number | null) => ({ url: A, line: 1, changed });
    const changedOf = (...items: (number | null)[]) =>
      remember(NOTHING_KNOWN, items.map(item), NOW).links.map((link) => link.changed);
    expect([changedOf(1, 3, 2), changedOf(3, null, 2), changedOf(null)]).toEqual([[3], [null], [null]]);
  });

  it('a link that is gone is kept for a month, for papers that could not be had', () => {
    const first = remember(NOTHING_KNOWN, [{ url: A, line: 1, changed: null }], NOW);
    const later = (days: number) => remember(first, [], NOW + days * DAY).links.map((link) => link.url);
    expect([later(29), later(31)]).toEqual([[A], []]);
  });
});

/** A folder for feeds of files and what is known of them. */
function place(): FeedParts & { readonly cwd: string; readonly put: (name: string, text: string) => void } {
  const cwd = tempFolder();
  const getPage = () => Promise.reject(new Error('no address was to be asked'));
  return { cwd, folder: join(cwd, 'known'), getPage, put: (name, text) => writeFileSync(join(cwd, name), text) };
}

const linksOf = (feeds: Feeds) =>
  feeds.cards.map(({ fullTextUrl, place: { path, line } }) => `${fullTextUrl} ${path}:${line}`);
const askFrom = (feeds: Feeds, url: string) => feeds.askFrom({ ...cardFor(url), id: 'URL:of-a-card' });
const problemsOf = (feeds: Feeds) =>
  feeds.problems.map(({ place: { path, line }, kind, message }) => `${kind} ${path}:${line} ${message}`);

describe('feeds that are files', () => {
  it('give their links with their places', async () => {
    const { put, ...parts } = place();
    put('a.txt', `${A}\n`);
    put('b.jsonl', `\n"https://a.org/2.md"\n{"url":"${A}","changed":"2020-01-01"}\n`);
    const before = Date.now();
    const feeds = await readFeeds(['a.txt', 'b.jsonl', 'a.txt'], parts);
    expect(linksOf(feeds)).toEqual([`${A} a.txt:1`, 'https://a.org/2.md b.jsonl:2', `${A} b.jsonl:3`]);
    expect(feeds.problems).toEqual([]);
    expect(askFrom(feeds, A)).toBeGreaterThanOrEqual(before);
    expect([askFrom(feeds, 'https://a.org/3.md'), feeds.askFrom(cardFor(null))]).toEqual([null, null]);
    expect(askFrom(feeds, 'https://A.org:443/1.md#results')).toBe(askFrom(feeds, A));
  });

  it('name papers by their id as well', async () => {
    const { put, ...parts } = place();
    put('a.txt', 'https://a.org/PMC1/full.md\n');
    const feeds = await readFeeds(['a.txt'], parts);
    expect(feeds.askFrom(cardFor('https://mirror.org/of/it.md'))).toBeGreaterThan(0);
    expect(feeds.askFrom({ ...cardFor('https://mirror.org/of/it.md'), id: 'PMC:PMC2' })).toBeNull();
  });

  it('read again say nothing new, after a change they do', async () => {
    const { put, ...parts } = place();
    put('a.txt', `${A}\n`);
    const first = askFrom(await readFeeds(['a.txt'], parts), A) ?? 0;
    expect(askFrom(await readFeeds(['a.txt'], parts), A)).toBe(first);
    put('a.txt', `https://a.org/9.md\n${A}\n`);
    expect(askFrom(await readFeeds(['a.txt'], parts), A)).toBeGreaterThan(first);
  });

  it('that are missing or broken are a problem with place, and links of earlier runs are used', async () => {
    const { put, ...parts } = place();
    put('a.xml', `<rss>\n<item><link>${A}</link></item></rss>`);
    await readFeeds(['a.xml'], parts);
    put('a.xml', '<rss>\n<item><link>https://a.org/2.md</link></item>');
    const feeds = await readFeeds(['a.xml', 'nowhere.txt'], parts);
    expect(linksOf(feeds)).toEqual([`${A} a.xml:2`]);
    expect(problemsOf(feeds)).toEqual([
      expect.stringMatching(/^unreadable a\.xml:2 expected XML that ends as it began/),
      expect.stringMatching(/^unreadable nowhere\.txt:1 expected a feed: ENOENT/),
    ]);
  });

  it('of which an entry is wrong are used without it', async () => {
    const { put, ...parts } = place();
    put('a.txt', `${A}\nwhat?\n`);
    const feeds = await readFeeds(['a.txt'], parts);
    expect(linksOf(feeds)).toEqual([`${A} a.txt:1`]);
    expect(problemsOf(feeds)).toEqual([
      'bad-line a.txt:2 expected a link that begins with http:// or https://; found "what?". The entry is left out; correct the feed',
    ]);
  });

  it('are known by files that do not tell their address, and broken ones are as none', async () => {
    const { put, ...parts } = place();
    put('a.txt', `${A}\n`);
    await readFeeds(['a.txt'], parts);
    const [file = ''] = readdirSync(parts.folder);
    expect(file).toMatch(/^[0-9a-f]{16}\.json$/);
    writeFileSync(join(parts.folder, file), '{"version": 1, "lin');
    expect(linksOf(await readFeeds(['a.txt'], parts))).toEqual([`${A} a.txt:1`]);
    expect(JSON.parse(readFileSync(join(parts.folder, file), 'utf8'))).toMatchObject({ version: 1 });
  });

  it('whose state cannot be written end the run', async () => {
    const { put, ...parts } = place();
    put('a.txt', `${A}\n`);
    put('known', 'a file where a folder should be');
    await expect(readFeeds(['a.txt'], parts)).rejects.toThrow(/known.*expected a file that can be written/);
  });

  it('that are being written are waited for', async () => {
    const { put, ...parts } = place();
    put('a.txt', `${A}\n`);
    const reading = readFeeds(['a.txt'], { ...parts, settling: new Settling(300) });
    setTimeout(() => put('a.txt', `${A}\nhttps://a.org/2.md\n`), 100);
    expect(linksOf(await reading)).toHaveLength(2);
    put('old.txt', `${A}\n`);
    utimesSync(join(parts.cwd, 'old.txt'), new Date(0), new Date(0));
    expect(linksOf(await readFeeds(['old.txt'], { ...parts, settling: new Settling(600_000) }))).toHaveLength(1);
  });
});

describe('feeds of a server', () => {
  it('are asked with what it said last time, and "not modified" keeps their links', async () => {
    const server = await makeServer();
    server.on('/feed', withEtag(`${server.url('/1.md')}\n`, '"v1"'));
    const source = makeSource({ allowPrivateAddresses: false });
    const parts: FeedParts = {
      folder: join(tempFolder(), 'known'),
      getPage: (address, known) => source.page(address, known),
    };
    const address = server.url('/feed');
    const first = await readFeeds([address], parts);
    const again = await readFeeds([address], parts);
    expect(server.seen('/feed').map((request) => request.headers['if-none-match'])).toEqual([undefined, '"v1"']);
    expect([linksOf(again), askFrom(again, server.url('/1.md'))]).toEqual([
      linksOf(first),
      askFrom(first, server.url('/1.md')),
    ]);
    server.on('/feed', status(404));
    const gone = await readFeeds([address], parts);
    expect(problemsOf(gone)).toEqual([expect.stringMatching(/^unreadable .*\/feed:1 expected a feed: .*404/)]);
    expect(linksOf(gone)).toEqual(linksOf(first));
  });

  it('may be on a private address, since the settings name them; the links in them may not', async () => {
    const server = await makeServer();
    server.on('/feed', withEtag(`${server.url('/1.md')}\n`, '"v1"'));
    const source = makeSource({ allowPrivateAddresses: false });
    expect(await source.page(server.url('/feed'), null)).toMatchObject({ etag: '"v1"' });
    expect((await source.fetch(cardFor(server.url('/1.md')))).text.failure?.kind).toBe('forbidden-address');
  });

  it('are not asked offline', async () => {
    const source = makeSource({ offline: true });
    await expect(source.page('https://a.org/feed', null)).rejects.toThrow(/offline/);
    const getPage: FeedParts['getPage'] = (address, known) => source.page(address, known);
    const { problems } = await readFeeds(['https://a.org/feed'], { folder: join(tempFolder(), 'known'), getPage });
    expect(problems).toMatchObject([{ kind: 'unreadable', fatal: false }]);
  });

  it('are read from a mapped folder', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'feeds'));
    writeFileSync(join(folder, 'feeds', 'x.txt'), `${A}\n`);
    const source = makeSource({ hostMap: { 'a.org': folder } });
    const page = await source.page('https://a.org/feeds/x.txt', null);
    expect(Buffer.from(page?.body ?? []).toString()).toBe(`${A}\n`);
    expect(existsSync(folder)).toBe(true);
  });
});

describe('a text that a feed says has changed', () => {
  it('is asked for again although the copy is fresh, once', async () => {
    const server = await makeServer();
    server.on('/1.md', withEtag('# One\n', '"v1"'));
    const source = makeSource({ freshForMs: DAY });
    const card = cardFor(server.url('/1.md'));
    const via = async (askFrom: number) => (await source.fetch(card, { askFrom })).via;
    expect(await via(0)).toBe('downloaded');
    const changed = Date.now() + 1;
    expect(await via(changed - HOUR)).toBe('cache');
    while (Date.now() <= changed);
    expect([await via(changed), await via(changed), await via(0)]).toEqual(['revalidated', 'cache', 'cache']);
    server.on('/1.md', withEtag('# One, corrected\n', '"v2"'));
    const again = Date.now() + 1;
    while (Date.now() <= again);
    expect([await via(0), await via(again), await via(again)]).toEqual(['cache', 'downloaded', 'cache']);
  });
});
