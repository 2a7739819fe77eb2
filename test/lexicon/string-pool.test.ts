import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashBytes } from '../../src/lexicon/hash.js';
import { StringPool, slotsFor } from '../../src/lexicon/string-pool.js';

describe('StringPool', () => {
  test('is a numbered set of strings', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'α', '𝛼', '癌'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 300 }), (texts) => {
        const pool = new StringPool();
        const ids = new Map<string, number>();
        for (const each of texts) {
          if (!ids.has(each)) expect(pool.idOf(each)).toBe(-1);
          const id = ids.get(each) ?? ids.size;
          ids.set(each, id);
          expect(pool.intern(each)).toBe(id);
        }
        expect(pool.size).toBe(ids.size);
        for (const [each, id] of ids) expect([pool.get(id), pool.idOf(each)]).toEqual([each, id]);
      }),
    );
  });

  test('grows beyond its first room', () => {
    const pool = new StringPool();
    for (let i = 0; i < 20_000; i++) expect(pool.intern(`a longer string, number ${i}`)).toBe(i);
    expect(pool.idOf('a longer string, number 12345')).toBe(12_345);
    expect(pool.get(19_999)).toBe('a longer string, number 19999');
  });
});

test('slotsFor leads from the hash of a string to its place in the list', () => {
  const pool = new StringPool();
  const texts = Array.from({ length: 1000 }, (_, i) => `text ${i}`);
  for (const text of texts) pool.intern(text);
  const chosen = Int32Array.from([999, 5, 500]);
  const slots = slotsFor(pool.packed(), chosen);
  const find = (text: string): number => {
    const bytes = Buffer.from(text);
    let slot = hashBytes(bytes, 0, bytes.length) & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const place = (slots[slot] ?? 0) - 1;
      if (pool.get(chosen[place] ?? 0) === text) return place;
    }
    return -1;
  };
  expect(['text 999', 'text 5', 'text 500', 'text 6'].map(find)).toEqual([0, 1, 2, -1]);
});
