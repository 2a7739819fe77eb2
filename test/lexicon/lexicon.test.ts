import { beforeAll, describe, expect, test } from 'vitest';
import { buildLexicon } from '../../src/lexicon/build.js';
import { FLAG } from '../../src/lexicon/flags.js';
import { lexiconFromBuffer } from '../../src/lexicon/open.js';
import { KIND, type KindMask, type Lexicon } from '../../src/lexicon/types.js';
import { tokenize } from '../../src/text/tokens.js';
import { ALL_FILES, folderOf, GENE_HEADER, geneRow } from './support.js';

const ALL = KIND.gene | KIND.disease | KIND.taxon | KIND.other;
const commonWords = {
  words: new Set(['was', 'in', 'and', 'insulin', 'cancer', 'mouse']),
  species: new Set(['cancer']),
};
let lexicon: Lexicon;

beforeAll(async () => {
  lexicon = await buildLexicon(folderOf(ALL_FILES), { commonWords });
});

/** `id name: what was forgiven` of each name found. */
function look(text: string, mask: KindMask = ALL): readonly string[] {
  return lexicon
    .lookup(text, mask)
    .map(({ conceptId, name, forgiven }) => `${conceptId} ${name}: ${forgiven.join(' ')}`);
}

function scanned(text: string, mask: KindMask = ALL): readonly string[] {
  const found: string[] = [];
  const tokens = tokenize(text);
  lexicon.scan(tokens, mask, (first, end) => found.push(text.slice(tokens.starts[first], tokens.ends[end - 1])));
  return found;
}

describe('concept', () => {
  test('of MONDO', () => {
    expect(lexicon.concept('MONDO:0004993')).toEqual({
      id: 'MONDO:0004993',
      kind: 'Disease',
      name: 'carcinoma',
      fullName: null,
      parents: ['MONDO:0005070'],
      treeNumbers: [],
      taxonId: null,
      geneType: null,
      exactMatches: ['MESH:D002277'],
    });
  });

  test('of MeSH: the nearest heading above that there is, matches the other way round', () => {
    expect(lexicon.concept('MESH:D002277')).toMatchObject({ parents: [], exactMatches: ['MONDO:0004993'] });
    expect(lexicon.concept('MESH:D009370')).toMatchObject({ parents: ['MESH:D009369'], treeNumbers: ['C04.557'] });
    expect(lexicon.concept('MESH:D007328')).toMatchObject({
      kind: 'Other',
      treeNumbers: ['D12.644.548', 'D06.472.699'],
    });
  });

  test('of a supplementary record: only diseases are parents', () => {
    expect(lexicon.concept('MESH:C000001')).toMatchObject({ kind: 'Disease', parents: ['MESH:D009369'] });
  });

  test('of a gene and of a species', () => {
    expect(lexicon.concept('NCBIGene:7157')).toMatchObject({
      kind: 'Gene',
      name: 'TP53',
      fullName: 'tumor protein p53',
      taxonId: 'NCBITaxon:9606',
      geneType: 'protein-coding',
    });
    expect(lexicon.concept('NCBITaxon:9606')).toMatchObject({ kind: 'Taxon', name: 'Homo sapiens', taxonId: null });
  });

  test.each([
    ['MONDO:0999001', 'MONDO:0005070'],
    ['MONDO:0777002', 'MONDO:0005070'],
    ['MONDO:0777001', 'MONDO:0005070'],
    ['MONDO:0777003', undefined],
    ['MONDO:0000009', undefined],
    ['', undefined],
  ])('retired ids lead to their successor: %s', (id, expected) => expect(lexicon.concept(id)?.id).toBe(expected));

  test.each([
    ['MONDO:0005070', ['MONDO:0777001', 'MONDO:0777002', 'MONDO:0999001']],
    ['MONDO:0777001', []],
    ['NCBITaxon:9606', []],
    ['MONDO:0000009', []],
  ])('retired ids are told of their successor: %s', (id, expected) => expect(lexicon.formerIds(id)).toEqual(expected));
});

