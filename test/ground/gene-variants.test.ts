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
    ['htau', 'affix', 'tau', 'NCBITaxon:9606'],
    ['rhBMP-2', 'affix', 'BMP-2', 'NCBITaxon:9606'],
    ['Sca-1+', 'words', 'Sca-1', null],
    ['α-catenin', 'greek', 'catenin α 1', null],
    ['a-actinin', 'greek', 'actinin alpha 1', null],
    ['b-2-adrenergic receptor', 'greek', 'beta2 adrenergic receptor', null],
    ['muscle glycogenin', 'isoform', 'glycogenin 1', null],
    ['D2-dopamine receptor', 'receptor', 'dopamine receptor D2', null],
    ['angiotensin II type 1 receptor', 'receptor', 'angiotensin II receptor type 1', null],
    ['IL-2 receptor alpha', 'receptor', 'IL-2RA', null],
    ['DNA-dependent protein kinase', 'receptor', 'DNA-dependent protein kinase catalytic subunit', null],
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
