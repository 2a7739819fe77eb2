/** config/species-words.tsv: everyday words and strains that tell of a species: patients, murine, C57BL/6. */
import { curie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import type { ConceptId } from '../model.js';
import { tsvRows } from './tsv-rows.js';
import { type WordList, wordList } from './word-list.js';

/** Words and the taxon they tell of; null for words that tell of none although one in them would: `rabbit anti`. */
export type SpeciesWords = WordList<ConceptId | null>;

/**
 * Reads the list: the columns word and NCBI Taxonomy number, or `-` for words that tell of no species.
 *
 * @param path for messages only
 * @throws FormatError with the line, for a row that has no word or no number
 */
export function parseSpeciesWords(tsv: string, path: string): SpeciesWords {
  const taxa = new Map<string, ConceptId | null>();
  for (const { fields, line, text } of tsvRows(tsv)) {
    const [word = '', taxon = ''] = fields;
    if (word === '' || !/^(?:\d+|-)$/.test(taxon)) {
      throw new FormatError({ path, line }, `expected a word and an NCBI Taxonomy number or -, got "${text}"`);
    }
    taxa.set(word, taxon === '-' ? null : curie(PREFIX.taxon, taxon));
  }
  return wordList(taxa);
}
