/** Whether two names say the same in other words: "sodium/iodide symporter" and "solute carrier 5 sodium iodide symporter". */
import { JaroWinklerDistance } from 'natural/lib/natural/distance/index.js';
import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const MIN_SHARE = 0.6;
const MIN_SIMILARITY = 0.93;

/**
 * Whether most words of the one with fewer words have an equal or nearly equal stem in the other, at least two of them
 * unless both have no other. For a few pairs in a paper, not for every name.
 */
export function agrees(a: string, b: string): boolean {
  const [short = [], long = []] = [stemsOf(a), stemsOf(b)].sort((x, y) => x.length - y.length);
  const shared = short.filter((stem) => long.some((other) => isNear(stem, other))).length;
  return shared >= Math.min(2, long.length) && shared / short.length >= MIN_SHARE;
}

/** Stems of words with three or more letters; shorter ones and numbers say too little. */
function stemsOf(name: string): string[] {
  const words = name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return [...new Set(words.map((word) => PorterStemmer.stem(word)))];
}

function isNear(a: string, b: string): boolean {
  return a === b || JaroWinklerDistance(a, b, {}) >= MIN_SIMILARITY;
}
