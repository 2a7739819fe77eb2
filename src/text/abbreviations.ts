/** Short forms and what they stand for, wherever the paper defines them. */
import type { Abbreviation, Document, Passage } from '../model.js';
import { definitionsByBrackets } from './abbreviation-brackets.js';
import { definitionsOfLegend, definitionsOfList, isLabelledList } from './abbreviation-lists.js';
import type { Definition } from './abbreviation-records.js';

/**
 * All definitions of a paper in the order of the text: `long form (SHORT)`, `SHORT (long form)`, and the entries of lists
 * and legends. A pair that is defined again is given once. A short form with two long forms is given twice, for the
 * reader to choose.
 */
export function findAbbreviations(document: Pick<Document, 'passages' | 'sections'>): Abbreviation[] {
  const seen = new Set<string>();
  return document.passages
    .flatMap((passage, index) => {
      const inList = document.sections[passage.section]?.type === 'ABBR';
      return definitionsIn(passage, inList).map((definition) => abbreviation(passage.text, index, definition));
    })
    .filter(({ shortForm, longForm }) => {
      const key = `${shortForm}\t${longForm.toLowerCase()}`;
      return !seen.has(key) && seen.add(key);
    });
}

function definitionsIn({ kind, text, sentences }: Passage, inList: boolean): Definition[] {
  if ((inList && kind !== 'table-cell') || isLabelledList(text)) return definitionsOfList(text);
  const found = definitionsByBrackets(text, sentences);
  if (kind !== 'caption') return found;
  // The single letters of a caption name its panels: `Expression in mice (A) and …`.
  const named = found.filter(({ short }) => short.end - short.start > 1);
  return [...named, ...definitionsOfLegend(text, sentences)].sort((a, b) => a.short.start - b.short.start);
}

function abbreviation(text: string, passage: number, { short, long }: Definition): Abbreviation {
  return {
    shortForm: text.slice(short.start, short.end),
    longForm: text.slice(long.start, long.end),
    passage,
    shortStart: short.start,
    shortEnd: short.end,
    longStart: long.start,
    longEnd: long.end,
  };
}
