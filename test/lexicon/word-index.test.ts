import { beforeAll, describe, expect, it } from 'vitest';
import { buildLexicon } from '../../src/lexicon/build.js';
import { KIND, type Lexicon } from '../../src/lexicon/types.js';
import type { WordIndex } from '../../src/lexicon/word-index.js';
import { smallLexicon } from '../support/small-linker.js';
import { ALL_FILES, folderOf } from './support.js';

let lexicon: Lexicon;
let words: WordIndex;
beforeAll(async () => {
  lexicon = await smallLexicon();
  words = lexicon.diseaseWords;
});

/** Stems of a spelling by their numbers. */
function stemsOf(spelling: number): readonly number[] {
  return [...words.spellingStems.subarray(words.spellingStart[spelling], words.spellingStart[spelling + 1])];
}

describe('words of diseases', () => {
  it('have all stems in alphabetical order, each by its number', () => {
    const all = words.startingWith('');
    expect(all.length).toBe(words.weights.length);
    expect(all.toSorted()).toEqual([...all]);
    expect(new Set(all.map((stem) => words.numberOf(stem)))).toEqual(new Set(all.keys()));
  });

  it('find stems by their first letters', () => {
    const all = words.startingWith('');
    for (const prefix of ['can', 'zzz', 'f', '~', '']) {
      expect(words.startingWith(prefix)).toEqual(all.filter((stem) => stem.startsWith(prefix)));
    }
  });

  it('know no stem that is in no name, nor a gene', () => {
    expect(['canc', 'quux', 'BRCA1', ''].map((stem) => words.numberOf(stem))).toEqual([-1, -1, -1, -1]);
  });

  it('lead from each stem of a spelling back to it', () => {
    for (let spelling = 0; spelling < words.handles.length; spelling++) {
      const stems = stemsOf(spelling);
      expect(stems.length).toBeGreaterThan(0);
      for (const stem of stems) {
        const postings = words.postings.subarray(words.postingStart[stem], words.postingStart[stem + 1]);
        expect(postings).toContain(spelling);
      }
    }
  });

  it('are of names of diseases', () => {
    for (const handle of words.handles) expect(lexicon.namesAt(handle, KIND.disease, 'x').length).toBeGreaterThan(0);
  });

  it('read words that say the same as one, which makes another release', async () => {
    const diseaseEquivalents = new Map([['tumor', 'neoplasm']]);
    const plain = await buildLexicon(folderOf(ALL_FILES));
    const told = await buildLexicon(folderOf(ALL_FILES), { diseaseEquivalents });
    expect(plain.diseaseWords.startingWith('tum')).toEqual(['tumor']);
    expect(told.diseaseWords.startingWith('tum')).toEqual([]);
    expect(told.info.release).not.toBe(plain.info.release);
  });
});
