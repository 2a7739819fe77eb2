import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TrieBuilder } from '../../src/lexicon/trie-builder.js';

test('a laid out trie holds just the keys that were put in, children sorted', () => {
  const key = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 80 }), (keys) => {
      const builder = new TrieBuilder();
      const wanted = new Map<string, number>();
      keys.forEach((tokens, i) => {
        builder.setValue(builder.insert(Int32Array.from(tokens)), i);
        wanted.set(tokens.join(' '), i * 10);
      });
      const { edgeToken, firstChild, value } = builder.build((set) => set * 10);
      const found = new Map<string, number>();
      const walk = (node: number, path: readonly number[]): void => {
        if ((value[node] ?? -1) >= 0) found.set(path.join(' '), value[node] ?? -1);
        const children = edgeToken.slice(firstChild[node], firstChild[node + 1]);
        expect([...children]).toEqual([...children].sort((a, b) => a - b));
        children.forEach((token, i) => {
          walk((firstChild[node] ?? 0) + i, [...path, token]);
        });
      };
      walk(0, []);
      expect(found).toEqual(wanted);
    }),
  );
});

test('many keys', () => {
  const builder = new TrieBuilder();
  for (let i = 0; i < 100_000; i++) builder.setValue(builder.insert(Int32Array.of(i % 300, i)), i);
  expect(builder.valueOf(builder.insert(Int32Array.of(99_999 % 300, 99_999)))).toBe(99_999);
  const { edgeToken, value } = builder.build((set) => set);
  expect(edgeToken.length).toBe(1 + 300 + 100_000);
  expect(value.filter((set) => set >= 0).length).toBe(100_000);
});
