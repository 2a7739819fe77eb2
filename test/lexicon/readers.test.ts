import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../src/errors.js';
import { readGeneHistory } from '../../src/lexicon/read-gene-history.js';
import { readGeneInfo } from '../../src/lexicon/read-gene-info.js';
import { readGeneOrthologs } from '../../src/lexicon/read-gene-orthologs.js';
import { readMesh } from '../../src/lexicon/read-mesh.js';
import { readMondoJson } from '../../src/lexicon/read-mondo-json.js';
import { readMondoObo } from '../../src/lexicon/read-mondo-obo.js';
import { readNamesDmp } from '../../src/lexicon/read-names-dmp.js';
import { readSssom } from '../../src/lexicon/read-sssom.js';
import { readStarter } from '../../src/lexicon/read-starter.js';
import type { FileRead, TermSink } from '../../src/lexicon/records.js';
import { KIND } from '../../src/lexicon/types.js';
import {
  folderOf,
  GENE_HEADER,
  GENES,
  MESH_DESC,
  MESH_SUPP,
  MONDO_OBO,
  NAMES_DMP,
  ORTHOLOG_HEADER,
  ORTHOLOGS,
  RecordingSink,
  SSSOM,
  STARTER,
} from './support.js';

type Reader = (path: string, sink: TermSink) => Promise<FileRead>;

const obo: Reader = (path, sink) => readMondoObo(path, true, sink);
const json: Reader = (path, sink) => readMondoJson(path, true, sink);
const mesh: Reader = (path, sink) => readMesh(path, new Set(['3']), sink);
const genes: Reader = (path, sink) => readGeneInfo(path, new Set([9606, 10090]), sink);
const history: Reader = (path, sink) => readGeneHistory(path, new Set([9606]), sink);
const orthologs: Reader = (path, sink) => readGeneOrthologs(path, new Set([9606, 10090]), sink);
const species: Reader = (path, sink) => readNamesDmp(path, { limit: 2, always: new Set([10090]) }, sink);

async function read(reader: Reader, content: string | Uint8Array, name = 'file') {
  const sink = new RecordingSink();
  const { release } = await reader(join(folderOf({ [name]: content }), name), sink);
  return { sink, release };
}

const HISTORY = `${[
  '#tax_id\tGeneID\tDiscontinued_GeneID\tDiscontinued_Symbol\tDiscontinue_Date',
  '9606\t7157\t900\tOLD53\t20050101',
  '9606\t-\t901\tGONE\t20050101',
  '10090\t22059\t902\tOld53\t20050101',
].join('\n')}\n`;

const MONDO_JSON = JSON.stringify({
  graphs: [
    {
      meta: { version: 'http://purl.obolibrary.org/obo/mondo/releases/2031-02-03/mondo.json' },
      nodes: [
        {
          id: 'http://purl.obolibrary.org/obo/MONDO_0005070',
          lbl: 'neoplasm',
          type: 'CLASS',
          meta: {
            synonyms: [
              { pred: 'hasExactSynonym', val: 'tumour' },
              { pred: 'hasRelatedSynonym', val: 'growth "new"' },
              { pred: 'hasNarrowSynonym', val: 'neoplasm, benign' },
            ],
            basicPropertyValues: [
              { pred: 'http://www.geneontology.org/formats/oboInOwl#hasAlternativeId', val: 'MONDO:0999001' },
              { pred: 'http://www.w3.org/2004/02/skos/core#exactMatch', val: 'http://identifiers.org/mesh/D009369' },
              { pred: 'http://www.w3.org/2004/02/skos/core#exactMatch', val: 'http://example.org/umls/C1' },
            ],
          },
        },
        { id: 'http://purl.obolibrary.org/obo/MONDO_0000001', lbl: 'disease' },
        {
          id: 'http://purl.obolibrary.org/obo/MONDO_0777001',
          lbl: 'obsolete swelling',
          meta: {
            deprecated: true,
            basicPropertyValues: [
              {
                pred: 'http://purl.obolibrary.org/obo/IAO_0100001',
                val: 'http://purl.obolibrary.org/obo/MONDO_0005070',
              },
            ],
          },
        },
        { id: 'http://purl.obolibrary.org/obo/HP_0000001', lbl: 'a phenotype' },
      ],
      edges: [
        {
          sub: 'http://purl.obolibrary.org/obo/MONDO_0005070',
          pred: 'is_a',
          obj: 'http://purl.obolibrary.org/obo/MONDO_0000001',
        },
        { sub: 'http://purl.obolibrary.org/obo/MONDO_0005070', pred: 'part_of', obj: 'http://example.org/x_1' },
      ],
    },
  ],
});

