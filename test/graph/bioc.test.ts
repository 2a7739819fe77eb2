import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnnotationFormat, formatAnnotations } from '../../pipelines/annotation-formats.js';
import { readFullText } from '../../pipelines/paper-folder.js';
import { type BiocDocument, biocDocument } from '../../src/graph/bioc-record.js';
import { biocXmlTail, toBiocXml } from '../../src/graph/bioc-xml.js';
import type { GroundedDocument } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { smallLinker } from '../support/small-linker.js';
import { annotate, documentOf } from './grounded.js';
import { groundedDocument } from './random-documents.js';

const PAPERS = ['PMC99000001', 'PMC99000002', 'PMC99000003'];

/** Beside these the random sources hold nothing that XML cannot. */
const NOT_IN_XML = /[^\t\n\r\P{Cc}\u007f-\u009f]|[\ufffe\uffff]/gu;

let papers: GroundedDocument[];

beforeAll(async () => {
  const linker = await smallLinker();
  papers = PAPERS.map((name) => linker.link(readFullText(resourcePath(`test/fixtures/papers/${name}/full.md`), name)));
});

/** Holds a document to what BioC says: offsets are those of the source, and each annotation stands in its passage. */
function check({ passages }: BiocDocument, { document, annotations }: GroundedDocument): void {
  const characters = [...document.markdown];
  const slice = (offset: number, length: number) => characters.slice(offset, offset + length).join('');
  let before = 0;
  let covered = '';
  for (const { offset, text, annotations: own } of passages) {
    expect(offset).toBeGreaterThanOrEqual(before);
    const { length } = [...text];
    before = offset + length;
    covered += text;
    expect(slice(offset, length)).toBe(text);
    for (const annotation of own) {
      expect(annotation.offset).toBeGreaterThanOrEqual(offset);
      expect(annotation.offset + annotation.length).toBeLessThanOrEqual(before);
      expect(slice(annotation.offset, annotation.length)).toBe(annotation.text);
    }
  }
  expect(covered.replace(/\s/g, '')).toBe(document.markdown.replace(/\s/g, ''));
  const written = passages.flatMap((passage) => passage.annotations.map(({ text }) => text));
  expect(written).toEqual(annotations.map(({ mention }) => document.markdown.slice(mention.start, mention.end)));
}

/** Texts of the passages and annotations as a reader of XML sees them. */
function textsOf(xml: string): string[] {
  const texts: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', () => {
    text = '';
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'text') texts.push(text);
  });
  parser.write(xml).close();
  return texts;
}

async function fileOf(format: AnnotationFormat, documents: readonly GroundedDocument[]): Promise<string> {
  const named = documents.map((grounded, index) => ({
    name: `PMC${index}`,
    grounded,
    url: 'https://example.org/a?b&c',
  }));
  let text = '';
  for await (const part of formatAnnotations(format, named, { date: '2026-01-02' })) text += part;
  return text;
}