describe('lookup', () => {
  test.each([
    ['p53', ['NCBIGene:7157 p53: ', 'NCBIGene:22059 p53: ']],
    ['IL-2', ['NCBIGene:3558 IL-2: ', 'NCBIGene:3558 IL2: dash']],
    ['il 2', ['NCBIGene:3558 IL2: case space', 'NCBIGene:3558 IL-2: case dash']],
    ['TNFα', ['NCBIGene:7124 TNF-alpha: greek dash']],
    ['tumours', ['MONDO:0005070 tumour: plural']],
    ['tumor', ['MESH:D009369 Tumors: case plural']],
    ['Neoplasm', ['MONDO:0005070 neoplasm: case', 'MESH:D009369 Neoplasms: plural']],
    [
      'type 2 diabetes mellitus',
      ['MONDO:0005148 type 2 diabetes mellitus: ', 'MONDO:0005148 diabetes mellitus, type 2: word-order'],
    ],
    [
      'diabetes mellitus type 2',
      ['MONDO:0005148 diabetes mellitus, type 2: dash', 'MONDO:0005148 type 2 diabetes mellitus: word-order'],
    ],
    ['C. elegans', []],
    ['nothing of the kind', []],
    ['IL-2 ', ['NCBIGene:3558 IL-2: ', 'NCBIGene:3558 IL2: dash']],
    ['', []],
    ['-', []],
    ['IL-21', []],
    ['IL', []],
  ])('%j', (text, expected) => expect(look(text)).toEqual(expected));

  test('a shared name keeps all its concepts, of the kinds asked for', () => {
    expect(look('insulin')).toEqual(['NCBIGene:3630 insulin: ', 'MESH:D007328 Insulin: case']);
    expect(look('insulin', KIND.other)).toEqual(['MESH:D007328 Insulin: case']);
    expect(look('insulin', KIND.disease)).toEqual([]);
  });

  test('names say scope, taxon and whether they are ordinary words', () => {
    expect(lexicon.lookup('was', KIND.gene)).toMatchObject([
      { scope: 'SYMBOL', taxonId: 'NCBITaxon:9606', commonWord: true, forgiven: ['case'], kind: KIND.gene },
    ]);
    expect(lexicon.lookup('mouse', KIND.taxon)).toMatchObject([{ commonWord: false, scope: 'EXACT' }]);
    expect(lexicon.lookup('Cancer', KIND.taxon)).toMatchObject([{ commonWord: true, scope: 'LABEL' }]);
    expect(lexicon.lookup('Cancer', KIND.disease)).toMatchObject([{ scope: 'NARROW', commonWord: true }]);
  });

  test('name ids are dense and stand for one name each', () => {
    const names = ['p53', 'IL-2', 'insulin'].flatMap((text) => lexicon.lookup(text, ALL));
    expect(new Set(names.map(({ nameIndex }) => nameIndex)).size).toBe(names.length);
    for (const { nameIndex } of names) expect(nameIndex).toBeLessThan(lexicon.info.names);
  });
});

describe('scan', () => {
  test.each([
    ['Loss of p53 in carcinomas.', ['p53', 'carcinomas']],
    ['type 2 diabetes mellitus', ['type 2 diabetes mellitus']],
    ['type 2 diabetes', []],
    ['IL-2-induced TNFα, IL2', ['IL-2', 'TNFα', 'IL2']],
    ['IL 2 and IL–2', ['IL 2', 'IL–2']],
    ['IL - 2', []],
    ['IL2R, IL23, xIL2, IL2α, TNF-αR', ['TNF']],
    ['changes in 2 mice, IN2 and in -2', ['mice', 'IN2']],
    ['mice and a human', ['mice', 'human']],
    ['H. sapiens', ['H. sapiens']],
    ['Trp53−/− mice', ['Trp53', 'mice']],
    ['(carcinoma)', ['carcinoma']],
    ['carcinoma’s', ['carcinoma']],
    ['WASP WAS', ['WAS']],
    ['', []],
  ])('%j', (text, expected) => expect(scanned(text)).toEqual(expected));

  test('finds the kinds asked for', () => {
    const text = 'insulin, p53 and carcinoma in mice';
    expect(scanned(text, KIND.gene)).toEqual(['insulin', 'p53']);
    expect(scanned(text, KIND.disease)).toEqual(['carcinoma']);
    expect(scanned(text, KIND.taxon | KIND.other)).toEqual(['insulin', 'mice']);
  });

  test('knows where a word ends, though it is given a part of the tokens', () => {
    const tokens = tokenize('IL23 IL2');
    const part = { ...tokens, count: 2 };
    lexicon.scan(part, ALL, () => expect.unreachable());
    const rest = { ...tokens, count: 2, starts: tokens.starts.subarray(2), ends: tokens.ends.subarray(2) };
    const found: number[] = [];
    lexicon.scan({ ...rest, kinds: tokens.kinds.subarray(2) }, ALL, (first, end) => found.push(first, end));
    expect(found).toEqual([0, 2]);
  });

  test('may be called while it runs', () => {
    const outer = tokenize('p53 carcinoma mice');
    const found: string[] = [];
    lexicon.scan(outer, ALL, (first, end) => {
      found.push(outer.text.slice(outer.starts[first], outer.ends[end - 1]));
      lexicon.scan(tokenize('human insulin TNF IL2 WAS'), ALL, () => undefined);
    });
    expect(found).toEqual(['p53', 'carcinoma', 'mice']);
  });

  test('a handle tells its flags, and its names', () => {
    const tokens = tokenize('p53 Neoplasm');
    const told: [number, readonly string[]][] = [];
    lexicon.scan(tokens, ALL, (_, __, handle) => {
      told.push([lexicon.flagsAt(handle), lexicon.namesAt(handle, ALL, 'p53').map(({ name }) => name)]);
    });
    expect(told).toEqual([
      [FLAG.gene | FLAG.humanSynonym | FLAG.rodentSynonym, ['p53', 'p53']],
      [FLAG.disease | FLAG.mondoExact | FLAG.meshDisease, ['neoplasm', 'Neoplasms']],
    ]);
  });
});

