import { describe, expect, it } from 'vitest';
import { identityMap, toSource } from '../../src/text/offset-map.js';
import { read } from './support/read.js';

/** Markdown, words of its plain text, and the slice of the source that they stand for. */
const CASES: readonly (readonly [markdown: string, words: string, source: string])[] = [
  ['*Trp53*<sup>−/−</sup> mice', 'Trp53', 'Trp53'],
  ['*Trp53*<sup>−/−</sup> mice', 'Trp53−/−', 'Trp53*<sup>−/−'],
  ['*Trp53*<sup>−/−</sup> mice', 'Trp53−/− mice', 'Trp53*<sup>−/−</sup> mice'],
  ['the **p**53 gene', 'p53', 'p**53'],
  ['&alpha;-synuclein', 'α-synuclein', '&alpha;-synuclein'],
  ['&alpha;-synuclein', 'α', '&alpha;'],
  ['IFN-&gamma; rose', 'IFN-γ', 'IFN-&gamma;'],
  ['IFN-&gamma; rose', 'rose', 'rose'],
  ['HLA-DRB1\\*15:01', 'DRB1*15', 'DRB1\\*15'],
  ['[breast *cancer*](https://example.org)', 'breast cancer', 'breast *cancer'],
  ['breast\ncancer', 'breast cancer', 'breast\ncancer'],
  ['> breast\n> cancer', 'breast cancer', 'breast\n> cancer'],
  ['breast  \r\ncancer', 'breast cancer', 'breast  \r\ncancer'],
  ['lung cancer<sup>12</sup> is', 'lung cancer', 'lung cancer'],
  ['lung cancer<sup>12</sup> is', 'cancer is', 'cancer<sup>12</sup> is'],
  ['| a | *TP53* |\n|---|---|', 'TP53', 'TP53'],
  ['## Role of *BRCA1* ##', 'BRCA1', 'BRCA1'],
  ['<table><tr><td>ER&beta;</td></tr></table>', 'ERβ', 'ER&beta;'],
  ['$\\beta$-catenin', 'β-catenin', '\\beta$-catenin'],
  ['𝛼Syn and `SNCA`', 'SNCA', 'SNCA'],
];

describe('toSource', () => {
  it.each(CASES)('%j: %j is %j', (markdown, words, source) => {
    const passage = read(markdown).passages.find(({ text }) => text.includes(words));
    expect(passage, 'a passage with these words').toBeDefined();
    if (passage === undefined) return;
    const at = passage.text.indexOf(words);
    const { start, end } = toSource(passage, at, at + words.length);
    expect(markdown.slice(start, end)).toBe(source);
  });

  it('gives an empty span for an empty one, and the nearest for offsets outside the text', () => {
    const passage = { text: 'abc', start: 10, offsets: identityMap(10, 3) };
    expect(toSource(passage, 1, 1)).toEqual({ start: 11, end: 11 });
    expect(toSource(passage, 3, 3)).toEqual({ start: 13, end: 13 });
    expect(toSource(passage, 2, 1)).toEqual({ start: 12, end: 12 });
    expect(toSource(passage, -5, 99)).toEqual({ start: 10, end: 13 });
  });

  it('gives the beginning of a passage without text', () => {
    expect(identityMap(7, 0)).toHaveLength(0);
    expect(toSource({ text: '', start: 7, offsets: identityMap(7, 0) }, 0, 3)).toEqual({ start: 7, end: 7 });
  });
});
