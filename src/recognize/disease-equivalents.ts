/** Words of diseases that say the same: `renal` → `kidney`. */
import { FormatError } from '../errors.js';
import { tsvRows } from './tsv-rows.js';

/**
 * Reads config/disease-equivalents.tsv: the columns words (parted by `|`) and what they are read as.
 *
 * @param path for messages only
 * @throws FormatError with the line, for a row without two columns
 */
export function parseDiseaseEquivalents(tsv: string, path: string): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>();
  for (const { fields, line, text } of tsvRows(tsv)) {
    const [words = '', meaning = ''] = fields;
    if (words === '' || meaning === '') {
      throw new FormatError({ path, line }, `expected words and what they are read as, got "${text}"`);
    }
    for (const word of words.split('|')) meanings.set(word, meaning);
  }
  return meanings;
}
