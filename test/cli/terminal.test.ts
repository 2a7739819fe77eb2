import { describe, expect, it } from 'vitest';
import { printable, shortened, table } from '../../src/cli/terminal.js';

describe('printable takes out what a terminal would obey', () => {
  it.each([
    ['plain text', 'plain text'],
    ['red \u001b[31mtext', 'red  [31mtext'],
    ['two\nlines\r\n', 'two lines  '],
    ['bell\u0007 and C1 \u009b2J', 'bell  and C1  2J'],
    ['turned \u202eround', 'turned  round'],
    ['Greek α, emoji 🧬, 中文', 'Greek α, emoji 🧬, 中文'],
  ])('%j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

it('tables are as wide as their cells, long cells are cut, absent ones empty', () => {
  const text = table(
    ['id', 'names'],
    [
      ['a', ['x', 'y']],
      [null, 'z'.repeat(20)],
    ],
    10,
  );
  expect(text.split('\n')).toEqual(['id  names', '──  ──────────', 'a   ["x","y"]', '    zzzzzzzzz…']);
});

it('shortened keeps what fits', () => {
  expect([shortened('abc', 3), shortened('abcd', 3)]).toEqual(['abc', 'ab…']);
});

it('a table of very many rows is no trouble', () => {
  expect(
    table(
      ['n'],
      Array.from({ length: 200_000 }, (_, n) => [n]),
    ).length,
  ).toBeGreaterThan(1_000_000);
});
