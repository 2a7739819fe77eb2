/** config/disease-words.tsv: words that mean a disease and that no terminology has: `hypertensive`, `toxicities`. */
import { FormatError } from '../errors.js';
import { tsvRows } from './tsv-rows.js';
import { type WordList, wordList } from './word-list.js';

/** Words and the name to look up for them: `toxicities` → `drug toxicity`. */
export type DiseaseWords = WordList<string>;

/**
 * Reads the list: the columns words (forms of one word, parted by `|`) and the name they are read as.
 *
 * @param path for messages only
 * @throws FormatError with the line, for a row without two columns
 */
export function parseDiseaseWords(tsv: string, path: string): DiseaseWords {
  const names = new Map<string, string>();
  for (const { fields, line, text } of tsvRows(tsv)) {
    const [words = '', name = ''] = fields;
    if (words === '' || name === '') {
      throw new FormatError({ path, line }, `expected words and the name they are read as, got "${text}"`);
    }
    for (const word of words.split('|')) names.set(word, name);
  }
  return wordList(names);
}
