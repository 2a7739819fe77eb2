/** Times and shares as an operator reads them. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A share from 0 to 1 as `12.3 %`; a dash for a share of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Milliseconds until (above 0) or since a time: `in 3 h`, `5 min ago`, `now`. */
export function distance(ms: number): string {
  const size = Math.abs(ms);
  if (size < 5 * SECOND) return 'now';
  const text = roughly(size);
  return ms > 0 ? `in ${text}` : `${text} ago`;
}

function roughly(ms: number): string {
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.round(ms / HOUR)} h`;
  return `${Math.round(ms / DAY)} days`;
}

const UTC_NAMES = ['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT', 'Etc/UCT', 'Universal', 'Zulu'];

/** Which zone the times of a page are in; by default that of this process, which made it. */
export function zoneText(zone = new Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  if (UTC_NAMES.includes(zone)) return 'Times are in UTC.';
  return `Times are in the time zone ${zone}.`;
}

/** An ISO time in the time zone of this process: `2026-11-27 02:00`; as it came when it is no time. */
export function localTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}

/** The same with seconds. */
export function exactTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });
}
