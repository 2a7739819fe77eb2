/** Which state of a file a server has: what tells whether it changed, and whether a part of it still fits. */
import type { Answer } from './request.js';

export interface FileVersion {
  readonly etag: string | null;
  /** As the server writes it: `Wed, 21 Oct 2026 07:28:00 GMT`. */
  readonly lastModified: string | null;
  /** Bytes of the whole file; null when the server does not say. */
  readonly bytes: number | null;
}

/** What an answer of status 200 or 206 says. */
export function versionOf({ status, header }: Pick<Answer, 'status' | 'header'>): FileVersion {
  const whole = status === 206 ? /\/(\d+)$/.exec(header('content-range') ?? '')?.[1] : header('content-length');
  const bytes = whole == null ? null : Number(whole);
  return { etag: header('etag'), lastModified: header('last-modified'), bytes };
}

/** True when both are known to be the same; where there is no ETag, date and size must agree. */
export function isSame(a: FileVersion, b: FileVersion): boolean {
  if (a.bytes !== null && b.bytes !== null && a.bytes !== b.bytes) return false;
  if (a.etag !== null && b.etag !== null) return a.etag === b.etag;
  return a.lastModified !== null && a.lastModified === b.lastModified && a.bytes === b.bytes;
}

/** False when they are known to differ: a part of the one is no part of the other. */
export function mayBeSame(a: FileVersion, b: FileVersion): boolean {
  const agree = (one: string | number | null, other: string | number | null): boolean =>
    one === null || other === null || one === other;
  return agree(a.etag, b.etag) && agree(a.lastModified, b.lastModified) && agree(a.bytes, b.bytes);
}

/** Headers that ask for what is missing of a part, or for the whole if the file changed; null without a strong mark. */
export function rangeHeaders(version: FileVersion, partBytes: number): Readonly<Record<string, string>> | null {
  const strongEtag = version.etag?.startsWith('W/') === false ? version.etag : null;
  const mark = strongEtag ?? version.lastModified;
  return mark === null || partBytes === 0 ? null : { Range: `bytes=${partBytes}-`, 'If-Range': mark };
}

/** Headers that let the server answer 304 if it still has this version. */
export function conditionHeaders(version: FileVersion): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (version.etag !== null) headers['If-None-Match'] = version.etag;
  if (version.lastModified !== null) headers['If-Modified-Since'] = version.lastModified;
  return headers;
}
