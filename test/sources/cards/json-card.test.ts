import { describe, expect, it } from 'vitest';
import type { PaperCard } from '../../../src/model.js';
import { readJsonLine, readLink } from '../../../src/sources/cards/json-card.js';
import { parseCard } from '../../../src/sources/cards/parse-card.js';

const place = { path: 'cards.jsonl', line: 12 };

function card(value: unknown): PaperCard {
  const item = readJsonLine(JSON.stringify(value), place);
  if (item.kind === 'problem') throw new Error(item.problem.message);
  return item.card;
}

describe('readJsonLine', () => {
  it('makes a card of a link', () => {
    const link = 'https://tomesphere.com/paper/PMC1087847/full.md';
    const expected = { id: 'PMC:PMC1087847', pmcid: 'PMC1087847', fullTextUrl: link, title: '', abstract: null, place };
    expect(card(link)).toMatchObject(expected);
    expect(card({ url: link })).toEqual(card(link));
    expect(readLink(` ${link} `, place)).toEqual({ kind: 'card', card: card(link) });
  });

  it('makes a card of fields, with Markdown that holds them', () => {
    const read = card({
      id: 'PMC:PMC7',
      title: ' On *Trp53* 𝛼 ',
      authors: 'A B, C D',
      pmid: 38123456,
      doi: 'https://doi.org/10.1000/X',
      journal: 'Gut',
      date: 2026,
      keyFindings: ['one'],
      abstract: 'First.\n\nSecond.',
      assertions: [{ group: 'Genes', name: 'TP53', conceptId: 'GeneID:7157' }],
      fullTextUrl: 'https://a.org/x.md',
      figureCount: 2,
      something: 'else',
    });
    expect(read).toMatchObject({
      id: 'PMC:PMC7',
      place,
      title: 'On *Trp53* 𝛼',
      authors: ['A B', 'C D'],
      pmcid: 'PMC7',
      pmid: '38123456',
      doi: '10.1000/x',
      date: '2026',
      abstract: 'First.\n\nSecond.',
      figureCount: 2,
      referenceCount: null,
    });
    expect(read.assertions).toEqual([
      {
        section: 'linked',
        group: 'Genes',
        kind: 'Gene',
        name: 'TP53',
        fullName: null,
        conceptId: 'NCBIGene:7157',
        aliases: [],
        line: 12,
      },
    ]);
    expect(read.markdown).toContain('# On *Trp53* 𝛼\n');
    expect(read.markdown).toContain('## Abstract\n\nFirst.\n\nSecond.\n');
    expect(parseCard(read.markdown, place)).toMatchObject({ card: { id: 'PMC:PMC7', abstract: 'First.\n\nSecond.' } });
  });

  it('reads the Markdown of a card and fills gaps from the other fields', () => {
    const markdown = '# T\n\nPMC7\n\n## Abstract\n\nA.';
    expect(card({ markdown })).toMatchObject({ id: 'PMC:PMC7', title: 'T', markdown, fullTextUrl: null });
    const filled = card({ markdown, pmcid: '8', pmid: '9', url: 'https://a.org/x.md', title: 'U' });
    expect(filled).toMatchObject({ id: 'PMC:PMC7', pmid: '9', title: 'T', fullTextUrl: 'https://a.org/x.md' });
  });

  it('reads back its own records', () => {
    const read = card({ title: 'T', abstract: 'A.', pmid: '7', assertions: [{ group: 'Genes', name: 'TP53' }] });
    expect({ ...card(read), assertions: [] }).toEqual({ ...read, assertions: [] });
  });

  it.each([
    [{ pmid: 7 }, 'PMID:7'],
    [{ doi: '10.1000/X' }, 'DOI:10.1000/x'],
    [{ id: 'DOI:10.1000/X' }, 'DOI:10.1000/x'],
    [{ id: 'PMID:7' }, 'PMID:7'],
    [{ pmcid: 'PMC7', pmid: '8' }, 'PMC:PMC7'],
    [{ pmcid: 7 }, 'PMC:PMC7'],
    [{ id: 'my-7', title: 'T' }, expect.stringMatching(/^URL:[0-9a-f]{16}$/)],
    [{ sourceUrl: 'https://a.org/PMC7' }, 'PMC:PMC7'],
  ])('%j has the id %s', (value, id) => {
    expect(card(value).id).toEqual(id);
  });

  it.each([
    ['{"title": ', /JSON value on one line/],
    ['"ftp://a.org/x"', /begins with http.*found "ftp:/],
    ['{"url": "a.org/x"}', /url: expected an address/],
    ['{"title": 7}', /title: /],
    ['{"assertions": [{"name": ""}]}', /assertions\.0\.name/],
    ['{"figureCount": -1, "title": "T"}', /figureCount/],
    ['7', /the line: /],
    ['null', /the line: /],
    ['[]', /the line: /],
    ['{}', /found none/],
    ['{"id": "my-7", "abstract": "A."}', /found none/],
  ])('%s is a bad line', (line, message) => {
    expect(readJsonLine(line, place)).toEqual({
      kind: 'problem',
      problem: { place, kind: 'bad-line', fatal: true, message: expect.stringMatching(message) },
    });
  });

  it('says what is wrong with Markdown that is no card', () => {
    expect(readJsonLine('{"markdown": "hello"}', place)).toMatchObject({ problem: { kind: 'not-a-card', place } });
  });
});
