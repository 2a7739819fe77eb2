/** Spans of a passage laid over its units. */
import { endOfUnit, startOfUnit, type Units } from './units.js';

/** Place of a unit in a span. */
export const PLACE = { none: 0, single: 1, begin: 2, inside: 3, end: 4 } as const;
/** Number of values of `PLACE`. */
export const PLACES = 5;

/** Place of a unit between the first and the last of a span. */
export function placeIn(unit: number, first: number, last: number): number {
  if (first === last) return PLACE.single;
  if (unit === first) return PLACE.begin;
  return unit === last ? PLACE.end : PLACE.inside;
}

/** A value, 0 for none, and a place in the span (`PLACE`) for each unit. Where spans overlap, the later one counts. */
export interface Marks {
  readonly values: Int32Array;
  readonly places: Uint8Array;
}

export interface MarkedSpan {
  /** Plain offsets. */
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

export function marksOf(units: Units, spans: readonly MarkedSpan[]): Marks {
  return marksOver(
    units.count,
    spans.map(({ start, end, value }) => ({ first: unitAt(units, start), last: unitAt(units, end - 1), value })),
  );
}

/** The same for spans in units. */
export function marksOver(
  count: number,
  spans: readonly { readonly first: number; readonly last: number; readonly value: number }[],
): Marks {
  const values = new Int32Array(count);
  const places = new Uint8Array(count);
  for (const { first, last, value } of spans) {
    for (let unit = first; unit <= last; unit++) {
      values[unit] = value;
      places[unit] = placeIn(unit, first, last);
    }
  }
  return { values, places };
}

/** The unit that covers a plain offset, else the one before it; 0 at the least. */
export function unitAt(units: Units, offset: number): number {
  let [low, high] = [0, units.count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOfUnit(units, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Whether a span begins and ends where units do. */
export function fits(units: Units, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return startOfUnit(units, unitAt(units, start)) === start && endOfUnit(units, unitAt(units, end - 1)) === end;
}
