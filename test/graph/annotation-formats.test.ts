import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnnotationFormat, FORMATS, formatAnnotations } from '../../pipelines/annotation-formats.js';
import { conceptAddress, type NamedDocument } from '../../src/graph/export-text.js';
import { annotate, documentOf } from './grounded.js';
import { groundedDocument } from './random-documents.js';

const DOCUMENT = documentOf([
  { section: 'TITLE', kind: 'title', sentences: ['😀 ABC1 in lung\tcancer'] },
  { section: 'ABSTRACT', sentences: ['ABC1 and 𝒳YZ.'] },
]);
const grounded = annotate(DOCUMENT, [
  { text: 'ABC1', to: [{ conceptId: 'NCBIGene:1', confidence: 0.5 }] },
  { text: 'lung\tcancer', type: 'Disease', to: ['MONDO:1', { conceptId: 'MESH:D1', part: 1 }] },
  { text: '𝒳YZ', type: 'GeneFamily', to: 'not-a-member' },
]);
const empty = annotate(DOCUMENT, []);

async function fileOf(format: AnnotationFormat, documents: readonly NamedDocument[]): Promise<string> {
  let text = '';
  for await (const part of formatAnnotations(format, documents)) text += part;
  return text;
}

interface WebAnnotation {
  readonly id: string;
  readonly body: readonly Readonly<Record<string, unknown>>[];
  readonly target: {
    readonly source: string;
    readonly selector: readonly [
      { readonly start: number; readonly end: number },
      { readonly exact: string; readonly prefix: string; readonly suffix: string },
    ];
  };
}

describe('TSV with everything', () => {
  it('has a row for each link and one for a mention without, none broken by what a text holds', async () => {
    const text = await fileOf('tsv-full', [{ name: 'PMC1', grounded }]);
    const found = text.split('\n').map((line) => line.split('\t'));
    const lexical = ['a name', '0.9', 'semapv:LexicalMatching', 'a name of it'];
    expect(found).toEqual([
      'paper start end type text long_form section part id name confidence method reason'.split(' '),
      ['PMC1', '2', '6', 'Gene', 'ABC1', '', 'TITLE', '0', 'NCBIGene:1', 'a name', '0.5', ...lexical.slice(2)],
      ['PMC1', '10', '21', 'Disease', 'lung cancer', '', 'TITLE', '0', 'MONDO:1', ...lexical],
      ['PMC1', '10', '21', 'Disease', 'lung cancer', '', 'TITLE', '1', 'MESH:D1', ...lexical],
      ['PMC1', '32', '35', 'GeneFamily', '𝒳YZ', '', 'ABSTRACT', '', '-', '', '', '', 'not-a-member'],
      [''],
    ]);
  });
});

describe('Web Annotation', () => {
  it('has position, quotation, concepts and why, in one collection, whatever documents have none', async () => {
    const url = 'https://example.org/full.md';
    const documents = [
      { name: 'a', grounded: empty },
      { name: 'PMC:1', grounded, url },
      { name: 'b c', grounded },
    ];
    const collection = JSON.parse(await fileOf('web-annotation', documents));
    const items: WebAnnotation[] = collection.first.items;
    expect([collection.type, collection.first.type, collection.total, items.length]).toEqual([
      'AnnotationCollection',
      'AnnotationPage',
      6,
      6,
    ]);
    expect(items.map(({ id }) => id).slice(2, 4)).toEqual(['#PMC%3A1.3', '#b%20c.1']);
    expect(items.map(({ target }) => target.source).slice(2, 4)).toEqual([url, 'b%20c']);
    expect(items[1]?.body.map(({ value, source }) => value ?? source)).toEqual([
      'Disease',
      'http://purl.obolibrary.org/obo/MONDO_1',
      'http://id.nlm.nih.gov/mesh/D1',
    ]);
    expect(items[0]?.body[1]).toMatchObject({ confidence: 0.5, justification: 'semapv:LexicalMatching' });
    expect(items[2]?.body[1]).toMatchObject({ purpose: 'commenting', value: 'not-a-member' });
    expect(items[1]?.target.selector).toEqual([
      { type: 'TextPositionSelector', start: 10, end: 21 },
      { type: 'TextQuoteSelector', exact: 'lung\tcancer', prefix: '😀 ABC1 in ', suffix: '\n\nABC1 and 𝒳YZ.' },
    ]);
  });

  it('quotes any source so that position and quotation name one place', async () => {
    await fc.assert(
      fc.asyncProperty(groundedDocument, async (random) => {
        const characters = [...random.document.markdown];
        const { first } = JSON.parse(await fileOf('web-annotation', [{ name: 'x', grounded: random }]));
        const items: WebAnnotation[] = first.items;
        expect(items).toHaveLength(random.annotations.length);
        for (const { target } of items) {
          const [{ start, end }, { exact, prefix, suffix }] = target.selector;
          expect(characters.slice(start, end).join('')).toBe(exact);
          expect(characters.slice(0, start).join('').endsWith(prefix)).toBe(true);
          expect(characters.slice(end).join('').startsWith(suffix)).toBe(true);
          expect(`${prefix}${suffix}`).not.toMatch(/\p{Cs}/u);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['NCBIGene:5133', 'http://identifiers.org/ncbigene/5133'],
    ['MONDO:0004992', 'http://purl.obolibrary.org/obo/MONDO_0004992'],
    ['OMIM:114480', 'https://omim.org/entry/114480'],
    ['CHEBI:15377', 'https://bioregistry.io/CHEBI:15377'],
  ])('names %s by %s', (id, address) => {
    expect(conceptAddress(id)).toBe(address);
  });
});

describe('every format', () => {
  it.each(FORMATS)('%s asks for a document only when the one before is written', async (format) => {
    let asked = 0;
    let most = 0;
    const documents = function* (): Generator<NamedDocument> {
      for (let index = 0; index < 5; index++) {
        asked++;
        yield { name: `PMC${index}`, grounded };
      }
    };
    let pieces = 0;
    for await (const piece of formatAnnotations(format, documents())) {
      if (piece !== '') pieces++;
      most = Math.max(most, asked - pieces);
    }
    expect([asked, most <= 1]).toEqual([5, true]);
  });
});
