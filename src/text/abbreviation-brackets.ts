/** Definitions by brackets: `long form (SHORT)`, `SHORT (long form)`, `(long form, SHORT)`. */

import { canBeShort, longFormStart } from './abbreviation-forms.js';
import { BAR, type Content, type Definition, type Span } from './abbreviation-records.js';
import { specialInside } from './abbreviation-special.js';
import { CHAR, classOf } from './chars.js';

/** Longest content of a bracket, and longest text before it, that are looked at. */
const MAX_BRACKET = 200;
const MAX_CONTEXT = 400;

/** Definitions in a text whose sentences are given as `[start0, end0, …]`, in the order of their brackets. */
export function definitionsByBrackets(text: string, sentences: Int32Array): Definition[] {
  const found: Definition[] = [];
  let sentence = 0;
  for (let open = nextBracket(text, 0); open >= 0; open = nextBracket(text, open + 1)) {
    while ((sentences[sentence + 1] ?? text.length) <= open) sentence += 2;
    const close = closingBracket(text, open);
    if (close < 0) continue;
    const start = contextStart(text, Math.max(sentences[sentence] ?? 0, open - MAX_CONTEXT), open);
    found.push(...definitionsAt(text, { start, open, close }));
  }
  return found;
}

/** Within an outer bracket that is still open, the words before that are no part of the phrase: `[e.g. breast cancer (BC), …]`. */
function contextStart(text: string, from: number, open: number): number {
  const opened: number[] = [];
  for (let at = from; at < open; at += 1) {
    const unit = text[at];
    if (unit === '(' || unit === '[') opened.push(at + 1);
    else if (unit === ')' || unit === ']') opened.pop();
  }
  return opened.at(-1) ?? from;
}

