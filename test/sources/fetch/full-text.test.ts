import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { FetchFailure } from '../../../src/model.js';
import {
  type Behavior,
  closedPort,
  cutOff,
  gzipBomb,
  hangUp,
  inTurn,
  longerThanSaid,
  markdown,
  redirectTo,
  slowBody,
  slowHeaders,
  startSilentServer,
  status,
} from '../../support/bad-server.js';
import { CARD_TEXT, cardFor, makeServer, makeSource } from './setup.js';

const TEXT = '# Full text\n\nTrp53−/− mice, α-synuclein 😀.\r\n';
const ok = markdown(TEXT);
const announced = (bytes: number) => markdown('x'.repeat(bytes), { 'Content-Length': String(bytes) });

describe('a text that can be had', () => {
  it('comes as sent, with its hash and address', async () => {
    const server = await makeServer();
    server.on('/full.md', ok);
    const result = await makeSource().fetch(cardFor(server.url('/full.md#results')));
    expect(result.text).toEqual({
      paperId: 'PMC:PMC1',
      origin: 'full-text',
      url: server.url('/full.md#results'),
      markdown: TEXT,
      sha256: 'a8347d561e17a493b126a5684a8faac2586fe88b18b3442cc20a236d0d49492d',
      failure: null,
    });
    expect(result).toMatchObject({ via: 'downloaded', fromCache: false, bytes: Buffer.byteLength(TEXT) });
  });

  it.each<[string, string, (text: string) => Buffer]>([
    ['gzip', 'gzip', (text) => gzipSync(text)],
    ['x-gzip, in capitals', 'X-GZIP', (text) => gzipSync(text)],
    ['deflate', 'deflate', (text) => deflateSync(text)],
    ['deflate without its header', 'deflate', (text) => deflateRawSync(text)],
    ['br', 'br', (text) => brotliCompressSync(text)],
    ['two layers', 'gzip, br', (text) => brotliCompressSync(gzipSync(text))],
  ])('is unpacked: %s', async (_title, encoding, pack) => {
    const server = await makeServer();
    server.on('/full.md', markdown(pack(TEXT), { 'Content-Encoding': encoding }));
    const result = await makeSource().fetch(cardFor(server.url('/full.md')));
    expect(result.text).toMatchObject({ origin: 'full-text', markdown: TEXT });
    expect(result.bytes).toBe(pack(TEXT).length);
  });

  it('is asked for politely: who, what, and no credentials', async () => {
    const server = await makeServer();
    server.on('/full.md', ok);
    await makeSource({ contact: 'curator@example.org' }).fetch(
      cardFor(server.url('/full.md').replace('http://', 'http://user:secret@')),
    );
    const [request] = server.seen('/full.md');
    expect(request?.headers).toMatchObject({
      'user-agent': 'papergraph/0.0.0 (+curator@example.org)',
      'accept-encoding': 'gzip, deflate, br',
    });
    expect(request?.headers.authorization).toBeUndefined();
  });
});

