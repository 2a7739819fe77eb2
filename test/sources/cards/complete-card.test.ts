import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcePath } from '../../../src/resources.js';
import { type CardEntity, completeCard } from '../../../src/sources/cards/complete-card.js';
import { parseCard } from '../../../src/sources/cards/parse-card.js';

const gene: CardEntity = {
  section: 'linked',
  group: 'Genes',
  kind: 'Gene',
  name: 'PDCD1',
  fullName: 'programmed cell death 1',
  conceptId: 'NCBIGene:5133',
  aliases: [],
};
const disease: CardEntity = {
  ...gene,
  section: 'full-text',
  group: 'Diseases',
  kind: 'Disease',
  name: 'DLT',
  fullName: null,
  conceptId: 'MESH:D064420',
};
const LINKED = ['## Linked entities', '', '- **Genes:** PDCD1 (programmed cell death 1) [NCBI Gene 5133]', ''];
const FULL = ['## Full-text entities', '', '- **Diseases:** DLT (MESH:D064420)', ''];

function assertionsOf(markdown: string) {
  const read = parseCard(markdown, { path: 'card.md', line: 1 });
  return read.kind === 'card' ? read.card.assertions : [];
}

describe('completeCard', () => {
  const seeds = readdirSync(resourcePath('seeds/cards'));
  it.each(seeds)('gives %s back byte for byte when its own entities are put in', (file) => {
    const markdown = readFileSync(resourcePath(`seeds/cards/${file}`), 'utf8');
    expect(assertionsOf(markdown).length).toBeGreaterThan(0);
    const found = assertionsOf(markdown).filter(({ kind }) => kind !== 'Other');
    expect(completeCard(markdown, found)).toBe(markdown);
  });

  it.each(seeds)('changes only the two lists of %s', (file) => {
    const markdown = readFileSync(resourcePath(`seeds/cards/${file}`), 'utf8');
    const completed = completeCard(markdown, [gene, disease]);
    const without = (text: string) => text.split('\n').filter((line) => !/^- \*\*(?:Genes|Diseases):/.test(line));
    expect(without(completed)).toEqual(without(markdown));
    expect(assertionsOf(completed).filter(({ kind }) => kind !== 'Other')).toMatchObject([gene, disease]);
  });

  it.each([
    [
      'before the full text',
      ['# T', '', '## Abstract', '', 'A.', ''],
      ['## Full text', '', 'https://x.org/full.md', ''],
    ],
    ['before the source line', ['# T', '', '## Abstract', '', 'A.', ''], ['---', 'Source: https://x.org', '']],
    ['at the end', ['# T', '', '## Abstract', '', 'A.', ''], []],
  ])('puts lists that the card does not have %s', (_name, before, after) => {
    const expected = [...before, ...LINKED, ...FULL, ...after].join('\n').trimEnd();
    expect(completeCard([...before, ...after].join('\n'), [disease, gene])).toBe(`${expected}\n`);
  });

  it('keeps headings as written, line breaks and what follows; takes away a second list and one without entities', () => {
    const card =
      '# T\r\n\r\nLINKED ENTITIES\r\n---------------\r\n- **Genes:** old\r\n## Full-text entities\r\n- **Diseases:** old (MESH:D1)\r\n## Linked entities\r\n- **Genes:** more\r\n---\r\nSource: https://x.org\r\n';
    expect(completeCard(card, [gene])).toBe(
      ['# T', '', 'LINKED ENTITIES', '---------------', ...LINKED.slice(1), '---', 'Source: https://x.org', ''].join(
        '\r\n',
      ),
    );
  });

  it('keeps what is neither gene nor disease as it is written, on however many lines', () => {
    const others = ['- **Species:** *Homo sapiens* [taxon 9606],', '  mice (NCBITaxon:10090)', '- **Chemicals:** ENU'];
    const card = [
      '# T',
      '',
      '## Linked entities',
      '',
      '- **Genes:** A [NCBI Gene 1],',
      '  B',
      ...others,
      '',
      '## Full text',
      '',
    ];
    const expected = ['# T', '', ...LINKED.slice(0, -1), ...others, '', '## Full text', ''].join('\n');
    expect(completeCard(card.join('\n'), [gene])).toBe(expected);
  });

  it('takes any text for a card', () => {
    expect(completeCard('', [disease])).toBe(`\n${FULL.join('\n')}`);
    expect(completeCard('', [])).toBe('\n');
  });
});
