/** Feeds in JSON: JSON Feed (jsonfeed.org), a list, or JSON Lines. */
import { z } from 'zod';
import { messageOf } from '../../errors.js';
import { isWebUrl } from '../cards/links.js';
import { type FeedContent, type FeedFlaw, type FeedItem, feedTime, feedUrl } from './feed-item.js';

const text = z.string().nullish();

/** `{"url": …, "changed": …}`, and the names that JSON Feed and cards in JSON Lines have for the same. */
const entry = z.object({
  url: text,
  fullTextUrl: text,
  external_url: text,
  id: text,
  changed: text,
  date_modified: text,
  updated: text,
  date_published: text,
});

const jsonFeed = z.object({ items: z.array(z.unknown()) });

const EXPECTED = 'a link in quotes or {"url": "https://…", "changed": "2026-11-27T02:00:00Z"}';

/** The entries of a JSON value that is a whole feed: a JSON Feed or a list. Null when it is neither. */
export function entriesOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  const feed = jsonFeed.safeParse(value);
  return feed.success ? feed.data.items : null;
}

/** Links of entries that all stand at the beginning of a file, for all that is known. */
export function readJsonEntries(entries: readonly unknown[], base: string): FeedContent {
  return collect(entries.map((value, index) => readEntry(value, { base, line: 1, name: `entry ${index + 1}: ` })));
}

/** Links of JSON Lines. A line that is no JSON is a flaw, and the others are read. */
export function readJsonLines(lines: readonly string[], base: string): FeedContent {
  return collect(
    lines.flatMap((line, index) => {
      if (line.trim() === '') return [];
      const place = { base, line: index + 1, name: '' };
      try {
        return [readEntry(JSON.parse(line), place)];
      } catch (error) {
        return [{ line: index + 1, message: `${EXPECTED}; the line cannot be read: ${messageOf(error)}` }];
      }
    }),
  );
}

interface Place {
  readonly base: string;
  readonly line: number;
  /** Which entry it is, where the line does not tell. */
  readonly name: string;
}

function readEntry(value: unknown, { base, line, name }: Place): FeedItem | FeedFlaw {
  const read = entry.safeParse(typeof value === 'string' ? { url: value } : value);
  if (!read.success) return { line, message: `${name}${EXPECTED}; found ${JSON.stringify(value).slice(0, 120)}` };
  const { fullTextUrl, url, external_url, id, ...times } = read.data;
  // The id of an item is often its address, and often not.
  const named = isWebUrl(id ?? '') ? id : null;
  const [link] = [fullTextUrl, url, external_url, named].flatMap((each) => feedUrl(each ?? '', base) ?? []);
  if (link === undefined) return { line, message: `${name}${EXPECTED}; found no link` };
  const time = [times.changed, times.date_modified, times.updated, times.date_published].find((each) => each != null);
  return { url: link, changed: feedTime(time ?? null), line };
}

function collect(found: readonly (FeedItem | FeedFlaw)[]): FeedContent {
  const items = found.flatMap((each) => ('url' in each ? [each] : []));
  const flaws = found.flatMap((each) => ('message' in each ? [each] : []));
  return { items, flaws };
}
