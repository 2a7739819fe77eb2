/** Abbreviations defined by brackets. */
import { align } from './abbreviation-alignment.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Definition {
  readonly short: Span;
  readonly long: Span;
}

const THRESHOLD = 1;

export function bracketed(text: string, sentences: Int32Array): Definition[] {
  const found: Definition[] = [];
  let sentence = 0;
  for (let open = nextBracket(text, 0); open >= 0; open = nextBracket(text, open + 1)) {
    while ((sentences[sentence + 1] ?? text.length) <= open) sentence += 2;
    const close = closing(text, open);
    if (close < 0) continue;
    found.push(...definitionsAt(text, { start: sentences[sentence] ?? 0, open, close }));
  }
  return found;
}

function nextBracket(text: string, from: number): number {
  const round = text.indexOf('(', from);
  const square = text.indexOf('[', from);
  return round < 0 || (square >= 0 && square < round) ? square : round;
}

/** Position of the bracket that closes the one at `open`; -1 when it is far off or not there. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length && at - open < 200; at += 1) {
    const unit = text[at];
    if (unit === '(' || unit === '[') depth += 1;
    else if (unit === ')' || unit === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

interface Bracket {
  /** Where the sentence begins. */
  readonly start: number;
  readonly open: number;
  readonly close: number;
}

function definitionsAt(text: string, { start, open, close }: Bracket): Definition[] {
  let end = open;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  if (end === start) return [];
  const part = partsOf(text, open + 1, close)[0];
  if (part === undefined) return [];
  if (isShort(text.slice(part.start, part.end))) {
    const context = text.slice(start, end);
    const short = text.slice(part.start, part.end);
    const found = longFormIn(context, short);
    if (found !== null) return [{ short: part, long: { start: start + found, end } }];
  }
  return reversed(text, { start, open: end, close }, part);
}

function longFormIn(context: string, short: string): number | null {
  const found = align(short, context);
  if (found === null || found.score < THRESHOLD) return null;
  let { start } = found;
  while (start > 0 && !/\s/.test(context.charAt(start - 1))) start -= 1;
  while (start < found.start && /[[(]/.test(context.charAt(start))) start += 1;
  return isLong(context.slice(start), short) ? start : null;
}

function reversed(text: string, { start, open }: Bracket, part: Span): Definition[] {
  let from = open;
  while (from > start && !/\s/.test(text.charAt(from - 1))) from -= 1;
  const short = text.slice(from, open);
  const long = text.slice(part.start, part.end);
  if (!isShort(short) || short.length >= long.length) return [];
  const found = longFormIn(long, short);
  if (found !== 0) return [];
  return [{ short: { start: from, end: open }, long: part }];
}

function partsOf(text: string, start: number, end: number): Span[] {
  const parts: Span[] = [];
  for (const match of text.slice(start, end).matchAll(/[^;,=]+/g)) {
    const lead = match[0].length - match[0].trimStart().length;
    const trimmed = match[0].trim();
    if (trimmed !== '')
      parts.push({ start: start + match.index + lead, end: start + match.index + lead + trimmed.length });
  }
  return parts;
}

function isShort(text: string): boolean {
  if (text.length < 2 || text.length > 12) return false;
  if (!/\p{L}/u.test(text) || !/^[\p{L}\p{N}]/u.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length > 1)
    return words.length === 2 && /^\p{L}/u.test(text) && words.every((w) => /\p{L}/u.test(w)) && /\p{Lu}/u.test(text);
  return !/\p{Ll}{6}/u.test(text);
}

function isLong(long: string, short: string): boolean {
  return long.length > short.length && !long.split(/\s+/).includes(short) && isBalanced(long);
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
