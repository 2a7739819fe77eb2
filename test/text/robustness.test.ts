import { describe, expect, it } from 'vitest';
import { findAbbreviations } from '../../src/text/abbreviations.js';
import { read } from './support/read.js';

/** Beginnings without ends, ends without beginnings, and what makes careless parsers look at a text again and again. */
const PARTS: readonly string[] = [
  ...['[', '*', '<', '>', '(', '|', '`', '$', '&', '^', '~', '_', '\\', '\n', '\r\n', '\t', '#', '\0', '\ud800', '\ufeff'],
  ...['> ', '- ', 'a\n', '> a\n', '- a\n', '# a\n', '|a|\n', 'a|b\n-|-\n', 'a  \n', '---\na: b\n', '[a]: b\n', '[^1]: a\n\n'],
  ...['*a', 'a*', '**a**', '*a **b', '__a**', '*_', '`` `', '` `` ', '``` ', '~1~', '^1^', '$a', '$$', '$\\a', '&amp;', '&#'],
  ...['![', '[a](', '[a](<b', '[a](b "', "[a](b '", '[a][b]', '[[a]', '[a]]', '](', '][', '![a](b)', '[^1]', '[@a'],
  ...['<!--', '<!-- ', '<?', '<![CDATA[', '<a b="', "<a b='", '<a b=c ', '<http:', '<td>', '<td>a', '<li></ul>', '<p>a</p>'],
  ...['<script>', '</script>', '<style>', '<sup>', 'a<sup>1</sup>', '<sup>[1](a)</sup>', 'a<br>', '<b>', '<div>\n'],
  ...['[1]', '[1] ', '[1,', '[1,2](#a) ', '*[1]*', 'a. ', 'A. ', 'et al. ', '(AB)', '(AB) ', 'a (A) ', 'AB; ab, ', 'AB, ab; '],
]; // biome-ignore format: a table

function secondsFor(part: string, length: number): number {
  const markdown = part.repeat(Math.ceil(length / part.length));
  const before = process.cpuUsage();
  findAbbreviations(read(markdown));
  return process.cpuUsage(before).user / 1e6;
}

describe('texts that are hard to read', () => {
  // Each takes a few milliseconds; what grows with the square of the length would take minutes.
  it.each(PARTS)('100 kB of %j', (part) => {
    expect(secondsFor(part, 1e5)).toBeLessThan(2);
  });

  it.each(['[', '*', '<', 'a\n', '[a](', '<a b="', '*a **b', 'a<sup>1</sup>'])('1 MB of %j', (part) => {
    expect(secondsFor(part, 1e6)).toBeLessThan(6);
  });

  it('a data address as long as the text', () => {
    expect(secondsFor(`![a](data:image/png;base64,${'A'.repeat(1e6)})`, 1)).toBeLessThan(1);
    expect(read(`a ![b](data:image/png;base64,${'A'.repeat(1e5)}) c`).passages[0]?.text).toBe('a  c');
  });
});
