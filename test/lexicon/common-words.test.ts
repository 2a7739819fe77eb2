import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../src/errors.js';
import { englishWords, parseCommonWords } from '../../src/lexicon/common-words.js';

const parse = (tsv: string, dictionary: readonly string[] = []) =>
  parseCommonWords(tsv, { path: 'words.tsv', dictionary: new Set(dictionary) });

describe('parseCommonWords', () => {
  test('the table has the last word', () => {
    const { words, species } = parse('# x\nword\trule\treason\nfig\tcommon\tx\ninsulin\tname\tx\nhelix\tspecies\tx\n', [
      'insulin',
      'was',
    ]);
    expect([...words].toSorted()).toEqual(['fig', 'helix', 'was']);
    expect([...species]).toEqual(['helix']);
  });

  test.each(['fig', 'fig\tcommon', 'fig\tno such rule\tx', 'Fig\tcommon\tx'])('a row %j is an error', (row) => {
    expect(() => parse(`word\trule\treason\n${row}\n`)).toThrow(FormatError);
    expect(() => parse(`word\trule\treason\n${row}\n`)).toThrow(/^words\.tsv:2: expected a word/);
  });

  test('the table that comes with the program can be read', () => {
    const { words, species } = parse(readFileSync('config/common-words.tsv', 'utf8'), ['insulin']);
    expect([words.has('kg'), words.has('insulin'), species.has('cancer'), species.has('mouse')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

test('dictionaries have ordinary words, and neither first names nor short forms', async () => {
  const words = await englishWords();
  expect(words.size).toBeGreaterThan(40_000);
  expect(['was', 'impact', 'white', 'cat', 'mice', 'notch'].filter((word) => !words.has(word))).toEqual([]);
  expect(['amd', 'ada', 'tp', 'leptin', 'atrx', 'Was'].filter((word) => words.has(word))).toEqual([]);
});
