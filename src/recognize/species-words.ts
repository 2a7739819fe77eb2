/** config/species-words.tsv: everyday words and strains that tell of a species: patients, murine, C57BL/6. */
import { curie, PREFIX } from '../curie.js';
import { FormatError } from '../errors.js';
import type { ConceptId } from '../model.js';

type SpeciesVisit = (start: number, end: number, taxonId: ConceptId | null) => void;

export interface SpeciesWords {
  /**
   * Calls `visit` for each word of the list in `text`, left to right, without overlaps; offsets in UTF-16 units. The
   * taxon is null for words that tell of no species: `rabbit anti`.
   */
  scan(text: string, visit: SpeciesVisit): void;
  readonly size: number;
}

/**
 * Reads the list: the columns word and NCBI Taxonomy number, or `-` for words that tell of no species. A word in lower case is found in any case, one with a
 * capital only as it is written; both only between characters that are neither letters nor digits.
 *
 * @param path for messages only
 * @throws FormatError with the line, for a row that has no word or no number
 */
export function parseSpeciesWords(tsv: string, path: string): SpeciesWords {
  const taxa = new Map<string, ConceptId | null>();
  for (const [index, line] of tsv.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#') || line.startsWith('word\t')) continue;
    const [word = '', taxon = ''] = line.split('\t');
    if (word === '' || !/^(?:\d+|-)$/.test(taxon)) {
      throw new FormatError(
        { path, line: index + 1 },
        `expected a word and an NCBI Taxonomy number or -, got "${line}"`,
      );
    }
    taxa.set(word, taxon === '-' ? null : curie(PREFIX.taxon, taxon));
  }
  const pattern = patternOf([...taxa.keys()]);
  return { size: taxa.size, scan: (text, visit) => scanWith(pattern, taxa, { text, visit }) };
}

/** Longest first, so that `rhesus monkey` wins over `monkey`; lower-case words in both cases of their first letter. */
function patternOf(words: readonly string[]): RegExp {
  const spellings = words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(spellingOf);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spellings.join('|') || '(?!)'})(?![\\p{L}\\p{N}])`, 'gu');
}

function spellingOf(word: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const first = word.charAt(0);
  if (word !== word.toLowerCase() || first === first.toUpperCase()) return escaped;
  return `(?:[${first}${first.toUpperCase()}]${escaped.slice(1)}|${escaped.toUpperCase()})`;
}

interface Scan {
  readonly text: string;
  readonly visit: SpeciesVisit;
}

function scanWith(pattern: RegExp, taxa: ReadonlyMap<string, ConceptId | null>, scan: Scan): void {
  for (const match of scan.text.matchAll(pattern)) {
    const taxonId = taxa.get(match[0]) ?? taxa.get(match[0].toLowerCase());
    if (taxonId !== undefined) scan.visit(match.index, match.index + match[0].length, taxonId);
  }
}