const BRACKET = /[([]/g;

function nextBracket(text: string, from: number): number {
  BRACKET.lastIndex = from;
  return BRACKET.exec(text)?.index ?? -1;
}

/** Position of the bracket that closes the one at `open`; -1 when it is far off or not there. */
function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length && at - open < MAX_BRACKET; at += 1) {
    const unit = text[at];
    if (unit === '(' || unit === '[') depth += 1;
    else if (unit === ')' || unit === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

interface Bracket {
  /** Where the words begin that may belong to it. */
  readonly start: number;
  readonly open: number;
  readonly close: number;
}

function definitionsAt(text: string, { start, open, close }: Bracket): Definition[] {
  const context = trimmed(text, { start, end: open });
  const content = { context, inside: trimmed(text, { start: open + 1, end: close }), glued: context.end === open };
  if (context.start === context.end || !hasLetter(text, content.inside)) return [];
  const found =
    shortInside(text, content) ??
    specialInside(text, content) ??
    bothInside(text, content) ??
    lastInside(text, content);
  const definition = found ?? (content.glued ? null : shortBefore(text, content));
  return definition === null ? pairsInside(text, content) : [definition];
}

/** Most brackets of a paper hold numbers of references and figures alone. */
function hasLetter(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) {
    const found = classOf(text.charCodeAt(at));
    if (found !== CHAR.digit && found !== CHAR.space && found !== CHAR.symbol && found !== CHAR.dash) return true;
  }
  return false;
}

/** `(OR, odds ratio; CI: confidence interval)` */
function pairsInside(text: string, { inside }: Content): Definition[] {
  const content = text.slice(inside.start, inside.end);
  return [...content.matchAll(/[^;]+/g)].flatMap(({ 0: entry, index }) => {
    const [whole = '', lead = '', short = '', between = '', long = ''] = INNER_PAIR.exec(entry) ?? [];
    if (whole === '' || !canBeShort(short) || longFormStart(long, short, BAR.doubtful) !== 0) return [];
    const start = inside.start + index + lead.length;
    const from = start + short.length + between.length;
    return [{ short: { start, end: start + short.length }, long: { start: from, end: from + long.length } }];
  });
}

/** White space, short form, what is between, long form. */
const INNER_PAIR = /^(\s*)([^\s,:=]{2,16})(\s*[,:=]\s*|\s+-\s+)([^,:=]*[^\s,:=])\s*$/;

/** `superoxide dismutase (EC 1.15.1.1; SOD)` */
function lastInside(text: string, { context, inside, glued }: Content): Definition | null {
  const content = text.slice(inside.start, inside.end);
  const lead = /^.*[;,]\s+/s.exec(content)?.[0].length ?? 0;
  const short = content.slice(lead);
  if (lead === 0 || glued || short.length < 2 || !canBeShort(short)) return null;
  const start = longFormStart(text.slice(context.start, context.end), short, BAR.doubtful);
  if (start === null) return null;
  return {
    short: { start: inside.start + lead, end: inside.end },
    long: { start: context.start + start, end: context.end },
  };
}

/** What may follow a short form in its bracket: `(DLT; n = 5)`, `(OR = 6.9)`, `(CaBP1 and CaBP2)`. */
const AFTER_SHORT = /\s*(?:([=<>≤≥:])|;|,\s|\s(?:and|or|family|to)\s)/;

function shortInside(text: string, { context, inside, glued }: Content): Definition | null {
  const content = text.slice(inside.start, inside.end);
  const after = AFTER_SHORT.exec(content);
  const short = after === null ? content : content.slice(0, after.index);
  const bar = glued ? BAR.unlikely : after?.[1] === undefined ? BAR.usual : BAR.doubtful;
  if (!canBeShort(short) || (short.length === 1 && bar !== BAR.usual)) return null;
  const before = text.slice(context.start, context.end);
  const start = longFormStart(before, short, bar);
  if (start === null) return null;
  const long = { start: context.start + start, end: context.start + before.replace(/["'”’]+$/, '').length };
  return { short: { start: inside.start, end: inside.start + short.length }, long };
}

/** `… vessels (blood-brain barrier, BBB) …`, `… mice (“double mutants”, DM) …` */
function bothInside(text: string, { inside }: Content): Definition | null {
  const content = text.slice(inside.start, inside.end);
  const comma = Math.max(content.lastIndexOf(', '), content.lastIndexOf('; '));
  if (comma < 0) return null;
  const lead = /^["'“‘]?/.exec(content)?.[0].length ?? 0;
  const long = content.slice(lead, comma).replace(/[\s"'”’]+$/, '');
  const short = content.slice(comma + 2).trimStart();
  if (short.length < 2 || !canBeShort(short) || !/[\s-]/.test(long)) return null;
  if (longFormStart(long, short, BAR.doubtful) !== 0) return null;
  return {
    short: { start: inside.end - short.length, end: inside.end },
    long: { start: inside.start + lead, end: inside.start + lead + long.length },
  };
}

/** `PCR (polymerase chain reaction; 30 cycles)` */
function shortBefore(text: string, { context, inside }: Content): Definition | null {
  let start = context.end;
  while (start > context.start && !/\s/.test(text.charAt(start - 1))) start -= 1;
  const whole = definedBy(text, { start, end: context.end }, inside);
  const part = start + text.slice(start, context.end).search(/[^/-]*$/);
  // `alpha/beta-SNAP (soluble NSF attachment protein)`
  return whole ?? (part > start ? definedBy(text, { start: part, end: context.end }, inside) : null);
}

/** A short form and the bracket behind it. */
function definedBy(text: string, { start, end }: Span, inside: Span): Definition | null {
  const short = text.slice(start, end).replace(/[,;:]$/, '');
  if (!canBeShort(short)) return null;
  const content = text.slice(inside.start, inside.end);
  for (const mark of [';', /[;,]/]) {
    const long = (content.split(mark, 1)[0] ?? '').trimEnd();
    if (!isPhrase(long) || longFormStart(long, short, BAR.usual) !== 0) continue;
    return {
      short: { start, end: start + short.length },
      long: { start: inside.start, end: inside.start + long.length },
    };
  }
  return null;
}

/** Several words, or one ordinary one; not another name, as in `hRad51 (RAD51)`. */
function isPhrase(text: string): boolean {
  return /\s/.test(text) || /^\p{L}?\p{Ll}{5,}$/u.test(text);
}

function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
