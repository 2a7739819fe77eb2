import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LinkingConfig, readLinkingConfig } from '../../pipelines/linking-config.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import type { Document, PaperText, RecognizedDocument } from '../../src/model.js';
import { type Spanned, withoutNested } from '../../src/recognize/overlaps.js';
import { recognize } from '../../src/recognize/recognize.js';
import { hasCue } from '../../src/recognize/support.js';
import { findAbbreviations } from '../../src/text/abbreviations.js';
import { parseDocument, plainDocument } from '../../src/text/document.js';
import { tokenize } from '../../src/text/tokens.js';
import { smallLexicon } from '../support/small-linker.js';

let lexicon: Lexicon;
let config: LinkingConfig;
beforeAll(async () => {
  lexicon = await smallLexicon();
  config = readLinkingConfig();
});

function recognized(document: Document): RecognizedDocument {
  return recognize(document, { ...config, lexicon, abbreviations: findAbbreviations(document) });
}

function plain(abstract: string): Document {
  return plainDocument({ paperId: 'PMID:1', title: 'A title.', abstract });
}

function markdown(source: string): Document {
  const text: PaperText = {
    paperId: 'PMC:PMC1',
    origin: 'full-text',
    url: null,
    markdown: source,
    sha256: '',
    failure: null,
  };
  return parseDocument(text, config.sections);
}

const mentions = (document: Document): string[] =>
  recognized(document).mentions.map(
    ({ text, type, longForm }) => `${text}/${type}${longForm === null ? '' : ` (${longForm})`}`,
  );

describe('definitions', () => {
  it('hold in every passage, before the definition and in the plural', () => {
    const source =
      '# DLT in trials\n\nDLTs are rare.\n\n## Results\n\nDose-limiting toxicities (DLT) were few.\n\nNo DLT.';
    expect(mentions(markdown(source))).toEqual([
      'DLT/Disease (Dose-limiting toxicities)',
      'DLTs/Disease (Dose-limiting toxicities)',
      'Dose-limiting toxicities/Disease',
      'DLT/Disease (Dose-limiting toxicities)',
      'DLT/Disease (Dose-limiting toxicities)',
    ]);
  });

  it('of one short form twice: the nearest before a use holds', () => {
    const text = 'Spinal muscular atrophy (SMA). SMA is rare. Standard mixed assay (SMA). SMA was run.';
    expect(mentions(plain(text))).toEqual([
      'Spinal muscular atrophy/Disease',
      'SMA/Disease (Spinal muscular atrophy)',
      'SMA/Disease (Spinal muscular atrophy)',
    ]);
  });

  it('of a longer form say nothing about the name in it', () => {
    expect(mentions(plain('Trp53-deficient knockout (Trp53 KO) mice. Trp53 is lost in Trp53 KO mice.'))).toEqual([
      'Trp53/Gene',
      'Trp53/Gene',
      'Trp53/Gene',
      'Trp53/Gene',
    ]);
  });
});

