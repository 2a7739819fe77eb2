/**
 * Sentence boundaries of biomedical text. A loop over the units stops at periods, question and exclamation marks; what
 * stands around them decides. Semicolons and colons end nothing.
 */
import { BEFORE_LETTER, NEVER_LAST, NUMBERED, SELDOM_LAST, STARTERS } from './sentence-words.js';

const PERIOD = 0x2e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

const CLOSERS = '.?!…"\'”’»)]}';
const OPENERS = '("\'“‘«[{*';

/**
 * Plain offsets `[start0, end0, start1, end1, …]` of the sentences of a text, in ascending order; what is in none of
 * them is white space.
 */
export function splitSentences(text: string): Int32Array {
  const spans: number[] = [];
  let start = skipSpace(text, 0);
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit !== PERIOD && unit !== QUESTION && unit !== EXCLAMATION) continue;
    const end = skipCitation(text, skipClosers(text, at + 1));
    if (isSpaceAt(text, end) && isBoundary(text, { start, mark: at, end, next: skipSpace(text, end) })) {
      spans.push(start, end);
      start = skipSpace(text, end);
    }
    at = end - 1;
  }
  const last = text.trimEnd().length;
  if (last > start) spans.push(start, last);
  return Int32Array.from(spans);
}

/** A place where a sentence may end. */
interface Place {
  /** Where the sentence begins. */
  readonly start: number;
  /** Of the period, question or exclamation mark. */
  readonly mark: number;
  /** After the mark and the quotes and brackets that it closes. */
  readonly end: number;
  /** Where the next word begins; the text's length when there is none. */
  readonly next: number;
}

function isBoundary(text: string, place: Place): boolean {
  if (place.next >= text.length) return true;
  const follower = wordFrom(text, skipOpeners(text, place.next));
  if (!canBegin(follower) && !isPartLabel(text, place.next)) return false;
  return text.charCodeAt(place.mark) !== PERIOD || endsBefore(text, place, follower);
}

/** Whether a sentence may begin with this word: no comma, no ordinary word in lower case; but `p53`, `mTOR`, `α-actin`. */
function canBegin(word: string): boolean {
  if (word === '' || /^[,;:%)\]}/=<>+]/.test(word)) return false;
  return !/^\p{Ll}/u.test(word) || /^\p{Ll}+[\p{Lu}\d]|^\p{Ll}{1,5}-?[\p{Lu}\d]|^\p{Script=Greek}/u.test(word);
}

/** The `(a)` of `(a) Bright field. (b) Dark field.` */
function isPartLabel(text: string, at: number): boolean {
  return text[at] === '(' && /^\([a-z]{1,2}\)\s/.test(text.slice(at, at + 5));
}

/** Whether the word before the period is the sentence's last, given that the next one could begin a sentence. */
function endsBefore(text: string, { start, mark, end }: Place, follower: string): boolean {
  const from = wordStart(text, mark, start);
  const word = text.slice(from, mark);
  const numbered = /^\d/.test(follower);
  // MS, CA and ED are abbreviations of another sort; FIG. 2 and NO. 5 stand in headings.
  const lower = /^\p{Lu}{2,}$/u.test(word) && !numbered ? '' : word.toLowerCase();
  if (NEVER_LAST.has(lower) && (numbered || !NUMBERED.has(lower))) return false;
  if (SELDOM_LAST.has(lower)) return end === mark + 1 && STARTERS.has(follower);
  if (/^\p{Lu}$/u.test(word) && !/\p{Script=Greek}/u.test(word)) return endsWithLetter(text, { from, start }, follower);
  if (from === start && /^(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)$/i.test(word)) return false;
  if (/^\p{L}{1,3}(?:\.\p{L}{1,3})+$/u.test(word)) return endsWithDotted(word, follower);
  return !/^[a-z]$/.test(word) || STARTERS.has(follower);
}

/** `vitamin D. Patients` ends a sentence, `J. Smith` and `Smith J. The Lancet` do not. */
function endsWithLetter(
  text: string,
  { from, start }: { readonly from: number; readonly start: number },
  follower: string,
): boolean {
  let end = from;
  while (end > start && isSpaceAt(text, end - 1)) end -= 1;
  const before = text.slice(wordStart(text, end, start), end);
  if (BEFORE_LETTER.has(before.toLowerCase())) return true;
  return STARTERS.has(follower) && /^[\p{Ll}-]+$/u.test(before);
}

/** `given i.v. Mice` and `the U.S. The` end a sentence, `i.v. LPS` and `U.S. Food` do not. */
function endsWithDotted(word: string, follower: string): boolean {
  if (STARTERS.has(follower)) return true;
  return word === word.toLowerCase() && /^\p{Lu}\p{Ll}+$/u.test(follower);
}

function wordStart(text: string, end: number, floor: number): number {
  let at = end;
  while (at > floor && !isSpaceAt(text, at - 1) && !OPENERS.includes(text.charAt(at - 1))) at -= 1;
  return at;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:[-'’.]?[\p{L}\p{N}\p{M}]+)*|\S/uy;

/** The word at a place, or a single other unit. */
function wordFrom(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? '';
}

const CITATION = /\d{1,3}(?:[,–-]\d{1,3})*(?=\s+\p{Lu})/uy;

/** Citation numbers that were superscripts once: `… of tumor growth.12,13 The …`. */
function skipCitation(text: string, from: number): number {
  if (!isDigit(text.charCodeAt(from)) || !/\p{Ll}{4}\.$/u.test(text.slice(Math.max(0, from - 5), from))) return from;
  CITATION.lastIndex = from;
  return CITATION.test(text) ? CITATION.lastIndex : from;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function skipOpeners(text: string, from: number): number {
  let at = from;
  while (at < text.length && OPENERS.includes(text.charAt(at))) at += 1;
  return at;
}

function skipClosers(text: string, from: number): number {
  let at = from;
  while (at < text.length && CLOSERS.includes(text.charAt(at))) at += 1;
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpaceAt(text, at)) at += 1;
  return at;
}

function isSpaceAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return /\s/.test(text.charAt(at));
}