describe('a text that cannot be had', () => {
  it.each<[string, FetchFailure, RegExp, number, Behavior]>([
    ['not found', 'http-status', /404/, 1, status(404)],
    ['gone', 'http-status', /410/, 1, status(410)],
    ['forbidden', 'http-status', /403/, 1, status(403)],
    ['not modified, though nobody asked', 'http-status', /304/, 1, status(304)],
    ['an error that stays', 'http-status', /500.*4 attempts/, 4, status(500)],
    ['too many requests, always', 'http-status', /429.*4 attempts/, 4, status(429)],
    ['a body cut off', 'network', /cut off/, 4, cutOff(TEXT)],
    ['hanging up', 'network', /cut off/, 4, hangUp],
    ['a body longer than told', 'network', /HPE_/, 4, longerThanSaid(TEXT)],
    ['damaged gzip', 'network', /damaged/, 4, markdown(gzipSync(TEXT).subarray(0, 30), { 'Content-Encoding': 'gzip' })],
    ['gzip in name only', 'network', /damaged/, 4, markdown(TEXT, { 'Content-Encoding': 'gzip' })],
    ['a gzip bomb', 'too-large', /after decompression/, 1, gzipBomb(50_000_000)],
    ['too large, announced', 'too-large', /announced/, 1, announced(100_001)],
    ['too large, chunked', 'too-large', /as sent/, 1, (_request, response) => void response.write('x'.repeat(100_001))],
    ['an HTML page', 'not-markdown', /text\/html/, 1, markdown('<p>', { 'Content-Type': 'text/html' })],
    ['an HTML page as Markdown', 'not-markdown', /HTML page/, 1, markdown('\n<!DOCTYPE html><title>Login</title>')],
    ['a PDF as octets', 'not-markdown', /PDF/, 1, markdown('%PDF-1.7', { 'Content-Type': 'application/octet-stream' })],
    ['an empty body', 'not-markdown', /empty/, 1, markdown(' \n')],
    ['an unknown compression', 'not-markdown', /zstd/, 1, markdown(TEXT, { 'Content-Encoding': 'zstd' })],
    ['compression on compression', 'not-markdown', /3 times/, 1, markdown(TEXT, { 'Content-Encoding': 'br, br, br' })],
    ['a redirect to nowhere', 'redirect', /without a target/, 1, status(302)],
    ['a redirect to another protocol', 'forbidden-address', /ftp:/, 1, redirectTo('ftp://example.org/full.md')],
  ])('%s is %s', async (_title, kind, message, requests, behavior) => {
    const server = await makeServer();
    server.on('/full.md', behavior);
    const result = await makeSource().fetch(cardFor(server.url('/full.md')));
    expect(result.text).toMatchObject({ origin: 'card', url: null, markdown: CARD_TEXT, failure: { kind } });
    expect(result.text.failure?.message).toMatch(message);
    expect(result.text.failure?.message).toContain(kind === 'forbidden-address' ? 'ftp://' : server.url('/full.md'));
    expect(server.seen('/full.md')).toHaveLength(requests);
    expect(result).toMatchObject({ via: 'card', fromCache: false, bytes: 0 });
  });

  it.each<[string, RegExp, Behavior]>([
    ['headers that do not come', /no answer within 250 ms; 2 attempts/, slowHeaders(3000, ok)],
    ['a body that stops', /no byte came for 200 ms; 2 attempts/, slowBody(TEXT, 3000)],
    ['a body that drips', /not complete within 400 ms; 2 attempts/, slowBody(TEXT, 20)],
  ])('%s is network', async (_title, message, behavior) => {
    const server = await makeServer();
    server.on('/full.md', behavior);
    const source = makeSource({ attempts: 2, connectTimeoutMs: 50, idleTimeoutMs: 200, timeoutMs: 400 });
    const { text } = await source.fetch(cardFor(server.url('/full.md')));
    expect(text.failure).toMatchObject({ kind: 'network', message: expect.stringMatching(message) });
    expect(server.seen('/full.md')).toHaveLength(2);
  });

  it('a card without a link', async () => {
    const { text } = await makeSource().fetch(cardFor(null));
    expect(text.failure?.kind).toBe('no-link');
  });

  it.each(['full.md', 'ftp://example.org/full.md', 'file:///etc/hosts', 'http://'])(
    'a link that is none: %s',
    async (link) => {
      const { text } = await makeSource().fetch(cardFor(link));
      expect(text.failure?.kind).toBe('forbidden-address');
    },
  );

  it('a port where nobody listens', async () => {
    const { text } = await makeSource().fetch(cardFor(`http://${await closedPort()}/full.md`));
    expect(text.failure).toMatchObject({ kind: 'network', message: expect.stringMatching(/refused.*ECONNREFUSED/) });
  });

  it('a TLS handshake that never ends', async () => {
    const server = await startSilentServer();
    const source = makeSource({ attempts: 2, connectTimeoutMs: 50 });
    const { text } = await source.fetch(cardFor(`https://${server.host}/full.md`));
    await server.close();
    expect(text.failure).toMatchObject({
      kind: 'network',
      message: expect.stringMatching(/no connection within 50 ms/),
    });
  });
});

