import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLexicon } from '../../src/lexicon/build.js';
import { KIND } from '../../src/lexicon/types.js';
import { normalizeName } from '../../src/text/normalize.js';
import { isGlued, type Tokens, tokenize } from '../../src/text/tokens.js';
import { folderOf } from './support.js';

const PARTS = ['ab', 'CD', '2', '13', 'β', '-', ' ', '+', '/', ' - ', 'éé'];
const phrase = fc.string({ unit: fc.constantFrom(...PARTS), minLength: 1, maxLength: 6 });

/** Names after normalization, and whether one of them is written with a space. */
type Names = ReadonlyMap<string, boolean>;

/** What `scan` should find: at each token the longest run of tokens that equals a name, and no part of a word. */
function slowScan(tokens: Tokens, names: Names): string[] {
  const found: string[] = [];
  for (let first = 0; first < tokens.count; ) {
    const end = longestEnd(tokens, first, names);
    if (end > 0) found.push(tokens.text.slice(tokens.starts[first], tokens.ends[end - 1]));
    first = end > 0 ? end : first + 1;
  }
  return found;
}

function longestEnd(tokens: Tokens, first: number, names: Names): number {
  if (isGlued(tokens, first)) return -1;
  for (let end = tokens.count; end > first; end--) {
    if (isGlued(tokens, end)) continue;
    const text = tokens.text.slice(tokens.starts[first], tokens.ends[end - 1]);
    const edges = normalizeName(text.slice(0, 1)) !== '' && normalizeName(text.slice(-1)) !== '';
    const spaced = names.get(normalizeName(text));
    if (!edges || /\s-+\s/.test(text) || spaced === undefined) continue;
    if (spaced || !/[\d+/]-*\s[-\s]*[\d+/]/.test(text)) return end;
  }
  return -1;
}

test('finds just what comparing every run of tokens finds', async () => {
  const row = (name: string, i: number): string => `NCBITaxon:${i + 1}\t${name}\t`;
  await fc.assert(
    fc.asyncProperty(fc.array(phrase, { minLength: 1, maxLength: 12 }), fc.array(phrase), async (names, texts) => {
      const rows = names.map((name) => name.trim()).map((name, i) => row(name === '' ? 'ab' : name, i));
      const folder = folderOf({ 'species.tsv': ['taxon\tname\tsynonyms', ...rows].join('\n') });
      const lexicon = await buildLexicon(folder);
      const wanted = new Map<string, boolean>();
      for (const name of rows.map((each) => each.split('\t')[1] ?? '')) {
        const key = normalizeName(name);
        wanted.set(key, name.includes(' ') || wanted.get(key) === true);
      }
      for (const text of [...texts, texts.join(' '), texts.join('')]) {
        const tokens = tokenize(text);
        const found: string[] = [];
        lexicon.scan(tokens, KIND.taxon, (first, end) => {
          found.push(text.slice(tokens.starts[first], tokens.ends[end - 1]));
        });
        expect(found).toEqual(slowScan(tokens, wanted));
        for (const each of found) expect(lexicon.lookup(each, KIND.taxon)).not.toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});
