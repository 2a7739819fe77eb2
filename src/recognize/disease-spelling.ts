/** Whether a text that equals a disease's name after normalization is spelled so that it can be meant as one. */
import type { NameMatch } from '../lexicon/types.js';
import { compactLength, isCapitals, mayStandFor, sameLetters, shapeOf } from './name-shape.js';
import { isNeverName } from './never.js';
import type { StopList } from './stop-list.js';
import type { Verdict } from './verdict.js';

/** Letters and digits up to which capitals that the paper does not define are doubtful: ED, ANA, LSD, CAPS. */
export const SHORT_FORM_LENGTH = 4;

/** Judges a text by the names it matched. `judgeDisease('ED', …)` is `support`, `judgeDisease('asthma', …)` is `accept`. */
export function judgeDisease(text: string, matches: readonly NameMatch[], stopList: StopList): Verdict {
  const rule = stopList.ruleFor(text, 'disease');
  if (rule === 'never' || isNeverName(text)) return 'reject';
  const names = matches.filter((match) => mayStandFor(text, match.name));
  if (names.length === 0) return 'reject';
  if (rule !== null) return rule === 'allow' ? 'accept' : 'support';
  const shape = shapeOf(text);
  if (shape === 'phrase') return 'accept';
  return shape === 'word' ? judgeWord(text, names) : judgeSymbol(text, names);
}

/** `asthma`, `Cancer`; three letters are too few for anything that the stop list does not allow. */
function judgeWord(text: string, names: readonly NameMatch[]): Verdict {
  const asWords = names.filter((name) => shapeOf(name.name) !== 'symbol');
  if (asWords.some(({ commonWord }) => commonWord) && !asWords.some(isProperName)) return 'reject';
  return asWords.length > 0 && text.length > 3 ? 'accept' : 'reject';
}

/** Ordinary words are only related names of diseases ("skin", "child"), seldom proper ones ("stroke"). */
function isProperName({ scope }: NameMatch): boolean {
  return scope === 'LABEL' || scope === 'EXACT';
}

/** `COVID-19`, `HNPCC`, `SCA1`; in other capitals only where that leaves no doubt. */
function judgeSymbol(text: string, names: readonly NameMatch[]): Verdict {
  const exact = names.some((name) => sameLetters(text, name.name));
  const length = compactLength(text);
  if (length <= 1) return 'reject';
  if (!exact) return length > SHORT_FORM_LENGTH && /\d|[- ]/.test(text) ? 'accept' : 'reject';
  return isShortForm(text) ? 'support' : 'accept';
}

/** Capitals too short to be told from other short forms of the same letters. */
export function isShortForm(text: string): boolean {
  return compactLength(text.replace(/(?<=\p{Lu})s$/u, '')) <= SHORT_FORM_LENGTH && isCapitals(text);
}
