import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CannotRunError } from '../../src/errors.js';
import {
  DOWNLOAD_DEFAULTS,
  type DownloadOptions,
  type DownloadProgress,
  type Release,
} from '../../src/sources/releases/options.js';
import { isSame, mayBeSame, rangeHeaders, versionOf } from '../../src/sources/releases/version.js';
import { checkReleases, downloadReleases } from '../../src/sources/releases.js';
import {
  type BadServer,
  type Behavior,
  closedPort,
  hangUp,
  inTurn,
  redirectTo,
  slowHeaders,
  startBadServer,
  status,
} from '../support/bad-server.js';

let server: BadServer;
let folder = '';
beforeAll(async () => {
  server = await startBadServer();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'papergraph-releases-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** 300,000 bytes that differ at every place, so that a piece in the wrong place is seen. */
const content = (seed: string): Buffer =>
  Buffer.concat(
    Array.from({ length: 9_375 }, (_, index) =>
      createHash('sha256')
        .update(seed + index)
        .digest(),
    ),
  );
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Served {
  readonly body: Buffer;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Hangs up after so many bytes of each answer. */
  readonly cutAfter?: number;
  /** Knows no ranges and no conditions. */
  readonly plain?: boolean;
}

/** Serves a file as a publisher's server does: HEAD, conditions, ranges. */
function serve({ body, etag, lastModified, cutAfter, plain }: Served): Behavior {
  return (request, response) => {
    const marks = {
      ...(etag !== undefined && { ETag: etag }),
      ...(lastModified !== undefined && { 'Last-Modified': lastModified }),
    };
    const { headers, method } = request;
    const known =
      etag === undefined ? headers['if-modified-since'] === lastModified : headers['if-none-match'] === etag;
    if (plain !== true && known && (etag ?? lastModified) !== undefined)
      return void response.writeHead(304, marks).end();
    const range = plain === true ? null : rangeOf(request, etag?.startsWith('W/') === false ? etag : lastModified);
    if (range !== null && range >= body.length)
      return void response.writeHead(416, { 'Content-Range': `bytes */${body.length}` }).end();
    const part = body.subarray(range ?? 0);
    const place = range === null ? {} : { 'Content-Range': `bytes ${range}-${body.length - 1}/${body.length}` };
    response.writeHead(range === null ? 200 : 206, { ...marks, ...place, 'Content-Length': part.length });
    if (method === 'HEAD') return void response.end();
    send(response, part, cutAfter);
  };
}

function send(response: ServerResponse, part: Buffer, cutAfter: number | undefined): void {
  if (cutAfter === undefined || cutAfter >= part.length) response.end(part);
  else response.write(part.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 40));
}

function rangeOf({ headers }: IncomingMessage, mark: string | undefined): number | null {
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  return start === undefined || (headers['if-range'] !== undefined && headers['if-range'] !== mark)
    ? null
    : Number(start);
}

let paths = 0;
/** A release at an address of its own. */
function release(...behaviors: readonly Behavior[]): Release {
  const path = `/release-${++paths}`;
  server.on(path, inTurn(...behaviors));
  return { terminology: 'mondo', url: server.url(path), file: 'mondo.obo', bytes: 1_000_000 };
}

const requests = (of: Release) => server.seen(new URL(of.url).pathname);
const gets = (of: Release): (string | undefined)[] => requests(of).map(({ headers }) => headers.range);

function options(more: Partial<DownloadOptions> = {}): DownloadOptions {
  return {
    ...DOWNLOAD_DEFAULTS,
    folder,
    userAgent: 'papergraph/0 (+test)',
    attempts: 3,
    retryDelayMs: 1,
    idleTimeoutMs: 2_000,
    ...more,
  };
}

const file = (name = 'mondo.obo'): Buffer => readFileSync(join(folder, name));
const records = (): Record<string, unknown> => JSON.parse(file('releases.json').toString('utf8')).files;
const body = content('a');
const lastModified = 'Wed, 21 Oct 2026 07:28:00 GMT';

describe('downloadReleases', () => {
  it('downloads, and notes checksum, date and origin', async () => {
    const wanted = release(serve({ body, etag: '"1"', lastModified }));
    const told: DownloadProgress[] = [];
    const [done] = await downloadReleases([wanted], options({ onProgress: (progress) => told.push(progress) }));
    expect(file().equals(body)).toBe(true);
    expect(done).toMatchObject({ release: wanted, isNew: true });
    expect(records()).toEqual({
      'mondo.obo': {
        terminology: 'mondo',
        url: wanted.url,
        bytes: body.length,
        sha256: sha256(body),
        etag: '"1"',
        lastModified,
        releaseDate: '2026-10-21',
        downloadedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    });
    expect(readdirSync(folder).sort()).toEqual(['mondo.obo', 'releases.json']);
    expect(told[0]).toEqual({ file: 'mondo.obo', doneBytes: 0, totalBytes: body.length });
    expect(told.at(-1)).toEqual({ file: 'mondo.obo', doneBytes: body.length, totalBytes: body.length });
    expect(requests(wanted)[0]?.headers).toMatchObject({
      'user-agent': 'papergraph/0 (+test)',
      'accept-encoding': 'identity',
    });
  });

  it.each([
    ['an ETag', { etag: '"1"' }],
    ['a date', { lastModified }],
    ['a weak ETag and a date', { etag: 'W/"1"', lastModified }],
  ])('resumes after cuts, within one run, by %s', async (_, marks) => {
    const wanted = release(serve({ body, ...marks, cutAfter: 100_000 }), serve({ body, ...marks }));
    const retries: number[] = [];
    await downloadReleases([wanted], options({ onRetry: ({ attempt }) => retries.push(attempt) }));
    expect(file().equals(body)).toBe(true);
    expect(gets(wanted)).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
    expect(retries).toEqual([1]);
  });

  it('resumes in the next run, and gives all attempts back for each new byte', async () => {
    const wanted = release(serve({ body, etag: '"1"', cutAfter: 40_000 }));
    await downloadReleases([wanted], options({ attempts: 4 }));
    expect(file().equals(body)).toBe(true);
    expect(gets(wanted).length).toBeGreaterThan(5);

    const later = release(
      serve({ body, etag: '"1"', cutAfter: 100_000 }),
      hangUp,
      hangUp,
      hangUp,
      serve({ body, etag: '"1"' }),
    );
    const failed = downloadReleases([{ ...later, file: 'later.obo' }], options());
    await expect(failed).rejects.toThrow(/later\.obo cannot be downloaded: .*bytes are kept/);
    expect(existsSync(join(folder, 'later.obo'))).toBe(false);
    expect(existsSync(join(folder, 'later.obo.part'))).toBe(true);
    await downloadReleases([{ ...later, file: 'later.obo' }], options());
    expect(file('later.obo').equals(body)).toBe(true);
    expect(gets(later).at(-1)).toMatch(/^bytes=[1-9]/);
    expect(records()).toMatchObject({ 'mondo.obo': { url: wanted.url }, 'later.obo': { sha256: sha256(body) } });
  });

  it('starts again when the file changed in between', async () => {
    const changed = content('b');
    const wanted = release(serve({ body, etag: '"1"', cutAfter: 100_000 }), serve({ body: changed, etag: '"2"' }));
    await downloadReleases([wanted], options());
    expect(file().equals(changed)).toBe(true);
    expect(gets(wanted)).toEqual([undefined, expect.stringMatching(/^bytes=/)]);
    expect(records()).toMatchObject({ 'mondo.obo': { etag: '"2"', sha256: sha256(changed) } });
  });

  it('is not taken in by a server that goes on with another version', async () => {
    const changed = content('b');
    const careless: Behavior = (request, response) => {
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      response.writeHead(206, {
        ETag: '"2"',
        'Content-Range': `bytes ${start}-${changed.length - 1}/${changed.length}`,
      });
      response.end(changed.subarray(start));
    };
    const wanted = release(
      serve({ body, etag: '"1"', cutAfter: 100_000 }),
      careless,
      serve({ body: changed, etag: '"2"' }),
    );
    await downloadReleases([wanted], options());
    expect(file().equals(changed)).toBe(true);
    expect(gets(wanted)[2]).toBeUndefined();
  });

  it('starts again where a server knows no ranges, or the part is too long', async () => {
    const wanted = release(serve({ body, etag: '"1"', cutAfter: 100_000 }), serve({ body, etag: '"1"', plain: true }));
    await downloadReleases([wanted], options());
    expect(file().equals(body)).toBe(true);

    const shorter = release(
      serve({ body, etag: '"1"', cutAfter: 100_000 }),
      hangUp,
      hangUp,
      hangUp,
      serve({ body: body.subarray(0, 5), etag: '"1"' }),
    );
    await expect(downloadReleases([{ ...shorter, file: 'x' }], options())).rejects.toThrow();
    await downloadReleases([{ ...shorter, file: 'x' }], options());
    expect(file('x').equals(body.subarray(0, 5))).toBe(true);
  });

  it('takes a part that was complete when the program was killed', async () => {
    const wanted = release(status(500));
    writeFileSync(join(folder, 'mondo.obo.part'), body);
    writeFileSync(
      join(folder, 'mondo.obo.part.json'),
      JSON.stringify({ url: wanted.url, etag: '"1"', lastModified: null, bytes: body.length }),
    );
    await downloadReleases([wanted], options());
    expect(file().equals(body)).toBe(true);
    expect(requests(wanted)).toEqual([]);
  });

  it.each([
    ['that nobody can tell', '{"url"'],
    [
      'of another address',
      JSON.stringify({ url: 'https://example.org/', etag: '"1"', lastModified: null, bytes: 300_000 }),
    ],
  ])('throws away a part %s', async (_, mark) => {
    const wanted = release(serve({ body, etag: '"1"' }));
    writeFileSync(join(folder, 'mondo.obo.part'), 'rubbish');
    writeFileSync(join(folder, 'mondo.obo.part.json'), mark);
    await downloadReleases([wanted], options());
    expect(file().equals(body)).toBe(true);
    expect(gets(wanted)).toEqual([undefined]);
  });

  it.each([
    ['says "not modified"', { etag: '"1"' }, {}],
    ['knows no conditions, but the same ETag', { etag: '"1"' }, { plain: true }],
    ['has the same date and size', { lastModified }, { plain: true }],
  ])('does not download again what is there, when the server %s', async (_, marks, more) => {
    const wanted = release(serve({ body, ...marks }), serve({ body, ...marks, ...more }));
    await downloadReleases([wanted], options());
    const before = records();
    expect(await downloadReleases([wanted], options())).toMatchObject([
      { isNew: false, record: { sha256: sha256(body) } },
    ]);
    expect(records()).toEqual(before);
  });

  it('downloads again what changed at the publisher or was damaged here', async () => {
    const changed = content('b');
    const wanted = release(serve({ body, etag: '"1"' }), serve({ body: changed, etag: '"2"' }));
    await downloadReleases([wanted], options());
    await downloadReleases([wanted], options());
    expect(file().equals(changed)).toBe(true);
    writeFileSync(join(folder, 'mondo.obo'), 'cut');
    expect(await downloadReleases([wanted], options())).toMatchObject([{ isNew: true }]);
    expect(file().equals(changed)).toBe(true);
  });

  it('follows redirects and waits out busy servers', async () => {
    const target = release(serve({ body, etag: '"1"' }));
    const wanted = release(status(503, { 'Retry-After': '0' }), status(429), redirectTo(new URL(target.url).pathname));
    await downloadReleases([wanted], options());
    expect(file().equals(body)).toBe(true);
    expect(requests(wanted)).toHaveLength(3);
  });

  it.each([
    ['404', status(404), 1, /mondo\.obo cannot be downloaded: .*status 404.*lexicon\.releases/],
    ['403', status(403), 1, /status 403.*--source/],
    ['500 for ever', status(500), 3, /status 500/],
    [
      'a web page',
      ((_request, response) =>
        void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Log in')) satisfies Behavior,
      1,
      /web page/,
    ],
    ['silence', slowHeaders(60_000, status(200)), 3, /no answer within/],
  ])('gives up on %s', async (_, behavior, asked, message) => {
    const wanted = release(behavior);
    const failed = downloadReleases([wanted], options({ connectTimeoutMs: 50, idleTimeoutMs: 50 }));
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toBeInstanceOf(CannotRunError);
    expect(requests(wanted)).toHaveLength(asked);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives up where nobody listens', async () => {
    const wanted = { ...release(), url: `http://${await closedPort()}/x` };
    await expect(downloadReleases([wanted], options())).rejects.toThrow(/refused/);
  });

  it('leaves nothing half-written when it is stopped, and goes on later', async () => {
    const old = content('old');
    const stalls: Behavior = (request, response, times) => {
      if (times > 2) return serve({ body, etag: '"2"' })(request, response, times);
      response.writeHead(200, { ETag: '"2"', 'Content-Length': body.length });
      response.write(body.subarray(0, 100_000));
    };
    const wanted = release(serve({ body: old, etag: '"1"' }), stalls);
    await downloadReleases([wanted], options());
    const stop = new AbortController();
    const stopped = downloadReleases(
      [wanted],
      options({
        stop: stop.signal,
        onProgress: ({ doneBytes }) => doneBytes >= 100_000 && stop.abort(new Error('stopped by the user')),
      }),
    );
    await expect(stopped).rejects.toThrow('stopped by the user');
    expect(file().equals(old)).toBe(true);
    expect(records()).toMatchObject({ 'mondo.obo': { sha256: sha256(old) } });
    expect(readdirSync(folder).sort()).toEqual(['mondo.obo', 'mondo.obo.part', 'mondo.obo.part.json', 'releases.json']);
    await downloadReleases([wanted], options());
    expect(file().equals(body)).toBe(true);
    expect(gets(wanted).at(-1)).toBe('bytes=100000-');
    expect(readdirSync(folder).sort()).toEqual(['mondo.obo', 'releases.json']);
  });

  it('stops also while it waits for the next attempt', async () => {
    const stop = new AbortController();
    const wanted = release(status(500));
    const waiting = options({
      stop: stop.signal,
      retryDelayMs: 60_000,
      random: () => 0.99,
      onRetry: () => stop.abort(new Error('enough')),
    });
    await expect(downloadReleases([wanted], waiting)).rejects.toThrow('enough');
  });

  it.each(['../x', 'a/b', '', '.', 'x.part', 'releases.json', '.hidden'])('refuses the file name %j', async (name) => {
    await expect(downloadReleases([{ ...release(), file: name }], options())).rejects.toThrow(/plain file name/);
  });

  it('refuses two releases of one name, a folder that is a file, and a list of files that cannot be read', async () => {
    await expect(downloadReleases([release(), release()], options())).rejects.toThrow(/two releases/);
    writeFileSync(join(folder, 'x'), '');
    await expect(downloadReleases([release()], options({ folder: join(folder, 'x') }))).rejects.toThrow(
      /cannot hold the downloads/,
    );
    writeFileSync(join(folder, 'releases.json'), '{"files": 7}');
    await expect(downloadReleases([release()], options())).rejects.toThrow(/releases\.json: expected the list/);
  });
});

describe('checkReleases', () => {
  it('tells sizes, what is there and what came so far, without a download', async () => {
    const wanted = release(serve({ body, etag: '"1"' }));
    expect(await checkReleases([wanted], options())).toEqual([
      { release: wanted, bytes: body.length, isCurrent: false, partBytes: 0 },
    ]);
    await downloadReleases([wanted], options());
    expect(await checkReleases([wanted], options())).toMatchObject([{ bytes: body.length, isCurrent: true }]);
    expect(readdirSync(folder).sort()).toEqual(['mondo.obo', 'releases.json']);

    const cut = {
      ...release(serve({ body, etag: '"1"', cutAfter: 100_000 }), hangUp, hangUp, hangUp, serve({ body })),
      file: 'x',
    };
    await expect(downloadReleases([cut], options())).rejects.toThrow();
    const [check] = await checkReleases([cut], options());
    expect(check?.partBytes).toBeGreaterThan(0);
  });

  it('takes the size from the list where the server does not tell', async () => {
    const silent: Behavior = (_request, response) =>
      void response.writeHead(200, { 'Transfer-Encoding': 'chunked' }).end();
    const checks = await checkReleases(
      [
        { ...release(status(405)), file: 'a' },
        { ...release(silent), file: 'b' },
      ],
      options(),
    );
    expect(checks.map(({ bytes, isCurrent }) => [bytes, isCurrent])).toEqual([
      [1_000_000, false],
      [1_000_000, false],
    ]);
  });

  it('says at once that a file is gone', async () => {
    await expect(checkReleases([release(status(404))], options())).rejects.toThrow(/404.*moved/);
  });
});

describe('versions', () => {
  const version = (etag: string | null, date: string | null, bytes: number | null) => ({
    etag,
    lastModified: date,
    bytes,
  });

  it.each([
    [version('"1"', null, 5), version('"1"', 'x', 5), true, true],
    [version('"1"', null, 5), version('"2"', null, 5), false, false],
    [version('"1"', null, 5), version('"1"', null, 6), false, false],
    [version(null, 'x', 5), version(null, 'x', 5), true, true],
    [version(null, 'x', 5), version(null, 'y', 5), false, false],
    [version(null, 'x', 5), version(null, 'x', null), false, true],
    [version('"1"', 'x', 5), version(null, 'x', 5), true, true],
    [version(null, null, 5), version(null, null, 5), false, true],
  ])('%j and %j', (a, b, same, maybe) => {
    expect([isSame(a, b), isSame(b, a), mayBeSame(a, b), mayBeSame(b, a)]).toEqual([same, same, maybe, maybe]);
  });

  it('take the whole size of a part from Content-Range', () => {
    const headers: Record<string, string> = { 'content-range': 'bytes 5-9/10', 'content-length': '5' };
    expect(versionOf({ status: 206, header: (name) => headers[name] ?? null }).bytes).toBe(10);
    expect(versionOf({ status: 200, header: (name) => headers[name] ?? null }).bytes).toBe(5);
    expect(versionOf({ status: 200, header: () => null }).bytes).toBeNull();
  });

  it('resume by a strong mark only', () => {
    expect(rangeHeaders(version('"1"', 'x', 9), 5)).toEqual({ Range: 'bytes=5-', 'If-Range': '"1"' });
    expect(rangeHeaders(version('W/"1"', 'x', 9), 5)).toEqual({ Range: 'bytes=5-', 'If-Range': 'x' });
    expect(rangeHeaders(version('W/"1"', null, 9), 5)).toBeNull();
    expect(rangeHeaders(version('"1"', 'x', 9), 0)).toBeNull();
  });
});
