/**
 * Links come from cards, and a card may name any address. So that nobody's card makes this machine ask the machines
 * around it (server-side request forgery), only public addresses are connected to. The check is made on the address
 * that the connection is then made to: the name is looked up once, here, so that a name server which answers
 * differently the second time (DNS rebinding) gains nothing.
 */
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FetchFault } from './fetch-fault.js';

/** Looks up all addresses of a name; `dns.lookup` with `all: true`. */
export type LookupAll = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Prefix of addresses that stand for an IPv4 address behind a translator (NAT64, RFC 6052). */
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');
/** The only part of IPv6 given out for the public internet (RFC 4291); beyond are old and local schemes (`fec0::`, `::a00:1`). */
const IPV6_GLOBAL = ipaddr.IPv6.parse('2000::');

/**
 * True for an address of the public internet: `8.8.8.8`, `2606:4700::1111`. False for loopback, private, link-local,
 * unique-local, carrier-grade NAT, multicast, documentation and other reserved ranges, and for what is no address.
 * An IPv6 address that holds an IPv4 one (`::ffff:127.0.0.1`, `64:ff9b::a00:1`) counts as that.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.range() === 'unicast';
  if (parsed.match(NAT64, 96)) return isPublicAddress(parsed.toByteArray().slice(12).join('.'));
  return parsed.match(IPV6_GLOBAL, 3) && parsed.range() === 'unicast';
}

/**
 * Throws a fault unless `url` is http or https and, when it names its host by number, a public address. Names are
 * checked by `guardedLookup` when they are looked up.
 */
export function checkUrl(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw forbidden(`${url.href}: expected an http or https address, but it is ${url.protocol}`);
  }
  // The URL parser has already turned every spelling of an IPv4 address (0x7f.1, 2130706433) into four numbers.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (allowPrivate || !ipaddr.isValid(literal) || isPublicAddress(literal)) return;
  throw notPublic(`${url.href}: ${literal}`);
}

/**
 * A lookup for sockets that answers only with addresses that `isAllowed` takes, and with a fault when a name has none.
 * `lookup` undefined is the system's own.
 */
export function guardedLookup(lookup: LookupAll = systemLookup, isAllowed = isPublicAddress): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) return callback(notPublic(`${hostname}, which is ${listOf(found)},`), []);
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

function listOf(addresses: readonly LookupAddress[]): string {
  return addresses.map(({ address }) => address).join(' and ');
}

function notPublic(what: string): FetchFault {
  return forbidden(
    `${what} is not a public address; to read from there all the same, map the host to a mirror or allow private addresses in the settings`,
  );
}

function forbidden(message: string): FetchFault {
  return new FetchFault('forbidden-address', message, { again: 'never' });
}
