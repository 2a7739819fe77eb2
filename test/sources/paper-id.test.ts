import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  identifierIn,
  identifiersOfUrl,
  NO_IDENTIFIERS,
  type PaperNames,
  paperId,
} from '../../src/sources/paper-id.js';

const nobody: PaperNames = { ...NO_IDENTIFIERS, fullTextUrl: null, sourceUrl: null, title: '', authors: [] };
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

describe('paperId', () => {
  const all = {
    pmcid: 'PMC1',
    pmid: '2',
    doi: '10.1000/x',
    fullTextUrl: 'https://a.org/f.md',
    sourceUrl: 'https://a.org/s',
  };

  it.each([
    ['PMC first', {}, 'PMC:PMC1'],
    ['then PMID', { pmcid: null }, 'PMID:2'],
    ['then DOI', { pmcid: null, pmid: null }, 'DOI:10.1000/x'],
    ['then the full text', { pmcid: null, pmid: null, doi: null }, `URL:${hash('https://a.org/f.md')}`],
    ['then the page', { pmcid: null, pmid: null, doi: null, fullTextUrl: null }, `URL:${hash('https://a.org/s')}`],
  ])('%s', (_, without, expected) => {
    expect(paperId({ ...nobody, ...all, ...without })).toBe(expected);
  });

  it('tells papers without any address by title and authors, whatever the spaces and capitals', () => {
    const id = paperId({ ...nobody, title: 'On  Cancer', authors: ['A. B'] });
    expect(id).toMatch(/^URL:[0-9a-f]{16}$/);
    expect(paperId({ ...nobody, title: 'on cancer', authors: ['a. b'] })).toBe(id);
    expect(paperId({ ...nobody, title: 'On Cancer', authors: ['A. C'] })).not.toBe(id);
  });
});

describe('identifierIn', () => {
  it.each([
    ['PMC12817307', { pmcid: 'PMC12817307' }],
    ['pmc12817307', { pmcid: 'PMC12817307' }],
    ['PMCID: PMC12817307', { pmcid: 'PMC12817307' }],
    ['PMCID PMC12817307.2', { pmcid: 'PMC12817307' }],
    ['PMC: 12817307', { pmcid: 'PMC12817307' }],
    ['PMC 12817307', { pmcid: 'PMC12817307' }],
    ['PMID: 38123456', { pmid: '38123456' }],
    ['PMID:038123456', { pmid: '38123456' }],
    ['PubMed ID 38123456', { pmid: '38123456' }],
    ['DOI: 10.3389/fonc.2025.1716612', { doi: '10.3389/fonc.2025.1716612' }],
    ['doi:10.1371/JOURNAL.pgen.0010001.', { doi: '10.1371/journal.pgen.0010001' }],
    ['https://doi.org/10.1000%2FX', { doi: '10.1000/x' }],
    ['http://dx.doi.org/10.1016/S0140-6736(05)12345-1', { doi: '10.1016/s0140-6736(05)12345-1' }],
    [
      '10.1002/(SICI)1097-0142(19960101)77:1<1::AID-CNCR1>3.0.CO;2-#',
      { doi: '10.1002/(sici)1097-0142(19960101)77:1<1::aid-cncr1>3.0.co;2-#' },
    ],
    ['10.1000/a)', { doi: '10.1000/a' }],
    ['10.1000/100%', { doi: '10.1000/100%' }],
    ['PMC', {}],
    ['DOI', {}],
    ['PMID', {}],
    ['12817307', {}],
    ['2005', {}],
    ['BMC Neuroscience', {}],
    ['as shown in 10.1000/x', {}],
    ['', {}],
  ])('%s', (text, expected) => {
    expect(identifierIn(text)).toEqual({ ...NO_IDENTIFIERS, ...expected });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => identifierIn(`10.1234/${text}`).pmid === null));
  });
});

describe('identifiersOfUrl', () => {
  it.each([
    ['https://tomesphere.com/paper/PMC1087847/full.md', { pmcid: 'PMC1087847' }],
    ['http://127.0.0.1:8080/PMC1087847.md?x=1#y', { pmcid: 'PMC1087847' }],
    ['https://pmc.ncbi.nlm.nih.gov/articles/PMC1087847/', { pmcid: 'PMC1087847' }],
    ['https://pubmed.ncbi.nlm.nih.gov/38123456/', { pmid: '38123456' }],
    ['https://www.ncbi.nlm.nih.gov/pubmed/38123456', { pmid: '38123456' }],
    ['https://doi.org/10.3389/fonc.2025.1716612', { doi: '10.3389/fonc.2025.1716612' }],
    ['https://example.org/?id=PMC1087847', {}],
    ['https://example.org/PMCX/1', {}],
  ])('%s', (url, expected) => {
    expect(identifiersOfUrl(url)).toEqual({ ...NO_IDENTIFIERS, ...expected });
  });

  it('of nothing is nothing', () => {
    expect(identifiersOfUrl(null)).toEqual(NO_IDENTIFIERS);
  });
});
