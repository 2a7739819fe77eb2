import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds, type Placed, SpansAt } from '../../src/recognize/spans-at.js';

const spans = fc.array(
  fc
    .record({ passage: fc.nat(2), plainStart: fc.nat(40), length: fc.integer({ min: 1, max: 12 }) })
    .map(({ passage, plainStart, length }): Placed => ({ passage, plainStart, plainEnd: plainStart + length })),
  { maxLength: 30 },
);

const overlap = (a: Placed, b: Placed) =>
  a.passage === b.passage && a.plainStart < b.plainEnd && b.plainStart < a.plainEnd;

it('finds at every place the spans that have a character there, and no others', () => {
  fc.assert(
    fc.property(spans, spans, (all, places) => {
      const at = new SpansAt(all);
      for (const place of places) {
        const expected = all.filter((span) => overlap(span, place));
        expect(new Set(at.at(place))).toEqual(new Set(expected));
        expect(at.at(place)).toHaveLength(expected.length);
        expect(at.some(place)).toBe(expected.length > 0);
      }
    }),
  );
});

it('finds them in the order of their starts, and those that pass a test', () => {
  const [late, early, other] = [
    { passage: 0, plainStart: 5, plainEnd: 9 },
    { passage: 0, plainStart: 0, plainEnd: 20 },
    { passage: 1, plainStart: 0, plainEnd: 20 },
  ];
  const at = new SpansAt([late, early, other]);
  expect(at.at({ passage: 0, plainStart: 8, plainEnd: 10 })).toEqual([early, late]);
  expect(at.some({ passage: 0, plainStart: 9, plainEnd: 10 }, (span) => span === late)).toBe(false);
});

it.each<[string, [number, number], [number, number], boolean]>([
  ['the same place', [2, 5], [2, 5], true],
  ['a part', [2, 5], [3, 4], true],
  ['what reaches out', [2, 5], [3, 6], false],
])('holds: %s', (_, a, b, expected) => {
  const place = ([plainStart, plainEnd]: [number, number]) => ({ plainStart, plainEnd });
  expect(holds(place(a), place(b))).toBe(expected);
});
