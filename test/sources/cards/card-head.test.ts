import { describe, expect, it } from 'vitest';
import { authorsIn, readHead } from '../../../src/sources/cards/card-head.js';
import { dateIn } from '../../../src/sources/cards/dates.js';
import { linesOf } from '../../../src/sources/cards/outline.js';

const nothing = {
  pmcid: null,
  pmid: null,
  doi: null,
  authors: [],
  journal: null,
  date: null,
  fullTextUrl: null,
  sourceUrl: null,
  rest: [],
};

describe('readHead', () => {
  it.each([
    ['PMC · BMC Neuroscience · 2005', { journal: 'BMC Neuroscience', date: '2005' }],
    ['PMC', {}],
    ['PMC · 2005', { date: '2005' }],
    ['PMC · Cell', { journal: 'Cell' }],
    ['BMC Neuroscience · 2005', { journal: 'BMC Neuroscience', date: '2005' }],
    ['BMC Neuroscience', { journal: 'BMC Neuroscience' }],
    ['*BMC Neuroscience*', { journal: 'BMC Neuroscience' }],
    ['2005-03', { date: '2005-03' }],
    ['DOI: 10.1000/X · 2026', { doi: '10.1000/x', date: '2026' }],
    [
      'PMC123 · DOI: 10.1000/x · PLoS ONE · 2026-01-06',
      { pmcid: 'PMC123', doi: '10.1000/x', journal: 'PLoS ONE', date: '2026-01-06' },
    ],
    ['PMCID: PMC123 · PMID: 456 · doi:10.1000/x', { pmcid: 'PMC123', pmid: '456', doi: '10.1000/x' }],
    ['https://doi.org/10.1000/x · Jan 2026', { doi: '10.1000/x', date: '2026-01' }],
    [
      '[PMC123](https://a.org/PMC123) · <https://doi.org/10.1000/x> · *Cell*',
      { pmcid: 'PMC123', doi: '10.1000/x', journal: 'Cell' },
    ],
    ['PMC | 10.1000/x | Nature | 2020', { doi: '10.1000/x', journal: 'Nature', date: '2020' }],
    ['PMC • Nature• 2020 ·', { journal: 'Nature', date: '2020' }],
    ['**DOI:** 10.1000/x', { doi: '10.1000/x' }],
    ['PMC · DOI: [10.1000/x](https://doi.org/10.1000/x) · Gut', { doi: '10.1000/x', journal: 'Gut' }],
    ['DOI: <https://doi.org/10.1000/x>', { doi: '10.1000/x' }],
    ['**Journal**: Gut', { journal: 'Gut' }],
    ['Published: 6 January 2026', { date: '2026-01-06' }],
    [
      'PMC · European Heart Journal – Digital Health · 2024',
      { journal: 'European Heart Journal – Digital Health', date: '2024' },
    ],
    ['**Authors:** A. B, C D\n\nPMC · Gut · 2020', { authors: ['A. B', 'C D'], journal: 'Gut', date: '2020' }],
    ['**Authors:** A. B,\n  C D\nPMC · Gut · 2020', { authors: ['A. B', 'C D'], journal: 'Gut', date: '2020' }],
    ['Author: Solo', { authors: ['Solo'] }],
    ['**Full text:** https://a.org/x.md', { fullTextUrl: 'https://a.org/x.md' }],
    ['Source: <https://a.org/x>', { sourceUrl: 'https://a.org/x' }],
    ['---\n***\n', {}],
  ])('%j', (text, expected) => {
    expect(readHead(linesOf(text))).toEqual({ ...nothing, ...expected });
  });

  it.each([
    'This paper is about mice.',
    'see the note below',
    'Cell\nNature',
    '| a | b |\n|---|---|',
    '```\nPMC · Gut · 2020\n```',
    'Source: my own head.',
  ])('keeps what it does not know: %j', (text) => {
    const head = readHead(linesOf(text));
    expect({ ...head, rest: [] }).toEqual(nothing);
    expect(head.rest.map((line) => line.text).join('\n')).toBe(text);
  });
});

describe('authorsIn', () => {
  it.each([
    ['A B, C D', ['A B', 'C D']],
    ['Soraya I  Ramos Garrido,Dietmar R Thal', ['Soraya I Ramos Garrido', 'Dietmar R Thal']],
    ['Doe, Jane; Roe, R. ;', ['Doe, Jane', 'Roe, R.']],
    ['A B, C D Jr, E F, Jr., and G H', ['A B', 'C D Jr', 'E F, Jr.', 'G H']],
    ['𠮷田 Aya', ['𠮷田 Aya']],
    [' , ', []],
  ])('%s', (text, expected) => {
    expect(authorsIn(text)).toEqual(expected);
  });
});

describe('dateIn', () => {
  it.each([
    ['2026', '2026'],
    ['2026-01', '2026-01'],
    ['2026/1', '2026-01'],
    ['2026-01-06', '2026-01-06'],
    ['2026.1.6', '2026-01-06'],
    ['2026-01-06T10:00:00Z', '2026-01-06'],
    ['Jan 2026', '2026-01'],
    ['Sept. 2026', '2026-09'],
    ['2026 Jan', '2026-01'],
    ['2026 Jan 6', '2026-01-06'],
    ['January 6, 2026', '2026-01-06'],
    ['6th January 2026', '2026-01-06'],
    ['2026-13', null],
    ['2026-02-30', null],
    ['2026-01/06', null],
    ['1234', null],
    ['20260', null],
    ['Jan', null],
    ['Nature 2020', null],
  ])('%s → %s', (text, expected) => {
    expect(dateIn(text)).toBe(expected);
  });
});
