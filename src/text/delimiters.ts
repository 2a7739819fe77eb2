/**
 * Emphasis: which runs of `*`, `_` and `~~` are mark-up and which are characters. The rules and the method are those of
 * CommonMark (sections 6.2 and "An algorithm for parsing nested emphasis and links"); only what to leave out is of
 * interest, not how strong the emphasis is.
 */
import type { Piece } from './pieces.js';

/** A run of delimiters that may open or close emphasis. */
export interface Delimiter {
  readonly unit: number;
  /** The run's own text; what is left of it after matching is read. */
  readonly piece: Piece;
  /** Length of the run at first. */
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

const UNDERSCORE = 0x5f;
const TILDE = 0x7e;

/** Whether a run of delimiters at `start`–`end` of `text` may open and close (it is left- or right-flanking). */
export function flanking(text: string, start: number, end: number): Pick<Delimiter, 'opens' | 'closes'> {
  const before = start === 0 ? ' ' : charBefore(text, start);
  const after = end >= text.length ? ' ' : String.fromCodePoint(text.codePointAt(end) ?? 0);
  const [spaceBefore, spaceAfter] = [isSpace(before), isSpace(after)];
  const [markBefore, markAfter] = [isPunctuation(before), isPunctuation(after)];
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  if (text.charCodeAt(start) !== UNDERSCORE) return { opens: left, closes: right };
  return { opens: left && (!right || markBefore), closes: right && (!left || markAfter) };
}

/**
 * Matches the delimiters from index `bottom` on and shortens the pieces of those that are mark-up. Linear: for each sort
 * of closer it is remembered below which index no opener is left (`floors`).
 */
export function matchDelimiters(delimiters: readonly Delimiter[], bottom: number): void {
  const floors = new Map<number, number>();
  /** Indexes of delimiters that may still open, lowest first. */
  const openers: number[] = [];
  for (let index = bottom; index < delimiters.length; index += 1) {
    const closer = delimiters[index];
    if (closer === undefined) continue;
    if (closer.closes) closeWith(delimiters, closer, { openers, floors });
    if (closer.opens && lengthOf(closer) > 0) openers.push(index);
  }
}

interface Open {
  readonly openers: number[];
  readonly floors: Map<number, number>;
}

function closeWith(delimiters: readonly Delimiter[], closer: Delimiter, { openers, floors }: Open): void {
  const sort = closer.unit * 8 + (closer.opens ? 4 : 0) + (closer.length % 3);
  while (lengthOf(closer) > 0) {
    const floor = floors.get(sort) ?? -1;
    let at = openers.length - 1;
    while (at >= 0 && (openers[at] ?? 0) > floor && !fits(delimiters[openers[at] ?? 0], closer)) at -= 1;
    const opener = at < 0 || (openers[at] ?? 0) <= floor ? undefined : delimiters[openers[at] ?? 0];
    if (opener === undefined) {
      floors.set(sort, openers.at(-1) ?? -1);
      return;
    }
    const used = closer.unit === TILDE || (lengthOf(opener) >= 2 && lengthOf(closer) >= 2) ? 2 : 1;
    opener.piece.end -= used;
    closer.piece.start += used;
    openers.length = lengthOf(opener) > 0 ? at + 1 : at;
  }
}

function lengthOf({ piece }: Delimiter): number {
  return piece.end - piece.start;
}

/** CommonMark's rules 9 and 10: a run that both opens and closes matches none whose length adds up to a multiple of 3. */
function fits(opener: Delimiter | undefined, closer: Delimiter): boolean {
  if (opener === undefined || opener.unit !== closer.unit) return false;
  if (!opener.closes && !closer.opens) return true;
  return (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

function charBefore(text: string, at: number): string {
  const pair = text.codePointAt(at - 2);
  return pair !== undefined && pair > 0xffff ? String.fromCodePoint(pair) : text.charAt(at - 1);
}

function isSpace(char: string): boolean {
  return /^[\s\p{Zs}]$/u.test(char);
}

function isPunctuation(char: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(char);
}
