import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forgivenBetween } from '../../src/lexicon/differences.js';

describe('forgivenBetween', () => {
  test.each([
    ['IL-2', 'IL-2', ''],
    ['il-2', 'IL-2', 'case'],
    ['IL2', 'IL-2', 'dash'],
    ['IL 2', 'IL-2', 'dash'],
    ['IL 2', 'IL2', 'space'],
    ['il 2', 'IL-2', 'case dash'],
    ['IL–2', 'IL-2', ''],
    ['Breast cancers', 'breast cancer', 'case plural'],
    ['metastases', 'Metastasis', 'case plural'],
    ['TNFα', 'TNF-alpha', 'greek dash'],
    ['TNFα', 'TNFalpha', 'greek'],
    ['TNF-Α', 'TNF-α', 'case'],
    ['TGF-ß', 'TGF-β', 'spelling'],
    ['Sjogren syndrome', 'Sjögren syndrome', 'spelling'],
    ['Alzheimer disease', "Alzheimer's disease", 'spelling'],
    ['Alzheimer’s disease', "Alzheimer's disease", ''],
    ['type 2 diabetes', 'diabetes, type 2', 'word-order'],
    ['diabetes type 2', 'diabetes, type 2', 'dash'],
    ['Diabetes, Type II', 'diabetes, type II', 'case'],
    ['E.coli', 'E. coli', 'space'],
    ['TLRs', 'TLR', 'plural'],
    ['non small-cell', 'non-small cell', 'dash'],
  ])('%j for %j', (surface, name, expected) => {
    expect(forgivenBetween(surface, name).join(' ')).toBe(expected);
  });

  test('a text is itself, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(forgivenBetween(a, a)).toEqual([]);
        expect(new Set(forgivenBetween(a, b)).size).toBe(forgivenBetween(a, b).length);
      }),
    );
  });
});