describe('asking again', () => {
  it('after 500, a cut-off body and hanging up, the text comes', async () => {
    const server = await makeServer();
    server.on('/full.md', inTurn(status(500), cutOff(TEXT), hangUp, ok));
    const told: [number, string][] = [];
    const onRetry = (attempt: number, delayMs: number, reason: string) => {
      expect(delayMs).toBeLessThan(4 * 2 ** (attempt - 1));
      told.push([attempt, reason]);
    };
    const { text } = await makeSource().fetch(cardFor(server.url('/full.md')), { onRetry });
    expect(text.origin).toBe('full-text');
    expect(told).toEqual([
      [1, expect.stringContaining('500')],
      [2, expect.stringContaining('cut off')],
      [3, expect.stringContaining('cut off')],
    ]);
  });

  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1900).toUTCString()],
  ])('obeys Retry-After in %s, and lets other papers of the host wait as well', async (_title, retryAfter) => {
    const server = await makeServer();
    const busy: Behavior = (request, response, times) =>
      status(429, { 'Retry-After': retryAfter() })(request, response, times);
    server.on('/robots.txt', status(404));
    server.on('/a.md', inTurn(busy, ok));
    server.on('/b.md', ok);
    const source = makeSource({ concurrencyPerHost: 1, maxRetryDelayMs: 3000 });
    const a = source.fetch(cardFor(server.url('/a.md')));
    // Else the second might be asked for first: both wait for robots.txt and for the name of the host.
    await vi.waitFor(() => expect(server.seen('/a.md')).toHaveLength(1));
    const b = source.fetch(cardFor(server.url('/b.md')));
    expect((await Promise.all([a, b])).map(({ via }) => via)).toEqual(['downloaded', 'downloaded']);
    const [first, again] = server.seen('/a.md');
    const [other] = server.seen('/b.md');
    // A date has no parts of a second: what is left of "in 1.9 s" is 0.9 s to 1.9 s.
    for (const later of [again, other]) expect((later?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(850);
  });

  it('does not wait longer than the settings allow, says until when, and leaves the host alone', async () => {
    const server = await makeServer();
    server.on('/a.md', status(503, { 'Retry-After': '3600' }));
    server.on('/b.md', ok);
    const source = makeSource();
    const { text } = await source.fetch(cardFor(server.url('/a.md')));
    expect(text.failure).toMatchObject({
      kind: 'http-status',
      message: expect.stringMatching(/503.*wait until 20\d\d-/),
    });
    const other = await source.fetch(cardFor(server.url('/b.md')));
    expect(other.text.failure?.message).toMatch(/not asked again before 20\d\d-/);
    expect(server.seen('/b.md')).toHaveLength(0);
  });
});

describe('a host that is down', () => {
  it('is given up after three papers, with those that wait', async () => {
    const host = await closedPort();
    const source = makeSource({ agreedHosts: { [host]: { ignoreRobots: true } }, requestsPerSecond: 20 });
    const start = Date.now();
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, n) => source.fetch(cardFor(`http://${host}/${n}.md`))),
    );
    expect(new Set(results.map(({ text }) => text.failure?.kind))).toEqual(new Set(['network']));
    const down = results.filter(({ text }) => text.failure?.message.includes('taken as down'));
    expect(down.length).toBeGreaterThanOrEqual(50);
    // Those that waited were no lost papers of their own, so nothing was added to the reason.
    const late = await source.fetch(cardFor(`http://${host}/late.md`));
    expect(late.text.failure?.message).toBe(down[0]?.text.failure?.message);
    // 60 papers with 4 attempts each would take 12 s at this rate.
    expect(Date.now() - start).toBeLessThan(8000);
  });

  it('is tried again after a while, and one good answer clears it', async () => {
    const server = await makeServer();
    server.on('/bad.md', hangUp);
    server.on('/good.md', ok);
    const agreedHosts = { [server.host]: { ignoreRobots: true } };
    const source = makeSource({ agreedHosts, attempts: 1, hostDownMs: 100 });
    const viaOf = async (path: string) => (await source.fetch(cardFor(server.url(path)))).via;
    for (let paper = 0; paper < 3; paper += 1) expect(await viaOf('/bad.md')).toBe('card');
    expect(await viaOf('/good.md')).toBe('card');
    await sleep(110);
    expect(await viaOf('/good.md')).toBe('downloaded');
    expect(await viaOf('/bad.md')).toBe('card');
    expect(server.seen('/bad.md')).toHaveLength(4);
  });

  it('with no network, a batch is over at once', async () => {
    let lookups = 0;
    const source = makeSource(
      { retryDelayMs: 50 },
      {
        lookup: (_name, _options, callback) => {
          lookups += 1;
          callback(Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' }), []);
        },
      },
    );
    const results = await Promise.all(
      Array.from({ length: 45 }, (_, n) => source.fetch(cardFor(`https://papers.example/${n}.md`))),
    );
    expect(new Set(results.map(({ text }) => text.failure?.kind))).toEqual(new Set(['network']));
    expect(results[44]?.text.failure?.message).toMatch(/perhaps no network/);
    expect(lookups).toBe(2);
  });
});

