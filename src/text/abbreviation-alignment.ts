/**
 * Whether, and from where on, the words before a bracket are what the short form in it stands for. Each letter and digit
 * of the short form is matched, in order, with one of the long form; among all ways to do so the best is taken. This is
 * Schwartz and Hearst (2003) with points in the place of "the first way found from the right": letters that begin words
 * count most, words passed over cost. (Ab3P, Sohn et al. 2008, tries fixed strategies in the order of their precision.)
 */

/** Points for each letter of the short form by where it was found, and for what was passed over. Tuned on gold pairs. */
const POINTS = {
  /** It begins a word: the `t` of `tumor`. */
  word: 3,
  /** It begins a small word: the `i` of `in situ hybridization`. */
  smallWord: 2.2,
  /** It begins a later part of a word that has a letter already: the `a` of `receptor-associated`. */
  part: 2.6,
  /** It begins a later part of a word that has none so far: the `s` of `double-strand`. */
  latePart: 1.4,
  /** It follows the letter found before: the `p` of `apolipoprotein` for `apo`. */
  next: 1.6,
  /** It stands further on in the same word: the `b` of `tuberculosis` for `TB`. */
  inside: 1.3,
  /** It stands inside a word that has none so far. */
  stray: -1,
  /** A word between two letters is passed over. */
  skipped: -2.2,
  /** A small word is: the `of` of `regulator of G-protein signaling`. */
  skippedSmall: -0.5,
  /** The long form does not have it: a digit, or the last letter of `DLTs` or `Pap1p`. */
  missing: -1.6,
} as const;

const SMALL = new Set('a an and as at by de for from in into of on or per the to type via with'.split(' '));

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  ['αa', 'βb', 'ßb', 'γg', 'δd', 'εe', 'κk', 'λl', 'μm', 'µm', 'πp', 'σs', 'τt', 'ωo'].map((pair) => [...pair]),
);

/** Words that a digit stands for: `2D` is two-dimensional, `Top3` topoisomerase III. */
const NUMBERS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'one first i',
    'two second ii',
    'three third iii',
    'four fourth iv',
    'five fifth',
    'six sixth vi',
    'seven seventh vii',
    'eight eighth viii',
    'nine ninth ix',
  ].flatMap((words, index) => words.split(' ').map((word) => [word, String(index + 1)])),
);

export interface Alignment {
  /** Where in the context the long form begins; it ends where the context does. */
  readonly start: number;
  /** Mean of the points over the letters of the short form; 3 is perfect, below 1 it is hardly a definition. */
  readonly score: number;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly small: boolean;
}

/** A place in the context where a letter of the short form may be found. */
interface Spot {
  readonly at: number;
  /** Index of its word; the number of words for the end of the context. */
  readonly word: number;
  readonly starts: 'word' | 'smallWord' | 'part' | null;
}

/** The best way to find the rest of the short form from a spot on. */
interface Tail {
  readonly spot: Spot;
  readonly score: number;
}

/**
 * Best alignment of a short form with the end of `context`; null when its letters are not all there. Digits and a last s may be
 * missing, unless it has to be `complete`.
 */
export function align(short: string, context: string, complete = false): Alignment | null {
  const letters = lettersOf(short, context);
  const words = lastWords(context, Math.min(letters.length + 5, letters.length * 2 + 1));
  if (lacksALetter(letters, context.slice(words[0]?.start ?? context.length), complete)) return null;
  const spots = spotsOf(context, words, new Set(letters));
  if (letters.some((letter, index) => !spots.has(letter) && (complete || !mayMiss(letters, index)))) return null;
  let tails: Tail[] = [{ spot: { at: context.length, word: words.length, starts: null }, score: 0 }];
  for (let index = letters.length - 1; index >= 0; index -= 1) {
    const found = (spots.get(letters[index] ?? '') ?? []).flatMap((spot) => bestFrom(spot, tails, words));
    tails = !complete && mayMiss(letters, index) ? [...found, ...tails.map(withoutLetter)] : found;
  }
  return bestStart(tails, letters.length);
}

/**
 * Whether a letter is nowhere in plain text: two of three alignments end here, at a tenth of the cost. Digits may stand as
 * words, and Greek letters for Latin ones.
 */
function lacksALetter(letters: readonly string[], text: string, complete: boolean): boolean {
  if (/[^\0-\x7f]/.test(text)) return false;
  const plain = text.toLowerCase();
  return letters.some(
    (letter, index) =>
      letter >= 'a' && letter <= 'z' && !plain.includes(letter) && (complete || !mayMiss(letters, index)),
  );
}

/** Letters and digits to be found; `M−` has a letter more where it is said to be negative: `M protein-negative`. */
function lettersOf(short: string, context: string): string[] {
  const letters = [...short].filter(isAlphanumeric).map(fold);
  const sign = SIGNS[short.at(-1) ?? ''];
  return sign !== undefined && new RegExp(`(?:^|[\\s-])${sign}\\S*$`, 'i').test(context)
    ? [...letters, sign.charAt(0)]
    : letters;
}

