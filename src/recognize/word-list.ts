/** Lists of words with a value each, found in running text by one regular expression. */

export interface WordList<Value> {
  /**
   * Calls `visit` for each word of the list in `text`, left to right, without overlaps; offsets in UTF-16 units. A word in
   * lower case is found with a capital first letter and in capitals, too, one with a capital only as it is written; both
   * only between characters that are neither letters nor digits.
   */
  scan(text: string, visit: (start: number, end: number, value: Value) => void): void;
  /** Value of a text that is a word of the list, in the same spellings; undefined for any other. */
  get(text: string): Value | undefined;
  readonly size: number;
}

export function wordList<Value>(values: ReadonlyMap<string, Value>): WordList<Value> {
  const pattern = patternOf([...values.keys()]);
  const get = (text: string): Value | undefined => values.get(text) ?? values.get(text.toLowerCase());
  return {
    size: values.size,
    get,
    scan: (text, visit) => {
      for (const match of text.matchAll(pattern)) {
        const value = get(match[0]);
        if (value !== undefined) visit(match.index, match.index + match[0].length, value);
      }
    },
  };
}

/** Longest first, so that `rhesus monkey` wins over `monkey`. */
function patternOf(words: readonly string[]): RegExp {
  const spellings = words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(spellingsOf);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spellings.join('|') || '(?!)'})(?![\\p{L}\\p{N}])`, 'gu');
}

function spellingsOf(word: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const first = word.charAt(0);
  if (word !== word.toLowerCase() || first === first.toUpperCase()) return escaped;
  return `(?:[${first}${first.toUpperCase()}]${escaped.slice(1)}|${escaped.toUpperCase()})`;
}
