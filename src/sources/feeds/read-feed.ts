/** A feed of any of the forms that are known, told by its content. */
import { decodeUtf8 } from '../lines.js';
import { BrokenFeedError, type FeedContent, type FeedFlaw, type FeedItem, feedUrl } from './feed-item.js';
import { entriesOf, readJsonEntries, readJsonLines } from './json-feed.js';
import { readXmlFeed } from './xml-feed.js';

/**
 * Reads a feed: Atom, RSS, JSON Feed, a list in JSON, JSON Lines, or a plain list of links with `#` before comments. An empty
 * one has no links.
 *
 * @param base address of the feed, for relative links
 * @throws BrokenFeedError for bytes that are no text, a page, XML or JSON that is broken
 */
export function readFeed(bytes: Uint8Array, base: string): FeedContent {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  const first = text.trimStart()[0];
  if (first === undefined) return { items: [], flaws: [] };
  if (/^\s*<(?:!doctype\s+html|html)\b/i.test(text)) throw new BrokenFeedError(1, 'a feed; found an HTML page');
  if (first === '<') return readXmlFeed(text, base);
  const lines = text.split(/\r\n|\n|\r/);
  if (!'{["'.includes(first)) return readList(lines, base);
  const entries = entriesOf(parsed(text));
  if (entries !== null) return readJsonEntries(entries, base);
  if (first === '[') throw new BrokenFeedError(1, 'a list in JSON that ends as it began; found a broken one');
  return readJsonLines(lines, base);
}

function decode(bytes: Uint8Array): string {
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) return utf8;
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const label = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/i.exec(start)?.[1];
  const text = label === undefined ? null : decodeAs(bytes, label);
  if (text === null) throw new BrokenFeedError(1, 'UTF-8 text; found other bytes');
  return text;
}

function decodeAs(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

/** Undefined for what is not one JSON value, e.g. several lines of them. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readList(lines: readonly string[], base: string): FeedContent {
  const items: FeedItem[] = [];
  const flaws: FeedFlaw[] = [];
  for (const [index, whole] of lines.entries()) {
    const line = index + 1;
    const link = whole.replace(/(?:^|\s)#.*$/, '').trim();
    const url = /^https?:/i.test(link) && !/\s/.test(link) ? feedUrl(link, base) : null;
    if (url !== null) items.push({ url, changed: null, line });
    else if (link !== '')
      flaws.push({
        line,
        message: `a link that begins with http:// or https://; found ${JSON.stringify(link.slice(0, 120))}`,
      });
  }
  return { items, flaws };
}