test.each([
  ['TP53', FLAG.gene | FLAG.humanSymbol],
  ['Trp53', FLAG.gene | FLAG.rodentSymbol],
  ['tumor protein p53', FLAG.gene | FLAG.geneFullName | FLAG.spaced],
  ['antigen NY-CO-13', FLAG.gene | FLAG.geneDescription | FLAG.spaced],
  ['interleukin 2', FLAG.gene | FLAG.geneFullName | FLAG.spaced],
  ['epithelioma', FLAG.disease | FLAG.mondoOther | FLAG.meshDisease],
  ['Disease', FLAG.disease | FLAG.mondoExact | FLAG.meshSymptom],
  ['Depression', FLAG.disease | FLAG.meshDisease | FLAG.meshPsychology],
  ['Rare Lump Syndrome', FLAG.disease | FLAG.meshRareDisease | FLAG.spaced],
  ['insulin', FLAG.gene | FLAG.geneDescription | FLAG.other | FLAG.meshChemical | FLAG.commonWord],
  ['human', FLAG.taxon],
])('flags of %s', (text, flags) => {
  const seen: number[] = [];
  lexicon.scan(tokenize(text), ALL, (_, __, handle) => seen.push(lexicon.flagsAt(handle)));
  expect(seen).toEqual([flags]);
});

test('info counts what went in', () => {
  expect(lexicon.info).toMatchObject({
    release: expect.stringMatching(
      /^mondo-2031-02-03\+mesh-2031\+taxonomy-\d{4}-\d\d-\d\d\+gene-2031-02-03-[0-9a-f]{8}$/,
    ),
    unknownMappingIds: { 'mondo_exactmatch_mesh.sssom.tsv': 1 },
  });
  expect(
    lexicon.info.terminologies.map(({ prefix, file, concepts, mappings }) => [prefix, file, concepts, mappings]),
  ).toEqual([
    ['MONDO', 'mondo.obo', 4, 0],
    ['MESH', 'desc2031.xml', 6, 0],
    ['MESH', 'supp2031.xml', 1, 0],
    ['MONDO', 'mondo_exactmatch_mesh.sssom.tsv', 0, 3],
    ['NCBITaxon', 'names.dmp', 4, 0],
    ['NCBIGene', 'All_Data.gene_info', 8, 0],
  ]);
  const sum = lexicon.info.terminologies.reduce((all, { names }) => all + names, 0);
  expect(lexicon.info.names).toBe(sum);
});

test('another thread reads the same bytes', () => {
  const other = lexiconFromBuffer(lexicon.buffer);
  expect(other.buffer).toBe(lexicon.buffer);
  expect(other.lookup('p53', ALL)).toEqual(lexicon.lookup('p53', ALL));
});

test('a symbol of a thousand species: well-known ones first, no more than 500', async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => geneRow({ taxon: 20_000 + i, id: 100 + i, symbol: 'ACTB' }));
  const human = geneRow({ taxon: 9606, id: 60, symbol: 'ACTB', synonyms: 'BRWS1' });
  const folder = folderOf({ 'x.gene_info': [GENE_HEADER, ...rows, human].join('\n') });
  const many = await buildLexicon(folder, { taxa: 'all' });
  const names = many.lookup('ACTB', KIND.gene);
  expect(names.length).toBe(500);
  expect(names[0]?.conceptId).toBe('NCBIGene:60');
  expect(many.concept('NCBIGene:1099')?.taxonId).toBe('NCBITaxon:20999');
});
