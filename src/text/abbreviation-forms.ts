/** What can be a short form, and what a long form for it, before letters are compared. */
import { type Alignment, align } from './abbreviation-alignment.js';

/** Words that stand in brackets or before them and are no short forms, whatever their letters. */
const NO_SHORT_FORM =
  /^(?:i\.e|e\.g|groups?|types?|tables?|figs?|figures?|stages?|grades?|class|days?|weeks?|treatment|phase|panels?|lanes?|experiment|one|two|three|four|five|six|seven|eight|nine|ten)\b/i;

/** Words that lead on in a bracket and would pass for letters of anything: `(with or without …)`. */
const FUNCTION_WORDS = new Set(
  'a all an and are as at both but by for from in into is its nor not of on or out per see so than that the then to via was were when with'.split(
    ' ',
  ),
);

const MAX_SHORT = 16;

/**
 * At most two words and 12 characters with a letter in them, beginning with a letter or digit, and no ordinary word
 * (`range`, `Figure 2`) or range of panels (`E–H`). A single letter must be a capital; two words (`FasL ICD`) need one.
 */
export function canBeShort(text: string): boolean {
  if (text.length > MAX_SHORT || !/^[\p{L}\p{N}]/u.test(text) || NO_SHORT_FORM.test(text)) return false;
  if (!/\p{L}/u.test(text) || !isBalanced(text) || /\p{Ll}{6}/u.test(text)) return false;
  if (FUNCTION_WORDS.has(text)) return false;
  if (lettersOf(text) === 1) return /^\p{Lu}$/u.test(text);
  if (/^\p{L}[‐–-]\p{L}$/u.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length === 2 && /^\p{Lu}{2,}\s\d{1,2}$/u.test(text)) return true; // PAR 2
  return words.length === 1 || (words.length === 2 && /^\p{L}.*\s.*\p{L}/u.test(text) && /\p{Lu}/u.test(text));
}

/** Number of letters and digits. */
function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** A genus is abbreviated with a period (`S. aureus protein A`), and a chemical name has colons (`3':5'-cyclic`). */
const ENDS_A_PHRASE = /;|:\s|(?<!(?:^|\s)\p{Lu})\.\s|[)\]](?:,|,? (?:and|or))\s/u;

/** Whether `long` is one phrase, longer than the short form, that neither contains it as a word nor is made from it. */
function canBeLong(long: string, short: string): boolean {
  if (long.length <= short.length || !isBalanced(long) || ENDS_A_PHRASE.test(long)) return false;
  if (/^(?:an|and|or|with|by|of)\s/i.test(long) || isListOfNames(long)) return false;
  if (/^the\s/.test(long) || (long.startsWith('The ') && !/^T/.test(short))) return false; // The Scripps Research Institute, TSRI
  const words = long.toLowerCase().split(/[\s-]+/);
  return !words.includes(short.toLowerCase()) && !isDerived(long, short);
}

/** `IL6R and CXCL8` is two names, not what `IL-8` in brackets behind them stands for. */
function isListOfNames(text: string): boolean {
  return /\s(?:and|or)\s|,\s/.test(text) && !/\p{Ll}{4}/u.test(text);
}

/** `hREV3` and REV3, `Ubc1Δ450` and Ubc1: names made from other names, not abbreviations of them. */
function isDerived(long: string, short: string): boolean {
  if (/\s/.test(long) || !/\d/.test(long)) return false;
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return bare(long).includes(bare(short));
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

/** What a chemical name may have before the word that counts: `2,3-`, `N-`, `trans-4-`, `alpha-`. */
const LOCANTS =
  /^[\d,'’.()\-[\]+/]*(?:(?:\d+[a-z]?|[A-Z]{1,2}|alpha|beta|gamma|delta|trans|cis|iso|sn|bis|di|tri|[αβγδω])[\d,'’.()\-[\]+]+)*$/i;

/**
 * Where in `context` the long form of `short` begins that ends with it; null when there is none whose alignment has at
 * least `bar` points. What stands before a closing bracket without its opening one is not part of it.
 */