const SIGNS: Readonly<Record<string, string>> = { '+': 'positive', '-': 'negative', '−': 'negative' };

function bestStart(tails: readonly Tail[], letters: number): Alignment | null {
  let best: Alignment | null = null;
  for (const { spot, score } of tails) {
    if (spot.starts === null) continue;
    const mean = (score + POINTS[spot.starts]) / letters;
    if (best === null || mean >= best.score) best = { start: spot.at, score: mean };
  }
  return best;
}

function bestFrom(spot: Spot, tails: readonly Tail[], words: readonly Word[]): Tail[] {
  let score = Number.NEGATIVE_INFINITY;
  for (const tail of tails) {
    if (tail.spot.at > spot.at) score = Math.max(score, tail.score + step(spot, tail.spot, words));
  }
  return score === Number.NEGATIVE_INFINITY ? [] : [{ spot, score }];
}

/** Points for going on from one letter to the next: those of the next one, and of the words between. */
function step(from: Spot, to: Spot, words: readonly Word[]): number {
  let points = to.word === words.length ? 0 : pointsOf(from, to);
  for (let word = from.word + 1; word < to.word; word += 1) {
    points += words[word]?.small ? POINTS.skippedSmall : POINTS.skipped;
  }
  return points;
}

function pointsOf(from: Spot, to: Spot): number {
  if (to.starts === 'part' && to.word !== from.word) return POINTS.latePart;
  if (to.starts !== null) return POINTS[to.starts];
  if (to.at === from.at + 1) return POINTS.next;
  return to.word === from.word ? POINTS.inside : POINTS.stray;
}

/** A digit may be missing from the long form, and so may a plural's s, an x for its ending (`ovariectomized`, OVX) and what follows a digit at the end (`Pap1p`). */
function mayMiss(letters: readonly string[], index: number): boolean {
  const letter = letters[index] ?? '';
  if (index === 0) return false;
  return (
    isDigit(letter) ||
    (index === letters.length - 1 && (letter === 's' || letter === 'x' || isDigit(letters[index - 1] ?? '')))
  );
}

function withoutLetter({ spot, score }: Tail): Tail {
  return { spot, score: score + POINTS.missing };
}

/** Nothing longer is a word (addresses, sequences). */
const MAX_WORD = 100;

function lastWords(context: string, count: number): Word[] {
  const words: Word[] = [];
  for (let end = context.length; end > 0 && words.length < count; ) {
    let start = end;
    while (start > 0 && !/\s/.test(context.charAt(start - 1))) start -= 1;
    if (end - start > MAX_WORD) break;
    if (start < end) words.push({ start, end, small: SMALL.has(context.slice(start, end).toLowerCase()) });
    end = start - 1;
  }
  return words.reverse();
}

/** The letters and digits of the words that are `wanted`, by what they are matched with. */
function spotsOf(context: string, words: readonly Word[], wanted: ReadonlySet<string>): Map<string, Spot[]> {
  const spots = new Map<string, Spot[]>();
  const add = (char: string, spot: Spot) => {
    const known = spots.get(char);
    if (known === undefined) spots.set(char, [spot]);
    else known.push(spot);
  };
  const wantsDigits = [...wanted].some(isDigit);
  for (const [word, { start, end, small }] of words.entries()) {
    let first = true;
    for (let at = start; at < end; at += 1) {
      const char = context.charAt(at);
      if (!isAlphanumeric(char)) continue;
      const part = startsPart(context.charAt(at - 1), char) ? 'part' : null;
      const starts = first ? (small ? 'smallWord' : 'word') : part;
      const folded = fold(char);
      if (wanted.has(folded)) add(folded, { at, word, starts });
      if (starts !== null && wantsDigits)
        addNumber(context.slice(at, end), (digit) => add(digit, { at, word, starts }));
      first = false;
    }
  }
  return spots;
}

function addNumber(rest: string, add: (digit: string) => void): void {
  const word = /^[a-z]{1,7}(?![a-z])/i.exec(rest)?.[0].toLowerCase();
  const digit = word === undefined ? undefined : NUMBERS[word];
  if (digit !== undefined) add(digit);
}

/** After a hyphen or the like, between letters and digits, and at a capital after a small letter. */
function startsPart(before: string, char: string): boolean {
  if (!isAlphanumeric(before) || isDigit(before) !== isDigit(char)) return true;
  if (isAscii(before) && isAscii(char)) return before >= 'a' && char <= 'Z';
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(char);
}

function isAlphanumeric(char: string): boolean {
  return isAscii(char)
    ? isDigit(char) || (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z')
    : /[\p{L}\p{N}]/u.test(char);
}

function isDigit(char: string): boolean {
  return isAscii(char) ? char >= '0' && char <= '9' : /\p{N}/u.test(char);
}

/** Most characters are; their kind is told much faster. */
function isAscii(char: string): boolean {
  return char !== '' && char <= '\u007f';
}

/** Lower case, and a Greek letter as the Latin one that stands for it: TNF-α is tumor necrosis factor alpha. */
function fold(char: string): string {
  const lower = char.toLowerCase();
  return GREEK[lower] ?? lower;
}
