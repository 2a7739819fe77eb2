/** Features of a word by itself: made once for each distinct word. */

import { SPREAD_PARTS } from '../../lexicon/token-spread.js';
import type { Lexicon } from '../../lexicon/types.js';
import { hashText, mix } from './hash.js';

/** Features of one word, as hashes. */
export interface WordFeatures {
  /** Of the word where it stands. */
  readonly own: readonly number[];
  /** Of its standing in names of the lexicon; left out at times in training, so that a model does without. */
  readonly ownOfLexicon: readonly number[];
  /** What its neighbors see of it. */
  readonly seen: readonly number[];
  readonly seenOfLexicon: readonly number[];
  readonly lower: number;
  readonly shape: number;
}

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  ß: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  σ: 'sigma',
  ω: 'omega',
};

/** Lower case, Greek letters spelled out, dashes and quotes as ASCII has them. */
export function folded(word: string): string {
  const lower = word.toLowerCase().replace(/[\u0370-\u03ffß]/g, (letter) => GREEK[letter] ?? letter);
  return lower.replace(/[‐-―−]/g, '-').replace(/[‘’]/g, "'");
}

/** `TP53` → `A0`, `Trp53` → `Aa0`, long runs as one: `interleukin` → `a`. */
export function shapeText(word: string): string {
  return classes(word).replace(/(.)\1+/g, '$1');
}

function classes(word: string): string {
  return word
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{Ll}\p{Lo}]/gu, 'a')
    .replace(/\p{N}/gu, '0');
}

/** Numbers of the kinds of features, so that hashes of different kinds differ. */
const TEMPLATE = { word: 1, lower: 2, shape: 3, longShape: 4, length: 5, prefix: 10, suffix: 20, gram: 30, spread: 40 };

export function wordFeatures(word: string, lexicon: Lexicon): WordFeatures {
  const plain = folded(word);
  const lower = mix(hashText(plain), TEMPLATE.lower);
  const shape = mix(hashText(shapeText(word)), TEMPLATE.shape);
  const isWord = /[\p{L}\p{N}]/u.test(plain);
  const spread = isWord ? lexicon.spreadOf(word) : 0;
  const lean = mix(leaning(spread), TEMPLATE.spread + 2);
  const own = [mix(hashText(word), TEMPLATE.word), lower, shape];
  if (isWord) own.push(mix(hashText(classes(word)), TEMPLATE.longShape), ...spellingFeatures(plain));
  return {
    own,
    ownOfLexicon: isWord ? [lean, ...spreadFeatures(spread)] : [],
    seen: [lower, shape, mix(hashText(plain.slice(-3)), TEMPLATE.suffix + 3)],
    seenOfLexicon: isWord ? [lean] : [],
    lower,
    shape,
  };
}

function spellingFeatures(plain: string): number[] {
  const features = [mix(Math.min(plain.length, 8), TEMPLATE.length)];
  for (let size = 1; size <= 5; size++) {
    if (plain.length < size) break;
    features.push(mix(hashText(plain, 0, size), TEMPLATE.prefix + size));
    features.push(mix(hashText(plain, plain.length - size), TEMPLATE.suffix + size));
  }
  const bounded = `<${plain}>`;
  for (let at = 0; at + 4 <= bounded.length && at < 20; at++) {
    features.push(mix(hashText(bounded, at, at + 4), TEMPLATE.gram));
  }
  return features;
}

function spreadFeatures(spread: number): number[] {
  const features: number[] = [mix(spread, TEMPLATE.spread)];
  for (let part = 0; part < SPREAD_PARTS; part++) {
    features.push(mix(((spread >>> (part * 4)) & 15) * 16 + part, TEMPLATE.spread + 1));
  }
  return features;
}

/** The two vocabularies that a word stands in most, and how much, in steps of four: a short form of its spread. */
function leaning(spread: number): number {
  let [first, second] = [0, 0];
  for (let part = 0; part < SPREAD_PARTS; part++) {
    const here = (((spread >>> (part * 4)) & 15) << 4) | part;
    if (here > first) [first, second] = [here, first];
    else if (here > second) second = here;
  }
  return ((first >> 5) << 16) | ((first & 15) << 8) | (second & 15);
}
