/** What can be a short form, and what a long form for it, before letters are compared. */
import { align } from './abbreviation-alignment.js';

/** Words that stand in brackets or before them and are no short forms, whatever their letters. */
const NO_SHORT_FORM =
  /^(?:i\.e|e\.g|groups?|types?|tables?|figs?|figures?|stages?|grades?|class|days?|weeks?|treatment|phase|panels?|lanes?|experiment|one|two|three|four|five|six|seven|eight|nine|ten)\b/i;

const MAX_SHORT = 12;

/**
 * At most two words and 12 characters with a letter in them, beginning with a letter or digit, and no ordinary word
 * (`range`, `Figure 2`) or range of panels (`E–H`). A single letter must be a capital; two words (`FasL ICD`) need one.
 */
export function canBeShort(text: string): boolean {
  if (text.length > MAX_SHORT || !/^[\p{L}\p{N}]/u.test(text) || NO_SHORT_FORM.test(text)) return false;
  if (!/\p{L}/u.test(text) || !isBalanced(text) || /\p{Ll}{6}/u.test(text)) return false;
  if (lettersOf(text) === 1) return /^\p{Lu}$/u.test(text);
  if (/^\p{L}[‐–-]\p{L}$/u.test(text)) return false;
  const words = text.split(/\s+/);
  return words.length === 1 || (words.length === 2 && /^\p{L}.*\s.*\p{L}/u.test(text) && /\p{Lu}/u.test(text));
}

/** Number of letters and digits. */
function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Whether `long` is one phrase, longer than the short form, that neither contains it as a word nor is made from it. */
function canBeLong(long: string, short: string): boolean {
  if (long.length <= short.length || !isBalanced(long) || /[;:]|\.\s|[)\]],? (?:and|or)\s/.test(long)) return false;
  if (/^(?:the|an|and|or|with|by|of)\s/i.test(long) || isListOfNames(long)) return false;
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
  const found = align(short, context);
  if (found === null || found.score < bar) return null;
  const start = withLocants(context, found.start);
  const long = context.slice(start);
  if (canBeLong(long, short)) return start;
  const cut = Math.max(context.lastIndexOf(')'), context.lastIndexOf(']')) + 1;
  if (isBalanced(long) || cut === 0 || cut === context.length) return null;
  const rest = longFormStart(context.slice(cut), short, bar);
  return rest === null ? null : cut + rest;
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
