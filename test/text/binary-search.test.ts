import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lastAtOrBefore } from '../../src/text/binary-search.js';

it('lastAtOrBefore finds what a look at every value finds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: -1, max: 21 }), (values, limit) => {
      const sorted = values.toSorted((a, b) => a - b);
      const found = lastAtOrBefore(sorted.length, (index) => sorted[index] ?? 0, limit);
      expect(found).toBe(sorted.findLastIndex((value) => value <= limit));
    }),
  );
});
