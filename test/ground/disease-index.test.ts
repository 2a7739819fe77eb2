import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readLinkingConfig } from '../../pipelines/linking-config.js';
import { DiseaseHierarchy } from '../../src/ground/disease-hierarchy.js';
import { DiseaseIndex } from '../../src/ground/disease-index.js';
import { NearestStem } from '../../src/ground/nearest-stem.js';
import { KIND, type Lexicon } from '../../src/lexicon/types.js';
import { DiseaseStems } from '../../src/text/disease-stems.js';
import { smallLexicon } from '../support/small-linker.js';

let lexicon: Lexicon;
let index: DiseaseIndex;
beforeAll(async () => {
  lexicon = await smallLexicon();
  index = new DiseaseIndex(lexicon, new DiseaseStems(readLinkingConfig({ memory: false }).diseaseEquivalents));
});

function best(text: string): string {
  const [first] = index.similar(text);
  if (first === undefined) return '-';
  const name = lexicon.namesAt(first.handle, KIND.disease, text)[0]?.name ?? '?';
  return `${name} ${first.similarity.toFixed(2)}`;
}

describe('DiseaseIndex', () => {
  it.each([
    ['familial mediterranean fever', 'familial Mediterranean fever 1.00'],
    ['fever, familial Mediterranean', 'familial Mediterranean fever 1.00'],
    ['cystic fibroses', 'cystic fibrosis 1.00'],
    ['quux', '-'],
    ['', '-'],
  ])('%s → %s', (text, expected) => expect(best(text)).toBe(expected));

  it('tells what is left out on either side', () => {
    const [found] = index.similar('juvenile retinoblastoma');
    expect(found?.ofName).toBeCloseTo(1);
    expect(found?.ofText).toBeLessThan(1);
    expect(found?.similarity).toBeLessThan(1);
  });

  it('does not depend on the order of words, and forgets what it was asked before', () => {
    const words = fc.array(fc.constantFrom('lung', 'cancer', 'familial', 'fever', 'disease', 'sclerosis', 'multiple'), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(words, (list) => {
        expect(index.similar(list.join(' '))).toEqual(index.similar(list.toReversed().join(' ')));
      }),
    );
  });
});

describe('NearestStem', () => {
  const stems = ['retinoblastom', 'neuroblastom', 'lupus', 'leukem', 'diphther', 'diphthes'];
  const nearest = new NearestStem({
    numberOf: (stem) => stems.indexOf(stem),
    startingWith: (prefix) => stems.filter((stem) => stem.startsWith(prefix)),
  });

  it.each([
    ['retinoblastom', 0],
    ['retinoblstom', 0],
    ['retinoblstum', 0],
    ['lupos', -1], // too short to be misspelled
    ['diphthee', -1], // as near to the one as to the other
    ['carcinom', -1],
  ])('%s is number %d', (stem, number) => expect(nearest.numberOf(stem)).toBe(number));
});

describe('DiseaseHierarchy', () => {
  it('climbs to all ancestors and counts the steps', () => {
    const hierarchy = new DiseaseHierarchy(lexicon);
    expect([...hierarchy.ancestors('MONDO:0007254')]).toEqual([
      ['MONDO:0004992', 1],
      ['MONDO:0005070', 2],
      ['MONDO:0000001', 3],
    ]);
    expect(hierarchy.depth('MONDO:0007254')).toBe(3);
    expect(hierarchy.isUnder('MONDO:0007254', 'MONDO:0005070')).toBe(true);
    expect(hierarchy.isUnder('MONDO:0005070', 'MONDO:0007254')).toBe(false);
    expect(hierarchy.isUnder('MONDO:0005070', 'MONDO:0005070')).toBe(false);
    expect(hierarchy.depth('MONDO:none')).toBe(0);
  });
});