describe('BioC', () => {
  it('has the hand-written papers as they are, with all of their annotations', () => {
    for (const grounded of papers) check(biocDocument({ name: 'x', grounded }), grounded);
    expect(papers.flatMap(({ annotations }) => annotations).length).toBeGreaterThan(50);
  });

  it('has any source as it is, wherever mentions stand', () => {
    fc.assert(
      fc.property(groundedDocument, (grounded) => check(biocDocument({ name: 'x', grounded }), grounded)),
      { numRuns: 500 },
    );
  });

  it('keeps blocks apart and says what they are', () => {
    const markdown = '# A *title*\n\nOne line\nand another.\n\n\n## Methods\nWith mice.\n\n| a | b |\n';
    const sections = [
      { type: 'TITLE', heading: 'A title', level: 1, start: 0, end: markdown.indexOf('## Methods') },
      { type: 'METHODS', heading: 'Methods', level: 2, start: markdown.indexOf('## Methods'), end: markdown.length },
    ] as const;
    const document = { ...documentOf([]), markdown, sections };
    const { passages } = biocDocument({ name: 'x', grounded: { document, abbreviations: [], annotations: [] } });
    expect(passages.map(({ infons, text }) => [infons['section_type'], infons['type'], text])).toEqual([
      ['TITLE', 'title', '# A *title*'],
      ['TITLE', 'paragraph', 'One line\nand another.'],
      ['METHODS', 'title_2', '## Methods'],
      ['METHODS', 'paragraph', 'With mice.'],
      ['METHODS', 'paragraph', '| a | b |'],
    ]);
  });

  it('gives ids, names, confidence and reason in one order; why there is none; one empty passage for an empty text', () => {
    const document = documentOf([{ section: 'ABSTRACT', sentences: ['Lung cancer and XYZ.'] }]);
    const grounded = annotate(document, [
      {
        text: 'Lung cancer',
        type: 'Disease',
        to: [
          { conceptId: 'MONDO:1', confidence: 0.98765 },
          { conceptId: 'MESH:D1', reason: 'a|b' },
        ],
      },
      { text: 'XYZ', type: 'GeneFamily', to: 'not-a-member' },
    ]);
    const [passage] = biocDocument({ name: 'x', grounded }).passages;
    expect(passage?.annotations.map(({ infons }) => infons)).toEqual([
      {
        type: 'Disease',
        mention: 'Lung cancer',
        identifier: 'MONDO:1|MESH:D1',
        name: 'a name|a name',
        confidence: '0.9877|0.9',
        reason: 'a name of it|a/b',
      },
      { type: 'FamilyName', mention: 'XYZ', identifier: '-', reason: 'not-a-member' },
    ]);
    const empty = { ...grounded, document: { ...document, markdown: ' \n' }, annotations: [] };
    expect(biocDocument({ name: 'x', grounded: empty }).passages).toMatchObject([{ offset: 0, text: '' }]);
  });

  it('reads back from XML as it was, but for characters that XML cannot hold, which keep their place', () => {
    fc.assert(
      fc.property(groundedDocument, (grounded) => {
        const document = biocDocument({ name: '<&">', grounded });
        const texts = document.passages.flatMap(({ text, annotations }) => [
          text,
          ...annotations.map((one) => one.text),
        ]);
        const held = texts.map((text) => text.replace(NOT_IN_XML, '\ufffd'));
        expect(textsOf(`<collection>${toBiocXml(document)}${biocXmlTail}`)).toEqual(held);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same as XML and as JSON, for several documents and for none', async () => {
    const [xml, json] = [await fileOf('bioc-xml', papers), JSON.parse(await fileOf('bioc-json', papers))];
    const texts = json.documents.flatMap(
      ({ passages }: { passages: { text: string; annotations: { text: string }[] }[] }) =>
        passages.flatMap(({ text, annotations }) => [text, ...annotations.map((one) => one.text)]),
    );
    expect(textsOf(xml)).toEqual(texts);
    expect(json.documents).toHaveLength(3);
    expect(JSON.parse(await fileOf('bioc-json', [])).documents).toEqual([]);
  });
});

const python = process.env['PAPERGRAPH_TEST_PYTHON'] ?? 'python3';
const hasBioc = spawnSync(python, ['-c', 'import bioc']).status === 0;
// The combination DTD of BioC, in which a passage has a text and annotations; it has no licence with it, so it is not here.
const dtd = process.env['PAPERGRAPH_TEST_BIOC_DTD'];

/** Reads both files, holds each to the package's own validator and both to each other; the XML to a DTD if one is given. */
const READER = `
import json, sys
from bioc import biocxml, biocjson, validator
from lxml import etree
folder, dtd = sys.argv[1:]
with open(folder + '/x.xml', 'rb') as file: xml = biocxml.load(file)
with open(folder + '/x.json', encoding='utf-8') as file: js = biocjson.load(file)
for collection in (xml, js): validator.validate(collection)
def rows(collection):
    return [[d.id, p.offset, p.text, dict(p.infons), [[a.id, a.total_span.offset, a.total_span.length, a.text, dict(a.infons)] for a in p.annotations]]
            for d in collection.documents for p in d.passages]
with biocxml.iterparse(folder + '/x.xml') as reader: streamed = [d.id for d in reader]
tree = etree.parse(folder + '/x.xml')
valid = etree.DTD(dtd).validate(tree) if dtd else None
print(json.dumps({'same': rows(xml) == rows(js), 'valid': valid, 'streamed': streamed, 'annotations': sum(len(row[4]) for row in rows(xml))}))
`;

describe.skipIf(!hasBioc)(
  `the bioc package${hasBioc ? '' : ` (skipped: ${python} has no bioc; PAPERGRAPH_TEST_PYTHON names one)`}`,
  () => {
    it(`reads both files, finds no fault and the same in both${dtd === undefined ? ' (no DTD: PAPERGRAPH_TEST_BIOC_DTD names one)' : ', as does the DTD'}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'papergraph-bioc-'));
      try {
        const odd = fc.sample(groundedDocument, { numRuns: 40, seed: 7 });
        // The file as XML has other characters for those that it cannot hold, and JSON has not.
        const holdable = odd.filter(({ document }) => document.markdown.search(NOT_IN_XML) < 0);
        const all = [...papers, ...holdable];
        writeFileSync(join(folder, 'x.xml'), await fileOf('bioc-xml', all));
        writeFileSync(join(folder, 'x.json'), await fileOf('bioc-json', all));
        const told = JSON.parse(execFileSync(python, ['-c', READER, folder, dtd ?? ''], { encoding: 'utf8' }));
        expect(told).toEqual({
          same: true,
          valid: dtd === undefined ? null : true,
          streamed: all.map((_, index) => `PMC${index}`),
          annotations: all.flatMap(({ annotations }) => annotations).length,
        });
        expect(readFileSync(join(folder, 'x.xml'), 'utf8')).toContain('DOCTYPE collection');
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  },
);
