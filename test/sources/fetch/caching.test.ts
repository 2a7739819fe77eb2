import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { globSync } from 'tinyglobby';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CannotRunError } from '../../../src/errors.js';
import { TextCache } from '../../../src/sources/fetch/cache.js';
import { hangUp, inTurn, markdown, redirectTo, status, withEtag } from '../../support/bad-server.js';
import { serveFolder } from '../../support/serve-folder.js';
import { cardFor, makeServer, makeSource, tempFolder } from './setup.js';

const TEXT = '# Full text\n';
/** Every cached text is old at once. */
const STALE = { freshForMs: 0 };

describe('a cached text', () => {
  it('is used without asking while it is fresh, also by another process', async () => {
    const server = await makeServer();
    server.on('/full.md', markdown(TEXT));
    const cacheDir = tempFolder();
    const card = cardFor(server.url('/full.md'));
    expect(await makeSource({ cacheDir }).fetch(card)).toMatchObject({ via: 'downloaded', fromCache: false });
    const again = await makeSource({ cacheDir }).fetch(card);
    expect(again).toMatchObject({
      via: 'cache',
      fromCache: true,
      bytes: 0,
      text: { markdown: TEXT, url: card.fullTextUrl },
    });
    expect(server.seen('/full.md')).toHaveLength(1);
  });

  it('is asked about by ETag when it is old, and is fresh again after 304', async () => {
    const server = await makeServer();
    server.on('/full.md', withEtag(TEXT, '"v1"'));
    const cacheDir = tempFolder();
    const card = cardFor(server.url('/full.md'));
    const fetchedAt = async () => (await new TextCache(cacheDir).get(server.url('/full.md')))?.entry.fetchedAt ?? 0;
    await makeSource({ cacheDir }).fetch(card);
    const first = await fetchedAt();
    await sleep(6);
    const again = await makeSource({ cacheDir, ...STALE }).fetch(card);
    expect(again).toMatchObject({ via: 'revalidated', fromCache: false, bytes: 0, text: { markdown: TEXT } });
    expect(server.seen('/full.md').map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"']);
    expect((await fetchedAt()) - first).toBeGreaterThanOrEqual(5);
    expect((await makeSource({ cacheDir }).fetch(card)).via).toBe('cache');
  });

  it('is replaced when its ETag has changed', async () => {
    const server = await makeServer();
    server.on('/full.md', inTurn(withEtag(TEXT, '"v1"'), withEtag('# New\n', '"v2"'), withEtag('# New\n', '"v2"')));
    const source = makeSource(STALE);
    const card = cardFor(server.url('/full.md'));
    const results = [await source.fetch(card), await source.fetch(card), await source.fetch(card)];
    expect(results.map(({ via, text }) => [via, text.markdown])).toEqual([
      ['downloaded', TEXT],
      ['downloaded', '# New\n'],
      ['revalidated', '# New\n'],
    ]);
  });

  it('is asked about by date where there is no ETag', async () => {
    const server = await makeServer();
    const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
    server.on('/full.md', inTurn(markdown(TEXT, { 'Last-Modified': date }), status(304)));
    const source = makeSource(STALE);
    await source.fetch(cardFor(server.url('/full.md')));
    expect((await source.fetch(cardFor(server.url('/full.md')))).via).toBe('revalidated');
    expect(server.seen('/full.md')[1]?.headers['if-modified-since']).toBe(date);
  });

  it('its ETag goes to the address that gave it, not to those that redirect there', async () => {
    const server = await makeServer();
    server.on('/a.md', redirectTo('/b.md'));
    server.on('/b.md', withEtag(TEXT, '"b"'));
    const source = makeSource(STALE);
    await source.fetch(cardFor(server.url('/a.md')));
    expect((await source.fetch(cardFor(server.url('/a.md')))).via).toBe('revalidated');
    expect(server.seen('/a.md')[1]?.headers['if-none-match']).toBeUndefined();
    expect(server.seen('/b.md')[1]?.headers['if-none-match']).toBe('"b"');
  });

  it.each([
    ['hangs up', hangUp, /cut off/],
    ['has an error', status(503), /503/],
    ['asks to wait for long', status(429, { 'Retry-After': '9999' }), /wait until/],
    ['shows a page instead', markdown('<!doctype html>'), /HTML page/],
  ])('is used, and that is told, when the server %s', async (_title, behavior, warning) => {
    const server = await makeServer();
    server.on('/full.md', inTurn(markdown(TEXT), behavior));
    const source = makeSource({ ...STALE, attempts: 2 });
    await source.fetch(cardFor(server.url('/full.md')));
    const result = await source.fetch(cardFor(server.url('/full.md')));
    expect(result).toMatchObject({ via: 'stale', fromCache: false, text: { origin: 'full-text', markdown: TEXT } });
    expect(result.warning?.message).toMatch(warning);
  });

  it.each([status(404), status(410)])('is not used when the text is gone', async (behavior) => {
    const server = await makeServer();
    server.on('/full.md', inTurn(markdown(TEXT), behavior));
    const source = makeSource(STALE);
    await source.fetch(cardFor(server.url('/full.md')));
    expect((await source.fetch(cardFor(server.url('/full.md')))).text.failure?.kind).toBe('http-status');
  });

  it('that is broken on disk is fetched again, without a condition', async () => {
    const server = await makeServer();
    server.on('/robots.txt', markdown('User-agent: *', { 'Content-Type': 'text/plain' }));
    server.on('/full.md', withEtag(TEXT, '"v1"'));
    const cacheDir = tempFolder();
    await makeSource({ cacheDir }).fetch(cardFor(server.url('/full.md')));
    for (const path of globSync('content-v2/**', { cwd: cacheDir, absolute: true })) {
      writeFileSync(path, readFileSync(path, 'utf8').replace('Full', 'Fool'));
    }
    const again = await makeSource({ cacheDir }).fetch(cardFor(server.url('/full.md')));
    expect(again).toMatchObject({ via: 'downloaded', text: { markdown: TEXT } });
    expect(server.seen('/full.md')[1]?.headers['if-none-match']).toBeUndefined();
  });

  it('is never made of a failure', async () => {
    const server = await makeServer();
    server.on('/full.md', inTurn(markdown('<html>'), markdown(TEXT)));
    const source = makeSource();
    const card = cardFor(server.url('/full.md'));
    expect([await source.fetch(card), await source.fetch(card)].map(({ via }) => via)).toEqual(['card', 'downloaded']);
  });

  it('a disk that fails stops the run', async () => {
    const server = await makeServer();
    server.on('/full.md', markdown(TEXT));
    const cacheDir = join(tempFolder(), 'file');
    writeFileSync(cacheDir, '');
    const source = makeSource({ cacheDir, agreedHosts: { [server.host]: { ignoreRobots: true } } });
    await expect(source.fetch(cardFor(server.url('/full.md')))).rejects.toThrow(CannotRunError);
  });
});

describe('offline', () => {
  it('uses the cache whatever its age, and nothing else', async () => {
    const server = await makeServer();
    server.on('/full.md', markdown(TEXT));
    const cacheDir = tempFolder();
    await makeSource({ cacheDir }).fetch(cardFor(server.url('/full.md')));
    const asked = server.seen().length;
    const offline = makeSource({ cacheDir, offline: true, ...STALE });
    expect(await offline.fetch(cardFor(server.url('/full.md')))).toMatchObject({
      via: 'cache',
      text: { markdown: TEXT },
    });
    expect((await offline.fetch(cardFor(server.url('/other.md')))).text.failure).toEqual({
      kind: 'offline',
      message: `${server.url('/other.md')} is not in the cache`,
    });
    expect(server.seen()).toHaveLength(asked);
  });
});

describe('serveFolder', () => {
  it('is a site of papers that knows what was sent already', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'PMC1'));
    writeFileSync(join(folder, 'PMC1/full.md'), TEXT);
    const site = await serveFolder(folder);
    onTestFinished(() => site.close());
    const source = makeSource({ ...STALE, hostMap: { 'papers.example': site.origin } });
    const viaOf = async (id: string) => (await source.fetch(cardFor(`https://papers.example/paper/${id}/full.md`))).via;
    expect([await viaOf('PMC1'), await viaOf('PMC1'), await viaOf('PMC2')]).toEqual([
      'downloaded',
      'revalidated',
      'card',
    ]);
    expect(site.counts).toEqual({ sent: 1, notModified: 1 });
  });
});
