/**
 * Tokens of biomedical text: positions only, no copies of the text. The text of a paper and the names of the lexicon are
 * cut by this same code, so that whatever it does to one it does to the other.
 *
 * Letters and digits part company ("IL2" is IL·2), so that "IL-2", "IL2" and "IL 2" are the same tokens but for the dash.
 * Greek letters, signs and punctuation stand alone ("CD4+CD8+" is CD·4·+·CD·8·+), also Greek letters spelled out
 * behind a capital ("NFkappaB" is NF·kappa·B). Combining marks stay with their letter, surrogate pairs are never cut.
 */
import { CHAR, classOf, classOfCodePoint } from './chars.js';

/** What a token is. The first three make up "runs": neighbors of these kinds with nothing between are one word to a reader. */
export const TOKEN = {
  word: 1,
  number: 2,
  greek: 3,
  /** A hyphen, en dash or minus. */
  dash: 4,
  /** `'s` behind a word, or the apostrophe of `Graves' disease`. */
  possessive: 5,
  symbol: 6,
} as const;

/** Tokens of one text: `text.slice(starts[i], ends[i])`, in ascending order; white space belongs to none. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  /** UTF-16 offsets in `text`; only the first `count` entries count. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Values of `TOKEN`; only the first `count` entries count. */
  readonly kinds: Uint8Array;
}

/** Room for the tokens of one text after another. */
let room = roomFor(1 << 12);

function roomFor(length: number): Pick<Tokens, 'starts' | 'ends' | 'kinds'> {
  return { starts: new Int32Array(length), ends: new Int32Array(length), kinds: new Uint8Array(length) };
}

/**
 * Cuts a text into tokens.
 *
 * @example tokenize('TGF-β1') // TGF · - · β · 1
 */
export function tokenize(text: string): Tokens {
  const { count, starts, ends, kinds } = tokenizeOnce(text);
  return { text, count, starts: starts.slice(0, count), ends: ends.slice(0, count), kinds: kinds.slice(0, count) };
}

/** The same, good until this is called again or another text is cut: for a text that is looked at and let go. */
export function tokenizeOnce(text: string): Tokens {
  if (room.starts.length < text.length) room = roomFor(text.length * 2);
  const { starts, ends, kinds } = room;
  let count = 0;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const found = classOf(unit);
    if (found === CHAR.space) {
      at++;
      continue;
    }
    const charClass = found === CHAR.surrogate ? classOfPair(text, at) : found;
    const end = endOfToken(text, at, charClass);
    starts[count] = at;
    ends[count] = end;
    kinds[count++] = kindOf(text, at, end, charClass);
    at = end;
  }
  return { text, count, starts, ends, kinds };
}

/** True when token `index` stands right behind the one before it and both are words, numbers or Greek: "IL2", "IFNγ". */
export function isGlued(tokens: Tokens, index: number): boolean {
  return (
    index > 0 &&
    index < tokens.count &&
    tokens.starts[index] === tokens.ends[index - 1] &&
    isRunKind(tokens.kinds[index]) &&
    isRunKind(tokens.kinds[index - 1])
  );
}

function isRunKind(kind: number | undefined): boolean {
  return kind !== undefined && kind <= TOKEN.greek;
}

function classOfPair(text: string, at: number): number {
  const codePoint = text.codePointAt(at) ?? 0;
  return codePoint > 0xffff ? classOfCodePoint(codePoint) : CHAR.symbol;
}

function endOfToken(text: string, start: number, charClass: number): number {
  if (charClass === CHAR.letter) return endOfWord(text, start);
  if (charClass === CHAR.digit) return endOfNumber(text, start);
  if (charClass === CHAR.apostrophe && isPossessiveS(text, start)) return start + 2;
  return skipMarks(text, start + sizeAt(text, start));
}

function endOfWord(text: string, start: number): number {
  const spelled = spelledGreekAt(text, start);
  if (spelled > 0) return start + spelled;
  let at = start + sizeAt(text, start);
  let afterCapital = isCapital(text.charCodeAt(start));
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (isSmall(unit)) {
      if (afterCapital && spelledGreekAt(text, at) > 0) break;
      afterCapital = false;
      at++;
      continue;
    }
    afterCapital = isCapital(unit);
    const size = afterCapital ? 1 : sizeInRun(text, at, CHAR.letter);
    if (size === 0) break;
    at += size;
  }
  return at;
}

function endOfNumber(text: string, start: number): number {
  let at = start + sizeAt(text, start);
  for (let size = 1; size > 0 && at < text.length; at += size) size = sizeInRun(text, at, CHAR.digit);
  return at;
}

/** Units of the character at `at` if it goes on with a run of that class, else 0. */
function sizeInRun(text: string, at: number, charClass: number): number {
  const found = classOf(text.charCodeAt(at));
  if (found === charClass || found === CHAR.mark) return 1;
  return found === CHAR.surrogate && classOfPair(text, at) === charClass ? 2 : 0;
}

/** Behind a letter, `'s` that ends a word: `Alzheimer's`, but not `5's` or `'sup`. */
function isPossessiveS(text: string, at: number): boolean {
  const s = text.charCodeAt(at + 1) | 0x20;
  return s === 0x73 && isLetterAt(text, at - 1) && !isRunAt(text, at + 2);
}

function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && classOf(text.charCodeAt(at)) === CHAR.letter;
}

function isRunAt(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const found = classOf(text.charCodeAt(at));
  return found === CHAR.letter || found === CHAR.digit || found === CHAR.greek;
}

function kindOf(text: string, start: number, end: number, charClass: number): number {
  switch (charClass) {
    case CHAR.letter:
      return spelledGreekAt(text, start) === end - start ? TOKEN.greek : TOKEN.word;
    case CHAR.digit:
      return TOKEN.number;
    case CHAR.greek:
      return TOKEN.greek;
    case CHAR.dash:
      return TOKEN.dash;
    case CHAR.apostrophe:
      return end - start === 2 || isPluralApostrophe(text, start) ? TOKEN.possessive : TOKEN.symbol;
    default:
      return TOKEN.symbol;
  }
}

/** `Graves' disease`: behind an s, before something that is no letter. */
function isPluralApostrophe(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) | 0x20) === 0x73 && isLetterAt(text, at - 1) && !isRunAt(text, at + 1);
}

function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function skipMarks(text: string, from: number): number {
  let at = from;
  while (at < text.length && classOf(text.charCodeAt(at)) === CHAR.mark) at++;
  return at;
}

/** Names long enough to be no accident; eta, mu, nu, pi, rho, tau, chi, psi, phi end too many other words. */
const SPELLED = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'theta', 'kappa', 'lambda', 'sigma', 'omega'];

/** Length of a Greek letter's name that stands at `at` in small letters, right behind a capital and before none; else 0. */
function spelledGreekAt(text: string, at: number): number {
  if (!isCapital(text.charCodeAt(at - 1)) || !isSmall(text.charCodeAt(at))) return 0;
  for (const name of SPELLED) {
    if (text.startsWith(name, at)) return isSmall(text.charCodeAt(at + name.length)) ? 0 : name.length;
  }
  return 0;
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

function isSmall(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}
