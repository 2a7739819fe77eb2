/**
 * Whether, and from where on, the words before a bracket are what the short form in it stands for. Each letter and digit
 * of the short form is matched, in order, with one of the long form; among all ways to do so the best is taken. This is
 * Schwartz and Hearst (2003) with a score in the place of "the first way found from the right": letters that begin words
 * count most, words passed over cost. (Ab3P, Sohn et al. 2008, orders fixed strategies by their precision instead.)
 */

/** What matches and passed-over words count, in points per letter of the short form. */
const POINTS = {
  /** The letter begins a word: the T of `tumor`. */
  word: 3,
  /** It begins a part of a word: the a of `receptor-associated`, the 2 of `IL2`, the R of `TrkR`. */
  part: 2.6,
  /** It follows the letter matched before: the `po` of `apo` in `apolipoprotein`. */
  next: 2.2,
  /** It stands further on in the same word: the T of `DLT` in `toxicities` does not, the B of `TB` does. */
  inside: 1,
  /** It stands inside a word none of whose parts began with a letter of the short form. */
  stray: -2,
  /** A word between two matches that has none. */
  skipped: -2.2,
  /** The same for `of`, `and`, `the` …: abbreviations leave them out. */
  skippedSmall: -0.4,
  /** A digit, or a plural's s, that the long form does not have. */
  missing: -1,
} as const;

const SMALL = new Set('a an and as at by de for from in into of on or per the to type via with'.split(' '));
const GREEK: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'b',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  π: 'p',
  σ: 's',
  τ: 't',
  ω: 'o',
  µ: 'm',
  ß: 'b',
};

/** A small word that the long form begins with, or whose letter the short form has, is seldom meant. */
const SMALL_START = 1;

/** A place in the context that a letter of the short form may be matched with. */
interface Spot {
  readonly at: number;
  readonly word: number;
  readonly starts: 'word' | 'part' | null;
  readonly small: boolean;
}

/** The best way found to read the rest of the short form from a spot on. */
interface Tail {
  readonly spot: Spot;
  readonly score: number;
}

export interface Alignment {
  /** Where in the context the long form begins; it ends where the context does. */
  readonly start: number;
  /** Points per letter of the short form; `POINTS.word` is perfect. */
  readonly score: number;
}

/** Best alignment of a short form with the end of `context`; null when its letters are not all there. */
export function align(short: string, context: string): Alignment | null {
  const letters = [...short].filter((char) => /[\p{L}\p{N}]/u.test(char)).map(fold);
  const words = wordsOf(context, Math.min(letters.length + 5, letters.length * 2 + 1));
  const spots = spotsOf(context, words);
  let tails: Tail[] = [{ spot: { at: context.length, word: words.length, starts: null, small: false }, score: 0 }];
  for (let index = letters.length - 1; index >= 0; index -= 1) {
    const letter = letters[index] ?? '';
    const next = spots.filter(({ char }) => char === letter).flatMap((spot) => best(spot, tails, words));
    if (next.length > 0) tails = next;
    else if (index > 0 && maySkip(letter, index, letters.length))
      tails = tails.map(({ spot, score }) => ({ spot, score: score + POINTS.missing }));
    else return null;
  }
  const found = tails.filter(({ spot }) => spot.starts !== null).reduce<Tail | null>(better, null);
  return found === null ? null : { start: found.spot.at, score: found.score / letters.length };
}

/** Words of the context that a long form may have: the last ones. */
interface Word {
  readonly start: number;
  readonly end: number;
  readonly small: boolean;
}

function wordsOf(context: string, count: number): Word[] {
  const words: Word[] = [];
  for (let end = context.length; end > 0 && words.length < count; ) {
    let start = end;
    while (start > 0 && !/\s/.test(context.charAt(start - 1))) start -= 1;
    if (start < end) words.push({ start, end, small: SMALL.has(context.slice(start, end).toLowerCase()) });
    end = start - 1;
  }
  return words.reverse();
}

function spotsOf(context: string, words: readonly Word[]): (Spot & { readonly char: string })[] {
  return words.flatMap(({ start, end, small }, word) => {
    const spots: (Spot & { readonly char: string })[] = [];
    for (let at = start; at < end; at += 1) {
      const char = context.charAt(at);
      if (!isAlphanumeric(char)) continue;
      const starts = spots.length === 0 ? 'word' : startsPart(context.charAt(at - 1), char) ? 'part' : null;
      spots.push({ at, word, starts, small, char: fold(char) });
    }
    return spots;
  });
}

/** After a hyphen or the like, between letters and digits, and at a capital after a small letter. */
function startsPart(before: string, char: string): boolean {
  if (!isAlphanumeric(before)) return true;
  if (/\p{N}/u.test(before) !== /\p{N}/u.test(char)) return true;
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(char);
}

/** The best way on from `spot`, if there is one. */
function best(spot: Spot, tails: readonly Tail[], words: readonly Word[]): Tail[] {
  let score = Number.NEGATIVE_INFINITY;
  for (const tail of tails)
    if (tail.spot.at > spot.at) score = Math.max(score, tail.score + step(spot, tail.spot, words));
  return score === Number.NEGATIVE_INFINITY ? [] : [{ spot, score }];
}

/** Points for going from one matched letter to the next: those of the next letter, and of the words between. */
function step(from: Spot, to: Spot, words: readonly Word[]): number {
  let points = to.word === words.length ? 0 : pointsOf(from, to);
  for (let word = from.word + 1; word < to.word; word += 1)
    points += words[word]?.small ? POINTS.skippedSmall : POINTS.skipped;
  return points;
}

function pointsOf(from: Spot, to: Spot): number {
  if (to.starts !== null) return startPoints(to);
  if (to.at === from.at + 1) return POINTS.next;
  return to.word === from.word ? POINTS.inside : POINTS.stray;
}

function startPoints({ starts, small }: Spot): number {
  if (starts === null) return 0;
  return small ? SMALL_START : POINTS[starts];
}

function maySkip(letter: string, index: number, length: number): boolean {
  return /\d/.test(letter) || (letter === 's' && index === length - 1);
}

function better(a: Tail | null, b: Tail): Tail {
  const own = startPoints(b.spot);
  return a !== null && a.score >= b.score + own ? a : { spot: b.spot, score: b.score + own };
}

function isAlphanumeric(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

function fold(char: string): string {
  const lower = char.toLowerCase();
  return GREEK[lower] ?? lower;
}
