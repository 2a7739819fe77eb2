/**
 * Citations by number, which are not read: `[1,2]`, `cancer<sup>12</sup>`, `([1](#b1), [2](#b2))`. They are cut out of
 * the plain text, where brackets and links around them no longer matter.
 */
import type { Cut, PlainText } from './plain-text.js';

/** A part of the plain text that was set as a superscript or as a link. */
export interface Mark {
  readonly kind: 'superscript' | 'link';
  readonly start: number;
  readonly end: number;
}

type Span = Omit<Mark, 'kind'>;

/** `1`, `1,2`, `5-8`, `3, 7 and 12–15`: numbers of references hardly reach 4 digits. */
const NUMBERS = '[1-9]\\d{0,3}(?:\\s?(?:[,;‐-―−-]|,? ?and )\\s?[1-9]\\d{0,3})*';
/** A whole superscript or link: also `[1]`, and `1,*` behind an author's name. */
const NUMBER_LIST = new RegExp(`^\\s*[[(]?\\s?${NUMBERS}\\s?[\\])]?[,;]?[*†‡§¶]*\\s*$`);
const BRACKETED = new RegExp(`\\[\\s?${NUMBERS}\\s?\\]`, 'y');

/** The text without its citations. `marks` need not be in order. */
export function cutCitations(plain: PlainText, marks: readonly Mark[]): PlainText {
  const { text } = plain;
  const spans = [...markedCitations(text, marks), ...bracketedCitations(text)];
  return spans.length === 0 ? plain : plain.without(cutsFor(text, spans));
}

function markedCitations(text: string, marks: readonly Mark[]): Span[] {
  return marks.filter(({ kind, start, end }) => {
    if (end - start > 60 || !NUMBER_LIST.test(text.slice(start, end))) return false;
    return kind === 'superscript' ? isRaisedCitation(text, { start, end }) : !isLabelled(text, start);
  });
}

/** `[1,2]`, but not the locants of `benzo[1,2]thiophene` or `[3]-methyl`. */
function bracketedCitations(text: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf('['); start >= 0; start = text.indexOf('[', start + 1)) {
    BRACKETED.lastIndex = start;
    if (!BRACKETED.test(text)) continue;
    const end = BRACKETED.lastIndex;
    if (!/^[\p{L}\d]|^[-‐]\p{L}/u.test(text.slice(end, end + 2)) && !isLabelled(text, start))
      spans.push({ start, end });
  }
  return spans;
}

/** The `2` of `Figure 2` and of `Figures 1 and 2` is no citation, linked or not. */
function isLabelled(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  return /\b(?:fig(?:ure)?s?|tables?|box|scheme|eqs?|equations?|sections?|files?|videos?|movies?|steps?)\.?\s*(?:S?\d+[a-z]?\s*(?:[,–-]|and|&)\s*)*[([]?$/i.test(
    before,
  );
}

/** Units of measure, whose superscript is an exponent: `cm<sup>2</sup>`. */
const UNITS = /^(?:[munpkcdμµ]?m|[mnμµ]?s|h|min|d|wk|yr|in|ft|mi|inch|k?g|px)$/;
const MASS_NUMBER = /^\p{Lu}\p{Ll}?(?!\p{Ll})/u;

/**
 * Whether a raised number, or list of numbers, is a citation: `cancer¹²`, `mice.3,4`, `p53⁷`; and not an exponent
 * (`10⁶`, `m²`, `R²`), a mass number (`¹²⁵I`, `[³H]`), or part of a name.
 */
function isRaisedCitation(text: string, { start, end }: Span): boolean {
  const list = /\d[^\d]+\d/.test(text.slice(start, end));
  const before = text.charAt(start - 1);
  if (before === '' || /[\s([{/‐-―−-]/.test(before)) return list || isDetached(text, end);
  const word = /[\p{L}\p{N}.×‐–−-]*$/u.exec(text.slice(Math.max(0, start - 30), start))?.[0] ?? '';
  if (/\d/.test(before)) return !isNumber(word) || /^(?:19|20)\d\d$/.test(word);
  if (list) return true;
  return !UNITS.test(word) && !/^\p{L}$/u.test(word) && end - start < 4;
}

/** A raised number that stands before a word which is no chemical element: an author's affiliation. */
function isDetached(text: string, end: number): boolean {
  const after = text.slice(end, end + 3);
  return /^\p{L}/u.test(after) && !MASS_NUMBER.test(after);
}

/** `10`, `2.5`, `3×10`, `1-5x10`; not the `6` of `IL-6`. */
function isNumber(word: string): boolean {
  return /^[\d.]+(?:[x×‐–−-][\d.]+)*$/i.test(word);
}

/** Longest text between two citations that goes with them: `[1], [2]` and `[1] and [2]`. */
const BETWEEN = /^\s?(?:[,;‐-―−-]|and|&)?\s?$/;

function cutsFor(text: string, spans: readonly Span[]): Cut[] {
  const groups: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (
      last !== undefined &&
      (start <= last.end || (start - last.end <= 5 && BETWEEN.test(text.slice(last.end, start))))
    )
      last.end = Math.max(last.end, end);
    else groups.push({ start, end });
  }
  return groups.map((group) => widened(text, group));
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/** Takes brackets around, and white space before punctuation, along. */
function widened(text: string, { start, end }: Span): Cut {
  let [from, to] = [start, end];
  while (from > 0 && to < text.length && PAIRS[text.charAt(from - 1)] === text[to]) {
    from -= 1;
    to += 1;
  }
  if (to >= text.length || /[\s.,;:!?)\]]/.test(text.charAt(to)))
    while (from > 0 && /\s/.test(text.charAt(from - 1))) from -= 1;
  const glued = /[\p{L}\p{N}]/u.test(text.charAt(from - 1)) && /[\p{L}\p{N}]/u.test(text.charAt(to));
  return { start: from, end: to, instead: glued ? ' ' : '' };
}
