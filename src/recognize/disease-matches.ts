/** Diseases that the lexicon does not have as they are written: in British spelling, and words such as "hypertensive". */

import { lastAtOrBefore } from '../text/binary-search.js';
import { americanSpelling, arabicTypes } from '../text/respell.js';
import { tokenize } from '../text/tokens.js';
import { type DiseaseLookup, diseaseNames } from './disease-names.js';
import { type LexiconMatch, type LexiconMatcher, placeOf } from './lexicon-matches.js';
import type { Reading } from './reading.js';

/** Matches of a passage as it would be in American spelling and with Arabic numbers of types, at their places in the passage as it is. */
export function respelledMatches(reading: Reading, matcher: LexiconMatcher): readonly LexiconMatch[] {
  const text = arabicTypes(americanSpelling(reading.text));
  if (text === reading.text) return [];
  const tokens = tokenize(text);
  if (tokens.count !== reading.tokens.count) return []; // a rule has parted or joined words, so places are not known
  const matches = matcher.matches({ passage: reading.passage, text, tokens });
  return matches.map((match) => ({ ...match, ...placeOf(reading.tokens, match.first, match.end) }));
}

/** Words of the list of disease words, with the names that they are read as. */
export function listedMatches(reading: Reading, lookup: DiseaseLookup): readonly LexiconMatch[] {
  const matches: LexiconMatch[] = [];
  const { passage, text: all, tokens } = reading;
  lookup.diseaseWords.scan(all, (plainStart, plainEnd) => {
    const text = all.slice(plainStart, plainEnd);
    const { names, verdict } = diseaseNames(text, lookup);
    const first = lastAtOrBefore(tokens.count, (index) => tokens.starts[index] ?? 0, plainStart);
    const last = lastAtOrBefore(tokens.count, (index) => tokens.ends[index] ?? 0, plainEnd);
    const fits = tokens.starts[first] === plainStart && tokens.ends[last] === plainEnd;
    if (verdict === 'reject' || !fits) return;
    matches.push({ kind: 'disease', passage, first, end: last + 1, plainStart, plainEnd, text, names, verdict });
  });
  return matches;
}
