/** Diseases that the lexicon does not have as they are written: in British spelling, and words such as "hypertensive". */
import { tokenize } from '../text/tokens.js';
import { type DiseaseLookup, diseaseNames } from './disease-names.js';
import { type LexiconMatch, type LexiconMatcher, placeOf } from './lexicon-matches.js';
import type { Reading } from './reading.js';
import { americanSpelling } from './respell.js';

/** Matches of a passage as it would be in American spelling, at their places in the passage as it is. */
export function respelledMatches(reading: Reading, matcher: LexiconMatcher): readonly LexiconMatch[] {
  const text = americanSpelling(reading.text);
  if (text === reading.text) return [];
  const tokens = tokenize(text);
  if (tokens.count !== reading.tokens.count) return []; // a rule has parted or joined words, so places are not known
  const matches = matcher.matches({ passage: reading.passage, text, tokens });
  return matches.map((match) => ({ ...match, ...placeOf(reading.tokens, match.first, match.end) }));
}

/** Words of the list of disease words, with the names that they are read as. */
export function listedMatches(reading: Reading, lookup: DiseaseLookup): readonly LexiconMatch[] {
  const matches: LexiconMatch[] = [];
  lookup.diseaseWords.scan(reading.text, (plainStart, plainEnd) => {
    const text = reading.text.slice(plainStart, plainEnd);
    const { names, verdict } = diseaseNames(text, lookup);
    const { starts, ends, count } = reading.tokens;
    const [first, last] = [starts.subarray(0, count).indexOf(plainStart), ends.subarray(0, count).indexOf(plainEnd)];
    if (verdict === 'reject' || first < 0 || last < first) return;
    const { passage } = reading;
    matches.push({ kind: 'disease', passage, first, end: last + 1, plainStart, plainEnd, text, names, verdict });
  });
  return matches;
}