export function longFormStart(context: string, short: string, bar: number): number | null {
  const found = alignments(short, context, bar);
  const starts = found.map(({ start }) => withLocants(context, start));
  const fitting = starts.find((start) => canBeLong(context.slice(start), short));
  if (fitting !== undefined) return fitting;
  const long = context.slice(starts[0] ?? context.length);
  const cut = Math.max(context.lastIndexOf(')'), context.lastIndexOf(']')) + 1;
  if (long === '' || (isBalanced(long) && !ENDS_A_PHRASE.test(long)) || cut === 0 || cut === context.length)
    return null;
  const rest = longFormStart(context.slice(cut), short, bar);
  return rest === null ? null : cut + rest;
}

/** Best first: the order as written, unless the other one is clearly better: `first nucleotide binding domain (NBD1)`. */
function alignments(short: string, context: string, bar: number): Alignment[] {
  const inOrder = align(short, context);
  if (inOrder !== null && inOrder.score >= BEST - CLEARLY) return [inOrder];
  const other = turned(short, context, bar);
  if (inOrder === null || inOrder.score < bar) return other === null ? [] : [other];
  if (other === null) return [inOrder];
  return other.score > inOrder.score + CLEARLY ? [other, inOrder] : [inOrder, other];
}

const CLEARLY = 0.5;

/** Mean points of perfect initials. */
const BEST = 3;

/** Mean points that an alignment in another order needs: one word passed over (`third larval stage`, L3) is no obstacle. */
const BAR_TURNED = 1.75;

/**
 * The parts of a short form may stand in another order than in the long form: `type 1 protein phosphatase (PP1)`, `gamma-interferon
 * (IFN-gamma)`, `cell adhesion molecule L1 (L1CAM)`; the best of one part moved from an end to the other.
 */
function turned(short: string, context: string, bar: number): Alignment | null {
  if (!hasLetters(short, context)) return null;
  let best: Alignment | null = null;
  for (const { index } of short.matchAll(PART_START)) {
    const found = align(`${short.slice(index)}-${short.slice(0, index)}`, context, true);
    if (found === null || found.score < Math.max(bar, BAR_TURNED)) continue;
    const long = context.slice(found.start);
    if (namesPart(short, long) || !/\p{L}{4}/u.test(long)) continue;
    if (best === null || found.score > best.score) best = found;
  }
  return best === null ? null : { ...best, start: withTypeWord(context, best.start) };
}

/** Whether the plain letters of the short form are in the context at all, in any order; most that are none fail here. */
function hasLetters(short: string, context: string): boolean {
  const near = context.slice(-MOST_LETTERS_AWAY).toLowerCase();
  return (short.toLowerCase().match(/[a-z]/g) ?? []).every((letter) => near.includes(letter));
}

/** More than the words that an alignment looks at have in all but odd cases. */
const MOST_LETTERS_AWAY = 200;

/** `type II MS` does not say what MS is in `MS II`. */
function namesPart(short: string, long: string): boolean {
  const words = long.split(/[^\p{L}\p{N}]+/u);
  return (short.match(/\p{Lu}{2,}/gu) ?? []).some((part) => words.includes(part));
}

/** Where a part begins: after a hyphen or space, at a digit or a capital that ends small letters, at a roman number in the end. */
const PART_START =
  /(?<=[\p{L}\p{N}][^\p{L}\p{N}])(?=[\p{L}\p{N}])|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})|(?<=\p{Ll}{2})(?=\p{Lu})|(?<=\p{L}{2})(?=(?:I{1,3}|IV|V)$)|(?<=\p{L})(?=\p{Lu}\p{N})|(?<=\p{L})(?=[α-ω])/gu;

/** `type`, `class` and the like before a number belong to it. */
function withTypeWord(context: string, start: number): number {
  const word = /(?<=^|\s)(?:type|class|factor|stage|phase|day)\s+$/i.exec(context.slice(0, start))?.[0];
  return /^[\dIV]/.test(context.slice(start)) && word !== undefined ? start - word.length : start;
}

/** A long form that begins within a word begins with the word's part, and with the locants before it. */
function withLocants(context: string, at: number): number {
  let part = at;
  while (part > 0 && /[\p{L}\p{N}]/u.test(context.charAt(part - 1))) part -= 1;
  let word = part;
  while (word > 0 && !/\s/.test(context.charAt(word - 1))) word -= 1;
  const before = context.slice(word, part);
  return !/^[([]$/.test(before) && LOCANTS.test(before) ? word : part;
}
