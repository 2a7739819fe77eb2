/**
 * Classes of UTF-16 units as the tokenizer needs them. Unicode's own classes are asked once for each unit that turns up
 * and remembered in a table, so that nothing is computed at import and a text costs one table look-up a unit.
 */

/** Class of one unit or code point. */
export const CHAR = {
  space: 1,
  letter: 2,
  digit: 3,
  /** Greek letters; also ß, which papers print for β ("TGF-ß"). */
  greek: 4,
  /** What joins words: hyphens, en dash, minus. An em dash parts sentences and is a symbol. */
  dash: 5,
  /** Combining marks and invisible characters (soft hyphen, zero-width space): part of what stands before them. */
  mark: 6,
  apostrophe: 7,
  surrogate: 8,
  symbol: 9,
} as const;

export const SHARP_S = 0xdf;

const DASHES = '-\u00ad\u02d7\u2010\u2011\u2012\u2013\u2043\u2212\ufe58\ufe63\uff0d';
const APOSTROPHES = "'\u2019\u02bc\uff07";
const TABLE = new Uint8Array(0x10000);

/** Class of a UTF-16 unit; halves of surrogate pairs are `surrogate`. */
export function classOf(unit: number): number {
  const known = TABLE[unit];
  if (known !== undefined && known !== 0) return known;
  const found = classify(unit);
  TABLE[unit] = found;
  return found;
}

/** Class of a code point beyond the basic plane: `𝛼` is Greek, `𝐀` a letter, an emoji a symbol. */
export function classOfCodePoint(codePoint: number): number {
  return classOfString(String.fromCodePoint(codePoint));
}

function classify(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return CHAR.surrogate;
  if (unit === SHARP_S) return CHAR.greek;
  const char = String.fromCharCode(unit);
  if (unit !== 0xad && DASHES.includes(char)) return CHAR.dash;
  if (APOSTROPHES.includes(char)) return CHAR.apostrophe;
  return classOfString(char);
}

function classOfString(char: string): number {
  if (/^[\p{M}\p{Cf}]$/u.test(char)) return CHAR.mark;
  if (/^[\s\p{Z}\p{Cc}]$/u.test(char)) return CHAR.space;
  const plain = char.normalize('NFKC');
  if (/^[\p{Script=Greek}]$/u.test(plain) && /^\p{L}$/u.test(plain)) return CHAR.greek;
  if (/^\p{Nd}$/u.test(plain)) return CHAR.digit;
  return /^[\p{L}\p{Nl}]$/u.test(char) ? CHAR.letter : CHAR.symbol;
}
