import { describe, expect, it } from 'vitest';
import { numberIn, wholeNumber } from '../../src/cli/number-flag.js';
import { papergraph } from '../support/cli.js';

describe('a whole number on the command line', () => {
  it.each([
    ['1', 1],
    ['007', 7],
    ['100000', 100_000],
  ])('%s is taken', (text, value) => expect(wholeNumber(1, 100_000)(text)).toBe(value));

  it.each(['abc', '', ' ', '-1', '0', '1.5', '1e3', '0x10', '100001', '9'.repeat(400), 'NaN', '١'])(
    '%j is refused',
    (text) => expect(() => wholeNumber(1, 100_000)(text)).toThrow('Expected a whole number from 1 to 100,000.'),
  );

  it.each([
    ['12', 12],
    ['auto', 'auto'],
    ['-1', '-1'],
  ])('of a setting: %s is %j', (text, value) => expect(numberIn(text)).toBe(value));
});

describe('a flag with a number that cannot be', () => {
  it.each([
    [
      ['status', '--failed', '--limit', 'abc'],
      /--limit <n>.*'abc' is invalid\. Expected a whole number from 1 to 100,000/,
    ],
    [['status', '--failed', '--limit', '-1'], /'-1' is invalid\. Expected a whole number from 1 to 100,000/],
    [['bench', '--papers', '.', '--rounds', 'x'], /--rounds <n>.*Expected a whole number from 1 to 1,000/],
    [['bench', '--papers', '.', '--rounds', '0'], /--rounds <n>.*Expected a whole number/],
    [['evaluate', 'gold.tsv', '--errors', '-5'], /--errors <n>.*Expected a whole number from 0 to 100,000/],
    [['serve', '--port', '-1'], /serve\.port: expected a whole number from 0 to 65535, got "-1"/],
    [['link', '--workers', '1.5'], /run\.workers: expected auto or a whole number from 1 to 64, got "1\.5"/],
  ])('%j ends with 2 and says what was expected', async (args, message) => {
    const { code, stdout, stderr } = await papergraph(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/SqliteError|\n +at /);
  });
});