describe('MONDO as OBO', () => {
  test('labels, scoped synonyms, parents, retired ids', async () => {
    const { sink, release } = await read(obo, MONDO_OBO);
    expect(release).toBe('releases/2031-02-03');
    expect(sink.terms.map(({ id }) => id)).toEqual([
      'MONDO:0000001',
      'MONDO:0005070',
      'MONDO:0004993',
      'MONDO:0005148',
    ]);
    expect(sink.namesOf('MONDO:0005070')).toEqual([
      'LABEL: neoplasm',
      'EXACT: tumour',
      'RELATED: growth "new"',
      'NARROW: neoplasm, benign',
    ]);
    expect(sink.namesOf('MONDO:0004993')).toContain('BROAD: epithelioma');
    expect(sink.namesOf('MONDO:0005148')).toContain('EXACT: T2D');
    expect(sink.terms.map(({ parents }) => parents)).toEqual([
      [],
      ['MONDO:0000001'],
      ['MONDO:0005070'],
      ['MONDO:0000001'],
    ]);
    expect(sink.terms.every(({ kind }) => kind === KIND.disease)).toBe(true);
    expect(sink.retiredIds).toEqual([
      ['MONDO:0999001', 'MONDO:0005070'],
      ['MONDO:0777001', 'MONDO:0777002'],
      ['MONDO:0777002', 'MONDO:0005070'],
    ]);
    expect(sink.matches).toEqual([['MONDO:0000001', 'MESH:D004194']]);
  });

  test('xrefs are left alone when there is a mapping set', async () => {
    const { sink } = await read((path, into) => readMondoObo(path, false, into), MONDO_OBO);
    expect(sink.matches).toEqual([]);
  });
});

test('MONDO as OBO Graphs gives the same as OBO', async () => {
  const { sink, release } = await read(json, MONDO_JSON);
  expect(release).toBe('releases/2031-02-03');
  expect(sink.terms.map(({ id }) => id)).toEqual(['MONDO:0005070', 'MONDO:0000001']);
  expect(sink.namesOf('MONDO:0005070')).toEqual((await read(obo, MONDO_OBO)).sink.namesOf('MONDO:0005070'));
  expect(sink.terms[0]?.parents).toEqual(['MONDO:0000001']);
  expect(sink.retiredIds).toEqual([
    ['MONDO:0999001', 'MONDO:0005070'],
    ['MONDO:0777001', 'MONDO:0005070'],
  ]);
  expect(sink.matches).toEqual([['MONDO:0005070', 'MESH:D009369']]);
});

describe('MeSH', () => {
  test('descriptors: names by the relation of their concept, trees, kinds', async () => {
    const { sink, release } = await read(mesh, MESH_DESC);
    expect(release).toBe('2031');
    expect(sink.namesOf('MESH:D009369')).toEqual([
      'LABEL: Neoplasms',
      'EXACT: Tumors',
      'EXACT: Growths',
      'NARROW: Cancer',
      'RELATED: Oncology Matters',
      'BROAD: Swellings',
    ]);
    const kinds = Object.fromEntries(sink.terms.map(({ id, kind }) => [id, kind]));
    expect(kinds['MESH:D003863']).toBe(KIND.disease);
    expect(kinds['MESH:D007328']).toBe(KIND.other);
    expect(sink.terms.find(({ id }) => id === 'MESH:D003863')?.treeNumbers).toEqual([
      'F01.145.126.350',
      'F03.600.300.375',
    ]);
  });

  test('supplementary records: the classes asked for, headings as parents', async () => {
    const { sink, release } = await read(mesh, MESH_SUPP, 'supp2030.xml');
    expect(release).toBe('2030');
    expect(sink.terms.map(({ id, kind, parents }) => ({ id, kind, parents }))).toEqual([
      { id: 'MESH:C000001', kind: KIND.disease, parents: ['MESH:D009369', 'MESH:D007328'] },
    ]);
    const all = await read((path, into) => readMesh(path, new Set(['1', '3']), into), MESH_SUPP);
    expect(all.sink.terms.map(({ id }) => id)).toEqual(['MESH:C000001', 'MESH:C000002']);
  });
});

