/** How a name looks, which decides how exactly it has to be spelled: `TP53` is not `Tp53`, but `Insulin` is `insulin`. */

/**
 * - `symbol`: short, with digits, capitals inside or hyphens: `TP53`, `Trp53`, `IL-6`, `c-fos`, `DLT`
 * - `word`: one word in lower case or with a capital first letter: `insulin`, `Notch`, `was`
 * - `phrase`: several words, one of them at least four lower-case letters long: `tumor necrosis factor`, `interleukin-6`
 */
export type NameShape = 'symbol' | 'word' | 'phrase';

const WORD = /^\p{L}\p{Ll}*(?:['’]s)?$/u;
const LOWER_RUN = /\p{Ll}{4}/u;
const SEVERAL = /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u;

/** `shapeOf('Annexin A7')` is `phrase`, `shapeOf('Bcl-2')` is `symbol`, `shapeOf('Impact')` is `word`. */
export function shapeOf(text: string): NameShape {
  if (WORD.test(text)) return 'word';
  return LOWER_RUN.test(text) && SEVERAL.test(text) ? 'phrase' : 'symbol';
}

/** Letters and digits of a name, the rest left out: `TNF-α` → `TNFα`. */
export function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Number of letters and digits. */
export function compactLength(text: string): number {
  return compact(text).length;
}

/** No lower-case letter but a plural's final one, and some capital: `ED`, `BCR-ABL`, `COVID-19`, `SCAs`. */
export function isCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text.replace(/(?<=\p{Lu})s$/u, ''));
}

/** Whether two spellings differ in nothing but separators: `IL-6` and `IL6`. */
export function sameLetters(a: string, b: string): boolean {
  return a === b || compact(a) === compact(b);
}

/**
 * Whether a text may stand for a name, given that the two are equal after normalization. A symbol is not an ordinary
 * word (`was` for `WAS`, `Rest` for `REST` may be, see the caller), and loses or gains a plural s only as `CATs` does.
 */
export function mayStandFor(text: string, name: string): boolean {
  if (sameLetters(text, name)) return true;
  if (shapeOf(name) !== 'symbol') return true;
  return !isLowerWord(text) && pluralFits(text, name);
}

/** Letters only, all of them lower case. */
export function isLowerWord(text: string): boolean {
  return /^\p{Ll}+$/u.test(text);
}

/** `CATs` may be the plural of `CAT`; `CATS` and `CAT` are two symbols, and so are `gas` and `GA`. */
function pluralFits(text: string, name: string): boolean {
  const [letters, ofName] = [compact(text).toLowerCase(), compact(name).toLowerCase()];
  if (ofName === `${letters}s`) return false;
  return letters !== `${ofName}s` || text.endsWith('s');
}
