import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { checkUrl, guardedLookup, isPublicAddress } from '../../../src/sources/fetch/address-guard.js';
import { markdown, redirectTo } from '../../support/bad-server.js';
import { cardFor, makeServer, makeSource } from './setup.js';

const PUBLIC = [
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
];
const NOT_PUBLIC = [
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['0.0.0.0', 'this host'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['169.254.169.254', 'link-local: the metadata service of clouds'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['198.18.0.1', 'benchmarks'],
  ['192.0.2.1', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local with a zone'],
  ['fd00::1', 'unique-local'],
  ['ff02::1', 'multicast'],
  ['2001:db8::1', 'documentation'],
  ['2002:7f00:1::', '6to4 of loopback'],
  ['::ffff:127.0.0.1', 'loopback as IPv6'],
  ['::ffff:10.0.0.1', 'private as IPv6'],
  ['64:ff9b::7f00:1', 'loopback behind NAT64'],
  ['64:ff9b:1::808:808', 'NAT64 of local use'],
  ['::7f00:1', 'loopback in the old IPv4-compatible form'],
  ['fec0::1', 'site-local of old'],
  ['100::1', 'discarded'],
  ['2001::1', 'Teredo'],
  ['localhost', 'no address'],
  ['', 'no address'],
] as const;

describe('isPublicAddress', () => {
  it.each(PUBLIC)('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each(NOT_PUBLIC)('%s is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('checkUrl', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://[::1]:8080/',
    'http://[::ffff:7f00:1]/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest/meta-data/',
  ])('refuses %s, unless private addresses are allowed', (href) => {
    expect(() => checkUrl(new URL(href), false)).toThrow(/not a public address/);
    expect(() => checkUrl(new URL(href), true)).not.toThrow();
  });
  it.each(['ftp://example.org/', 'file:///etc/hosts', 'data:text/plain,x'])('always refuses %s', (href) => {
    expect(() => checkUrl(new URL(href), true)).toThrow(/expected an http or https address/);
  });
  it.each(['http://example.org/', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])('lets %s pass', (href) => {
    expect(() => checkUrl(new URL(href), false)).not.toThrow();
  });
});

describe('guardedLookup', () => {
  const answering =
    (...addresses: string[]) =>
    (_name: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  const look = (addresses: string[], all: boolean) =>
    new Promise((resolve) => {
      guardedLookup(answering(...addresses))('example.org', { all }, (error, found, family) =>
        resolve(error?.message ?? (all ? found : [found, family])),
      );
    });

  it('leaves out what is not public', async () => {
    expect(await look(['10.0.0.1', '8.8.8.8', '::1'], true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await look(['::1', '8.8.8.8', '1.1.1.1'], false)).toEqual(['8.8.8.8', 4]);
  });
  it.each([true, false])('is a fault when nothing is left (all: %s)', async (all) => {
    expect(await look(['10.0.0.1', '::1'], all)).toMatch(
      /^example.org, which is 10.0.0.1 and ::1, is not a public address/,
    );
  });
});

describe('requests to addresses that are not public', () => {
  const strict = { allowPrivateAddresses: false };

  it.each(['127.0.0.1', 'localhost', '[::1]', '2130706433'])('never reach %s', async (name) => {
    const server = await makeServer();
    server.on('/full.md', markdown('# x'));
    const link = server.url('/full.md').replace('127.0.0.1', name);
    const { text } = await makeSource(strict).fetch(cardFor(link));
    expect(text.failure?.kind).toBe('forbidden-address');
    expect(server.seen()).toHaveLength(0);
  });

  it('never go where a name leads the second time it is looked up', async () => {
    const server = await makeServer();
    server.on('/full.md', markdown('# x'));
    let lookups = 0;
    const source = makeSource(strict, {
      lookup: (_name, _options, callback) => {
        lookups += 1;
        callback(null, [{ address: lookups === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
      },
    });
    const link = server.url('/full.md').replace('127.0.0.1', 'rebinding.example');
    const kinds = [await source.fetch(cardFor(link)), await source.fetch(cardFor(link))].map(
      ({ text }) => text.failure?.kind,
    );
    expect(kinds).toEqual(['forbidden-address', 'forbidden-address']);
    expect(server.seen()).toHaveLength(0);
  });

  it.each(['127.0.0.1', 'localhost'])('are not made by a redirect to %s', async (name) => {
    const [site, inner] = [await makeServer(), await makeServer()];
    inner.on('/secret.md', markdown('# secret'));
    site.on('/full.md', redirectTo(inner.url('/secret.md').replace('127.0.0.1', name)));
    // The site stands for one on the internet: it is reached as a mirror, which may be anywhere.
    const source = makeSource({ ...strict, hostMap: { 'papers.example': site.origin } });
    const { text } = await source.fetch(cardFor('https://papers.example/full.md'));
    expect(text.failure?.kind).toBe('forbidden-address');
    expect(site.seen('/full.md')).toHaveLength(1);
    expect(inner.seen()).toHaveLength(0);
  });
});