test('gene_info: names by column, species asked for, latest change', async () => {
  const { sink, release } = await read(genes, GENES);
  expect(release).toBe('2031-02-03');
  expect(sink.terms.map(({ id }) => id)).not.toContain('NCBIGene:2');
  expect(sink.terms.map(({ taxon }) => taxon)).not.toContain(4530);
  expect(sink.namesOf('NCBIGene:7157')).toEqual([
    'SYMBOL: TP53',
    'LABEL: tumor protein p53',
    'EXACT: p53',
    'EXACT: LFS1',
    'RELATED: antigen NY-CO-13',
  ]);
  expect(sink.terms[0]).toMatchObject({ fullName: 'tumor protein p53', geneType: 'protein-coding', taxon: 9606 });
  expect(sink.terms[1]).toMatchObject({ id: 'NCBIGene:22059', fullName: null, taxon: 10090 });
  const all = await read((path, into) => readGeneInfo(path, null, into), GENES);
  expect(all.sink.namesOf('NCBIGene:3')).toEqual(['SYMBOL: Rc', 'EXACT: OS_0001']);
});

test('names.dmp: classes people write, the limit, species of interest with their short form', async () => {
  const { sink } = await read(species, NAMES_DMP);
  expect(sink.terms.map(({ id }) => id)).toEqual(['NCBITaxon:1', 'NCBITaxon:9606', 'NCBITaxon:10090']);
  expect(sink.namesOf('NCBITaxon:9606')).toEqual(['LABEL: Homo sapiens', 'EXACT: human']);
  expect(sink.namesOf('NCBITaxon:10090')).toEqual(['LABEL: Mus musculus', 'EXACT: mouse', 'EXACT: M. musculus']);
});

test('gene_history: discontinued genes that have a successor, of the species asked for', async () => {
  const { sink } = await read(history, HISTORY);
  expect(sink.retiredIds).toEqual([['NCBIGene:900', 'NCBIGene:7157']]);
});

test('gene_orthologs: of the species asked for, the human gene as the reference whichever way round a row stands', async () => {
  const { sink, release } = await read(orthologs, ORTHOLOGS);
  expect(release).toBeNull();
  const human = [
    ['NCBIGene:22059', 'NCBIGene:7157'],
    ['NCBIGene:16183', 'NCBIGene:3558'],
  ];
  expect(sink.orthologs).toEqual(human);
  expect((await read(orthologs, gzipSync(ORTHOLOGS))).sink.orthologs).toEqual(human);
  const all = await read((path, into) => readGeneOrthologs(path, null, into), ORTHOLOGS);
  expect(all.sink.orthologs).toContainEqual(['NCBIGene:100049297', 'NCBIGene:30590']);
  expect(all.sink.orthologs).toHaveLength(4);
});

test('SSSOM: exact matches alone, in the spelling of the project', async () => {
  const { sink, release } = await read(readSssom, SSSOM);
  expect(release).toBe('releases/2031-02-03');
  expect(sink.matches).toEqual([
    ['MONDO:0005070', 'MESH:D009369'],
    ['MONDO:0004993', 'MESH:D002277'],
    ['MONDO:0000001', 'MESH:D888888'],
  ]);
});

describe('starter tables', () => {
  test('genes', async () => {
    const { sink } = await read(readStarter, STARTER['genes.tsv']);
    expect(sink.namesOf('NCBIGene:7157')).toEqual([
      'SYMBOL: TP53',
      'LABEL: tumor protein p53',
      'EXACT: p53',
      'EXACT: LFS1',
    ]);
    expect(sink.terms[1]).toMatchObject({ id: 'NCBIGene:3558', fullName: null, geneType: null, taxon: 9606 });
  });

  test('diseases: a concept of each terminology in a row, matched', async () => {
    const { sink } = await read(readStarter, STARTER['diseases.tsv']);
    expect(sink.terms.map(({ id, parents, treeNumbers }) => [id, ...parents, ...treeNumbers])).toEqual([
      ['MONDO:0005070'],
      ['MESH:D009369', 'C04'],
      ['MONDO:0004993', 'MONDO:0005070'],
      ['MESH:D002277', 'C04.557'],
    ]);
    expect(sink.namesOf('MESH:D009369')).toEqual(['LABEL: Neoplasms', 'EXACT: tumor', 'EXACT: tumour']);
    expect(sink.matches).toEqual([['MONDO:0005070', 'MESH:D009369']]);
  });

  test('orthologs', async () => {
    const { sink } = await read(readStarter, STARTER['orthologs.tsv']);
    expect(sink.orthologs).toEqual(['NCBIGene:22059', 'NCBIGene:24842'].map((gene) => [gene, 'NCBIGene:7157']));
  });

  test('species', async () => {
    const { sink } = await read(readStarter, STARTER['species.tsv']);
    expect(sink.namesOf('NCBITaxon:10090')).toEqual(['LABEL: Mus musculus', 'EXACT: mouse', 'EXACT: mice']);
  });
});

