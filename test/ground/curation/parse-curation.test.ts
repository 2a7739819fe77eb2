import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/errors.js';
import { Curation } from '../../../src/ground/curation/curation.js';
import type { Lexicon } from '../../../src/lexicon/types.js';
import { resourcePath } from '../../../src/resources.js';
import { smallLexicon } from '../../support/small-linker.js';
import { HEADER, parseCuration, rowsOf, tsvOf } from './rows.js';

const WHO = 'why|Ada|2026-11-27';

describe('a file of curation', () => {
  it('is read with places, and with ids in the spelling of the project', () => {
    const tsv = `\ufeff# a comment\n\n${HEADER}\r\n# another\nalways\tDLT \tMeSH:D064420\tdose  limiting\twhy\tAda\t2026-11\r\n\t\t\nnever\twas\t\t\twhy\tBob`;
    expect(parseCuration(tsv, 'a.tsv')).toEqual([
      {
        action: 'always',
        text: 'DLT',
        concept: 'MESH:D064420',
        context: 'dose limiting',
        reason: 'why',
        author: 'Ada',
        date: '2026-11',
        place: { path: 'a.tsv', line: 5 },
      },
      {
        action: 'never',
        text: 'was',
        concept: null,
        context: null,
        reason: 'why',
        author: 'Bob',
        date: null,
        place: { path: 'a.tsv', line: 7 },
      },
    ]);
  });

  it.each([['nothing'], ['# a comment\n'], [`${HEADER}\n`]])('may be without rows: %j', (tsv) => {
    expect(parseCuration(tsv === 'nothing' ? '' : tsv, 'a.tsv')).toEqual([]);
  });

  it.each([
    ['an unknown action', `alway|DLT|MESH:D064420||${WHO}`, /add-name, remove-name, never, always/],
    ['no text', `never|||x|${WHO}`, /a text with letters/],
    ['a text of signs', `never|—/—|||${WHO}`, /a text with letters/],
    ['a context of signs', `never|DLT||—|${WHO}`, /a context with letters/],
    ['no concept', `always|DLT|||${WHO}`, /the id of a concept/],
    ['a name for a concept', `always|DLT|cancer||${WHO}`, /the id of a concept/],
    ['two concepts', `always|DLT|MESH:D1 MESH:D2||${WHO}`, /the id of a concept/],
    ['a concept that is never linked', `never|DLT|MESH:D064420||${WHO}`, /no concept with the action never/],
    ['no reason', 'never|DLT||||Ada|', /a reason and an author/],
    ['no author', 'never|DLT|||why', /a reason and an author/],
    ['no date at all', 'never|DLT|||why|Ada|27.11.2026', /a date such as/],
    ['a day that is none', 'never|DLT|||why|Ada|2026-02-30', /a date such as/],
    ['a column too many', `never|DLT|||${WHO}|more`, /no more than the columns/],
    ['spaces for tabs', 'never DLT', /add-name, remove-name, never, always/],
  ])('%s is an error with its line', (_, line, message) => {
    const parse = () => parseCuration(tsvOf(['never|ok|||why|Ada', line]), 'b.tsv');
    expect(parse).toThrow(FormatError);
    expect(parse).toThrow(/^b\.tsv:3: expected .*, got "/);
    expect(parse).toThrow(message);
  });

  it.each([
    ['the first row in place of a header', 'never\tDLT\t\t\twhy\tAda'],
    ['columns in another order', 'text\taction\tconcept\tcontext\treason\tauthor\tdate'],
  ])('%s is an error', (_, line) => {
    expect(() => parseCuration(`# note\n${line}\n`, 'c.tsv')).toThrow(/^c\.tsv:2: expected a header with the columns/);
  });

  it('of the package has no rows, and its examples are rows', () => {
    const tsv = readFileSync(resourcePath('config/curation/curation.tsv'), 'utf8');
    expect(parseCuration(tsv, 'curation.tsv')).toEqual([]);
    const examples = tsv.replaceAll(/^# (?=(?:always|add-name|remove-name|never)\t)/gm, '').replace(/^#.*\n/gm, '');
    const [header = '', ...rows] = examples.trim().split('\n').toReversed();
    expect(
      parseCuration([header, ...rows].join('\n'), 'curation.tsv')
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(['add-name', 'always', 'never', 'remove-name']);
  });
});

describe('rows together', () => {
  let lexicon: Lexicon;

  beforeAll(async () => {
    lexicon = await smallLexicon();
  });

  it.each([
    ['the same row twice', ['never|DLT', 'never|DLT'], /stands already in rows\.tsv:2/],
    ['the same in another spelling', ['never|lupus-like disease', 'never|Lupus like disease'], /stands already/],
    ['one in the plural', ['never|zork diseases', 'always|zork disease|MONDO:0004992'], /linked and never/],
    ['never and always', ['never|zork', 'always|zork|MONDO:0004992'], /linked and never/],
    ['never and a name', ['add-name|zork|MONDO:0004992', 'never|zork'], /linked and never/],
    ['two diseases', ['always|zork|MONDO:0004992', 'always|zork|MONDO:0005070'], /already MONDO:0004992/],
    ['a gene and a disease', ['add-name|zork|NCBIGene:7157', 'add-name|zork|MONDO:0005070'], /already NCBIGene:7157/],
    ['a name and none', ['add-name|zork|NCBIGene:7157', 'remove-name|zork|NCBIGene:7157'], /to be and not to be/],
  ])('%s is an error with both places', (_, lines, message) => {
    const make = () => new Curation(rowsOf(...lines), lexicon);
    expect(make).toThrow(FormatError);
    expect(make).toThrow(/^rows\.tsv:3: /);
    expect(make).toThrow(message);
  });

  it.each([
    ['in other papers', ['never|zork', 'always|zork|MONDO:0004992|cancer']],
    ['one of each terminology', ['always|zork|MONDO:0004992', 'always|zork|MESH:D009369']],
    ['a symbol and a word', ['never|IMPACT', 'always|impact|NCBIGene:55364']],
    ['another name that is none', ['always|zork|NCBIGene:7157', 'remove-name|zork|NCBIGene:22059']],
  ])('%s is none', (_, lines) => {
    expect(new Curation(rowsOf(...lines), lexicon).rows).toHaveLength(2);
  });

  it('with a concept that is unknown or of another kind have no effect, which is told', () => {
    const { rows, problems } = new Curation(
      rowsOf('always|zork|MONDO:9999999', 'add-name|zork|NCBITaxon:9606', 'always|zork|MONDO:0004992'),
      lexicon,
    );
    expect(rows.map(({ row }) => row.place.line)).toEqual([4]);
    expect(problems.map(({ place, message }) => [place.line, message])).toEqual([
      [2, 'expected a concept of the lexicon, got MONDO:9999999, which is unknown there; the row has no effect'],
      [3, 'expected a gene or a disease, got NCBITaxon:9606 (Homo sapiens); the row has no effect'],
    ]);
  });
});
