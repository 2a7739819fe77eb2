/**
 * Where a site's copy is read instead of the site: a setting maps hosts to a mirror's address or to a local folder.
 *
 * | key | what it covers |
 * |---|---|
 * | `https://example.org/paper/` | addresses that begin so, whole path segments only; the rest goes to the target |
 * | `example.org:8080` | that host on that port, http and https |
 * | `example.org` | that host on any port |
 *
 * The first kind goes before the second, the second before the third, and longer ones before shorter ones. A target is
 * an http or https address, a `file:` address, or a path (relative to the working directory). With
 * `{"example.org": "./mirror"}`, `https://example.org/paper/PMC1/full.md?v=2` is `./mirror/paper/PMC1/full.md`.
 *
 * The map is used on the links of cards, not on redirects. A mirror's address may be loopback or private, since the
 * operator wrote it: that holds for requests that came by way of the map, and for redirects within its origin.
 */
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotRunError } from '../../errors.js';
import { FetchFault } from './fetch-fault.js';

/** Where a link is really read. */
export type ReadFrom =
  | {
      readonly kind: 'http';
      readonly url: URL;
      /** Origin that need not be public, because the settings name it; null for a link that is not mapped. */
      readonly trustedOrigin: string | null;
    }
  | { readonly kind: 'file'; readonly path: string };

interface Rule {
  readonly key: string;
  readonly target: { readonly url: string } | { readonly folder: string };
}

export class HostMap {
  readonly #rules: readonly Rule[];

  /** Throws a `CannotRunError` that names the entry when a target is neither an http address nor a folder. */
  constructor(map: Readonly<Record<string, string>>) {
    const rules = Object.entries(map).map(([key, target]) => ({
      key: normalizeKey(key),
      target: parseTarget(key, target),
    }));
    this.#rules = rules.toSorted((a, b) => rank(b.key) - rank(a.key) || b.key.length - a.key.length);
  }

  /** Throws a `forbidden-address` fault for a path that leads out of a mapped folder. */
  resolve(url: URL): ReadFrom {
    for (const { key, target } of this.#rules) {
      const rest = restBelow(key, url);
      if (rest === null) continue;
      if ('folder' in target) return { kind: 'file', path: pathWithin(target.folder, rest, url.href) };
      const mirror = new URL(`${target.url}${rest}${url.search}`);
      return { kind: 'http', url: mirror, trustedOrigin: mirror.origin };
    }
    return { kind: 'http', url, trustedOrigin: null };
  }
}

function normalizeKey(key: string): string {
  const lower = key.trim().toLowerCase();
  return lower.includes('://') && URL.canParse(key) ? new URL(key).href : lower;
}

function rank(key: string): number {
  if (key.includes('://')) return 2;
  return key.includes(':') ? 1 : 0;
}

function parseTarget(key: string, target: string): Rule['target'] {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(target)?.[1]?.toLowerCase();
  if (scheme === undefined) return { folder: resolve(target) };
  if (scheme === 'file') return { folder: fileURLToPath(target) };
  if ((scheme === 'http' || scheme === 'https') && URL.canParse(target)) return { url: target.replace(/\/+$/, '') };
  throw new CannotRunError(
    `host map, entry "${key}": expected an http or https address or a folder, but it is "${target}"; correct the setting`,
  );
}

/** The path that an address has below a key, with its leading slash; null when the key does not cover it. */
function restBelow(key: string, url: URL): string | null {
  if (!key.includes('://')) return key === url.host || key === url.hostname ? url.pathname : null;
  const prefix = key.replace(/\/+$/, '');
  const address = url.origin + url.pathname;
  return address === prefix || address.startsWith(`${prefix}/`) ? address.slice(prefix.length) : null;
}

/** `%2e%2e%2f` in a link must not lead out of the folder; links inside the folder that point outside are the user's own. */
function pathWithin(folder: string, urlPath: string, href: string): string {
  const path = resolve(folder, `.${decodePath(urlPath)}`);
  const below = relative(folder, path);
  if (!below.startsWith('..') && !isAbsolute(below) && !path.includes('\0')) return path;
  throw new FetchFault('forbidden-address', `${href}: expected a file within ${folder}, but the path leads out of it`, {
    again: 'never',
  });
}

/** `caf%C3%A9` → `café`; a path that is not well encoded is a file name as it stands. */
function decodePath(urlPath: string): string {
  try {
    return decodeURIComponent(urlPath);
  } catch (error) {
    if (error instanceof URIError) return urlPath;
    throw error;
  }
}
