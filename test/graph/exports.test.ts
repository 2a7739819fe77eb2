import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointCounter } from '../../src/graph/code-points.js';
import { toJsonLines, toPubtator, toTsv, tsvHeader } from '../../src/graph/exports.js';
import type { GroundedDocument } from '../../src/model.js';
import { annotate, documentOf, type MentionSketch } from './grounded.js';

const DOCUMENT = documentOf([
  { section: 'TITLE', kind: 'title', sentences: ['😀 ABC1 in lung\tcancer'] },
  { section: 'ABSTRACT', sentences: ['ABC1 and 𝒳YZ, with', 'lung cancer or breast and ovarian cancer.'] },
]);

const SKETCHES: readonly MentionSketch[] = [
  { text: 'ABC1', to: ['NCBIGene:1', 'NCBIGene:2'] },
  { text: 'lung\tcancer', type: 'Disease', to: ['MONDO:1', 'MESH:D1'] },
  { text: 'ABC1', to: 'ambiguous' },
  { text: '𝒳YZ', type: 'GeneFamily', to: 'not-a-member' },
  { text: 'lung cancer', type: 'Disease', to: ['MONDO:1'] },
  {
    text: 'breast and ovarian cancer',
    type: 'Disease',
    to: [
      { conceptId: 'MONDO:2' },
      { conceptId: 'MESH:D2' },
      { conceptId: 'MONDO:3', part: 1 },
      { conceptId: 'OMIM:3', part: 1 },
      { conceptId: 'MONDO:4', part: 2 },
    ],
  },
];

const grounded = annotate(DOCUMENT, SKETCHES);
/** The source as Python sees it, in characters. */
const characters = [...DOCUMENT.markdown];

describe('PubTator', () => {
  const [title = '', rest = '', ...lines] = toPubtator({ name: '123', grounded }).split('\n');

  it('holds title and rest so that offsets are those of the source', () => {
    expect(title).toBe('123|t|😀 ABC1 in lung cancer');
    expect(rest.startsWith('123|a| ABC1 and')).toBe(true);
    const joined = `${title.slice('123|t|'.length)} ${rest.slice('123|a|'.length)}`;
    expect([...joined]).toHaveLength(characters.length);
  });

  it('ends with an empty line', () => {
    expect(lines.slice(-2)).toEqual(['', '']);
  });

  it('has a row for each annotation, with the ids of MeSH and OMIM joined, none as NIL', () => {
    const rows = lines.slice(0, -2).map((line) => line.split('\t'));
    expect(rows.map(([id, , , ...others]) => [id, ...others])).toEqual([
      ['123', 'ABC1', 'Gene', '1|2'],
      ['123', 'lung cancer', 'Disease', 'MESH:D1'],
      ['123', 'ABC1', 'Gene', '-'],
      ['123', '𝒳YZ', 'FamilyName', '-'],
      ['123', 'lung cancer', 'Disease', '-'],
      ['123', 'breast and ovarian cancer', 'Disease', 'MESH:D2|OMIM:3'],
    ]);
    for (const [, start, end, words = ''] of rows) {
      expect(characters.slice(Number(start), Number(end)).join('').replace('\t', ' ')).toBe(words);
    }
  });

  it.each([
    ['no annotation, no line break', 'only a title', 'x|t|only a title\nx|a|\n\n'],
    ['nothing', '', 'x|t|\nx|a|\n\n'],
    ['Windows line breaks', 'a\r\nb\u2028c', 'x|t|a\nx|a| b c\n\n'],
  ])('writes a source with %s', (_name, markdown, expected) => {
    const document = { ...documentOf([]), markdown };
    expect(toPubtator({ name: 'x', grounded: { document, abbreviations: [], annotations: [] } })).toBe(expected);
  });

  it('keeps title and abstract apart where one space stands between them', () => {
    const markdown = 'A title. An abstract.';
    const sections = [
      { type: 'TITLE', heading: 'A title.', level: 1, start: 0, end: 8 },
      { type: 'ABSTRACT', heading: '', level: 0, start: 9, end: 21 },
    ] as const;
    const document = { ...documentOf([]), markdown, sections };
    const written = toPubtator({ name: '1', grounded: { document, abbreviations: [], annotations: [] } });
    expect(written).toBe('1|t|A title.\n1|a|An abstract.\n\n');
  });
});

describe('TSV', () => {
  it('has gene numbers and MONDO ids, no families, offsets in characters', () => {
    const rows = `${tsvHeader}${toTsv({ name: 'PMC1', grounded })}`.split('\n').map((line) => line.split('\t'));
    expect(rows).toEqual([
      ['paper', 'start', 'end', 'type', 'id'],
      ['PMC1', '2', '6', 'Gene', '1|2'],
      ['PMC1', '10', '21', 'Disease', 'MONDO:1'],
      ['PMC1', '23', '27', 'Gene', '-'],
      ['PMC1', '42', '53', 'Disease', 'MONDO:1'],
      ['PMC1', '57', '82', 'Disease', 'MONDO:2|MONDO:3|MONDO:4'],
      [''],
    ]);
    expect(characters.slice(57, 82).join('')).toBe('breast and ovarian cancer');
  });

  it('writes a mention with no MONDO id as NIL', () => {
    const only = annotate(DOCUMENT, [{ text: 'lung cancer', type: 'Disease', to: ['MESH:D1'] }]);
    expect(toTsv({ name: 'x', grounded: only })).toBe('x\t42\t53\tDisease\t-\n');
  });
});

describe('JSON Lines', () => {
  const line = toJsonLines({ name: 'PMC1', grounded });

  it('is one line with all annotations, offsets in UTF-16 units', () => {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    const { paper, id, annotations } = JSON.parse(line);
    expect([paper, id, annotations.length]).toEqual(['PMC1', 'PMC:PMC7', SKETCHES.length]);
    for (const { start, end, text } of annotations) expect(DOCUMENT.markdown.slice(start, end)).toBe(text);
    expect(annotations[1]).toMatchObject({ type: 'Disease', section: 'TITLE', grounding: { kind: 'linked' } });
    expect(annotations[2]).toMatchObject({ section: 'ABSTRACT', grounding: { kind: 'nil', reason: 'ambiguous' } });
  });

  it('is the same without passages, which are not kept with a paper', () => {
    const kept: GroundedDocument = { ...grounded, document: { ...DOCUMENT, passages: [] } };
    expect(toJsonLines({ name: 'PMC1', grounded: kept })).toBe(line);
    expect(toTsv({ name: 'x', grounded: kept })).toBe(toTsv({ name: 'x', grounded }));
    expect(toPubtator({ name: 'x', grounded: kept })).toBe(toPubtator({ name: 'x', grounded }));
  });
});

describe('offsets in characters', () => {
  it('are as many as characters stand before, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(60), (text, at) => {
        const before = [...text].slice(0, at);
        expect(codePointCounter(text)(before.join('').length)).toBe(before.length);
      }),
    );
  });

  it('take an offset inside a pair as the end of the pair', () => {
    expect(codePointCounter('😀x')(1)).toBe(1);
    expect(codePointCounter('😀x')(2)).toBe(1);
  });

  it('do not count halves of pairs that stand alone as pairs', () => {
    expect(codePointCounter('\ud83d \ude00x')(4)).toBe(4);
    expect(codePointCounter('\ude00😀x')(3)).toBe(2);
  });
});
