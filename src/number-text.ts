/** Numbers and durations for people, the same at a terminal and on a page. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** `1234567` as `1,234,567`; a fraction is rounded. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `1 paper`, `1,200 papers`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Milliseconds: `340 ms`, `12.3 s`, `4 min 05 s`, `3 h 07 min`; less than nothing is nothing. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < SECOND) return `${whole} ms`;
  // Rounded before the unit is chosen: no "60.0 s", no "60 min 00 s".
  if (rounded(whole, SECOND / 10) < MINUTE) return `${(whole / SECOND).toFixed(1)} s`;
  if (rounded(whole, SECOND) < HOUR) return twoUnits(rounded(whole, SECOND) / SECOND, 'min', 's');
  return twoUnits(rounded(whole, MINUTE) / MINUTE, 'h', 'min');
}

function rounded(value: number, unit: number): number {
  return Math.round(value / unit) * unit;
}

function twoUnits(count: number, large: string, small: string): string {
  return `${grouped(Math.floor(count / 60))} ${large} ${String(count % 60).padStart(2, '0')} ${small}`;
}
