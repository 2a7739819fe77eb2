/** Short forms and what they stand for, wherever the paper defines them. */
import type { Abbreviation, Document } from '../model.js';
import { bracketed } from './abbreviation-brackets.js';

/**
 * All definitions of a paper in the order of the text: `long form (SHORT)`, `SHORT (long form)`, and the entries of lists
 * of abbreviations. A pair that is defined again is given once.
 */
export function findAbbreviations(document: Pick<Document, 'passages' | 'sections'>): Abbreviation[] {
  const found = document.passages.flatMap(({ text, sentences }, passage) =>
    bracketed(text, sentences).map(({ short, long }) => ({
      shortForm: text.slice(short.start, short.end),
      longForm: text.slice(long.start, long.end),
      passage,
      shortStart: short.start,
      shortEnd: short.end,
      longStart: long.start,
      longEnd: long.end,
    })),
  );
  const seen = new Set<string>();
  return found.filter(({ shortForm, longForm }) => {
    const key = `${shortForm}\t${longForm.toLowerCase()}`;
    return !seen.has(key) && seen.add(key);
  });
}
