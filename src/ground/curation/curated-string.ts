/** How a curator's string is compared with what stands in a paper. */
import { Plurals } from '../../lexicon/plurals.js';
import { shapeOf } from '../../recognize/name-shape.js';
import { foldCase, foldToken, isSilent, normalizeName } from '../../text/normalize.js';
import { TOKEN, tokenize } from '../../text/tokens.js';

/**
 * A string that is looked for: as the lexicon compares names (case, Greek letters, dashes and spaces forgiven), with its last
 * word in the singular and in the plural. Only where it is written as a symbol with capitals is its case part of it: IMPACT is
 * not "impact", while "Von Hippel" and "von hippel" are one.
 */
export class CuratedString {
  readonly text: string;
  /** Forms as `normalizeName` makes them. */
  readonly forms: readonly string[];
  /** The same without signs and spaces. */
  readonly letterForms: readonly string[];
  /** Same for strings that are found at the same places. */
  readonly key: string;
  readonly #letters: string | null;

  constructor(text: string) {
    this.text = text;
    const form = normalizeName(text);
    const isSymbol = shapeOf(text) === 'symbol' && /\p{Lu}/u.test(text);
    const formsOf = (one: string) => (isSymbol ? symbolForms(one, text) : wordForms(one));
    this.#letters = isSymbol ? lettersOf(text) : null;
    this.forms = formsOf(form);
    this.letterForms = formsOf(tokensOf(text, foldToken).join(' ')).map((one) => one.replaceAll(' ', ''));
    this.key = [this.#letters ?? '', ...this.forms.toSorted()].join('\t');
  }

  /** Whether a text that has one of the forms is written so, too. */
  isWritten(text: string): boolean {
    if (this.#letters === null) return true;
    const letters = lettersOf(text);
    return letters === this.#letters || letters === `${this.#letters}s`;
  }
}

/** `DLT` has the plural `DLTs`; what ends in a digit or a small letter has none. */
function symbolForms(form: string, text: string): readonly string[] {
  return /\p{Lu}$/u.test(text) ? [form, `${form}s`] : [form];
}

const plurals = new Plurals();

function wordForms(form: string): readonly string[] {
  const at = form.lastIndexOf(' ') + 1;
  const last = form.slice(at);
  const singular = plurals.singular(last);
  const plural = plurals.plural(singular);
  const words = new Set([last, singular, ...(plural === null ? [] : [plural])]);
  return [...words].map((word) => form.slice(0, at) + word);
}

/** Letters and digits in their case, Greek ones by their names: `TNF-α` and `TNFalpha` are `TNFalpha`. */
function lettersOf(text: string): string {
  return tokensOf(text, caseKept).join('');
}

/** Words, numbers and Greek letters of a text, Greek letters folded, the others as `fold` has them. */
function tokensOf(text: string, fold: (token: string) => string): readonly string[] {
  const { count, starts, ends, kinds } = tokenize(text);
  const tokens: string[] = [];
  for (let i = 0; i < count; i++) {
    if (kinds[i] === TOKEN.symbol || isSilent(kinds[i])) continue;
    const token = text.slice(starts[i], ends[i]);
    tokens.push(kinds[i] === TOKEN.greek ? foldToken(token) : fold(token));
  }
  return tokens;
}

/** A token folded in all but its case. */
function caseKept(token: string): string {
  const folded = foldToken(token);
  const small = foldCase(token);
  if (folded !== small || small.length !== token.length) return isAllCapitals(token) ? folded.toUpperCase() : folded;
  return token;
}

function isAllCapitals(token: string): boolean {
  return token !== token.toLowerCase() && token === token.toUpperCase();
}
