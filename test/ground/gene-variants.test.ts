import { describe, expect, it } from 'vitest';
import { nameVariants, VARIANT_RULES, type VariantRule } from '../../src/ground/gene-variants.js';

describe('nameVariants', () => {
  it.each<[string, VariantRule, string, string | null]>([
    ['human TP53 gene', 'words', 'TP53', null],
    ['recombinant soluble Fas protein', 'words', 'Fas', null],
    ['DAT(-/-)', 'words', 'DAT', null],
    ['hLysoPLA', 'affix', 'LysoPLA', 'NCBITaxon:9606'],
    ['ScUap1p', 'affix', 'Uap1p', 'NCBITaxon:4932'],
    ['ScUap1p', 'affix', 'Uap1', 'NCBITaxon:4932'],
    ['pERK', 'affix', 'ERK', null],
    ['p50csk', 'affix', 'csk', null],
    ['Transforming growth factor (TGF)-b1', 'affix', 'TGFb1', null],
    ['miRNA-193a', 'affix', 'mir-193a', null],
    ['TNFa', 'greek', 'TNF alpha', null],
    ['b-catenin', 'greek', 'beta catenin', null],
    ['PKCα', 'greek', 'PKCA', null],
    ['BmprIA', 'greek', 'Bmpr1A', null],
    ['SH2B1a', 'isoform', 'SH2B1', null],
    ['ctf7-1', 'isoform', 'ctf7', null],
    ['TNF receptor', 'receptor', 'TNFR', null],
    ['IL-2R', 'receptor', 'IL-2 receptor ', null],
    ['Ena/VASP', 'part', 'VASP', null],
  ])('%s by %s is %s', (text, rule, expected, taxonId) => {
    expect(nameVariants(text)).toContainEqual({ rule, text: expected.trim(), taxonId });
  });

  it.each(['TP53', 'human TP53 gene', 'b-catenin', 'Fas ligand', 'p', ''])('%s: each text once, in order', (text) => {
    const variants = nameVariants(text);
    expect(new Set(variants.map((variant) => variant.text)).size).toBe(variants.length);
    const places = variants.map(({ rule }) => VARIANT_RULES.indexOf(rule));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
