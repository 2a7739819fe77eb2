import { expect, it } from 'vitest';
import { counted, duration, grouped } from '../src/number-text.js';

it.each([
  [-5, '0 ms'],
  [0, '0 ms'],
  [340, '340 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [12_345, '12.3 s'],
  [59_940, '59.9 s'],
  [59_990, '1 min 00 s'],
  [61_000, '1 min 01 s'],
  [245_000, '4 min 05 s'],
  [3_599_400, '59 min 59 s'],
  [3_599_700, '1 h 00 min'],
  [3_600_000, '1 h 00 min'],
  [11_220_000, '3 h 07 min'],
  [1400 * 3_600_000, '1,400 h 00 min'],
])('duration(%d) is %s', (ms, text) => expect(duration(ms)).toBe(text));

it.each([
  [1, '1 paper'],
  [0, '0 papers'],
  [1200, '1,200 papers'],
])('%i is %s', (count, text) => expect(counted(count, 'paper')).toBe(text));

it('groups digits and rounds', () => {
  expect([grouped(1_234_567), grouped(1234.6)]).toEqual(['1,234,567', '1,235']);
});