describe('files that are not what they should be', () => {
  const cut = (text: string): string => text.slice(0, text.length * 0.6);
  const gzip = (text: string): Uint8Array => gzipSync(text);
  const cases: readonly (readonly [string, Reader, string | Uint8Array, number, RegExp])[] = [
    ['OBO without its header', obo, '[Term]\nid: MONDO:1\n', 1, /format-version/],
    ['OBO with a broken synonym', obo, 'format-version: 1.2\n[Term]\nsynonym: no quotes\n', 3, /synonym/],
    ['gzip cut off', obo, gzip(MONDO_OBO).subarray(0, 200), 0, /unexpected end/],
    ['gzip damaged', obo, gzip(MONDO_OBO).map((byte, i) => (i === 100 ? byte ^ 255 : byte)), 0, /gzip/],
    ['JSON cut off', json, cut(MONDO_JSON), 0, /OBO Graphs/],
    ['JSON of another form', json, '{"graphs": []}', 0, /graphs\[0\]\.nodes/],
    ['XML cut off', mesh, cut(MESH_DESC), 19, /unclosed tag/],
    ['XML with a wrong tag', mesh, MESH_SUPP.replace('</SupplementalRecordUI>', '</Wrong>'), 3, /unexpected close tag/],
    ['XML without records', mesh, '<DescriptorRecordSet></DescriptorRecordSet>', 1, /without DescriptorRecord/],
    ['gene_info without a header', genes, '9606\t7157\tTP53\n', 1, /gene_info/],
    [
      'gene_info with too few columns',
      genes,
      `${GENE_HEADER}\n9606\t7157\tTP53\n`,
      2,
      /16 tab-separated columns, found 3/,
    ],
    ['gene_history with too few columns', history, `${HISTORY}9606\t1\n`, 5, /gene_history/],
    ['gene_history without a header', history, '9606\t1\t2\n', 1, /gene_history/],
    ['gene_orthologs without a header', orthologs, '9606\t1\tOrtholog\t10090\t2\n', 1, /gene_orthologs/],
    ['gene_orthologs with too few columns', orthologs, `${ORTHOLOGS}9606\t1\tOrtholog\t10090\n`, 7, /DATA folder/],
    [
      'gene_orthologs with a word for a number',
      orthologs,
      `${ORTHOLOG_HEADER}\n9606\tTP53\tOrtholog\t10090\t2\n`,
      2,
      /TP53/,
    ],
    ['gene_orthologs cut off', orthologs, gzip(ORTHOLOGS).subarray(0, 60), 0, /unexpected end/],
    ['names.dmp of another form', species, `${NAMES_DMP}9606,human\n`, 8, /names\.dmp/],
    ['SSSOM without object_id', readSssom, 'subject_id\tpredicate_id\n', 1, /object_id/],
    ['SSSOM without a table', readSssom, '# curie_map:\n', 0, /empty/],
    ['starter table with another header', readStarter, '# x\nid\tname\n', 2, /header/],
    [
      'starter row with too few columns',
      readStarter,
      `${STARTER['species.tsv']}NCBITaxon:1\tx\n`,
      3,
      /3 tab-separated columns/,
    ],
  ];

  test.each(cases)('%s', async (_, reader, content, line, message) => {
    const error: unknown = await read(reader, content).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ line, message: expect.stringMatching(message) });
    expect(error).toMatchObject({ path: expect.stringContaining('file') });
  });

  test('a file that is not there', async () => {
    await expect(readSssom(join(folderOf({}), 'none.tsv'), new RecordingSink())).rejects.toThrow(FormatError);
  });
});
