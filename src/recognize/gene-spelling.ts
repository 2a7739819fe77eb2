/** Whether a text that equals a gene's name after normalization is spelled so that it can be meant as one. */
import type { NameMatch } from '../lexicon/types.js';
import { compactLength, isLowerWord, mayStandFor, sameLetters, shapeOf } from './name-shape.js';
import { isNeverName, isResidue } from './never.js';
import type { StopList } from './stop-list.js';
import { DEFAULT_TAXA, HUMAN } from './taxa.js';
import type { Verdict } from './verdict.js';

const DEFAULT: ReadonlySet<string> = new Set(DEFAULT_TAXA);

/** Judges a text by the names it matched. `judgeGene('was', …)` is `reject`, `judgeGene('p53', …)` is `accept`. */
export function judgeGene(text: string, matches: readonly NameMatch[], stopList: StopList): Verdict {
  const rule = stopList.ruleFor(text, 'gene');
  if (rule === 'never' || isNeverName(text)) return 'reject';
  const names = matches.filter((match) => mayStandFor(text, match.name));
  if (names.length === 0) return 'reject';
  if (isResidue(text)) return judgeResidue(text, names);
  if (rule !== null) return rule === 'allow' ? 'accept' : 'support';
  const shape = shapeOf(text);
  if (shape === 'phrase') return 'accept';
  return shape === 'word' ? judgeWord(text, names) : judgeSymbol(text, names);
}

/** `Ser15` is none, `Trp53` is a symbol, and `Tyr` may be the one or the other. */
function judgeResidue(text: string, names: readonly NameMatch[]): Verdict {
  if (!names.some((name) => name.name === text && isSymbol(name))) return 'reject';
  return /\d/.test(text) ? 'accept' : 'support';
}

/** `insulin`, `Insulin`, `Notch`, `white`, `Impact`, `was`. */
function judgeWord(text: string, names: readonly NameMatch[]): Verdict {
  const exact = names.filter((name) => sameLetters(text, name.name));
  const asWord = names.filter((name) => shapeOf(name.name) !== 'symbol');
  if (names.some((name) => name.commonWord) && !names.some(isFullNameOfHuman)) {
    return exact.some(isOfficial) ? 'support' : 'reject';
  }
  if (isLowerWord(text)) {
    if (text.length >= 5 && asWord.some(isNameOfMammal)) return 'accept';
    return exact.length > 0 ? 'support' : 'reject';
  }
  if (text.length <= 2) return 'reject';
  if (exact.length > 0) return text.length >= 4 || exact.some(isSymbol) ? 'accept' : 'support';
  return text.length >= 4 ? 'accept' : 'support';
}

/** A word or sign and a number side by side are seldom a symbol ("and 2", "x 10", "CI 1.2"); `IL 6` and `TNF alpha` are. */
const LOOSE_NUMBER = /^(?!\p{Lu}{2})\S+\s+\d|^(?:CI|OR|HR|RR|SD|SE|BP|IC|EC|ED|LD|CT|SNP)\s*\d/u;

/** `TP53`, `Trp53`, `IL-6`, `p53`, `AR`, `C3`. */
function judgeSymbol(text: string, names: readonly NameMatch[]): Verdict {
  if (LOOSE_NUMBER.test(text)) return 'reject';
  const exact = names.filter((name) => sameLetters(text, name.name));
  const length = compactLength(text);
  if (length <= 2) return exact.length > 0 ? 'support' : 'reject';
  if (exact.length === 0) return judgeOtherCase(text, length);
  if (names.some((name) => name.commonWord)) return exact.some(isSymbol) ? 'support' : 'reject';
  return length > 3 || /\d/.test(text) || exact.some(isSymbol) ? 'accept' : 'support';
}

/** A symbol in other capitals: `cdk2`, `Tnf-Alpha` pass, `sds` and `mM` do not. */
function judgeOtherCase(text: string, length: number): Verdict {
  if (/\d/.test(text)) return 'accept';
  if (length <= 3) return 'reject';
  return /\p{Lu}/u.test(text) || /[-\p{Script=Greek}]/u.test(text) ? 'accept' : 'reject';
}

/** Mammals have no symbols in lower case; a word among their genes' names ("insulin") is the name of a protein. */
function isNameOfMammal({ taxonId, scope }: NameMatch): boolean {
  return scope !== 'SYMBOL' && taxonId !== null && DEFAULT.has(taxonId);
}

/** "insulin", "hemoglobin" and "collagen" are in every dictionary and all the same names of proteins. */
function isFullNameOfHuman({ taxonId, scope }: NameMatch): boolean {
  return scope === 'LABEL' && taxonId === HUMAN;
}

function isOfficial({ scope }: NameMatch): boolean {
  return scope === 'SYMBOL' || scope === 'LABEL';
}

function isSymbol(name: NameMatch): boolean {
  return name.scope === 'SYMBOL';
}