describe('spans', () => {
  const source =
    '# Loss of *Trp53*<sup>−/−</sup> in **breast cancer**\n\nTNF&alpha; and *Il6*; [BRCA1](https://example.org)/2.\n\n' +
    '| gene | disease |\n|---|---|\n| *TP53* | von Hippel–Lindau disease |\n\n- type 2 diabetes 😴 and COVID-19\n';

  it('are slices of the source', () => {
    const document = markdown(source);
    const found = recognized(document).mentions.map((mention) => [
      mention.text,
      source.slice(mention.start, mention.end),
    ]);
    expect(found).toEqual([
      ['Trp53', 'Trp53'],
      ['breast cancer', 'breast cancer'],
      ['TNFα', 'TNF&alpha;'],
      ['Il6', 'Il6'],
      ['BRCA1/2', 'BRCA1](https://example.org)/2'],
      ['TP53', 'TP53'],
      ['von Hippel–Lindau disease', 'von Hippel–Lindau disease'],
      ['type 2 diabetes', 'type 2 diabetes'],
      ['COVID-19', 'COVID-19'],
    ]);
  });

  it('are slices of their passage, in order, for any mixture of sentences', () => {
    const sentence = fc.constantFrom(
      'Breast and ovarian cancer (BOC) in Trp53 mice. ',
      'BOC, TNF-α & IL-6 😴 rose; haemorrhage fell. ',
      'The GC (germinal center) of BRCA1/2 carriers\u00a0(n = 3). ',
      '(',
      ') hepatitis B and C, anaemic ',
      'hypertensive–',
    );
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 8 }), (sentences) => {
        const document = plain(sentences.join(''));
        const all = recognized(document).mentions;
        for (const { passage, plainStart, plainEnd, text, start, end } of all) {
          expect(document.passages[passage]?.text.slice(plainStart, plainEnd)).toBe(text);
          expect(document.markdown.slice(start, end)).toBe(text);
        }
        const starts = all.map(({ start }) => start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is not read', () => {
  it('acknowledgements, interests and references', () => {
    const sections = ['## Results\n\nTP53.', '## Acknowledgements\n\nTP53 fund.', '## Conflict of interest\n\nBRCA1.'];
    expect(mentions(markdown(`# A title\n\n${sections.join('\n\n')}\n\n## References\n\n1. TP53.`))).toEqual([
      'TP53/Gene',
    ]);
  });

  it('but for what the caller says', () => {
    const document = markdown('# A title\n\n## Acknowledgements\n\nTP53 fund.');
    const deps = { ...config, lexicon, abbreviations: [], skipSections: new Set<never>() };
    expect(recognize(document, deps).mentions).toHaveLength(1);
  });
});

describe('species', () => {
  it.each<[string, string[]]>([
    ['Mice and patients', ['Mice NCBITaxon:10090', 'patients NCBITaxon:9606']],
    ['C57BL/6 mice', ['C57BL/6 NCBITaxon:10090', 'mice NCBITaxon:10090']],
    ['Drosophila melanogaster', ['Drosophila melanogaster NCBITaxon:7227']],
    ['a rabbit anti-mouse antibody', []],
    ['yeast two-hybrid of the yeast', ['yeast NCBITaxon:4932']],
    ['Gallus gallus', ['Gallus gallus NCBITaxon:9031']],
    ['a dormouse', []],
    ['AGS cells', ['AGS NCBITaxon:9606']],
    ['Aicardi-Goutieres syndrome (AGS) and AGS children', ['children NCBITaxon:9606']],
    ['Human gastric cells (AGS) and AGS lysates', ['Human NCBITaxon:9606', ...Array(2).fill('AGS NCBITaxon:9606')]],
  ])('%s', (text, expected) => {
    expect(recognized(plain(text)).species.map((found) => `${found.text} ${found.taxonId}`)).toEqual(expected);
  });
});

describe('hasCue', () => {
  it.each<[string, 'gene' | 'disease', boolean]>([
    ['the CAT gene', 'gene', true],
    ['expression of CAT', 'gene', true],
    ['CAT-deficient', 'gene', true],
    ['CAT (gene)', 'gene', true],
    ['a CAT scan', 'gene', false],
    ['genes. CAT', 'gene', false],
    ['CAT patients', 'disease', true],
    ['CAT gene', 'disease', false],
  ])('%s as a %s: %s', (text, kind, expected) => {
    const tokens = tokenize(text);
    const first = [...tokens.starts.subarray(0, tokens.count)].indexOf(text.indexOf('CAT'));
    expect(hasCue(tokens, { first, end: first + 1 }, kind)).toBe(expected);
  });
});

describe('withoutNested', () => {
  const mention = fc.record({
    type: fc.constantFrom('Gene', 'Disease'),
    passage: fc.integer({ min: 0, max: 1 }),
    plainStart: fc.integer({ min: 0, max: 12 }),
    length: fc.integer({ min: 1, max: 5 }),
    score: fc.constantFrom(0.6, 0.8),
  });
  const inside = (a: Spanned, b: Spanned): boolean =>
    a.passage === b.passage && a.plainStart >= b.plainStart && a.plainEnd <= b.plainEnd;

  it('keeps no mention inside a longer one, and drops none that is not inside another', () => {
    fc.assert(
      fc.property(fc.array(mention, { maxLength: 12 }), (drafts) => {
        const all = drafts.map(({ length, ...rest }) => ({ ...rest, plainEnd: rest.plainStart + length }));
        const kept = withoutNested(all);
        for (const one of kept) {
          const longer = kept.filter((other) => inside(one, other) && !inside(other, one));
          expect(longer).toEqual([]);
        }
        for (const one of all) expect(kept.some((other) => inside(one, other))).toBe(true);
      }),
    );
  });

  it('keeps the surer of two on one span, and both of equals of two types', () => {
    const span = { passage: 0, plainStart: 0, plainEnd: 4 };
    const gene = { ...span, type: 'Gene', score: 0.8 };
    expect(withoutNested([gene, { ...span, type: 'Disease', score: 0.9 }])).toMatchObject([{ type: 'Disease' }]);
    expect(withoutNested([gene, { ...span, type: 'Disease', score: 0.8 }])).toHaveLength(2);
    expect(withoutNested([gene, gene])).toHaveLength(1);
  });
});