describe('pace', () => {
  it('keeps to so many a second and so many at once for one host', async () => {
    const server = await makeServer();
    let underWay = 0;
    let most = 0;
    const slow: Behavior = async (request, response, times) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await sleep(90);
      underWay -= 1;
      await ok(request, response, times);
    };
    for (let n = 0; n < 6; n += 1) server.on(`/${n}.md`, slow);
    const source = makeSource({ requestsPerSecond: 20, concurrencyPerHost: 2 });
    const fetches = Array.from({ length: 6 }, (_, n) => source.fetch(cardFor(server.url(`/${n}.md`))));
    expect((await Promise.all(fetches)).every(({ via }) => via === 'downloaded')).toBe(true);
    expect(most).toBe(2);
    const times = server.seen().map(({ at }) => at);
    // Seven requests with robots.txt. Clocks of timers and of requests differ by a few milliseconds.
    expect((times[6] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(280);
  });

  it('keeps to so many at once over all hosts', async () => {
    const servers = await Promise.all(Array.from({ length: 4 }, () => makeServer()));
    let underWay = 0;
    let most = 0;
    for (const server of servers) {
      server.on('/full.md', async (request, response, times) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await sleep(30);
        underWay -= 1;
        await ok(request, response, times);
      });
    }
    const source = makeSource({ concurrency: 3 });
    const results = await Promise.all(servers.map((server) => source.fetch(cardFor(server.url('/full.md')))));
    expect(results.every(({ via }) => via === 'downloaded')).toBe(true);
    expect(most).toBe(3);
  });
});

describe('stopping', () => {
  it.each<[string, Behavior]>([
    ['a request', slowHeaders(5000, ok)],
    ['a body', slowBody(TEXT, 5000)],
    ['a wait before another attempt', status(503, { 'Retry-After': '1' })],
  ])('ends %s with the reason of the signal', async (_title, behavior) => {
    const server = await makeServer();
    server.on('/full.md', behavior);
    const stop = new AbortController();
    const source = makeSource({ timeoutMs: 5000, idleTimeoutMs: 5000 }, { stop: stop.signal });
    const reason = new Error('stopped by the user');
    const fetching = source.fetch(cardFor(server.url('/full.md')));
    const waiting = source.fetch(cardFor(server.url('/full.md')));
    setTimeout(() => stop.abort(reason), 80);
    const start = Date.now();
    expect(await Promise.allSettled([fetching, waiting])).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    expect(Date.now() - start).toBeLessThan(2000);
    await expect(source.fetch(cardFor(server.url('/full.md')))).rejects.toBe(reason);
  });

  it('closing ends what is under way', async () => {
    const server = await makeServer();
    server.on('/full.md', slowHeaders(5000, ok));
    const source = makeSource();
    setTimeout(() => source.close(), 50);
    await expect(source.fetch(cardFor(server.url('/full.md')))).rejects.toMatchObject({ name: 'AbortError' });
  });
});
