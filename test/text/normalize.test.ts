import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foldApostrophes,
  foldCase,
  foldDashes,
  foldToken,
  foldWidth,
  greekLetterOf,
  greekToName,
  normalizeName,
  stripAccents,
} from '../../src/text/normalize.js';

test.each([
  ['ﬁbrosis', 'fibrosis'],
  ['ＴＮＦ', 'TNF'],
  ['Ca²⁺', 'Ca2+'],
  ['plain', 'plain'],
])('foldWidth %j', (text, expected) => expect(foldWidth(text)).toBe(expected));

test.each([
  ['TP53', 'tp53'],
  ['ΔNp63', 'δnp63'],
])('foldCase %j', (text, expected) => expect(foldCase(text)).toBe(expected));

test.each([
  ['non–small‐cell', 'non-small-cell'],
  ['Trp53−/−', 'Trp53-/-'],
  ['tu\u00admor', 'tumor'],
  ['cancer—lung', 'cancer—lung'],
])('foldDashes %j', (text, expected) => expect(foldDashes(text)).toBe(expected));

test.each([
  ['Crohn’s', "Crohn's"],
  ['3′-UTR', "3'-UTR"],
  ['5`', "5'"],
])('foldApostrophes %j', (text, expected) => expect(foldApostrophes(text)).toBe(expected));

test.each([
  ['Sjögren', 'Sjogren'],
  ['Sjo\u0308gren', 'Sjogren'],
  ['Ménière', 'Meniere'],
  ['Bjørn Æ', 'Bjorn AE'],
  ['naïve', 'naive'],
])('stripAccents %j', (text, expected) => expect(stripAccents(text)).toBe(expected));

test.each([
  ['TNFα', 'TNFalpha'],
  ['Δ32', 'delta32'],
  ['TGF-ß', 'TGF-beta'],
  ['µ', 'mu'],
  ['ϵ', 'epsilon'],
  ['ά', 'alpha'],
])('greekToName %j', (text, expected) => expect(greekToName(text)).toBe(expected));

test.each([
  ['alpha', 'α'],
  ['Beta', 'β'],
  ['sigma', 'σ'],
  ['TNF', null],
])('greekLetterOf %j', (word, expected) => expect(greekLetterOf(word)).toBe(expected));

test.each([
  ['TP', 'tp'],
  ['α', 'alpha'],
  ['𝛼', 'alpha'],
  ['–', '-'],
  ['Sjögren', 'sjogren'],
  ['tu\u00admor', 'tumor'],
  ['²', '2'],
  ['′', "'"],
])('foldToken %j', (token, expected) => expect(foldToken(token)).toBe(expected));

describe('normalizeName', () => {
  test.each([
    ['IL-2', 'IL2', 'IL 2', 'il–2'],
    ['TGF-β1', 'TGFβ1', 'TGF beta 1', 'TGFbeta1', 'TGF-ß1'],
    ["Alzheimer's disease", 'Alzheimer disease', 'Alzheimer’s Disease'],
    ['non-small-cell lung cancer', 'non–small cell lung cancer'],
    ['NF-κB', 'NFkappaB', 'NF-kappa-B'],
    ['Sjögren syndrome', "Sjogren's syndrome"],
    ['E. coli', 'E.coli'],
    ["5'-nucleotidase", '5′-nucleotidase', '5’ nucleotidase'],
  ])('%j and the like are one', (first, ...others) => {
    for (const other of others) expect(normalizeName(other)).toBe(normalizeName(first));
  });

  test.each([
    ['cancer, breast', 'cancer breast'],
    ['IL-2', 'IL-21'],
    ['CD4+', 'CD4'],
    ['cancer—lung', 'cancer lung'],
  ])('%j is not %j', (first, second) => expect(normalizeName(first)).not.toBe(normalizeName(second)));

  test('is stable', () => {
    const unit = fc.constantFrom(...'IL2aé-–— .+/αΔß’′²ﬁ', "'s ", 'kappa', '𝛼', '\u0301');
    fc.assert(
      fc.property(fc.string({ unit }), (name) => {
        const once = normalizeName(name);
        expect(normalizeName(once)).toBe(once);
      }),
    );
  });
});
