/** From offsets in UTF-16 units, which JavaScript counts in, to Unicode characters, which PubTator and Python count in. */

/**
 * Converts source offsets of `text` to offsets in Unicode code points: in `😀 p53` the unit offset 3 of `p` is 2.
 * One pass over the text, then a search by halving for each offset, in any order. An offset inside a surrogate pair
 * is taken as the pair's end.
 */
export function codePointCounter(text: string): (offset: number) => number {
  const pairs = surrogatePairs(text);
  return (offset) => offset - countBelow(pairs, offset);
}

/** Unit offsets at which surrogate pairs begin, ascending. */
function surrogatePairs(text: string): readonly number[] {
  const pairs: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isHighSurrogate(text.charCodeAt(at)) || !isLowSurrogate(text.charCodeAt(at + 1))) continue;
    pairs.push(at);
    at++;
  }
  return pairs;
}

/** Number of pairs that end before or at `offset`: each has one unit more than it has characters. */
function countBelow(pairs: readonly number[], offset: number): number {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle] ?? 0) + 1 < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
