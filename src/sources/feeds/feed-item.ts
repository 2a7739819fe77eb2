/** What a feed says: links, and when what they lead to changed. */

export interface FeedItem {
  /** Absolute http(s) address, as the feed has it. */
  readonly url: string;
  /** When it changed, milliseconds since 1970; the end of what is meant by a second or a day. Null: no time is told. */
  readonly changed: number | null;
  /** Line of the feed, from 1. */
  readonly line: number;
}

/** A part of a feed that cannot be used. */
export interface FeedFlaw {
  readonly line: number;
  /** What was expected and what was found. */
  readonly message: string;
}

export interface FeedContent {
  readonly items: readonly FeedItem[];
  readonly flaws: readonly FeedFlaw[];
}

/** The whole feed is none, or broken in the middle, so that nothing of it can be trusted. */
export class BrokenFeedError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const DAY_MS = 86_400_000;

/**
 * A time as feeds write it, ISO 8601 or RFC 822, as milliseconds; null for what is none. A day means its end, since nobody knows
 * when on that day, and a second its end.
 */
export function feedTime(text: string | null): number | null {
  const trimmed = text?.trim() ?? '';
  const ms = Date.parse(trimmed);
  if (trimmed === '' || Number.isNaN(ms)) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(trimmed)) return ms + DAY_MS - 1;
  return ms % 1000 === 0 ? ms + 999 : ms;
}

/** An address of a feed, made absolute; null for what is no http(s) address. */
export function feedUrl(text: string, base: string): string | null {
  const trimmed = text.trim();
  if (/^https?:\/\//i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : null;
  if (trimmed === '' || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
