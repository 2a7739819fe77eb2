/**
 * What is forgiven between two spellings, one small pure function each. `foldToken` is what the lexicon compares by: texts
 * and names are cut by the same tokenizer and folded by the same function.
 */
import { CHAR, classOf, SHARP_S } from './chars.js';
import { TOKEN, tokenize } from './tokens.js';

const GREEK_NAMES: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};

const GREEK_LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(GREEK_NAMES)
    .filter(([letter]) => letter !== 'ς')
    .map(([letter, name]) => [name, letter]),
);

/** Letters that Unicode does not take apart into a plain one and an accent. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Width, ligature and superscript forms to plain ones (NFKC): `ﬁbrosis` → `fibrosis`, `ＴＮＦ` → `TNF`, `Ca²⁺` → `Ca2+`. */
export function foldWidth(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC');
}

/** Case folding: `ΔNp63` → `δnp63`. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}

/** All hyphens, the en dash and the minus to `-`; soft hyphens go. An em dash parts sentences and stays. */
export function foldDashes(text: string): string {
  if (isAscii(text)) return text;
  return mapUnits(text, (unit, char) => (unit === 0xad ? '' : classOf(unit) === CHAR.dash ? '-' : char));
}

/** Apostrophes, primes and grave accents that are used for them to `'`: `3′` → `3'`, `Crohn’s` → `Crohn's`. */
export function foldApostrophes(text: string): string {
  return text.replace(/[\u2018\u2019\u02bc\u2032\uff07`\u00b4]/g, "'");
}

/** Accents off: `Sjögren` → `Sjogren`, `Ménière` → `Meniere`, `Bjørn` → `Bjorn`. Greek letters keep theirs off, too. */
export function stripAccents(text: string): string {
  if (isAscii(text)) return text;
  return text
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[øØæÆœŒłŁđĐðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize('NFC');
}

/** Greek letters to their names: `TNFα` → `TNFalpha`, `Δ32` → `delta32`; a German ß is read as β, as papers print it. */
export function greekToName(text: string): string {
  if (isAscii(text)) return text;
  return mapUnits(text, (unit, char) => {
    if (unit === SHARP_S) return 'beta';
    return classOf(unit) === CHAR.greek ? nameOfGreek(char) : char;
  });
}

/** A Greek letter's name to the letter: `alpha` → `α`, `Beta` → `β`; null for anything else. */
export function greekLetterOf(word: string): string | null {
  return GREEK_LETTERS[word.toLowerCase()] ?? null;
}

/** The form of one token that is compared: `Tumour` → `tumour`, `α` → `alpha`, `–` → `-`, `Sjögren` → `sjogren`. */
export function foldToken(token: string): string {
  if (isAscii(token)) return token === '`' ? "'" : token.toLowerCase();
  const plain = foldApostrophes(foldDashes(foldWidth(token)));
  return foldCase(stripAccents(greekToName(plain)));
}

/**
 * The form of a whole name that is compared: folded tokens with one space between, dashes and possessive endings left
 * out. Names with equal forms are one entry of the lexicon but for plurals.
 *
 * @example normalizeName('Interleukin-2'), normalizeName('TGFβ1') // 'interleukin 2', 'tgf beta 1'
 */
export function normalizeName(name: string): string {
  const tokens = tokenize(name);
  const folded: string[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (isSilent(tokens.kinds[i])) continue;
    const token = foldToken(name.slice(tokens.starts[i], tokens.ends[i]));
    if (token !== '') folded.push(token);
  }
  return folded.join(' ');
}

/** Kinds of tokens that a name may have or lack: dashes and possessive endings. */
export function isSilent(kind: number | undefined): boolean {
  return kind === TOKEN.dash || kind === TOKEN.possessive;
}

function nameOfGreek(letter: string): string {
  const plain = letter.normalize('NFKC').toLowerCase().normalize('NFD').charAt(0);
  return GREEK_NAMES[plain] ?? plain;
}

function mapUnits(text: string, map: (unit: number, char: string) => string): string {
  let mapped = '';
  for (let i = 0; i < text.length; i++) mapped += map(text.charCodeAt(i), text.charAt(i));
  return mapped;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
