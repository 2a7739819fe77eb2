/** Dates as cards write them. */

const YEAR = String.raw`(?<year>1[5-9]\d\d|2[01]\d\d)`;
const MONTH = String.raw`(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const GAP = String.raw`(?:\s*,\s*|\s+)`;

const PATTERNS: readonly RegExp[] = [
  `${YEAR}(?:([-/.])(?<month>\\d{1,2})(?:\\2(?<day>\\d{1,2})(?:T\\S*)?)?)?`, // 2026, 2026-01, 2026/01/06
  `${YEAR}${GAP}${MONTH}(?:${GAP}${DAY})?`, // 2026 Jan 6
  `${MONTH}${GAP}(?:${DAY}${GAP})?${YEAR}`, // January 6, 2026
  `${DAY}${GAP}${MONTH}${GAP}${YEAR}`, // 6 January 2026
].map((pattern) => new RegExp(`^(?:${pattern})$`, 'i'));

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date as ISO 8601, as precise as it is written: `Jan 2026` is `2026-01`. Null for what is no date. */
export function dateIn(text: string): string | null {
  for (const pattern of PATTERNS) {
    const groups = pattern.exec(text.trim())?.groups;
    if (groups !== undefined) return isoDate(groups);
  }
  return null;
}

function isoDate(groups: Readonly<Record<string, string | undefined>>): string | null {
  const parts = [groups['year'] ?? ''];
  const month = monthNumber(groups['month']);
  if (month !== null) parts.push(String(month).padStart(2, '0'));
  if (groups['day'] !== undefined) parts.push(groups['day'].padStart(2, '0'));
  const iso = parts.join('-');
  return isRealDate(iso) ? iso : null;
}

function monthNumber(month: string | undefined): number | null {
  if (month === undefined) return null;
  const named = MONTHS.indexOf(month.toLowerCase());
  return named >= 0 ? named + 1 : Number(month);
}

/** `2026-02-30` is none: JavaScript would read it as March 2. */
function isRealDate(iso: string): boolean {
  const time = new Date(iso);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
}
