import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../src/errors.js';
import { parseDiseaseWords } from '../../src/recognize/disease-words.js';
import { parseSpeciesWords } from '../../src/recognize/species-words.js';
import { parseStopList, type StopRule } from '../../src/recognize/stop-list.js';
import { wordList } from '../../src/recognize/word-list.js';
import { resourcePath } from '../../src/resources.js';

const config = (name: string): string => readFileSync(resourcePath(`config/${name}`), 'utf8');

describe('stop list', () => {
  const rows = ['was\tany\tnever\t0\tfunction word', 'WAS\tgene\tsupport\t0\tword', 'AIDS\tdisease\tallow\t0\tknown'];
  const list = parseStopList(`# a comment\ntext\tkind\trule\tcount\treason\n\n${rows.join('\n')}\n`, 'stop.tsv');

  it.each<[string, 'gene' | 'disease', StopRule | null]>([
    ['was', 'gene', 'never'],
    ['Was', 'disease', 'never'],
    ['WAS', 'gene', 'support'],
    ['WAS', 'disease', 'never'],
    ['AIDS', 'disease', 'allow'],
    ['aids', 'disease', null],
    ['AIDS', 'gene', null],
  ])('%s as a %s: %s', (text, kind, rule) => expect(list.ruleFor(text, kind)).toBe(rule));

  it.each([
    ['too few columns', 'was\tany\tnever'],
    ['an unknown kind', 'was\tword\tnever\t0\tx'],
    ['an unknown rule', 'was\tany\tmaybe\t0\tx'],
    ['no count', 'was\tany\tnever\t\tx'],
    ['no reason', 'was\tany\tnever\t0\t'],
    ['the same row twice', `${rows[0]}\n${rows[0]}`],
  ])('%s is an error with its line', (_, row) => {
    const parse = () => parseStopList(`text\tkind\trule\tcount\treason\n${row}`, 'stop.tsv');
    expect(parse).toThrow(FormatError);
    expect(parse).toThrow(/^stop\.tsv:[23]: /);
  });

  it('of config/ is of that form, and every row has a reason', () => {
    expect(parseStopList(config('stop-list.tsv'), 'config/stop-list.tsv').size).toBeGreaterThan(1000);
  });
});

describe('words in text', () => {
  const list = wordList(
    new Map([
      ['mouse', 1],
      ['C57BL/6', 2],
      ['mouse anti', 3],
      ['S. pombe', 4],
    ]),
  );
  const found = (text: string): string[] => {
    const words: string[] = [];
    list.scan(text, (start, end, value) => words.push(`${text.slice(start, end)}=${value}`));
    return words;
  };

  it.each<[string, string[]]>([
    ['a mouse, Mouse and MOUSE', ['mouse=1', 'Mouse=1', 'MOUSE=1']],
    ['dormouse mouses mouse2', []],
    ['mouse-derived (mouse)', ['mouse=1', 'mouse=1']],
    ['C57BL/6 and c57bl/6', ['C57BL/6=2']],
    ['a mouse anti-rat serum', ['mouse anti=3']],
    ['S. pombe, S-pombe', ['S. pombe=4']],
    ['', []],
  ])('%s', (text, words) => expect(found(text)).toEqual(words));

  it('an empty list finds nothing', () => {
    const visits: number[] = [];
    wordList(new Map<string, number>()).scan('anything', (start) => visits.push(start));
    expect(visits).toEqual([]);
  });
});

describe('species words', () => {
  const list = parseSpeciesWords(config('species-words.tsv'), 'config/species-words.tsv');
  it.each<[string, string | null | undefined]>([
    ['patients', 'NCBITaxon:9606'],
    ['Murine', 'NCBITaxon:10090'],
    ['C57BL/6', 'NCBITaxon:10090'],
    ['Drosophila', 'NCBITaxon:7227'],
    ['yeast', 'NCBITaxon:4932'],
    ['yeast two-hybrid', null],
    ['nude mice', 'NCBITaxon:9606'],
    ['xenografts', 'NCBITaxon:9606'],
    ['littermates', 'NCBITaxon:10090'],
    ['tables', undefined],
  ])('%s tells of %s', (word, taxon) => expect(list.get(word)).toBe(taxon));

  it.each(['mouse', 'mouse\tMus', '\t10090'])('"%s" is an error with its line', (row) => {
    expect(() => parseSpeciesWords(`word\ttaxon\n${row}`, 's.tsv')).toThrow(/^s\.tsv:2: expected/);
  });
});

describe('disease words', () => {
  const list = parseDiseaseWords(config('disease-words.tsv'), 'config/disease-words.tsv');
  it.each<[string, string | undefined]>([
    ['toxicities', 'drug toxicity'],
    ['Hypertensive', 'hypertension'],
    ['haemophilic', 'hemophilia'],
    ['tables', undefined],
  ])('%s is read as %s', (word, name) => expect(list.get(word)).toBe(name));

  it('a row without a name is an error with its line', () => {
    expect(() => parseDiseaseWords('words\tname\nobese', 'd.tsv')).toThrow(/^d\.tsv:2: expected/);
  });
});
