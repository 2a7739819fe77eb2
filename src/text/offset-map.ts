/**
 * From plain text back to the Markdown source. See `OffsetMap` in model.ts for the form of a map: triples
 * `[plainStart, sourceStart, sourceEnd]`, each verbatim (as long in the source as in the plain text) or replaced.
 */
import type { OffsetMap, Passage } from '../model.js';

/** Source offsets, `[start, end)` in UTF-16 units. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

const STRIDE = 3;

/** Map of a text that stands in the source as it is, from `sourceStart` on: one verbatim run. */
export function identityMap(sourceStart: number, length: number): OffsetMap {
  return length === 0 ? new Int32Array(0) : Int32Array.of(0, sourceStart, sourceStart + length);
}

/**
 * Source span of the plain units `[plainStart, plainEnd)` of a passage, as tight as the mark-up allows: in
 * `*Trp53*<sup>−/−</sup>` the words `Trp53` are the slice `Trp53`, without asterisks, and `Trp53−/−` is
 * `Trp53*<sup>−/−`. A unit that was replaced (`&alpha;` read as α) brings its source span as a whole. An empty plain
 * span gives an empty source span. Offsets beyond the text are taken as its ends.
 */
export function toSource(
  passage: Pick<Passage, 'text' | 'offsets' | 'start'>,
  plainStart: number,
  plainEnd: number,
): SourceSpan {
  const { offsets, text } = passage;
  if (offsets.length === 0) return { start: passage.start, end: passage.start };
  const first = Math.min(Math.max(plainStart, 0), text.length);
  const last = Math.min(plainEnd, text.length);
  if (last <= first) {
    const at = first < text.length ? startOf(passage, first) : endOf(passage, text.length);
    return { start: at, end: at };
  }
  return { start: startOf(passage, first), end: endOf(passage, last) };
}

/**
 * The other way: plain units of a passage that stand for anything in the source span, as `[start, end)`. Null when the span
 * is outside of the passage or has only mark-up in it.
 */
export function toPlain(passage: Pick<Passage, 'text' | 'offsets' | 'start'>, span: SourceSpan): SourceSpan | null {
  const { length } = passage.text;
  const start = firstUnit(length, (plain) => endOf(passage, plain + 1) > span.start);
  const end = firstUnit(length, (plain) => startOf(passage, plain) >= span.end);
  return start < end ? { start, end } : null;
}

/** First unit of which `holds`, by halving; `length` for none. */
function firstUnit(length: number, holds: (plain: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Mapped = Pick<Passage, 'text' | 'offsets'>;

/** Where the plain unit at `plain` begins in the source. */
function startOf(passage: Mapped, plain: number): number {
  const run = runAt(passage.offsets, plain);
  const [from, start] = [at(passage.offsets, run), at(passage.offsets, run + 1)];
  return isVerbatim(passage, run) ? start + plain - from : start;
}

/** Where the plain unit before `plainEnd` ends in the source. */
function endOf(passage: Mapped, plainEnd: number): number {
  const run = runAt(passage.offsets, plainEnd - 1);
  const [from, start, end] = [at(passage.offsets, run), at(passage.offsets, run + 1), at(passage.offsets, run + 2)];
  return isVerbatim(passage, run) ? start + plainEnd - from : end;
}

function isVerbatim({ offsets, text }: Mapped, run: number): boolean {
  const plainEnd = run + STRIDE < offsets.length ? at(offsets, run + STRIDE) : text.length;
  return at(offsets, run + 2) - at(offsets, run + 1) === plainEnd - at(offsets, run);
}

/** Index of the triple whose run covers the plain unit, by halving. */
function runAt(offsets: OffsetMap, plain: number): number {
  let low = 0;
  let high = offsets.length / STRIDE - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(offsets, middle * STRIDE) <= plain) low = middle;
    else high = middle - 1;
  }
  return low * STRIDE;
}

function at(offsets: OffsetMap, index: number): number {
  return offsets[index] ?? 0;
}
