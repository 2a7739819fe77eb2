import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { HostMap } from '../../../src/sources/fetch/host-map.js';
import { markdown, redirectTo, status } from '../../support/bad-server.js';
import { cardFor, makeServer, makeSource, tempFolder } from './setup.js';

/** Path or address that a link is read from, with ` !` when the address need not be public. */
function readFrom(map: Readonly<Record<string, string>>, link: string): string {
  const from = new HostMap(map).resolve(new URL(link));
  return from.kind === 'file' ? from.path : `${from.url.href}${from.trustedOrigin === from.url.origin ? ' !' : ''}`;
}

describe('HostMap', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['no entry', { 'a.org': './m' }, 'https://b.org/x.md', 'https://b.org/x.md'],
    ['a sub-domain is another host', { 'a.org': './m' }, 'https://www.a.org/x.md', 'https://www.a.org/x.md'],
    ['a relative folder', { 'a.org': './m' }, 'https://a.org/paper/1/full.md?v=2', resolve('m/paper/1/full.md')],
    ['an absolute folder', { 'a.org': '/data/m' }, 'http://a.org:8080/x.md', '/data/m/x.md'],
    ['a file address', { 'a.org': pathToFileURL('/data/m').href }, 'https://a.org/x.md', '/data/m/x.md'],
    ['capitals', { 'A.org': '/m' }, 'https://a.ORG/X.md', '/m/X.md'],
    ['an encoded name', { 'a.org': '/m' }, 'https://a.org/caf%C3%A9%20x.md', '/m/café x.md'],
    ['a badly encoded name', { 'a.org': '/m' }, 'https://a.org/100%.md', '/m/100%.md'],
    ['a mirror', { 'a.org': 'http://10.0.0.1:81' }, 'https://a.org/x.md?v=2', 'http://10.0.0.1:81/x.md?v=2 !'],
    ['a mirror below a path', { 'a.org': 'https://m.org/a/' }, 'https://a.org/x.md', 'https://m.org/a/x.md !'],
    ['a port', { 'a.org:81': '/m81', 'a.org': '/m' }, 'http://a.org:81/x.md', '/m81/x.md'],
    ['another port', { 'a.org:81': '/m81' }, 'http://a.org:82/x.md', 'http://a.org:82/x.md'],
    ['a prefix', { 'https://a.org/p/': '/m', 'a.org': '/n' }, 'https://a.org/p/x.md', '/m/x.md'],
    [
      'a prefix is made of whole segments',
      { 'https://a.org/p': '/m' },
      'https://a.org/pq/x.md',
      'https://a.org/pq/x.md',
    ],
    ['the longest prefix', { 'https://a.org/': '/m', 'https://a.org/p': '/n' }, 'https://a.org/p/x.md', '/n/x.md'],
    ['a prefix of another protocol', { 'https://a.org/': '/m' }, 'http://a.org/x.md', 'http://a.org/x.md'],
  ])('%s', (_title, map, link, expected) => {
    expect(readFrom(map, link)).toBe(expected);
  });

  it.each(['/..%2f..%2fetc/passwd', '/%2e%2e%2fsecret.md', '/a/..%2f..%2f..%2fx', '/x%00.md'])(
    'refuses to leave the folder by %s',
    (path) => {
      expect(() => readFrom({ 'a.org': '/data/m' }, `https://a.org${path}`)).toThrow(/leads out of it/);
    },
  );

  it.each(['ftp://m.org/', 's3://bucket/papers', 'http://'])('refuses the target %s', (target) => {
    expect(() => new HostMap({ 'a.org': target })).toThrow(
      /host map, entry "a.org": expected an http or https address/,
    );
  });
});

describe('a mapped host', () => {
  const strict = { allowPrivateAddresses: false };

  it('is read from a folder, offline too', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'paper/PMC1'), { recursive: true });
    writeFileSync(join(folder, 'paper/PMC1/full.md'), '\uFEFF# From the folder\n');
    const source = makeSource({ ...strict, offline: true, hostMap: { 'papers.example': folder } });
    const result = await source.fetch(cardFor('https://papers.example/paper/PMC1/full.md'));
    expect(result).toMatchObject({ via: 'folder', fromCache: true, bytes: 0 });
    expect(result.text).toMatchObject({
      markdown: '# From the folder\n',
      url: 'https://papers.example/paper/PMC1/full.md',
    });
  });

  it.each([
    ['/none.md', 'http-status', /no such file.*ENOENT/],
    ['/', 'http-status', /no such file/],
    ['/page.md', 'not-markdown', /HTML page/],
    ['/large.md', 'too-large', /100001 bytes/],
    ['/..%2f..%2fx.md', 'forbidden-address', /leads out/],
  ])('%s of a folder is %s', async (path, kind, message) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'page.md'), '<!doctype html>');
    writeFileSync(join(folder, 'large.md'), 'x'.repeat(100_001));
    const { text } = await makeSource({ hostMap: { 'papers.example': folder } }).fetch(
      cardFor(`https://papers.example${path}`),
    );
    expect(text.failure).toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  it('is read from a mirror on loopback, since the settings say so, with its robots.txt obeyed', async () => {
    const mirror = await makeServer();
    mirror.on('/copy/full.md', redirectTo('/copy/full.v2.md'));
    mirror.on('/copy/full.v2.md', markdown('# From the mirror\n'));
    mirror.on('/copy/private.md', markdown('# x\n'));
    mirror.on('/robots.txt', markdown('User-agent: *\nDisallow: /copy/private', { 'Content-Type': 'text/plain' }));
    const source = makeSource({ ...strict, hostMap: { 'papers.example': `${mirror.origin}/copy` } });
    const { text } = await source.fetch(cardFor('https://papers.example/full.md'));
    expect(text).toMatchObject({ markdown: '# From the mirror\n', url: 'https://papers.example/full.md' });
    const other = await source.fetch(cardFor('https://papers.example/private.md'));
    expect(other.text.failure?.kind).toBe('robots');
  });

  it('does not open its mirror to links that name the mirror themselves', async () => {
    const mirror = await makeServer();
    mirror.on('/full.md', markdown('# x\n'));
    mirror.on('/robots.txt', status(404));
    const source = makeSource({ ...strict, hostMap: { 'papers.example': mirror.origin } });
    const direct = await source.fetch(cardFor(mirror.url('/full.md')));
    expect(direct.text.failure?.kind).toBe('forbidden-address');
    expect(mirror.seen()).toHaveLength(0);
    expect((await source.fetch(cardFor('https://papers.example/full.md'))).via).toBe('downloaded');
  });
});
