import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOf } from '../../src/evaluate/ids.js';
import { trimMarkup } from '../../src/evaluate/markup.js';
import { SpanTable } from '../../src/evaluate/span-table.js';

describe('spans', () => {
  it('overlap as each with each would say', () => {
    const span = fc.tuple(fc.nat(20), fc.nat(6)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(span), span, (spans, one) => {
        const expected = spans.some(({ start, end }) => one.start < end && start < one.end);
        expect(new SpanTable(spans, (first) => first).overlaps(one)).toBe(expected);
      }),
    );
  });
});

describe('trimMarkup', () => {
  it.each([
    ['*Trp53*', 'Trp53'],
    ['*Trp53*<sup>', 'Trp53'],
    ['**_x_** ', 'x'],
    ['<i>p</i>53', 'p</i>53'],
    ['`a`\n', 'a'],
    ['plain', 'plain'],
    ['a*b', 'a*b'],
    ['***', '***'],
    [' ', ' '],
    ['\ufeffx', '\ufeffx'],
  ])('%j is %j', (markdown, text) => {
    const { start, end } = trimMarkup(`__${markdown}--`, { start: 2, end: 2 + markdown.length });
    expect(`__${markdown}--`.slice(start, end)).toBe(text);
  });
});

describe('idsOf', () => {
  it.each([
    ['5133', ['5133']],
    ['NCBIGene:5133|GeneID:1; 2', ['5133', '1', '2']],
    ['mesh:D009369,OMIM:114480', ['MESH:D009369', 'OMIM:114480']],
    ['-', []],
    ['-1', []],
    ['', []],
    ['MONDO:0004992', ['MONDO:0004992']],
  ])('%j', (field, ids) => {
    expect([...idsOf(field)]).toEqual(ids);
  });
});
