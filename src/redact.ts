/**
 * Takes secrets out of everything that is shown or kept: log, summary, ledger, pages, errors. Two kinds are known: the
 * values of the settings that are secret, wherever they turn up and however an address or a header spells them; and what
 * stands where addresses and headers have secrets.
 */
import type { Settings } from './settings.js';

/** Gives the same value with each secret in it replaced by `***`, in strings at any depth of plain data. */
export type Redact = <T>(value: T) => T;

const MARK = '***';

/** Where the settings have secrets. A path that no version knows, or with no value, is no harm. */
const SECRET_SETTINGS: readonly (readonly [section: string, key: string])[] = [
  ['graph', 'password'],
  ['serve', 'token'],
  ['traces', 'headers'],
];

/** The redactor of a run with these settings. */
export function redactor(settings: Settings): Redact {
  return redactorOf(secretsOf(settings));
}

/** A redactor of these secrets and of what looks like one. Empty secrets are none. */
export function redactorOf(secrets: readonly string[]): Redact {
  const known = pattern(secrets.flatMap(spellings));
  return (value) => deeply(value, (text) => withoutForms(known === null ? text : text.replace(known, MARK)));
}

/** All secrets of the settings: passwords, tokens, and credentials in addresses. */
export function secretsOf(settings: Settings): string[] {
  const sections: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> = settings;
  const named = SECRET_SETTINGS.map(([section, key]) => sections[section]?.[key]);
  const addresses = [settings.graph.uri, ...Object.values(settings.fetch.hostMap), ...settings.fetch.feeds];
  const within = addresses.flatMap((address) => /\/\/[^/@\s:]*:(\S+)@/.exec(address ?? '')?.[1] ?? []);
  return [...named, ...within].filter((value): value is string => typeof value === 'string' && value !== '');
}

/** A secret as it is, in an address, in a form, and in JSON. */
function spellings(secret: string): string[] {
  if (secret === '') return [];
  const encoded = safely(() => encodeURIComponent(secret)) ?? secret;
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, encoded, encoded.replaceAll('%20', '+'), encoded.toLowerCase(), inJson];
}

/** A shorter secret is taken out only where it stands by itself, or "a" would take every a out of the log. */
const SHORT = 4;

function pattern(secrets: readonly string[]): RegExp | null {
  const unique = [...new Set(secrets)].toSorted((a, b) => b.length - a.length);
  const sources = unique.map((secret) => {
    const literal = secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return secret.length < SHORT ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal;
  });
  return sources.length === 0 ? null : new RegExp(sources.join('|'), 'gu');
}

/** `//user:password@` and `//token@` in an address. */
const CREDENTIALS = /(\/\/)[^\s/?#@"'<>\\]+@(?=[^\s@])/g;

/** A name and a value of an address or a form: `?token=…`, `&X-Amz-Signature=…`, `;key=…`. */
const PARAMETER = /([?&;#]([\w.~%+[\]-]{1,80})=)([^&;#\s"'<>\\]+)/g;

/** `Authorization: Bearer …`, also as a field of JSON. */
const HEADER = /(\b(?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token|digest)\s+)?)[^\s"',;]+/gi;

function withoutForms(text: string): string {
  if (!/[@=]|authorization/i.test(text)) return text;
  return text
    .replace(CREDENTIALS, `$1${MARK}@`)
    .replace(PARAMETER, (all, start: string, name: string) => (isSecretName(name) ? start + MARK : all))
    .replace(HEADER, `$1${MARK}`);
}

const SECRET_WORDS: ReadonlySet<string> = new Set(
  'token key apikey accesskey secret password passwd passphrase pass pwd signature sig credential credentials auth authorization jwt session sid'.split(
    ' ',
  ),
);

/** `access_token`, `apiKey`, `X-Amz-Signature`, `authtoken`; not `keyword`, `author`, `monkey`. */
function isSecretName(name: string): boolean {
  const plain = safely(() => decodeURIComponent(name)) ?? name;
  const words = plain
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return words.some((word) => SECRET_WORDS.has(word) || /(?:token|secret|password|signature|apikey)$/.test(word));
}

/**
 * Fields of records that hold the program's own words, ids and times. A password that is one of these words (`paper`, `failed`)
 * must not change what a record says; names of fields are never touched for the same reason.
 */
const OWN_WORDS: ReadonlySet<string> = new Set(
  'event kind stage outcome class why origin signal paperId id startedAt nextAttempt version lexicon release'.split(
    ' ',
  ),
);

/** The same object where nothing changed, so that what is shared stays shared. */
function deeply<T>(value: T, redact: (text: string) => string): T;
function deeply(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item: unknown) => deeply(item, redact));
    return items.every((item, index) => Object.is(item, value[index])) ? value : items;
  }
  if (!isPlain(value)) return value;
  const before = Object.entries(value);
  const after = before.map(([key, item]): [string, unknown] => [
    key,
    typeof item === 'string' && OWN_WORDS.has(key) ? item : deeply(item, redact),
  ]);
  const same = after.every(([, item], index) => Object.is(item, before[index]?.[1]));
  return same ? value : Object.fromEntries(after);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Null where a text cannot be encoded or decoded: a lone surrogate, a broken `%`. */
function safely(convert: () => string): string | null {
  try {
    return convert();
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
