import { expect, test } from 'vitest';
import { describeLexicon } from '../../src/lexicon/describe.js';

test('release, date and counts of each terminology', () => {
  const text = describeLexicon({
    format: 1,
    release: 'mondo-2031-02-03-1a2b3c4d',
    terminologies: [
      {
        prefix: 'MONDO',
        file: 'mondo.obo',
        release: 'releases/2031-02-03',
        sha256: '',
        concepts: 27990,
        names: 118047,
        mappings: 0,
      },
      {
        prefix: 'MONDO',
        file: 'x.sssom.tsv',
        release: 'file of 2031-02-04',
        sha256: '',
        concepts: 0,
        names: 0,
        mappings: 8181,
      },
    ],
    names: 118047,
    distinctNames: 100000,
    concepts: 27990,
    unknownMappingIds: { 'x.sssom.tsv': 145 },
  });
  expect(text.split('\n')).toEqual([
    'lexicon mondo-2031-02-03-1a2b3c4d (format 1), 100,000 distinct spellings',
    '',
    'terminology  release              concepts    names  mappings  file',
    'MONDO        releases/2031-02-03    27,990  118,047            mondo.obo',
    'MONDO        file of 2031-02-04          0        0     8,181  x.sssom.tsv',
    'together                            27,990  118,047',
    '145 ids of x.sssom.tsv are in none of these terminologies; their mappings were left out',
  ]);
});
