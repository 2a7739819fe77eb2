/** The saved queries on a few papers: parameters and the rows that every store must give for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAVED_QUERIES } from '../../src/graph/queries.js';
import type { GraphStore, PlainValue } from '../../src/graph/store.js';
import type { PaperGraph } from '../../src/model.js';
import type { StoreUnderTest } from './conformance.js';
import { assertion, concept, mention, paperGraph, run } from './papers.js';

const [HUMAN, MOUSE] = ['NCBITaxon:9606', 'NCBITaxon:10090'];
/** A tree of diseases: ROOT over LUNG and SKIN, and SPOT under both, so that two ways lead from it to ROOT. */
const [ROOT, LUNG, SKIN, SPOT] = ['MONDO:1', 'MONDO:2', 'MONDO:3', 'MONDO:4'];
/** GENE_M is an ortholog of GENE_A and of ABSENT, which no paper has; GENE_B of ABSENT. */
const [GENE_A, GENE_B, GENE_M, ABSENT] = ['NCBIGene:10', 'NCBIGene:20', 'NCBIGene:30', 'NCBIGene:40'];

const LUNG_UP = [{ from: LUNG, to: ROOT }];
const SPOT_UP = [
  { from: SPOT, to: LUNG },
  { from: SPOT, to: SKIN },
  { from: LUNG, to: ROOT },
  { from: SKIN, to: ROOT },
];

const PAPERS: readonly PaperGraph[] = [
  paperGraph('PMC:PMC1', {
    paper: { date: '2026-01-02' },
    mentions: [
      mention(GENE_A, { count: 5, evidence: ['A in the lung.'] }),
      mention(GENE_M, { count: 1 }),
      mention(LUNG, { count: 3, confidence: 0.8, evidence: ['Lung and A.'], sentences: [500], passages: [380] }),
      mention('MESH:D2', { count: 3, confidence: 0.8 }),
    ],
    assertions: [assertion('MESH:D2'), assertion(SKIN, { names: ['skin disease'] })],
    concepts: [
      ...[GENE_A, LUNG, SKIN, ROOT, 'MESH:D2'].map((id) => concept(id)),
      concept(GENE_M, { orthologIds: [GENE_A, ABSENT], orthologSymbols: ['A', 'ABSENT'] }),
    ],
    subclassOf: [...LUNG_UP, { from: SKIN, to: ROOT }],
    exactMatch: [{ from: LUNG, to: 'MESH:D2' }],
    taxa: [
      { id: HUMAN, name: 'Homo sapiens' },
      { id: MOUSE, name: 'Mus musculus' },
    ],
    inTaxon: [
      { from: GENE_A, to: HUMAN },
      { from: GENE_M, to: MOUSE },
    ],
  }),
  paperGraph('PMC:PMC2', {
    mentions: [mention(GENE_A, { count: 1 }), mention(GENE_B, { count: 9 }), mention(SPOT, { count: 2 })],
    assertions: [assertion('NCBIGene:999'), assertion(GENE_B)],
    concepts: [
      ...[GENE_A, ROOT, LUNG, SKIN, SPOT].map((id) => concept(id)),
      concept(GENE_B, {
        formerIds: ['NCBIGene:19', 'NCBIGene:21'],
        orthologIds: [ABSENT],
        orthologSymbols: ['ABSENT'],
      }),
      concept('NCBIGene:999', { known: false, name: 'as the card says' }),
    ],
    subclassOf: SPOT_UP,
    taxa: [{ id: HUMAN, name: 'Homo sapiens' }],
    inTaxon: [GENE_A, GENE_B].map((from) => ({ from, to: HUMAN })),
  }),
  paperGraph('PMID:3', {
    paper: { textOrigin: 'card', textFailure: 'http-status', url: 'https://example.org/3.md', language: 'deu' },
    assertions: [assertion(LUNG)],
    subclassOf: LUNG_UP,
    exactMatch: [{ from: LUNG, to: 'MESH:D2' }],
  }),
  // The card says MONDO, the text gave MeSH; both are the same disease.
  paperGraph('PMID:4', {
    mentions: [mention('MESH:D2')],
    assertions: [assertion(LUNG)],
    subclassOf: LUNG_UP,
    exactMatch: [{ from: LUNG, to: 'MESH:D2' }],
  }),
];

interface QueryCase {
  readonly name: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly rows: readonly (readonly PlainValue[])[];
}

const CASES: readonly QueryCase[] = [
  {
    name: 'top-genes',
    params: { limit: 2 },
    rows: [
      [GENE_A, `name of ${GENE_A}`, 'Homo sapiens', 2],
      [GENE_B, `name of ${GENE_B}`, 'Homo sapiens', 1],
    ],
  },
  {
    name: 'top-diseases',
    params: { limit: 10 },
    rows: [
      [LUNG, `name of ${LUNG}`, 1],
      [SPOT, `name of ${SPOT}`, 1],
    ],
  },
  ...(
    [
      ['card', [['NCBIGene:999', 'as the card says', null, 0]]],
      ['SAYS card', [['NCBIGene:999', 'as the card says', null, 0]]],
      ['the ca', [['NCBIGene:999', 'as the card says', null, 0]]],
      ['card-says / "the', [['NCBIGene:999', 'as the card says', null, 0]]],
      ['card zebra', []],
      ['ard', []],
      ['NOT (', []],
      ['( +', []],
      ['name, MESH', [['MESH:D2', 'name of MESH:D2', null, 2]]],
    ] as const
  ).map(([text, rows]) => ({ name: 'find-concept', params: { text, limit: 10 }, rows })),
  {
    name: 'gene-and-disease',
    params: { gene: GENE_A, disease: LUNG, limit: 5 },
    rows: [['2026-01-02', 'PMC:PMC1', 'Title of PMC:PMC1', 0.9, ['A in the lung.'], 0.8, ['Lung and A.']]],
  },
  {
    // PMC2 mentions SPOT, which is below LUNG on one way and below SKIN on another.
    name: 'genes-of-disease',
    params: { disease: ROOT, limit: 2 },
    rows: [
      [GENE_A, `name of ${GENE_A}`, 2],
      [GENE_B, `name of ${GENE_B}`, 1],
    ],
  },
  { name: 'genes-of-disease', params: { disease: SPOT, limit: 1 }, rows: [[GENE_A, `name of ${GENE_A}`, 1]] },
  {
    name: 'diseases-of-gene',
    params: { gene: GENE_A, limit: 2 },
    rows: [
      ['MESH:D2', 'name of MESH:D2', 1],
      [LUNG, `name of ${LUNG}`, 1],
    ],
  },
  {
    // One paper of four has both, two have the gene, one the disease: log(1·4 / (2·1)) / log(4 / 1).
    name: 'pairs-of-gene',
    params: { gene: GENE_A, limit: 10 },
    rows: [
      [LUNG, `name of ${LUNG}`, 1, 1, 0, 0.5],
      [SPOT, `name of ${SPOT}`, 1, 1, 1, 0.5],
    ],
  },
  { name: 'pairs-of-gene', params: { gene: 'NCBIGene:404', limit: 10 }, rows: [] },
  ...(
    [
      [GENE_A, ['PMC:PMC1', GENE_A, 5], ['PMC:PMC1', GENE_M, 1], ['PMC:PMC2', GENE_A, 1]],
      [ABSENT, ['PMC:PMC1', GENE_M, 1], ['PMC:PMC2', GENE_B, 9]],
      [GENE_M, ['PMC:PMC1', GENE_A, 5], ['PMC:PMC1', GENE_M, 1], ['PMC:PMC2', GENE_A, 1], ['PMC:PMC2', GENE_B, 9]],
      ['NCBIGene:404'],
    ] as const
  ).map(([gene, ...rows]) => ({
    name: 'papers-of-gene-in-any-species',
    params: { gene, limit: 10 },
    rows: rows.map(([paper, id, count]) => [
      paper,
      `Title of ${paper}`,
      id,
      `name of ${id}`,
      id === GENE_M ? 'Mus musculus' : 'Homo sapiens',
      count,
      0.9,
    ]),
  })),
  {
    name: 'papers-of-gene-in-any-species',
    params: { gene: GENE_A, limit: 1 },
    rows: [['PMC:PMC1', 'Title of PMC:PMC1', GENE_A, `name of ${GENE_A}`, 'Homo sapiens', 5, 0.9]],
  },
  {
    name: 'papers-under-disease',
    params: { disease: ROOT, limit: 5 },
    rows: [
      ['2026-01-02', 'PMC:PMC1', 'Title of PMC:PMC1', 1, 3, 0.8],
      ['', 'PMC:PMC2', 'Title of PMC:PMC2', 1, 2, 0.9],
    ],
  },
  {
    name: 'papers-under-disease',
    params: { disease: SKIN, limit: 5 },
    rows: [['', 'PMC:PMC2', 'Title of PMC:PMC2', 1, 2, 0.9]],
  },
  { name: 'papers-under-disease', params: { disease: 'MONDO:404', limit: 5 }, rows: [] },
  {
    name: 'mentions-of-paper',
    params: { paper: 'PMC:PMC2' },
    rows: [
      ['Gene', GENE_B, 9],
      ['Disease', SPOT, 2],
      ['Gene', GENE_A, 1],
    ].map(([kind = '', id = '', count = 0]) => [
      kind,
      id,
      `name of ${id}`,
      count,
      ['one name', 'another'],
      0.9,
      ['A sentence that tells of it.'],
    ]),
  },
  {
    name: 'only-asserted',
    params: { limit: 10 },
    rows: [
      ['PMC:PMC1', SKIN, `name of ${SKIN}`, true, ['skin disease']],
      ['PMC:PMC2', 'NCBIGene:999', 'as the card says', false, ['as the card says']],
      ['PMID:3', LUNG, `name of ${LUNG}`, true, ['as the card says']],
    ],
  },
  {
    name: 'agreed',
    params: { limit: 10 },
    rows: [
      ['PMC:PMC1', 2, 1],
      ['PMC:PMC2', 2, 1],
      ['PMID:3', 1, 0],
      ['PMID:4', 1, 0],
    ],
  },
  { name: 'unknown-ids', params: { limit: 10 }, rows: [['NCBIGene:999', 'as the card says', 1]] },
  {
    name: 'genes-by-species',
    params: {},
    rows: [
      [HUMAN, 'Homo sapiens', 2, 3],
      [MOUSE, 'Mus musculus', 1, 1],
    ],
  },
  { name: 'newest-papers', params: { limit: 5 }, rows: [['2026-01-02', 'PMC:PMC1', 'Title of PMC:PMC1', 4, 0]] },
  {
    name: 'weakest-links',
    params: { limit: 2 },
    rows: ['MESH:D2', LUNG].map((id) => [
      0.8,
      'PMC:PMC1',
      id,
      `name of ${id}`,
      ['one name', 'another'],
      'a name of the concept',
    ]),
  },
  { name: 'runs', params: { limit: 5 }, rows: [[run.id, 4, 1, 8, 0, run.version, run.lexicon, run.model]] },
  { name: 'successor', params: { id: 'NCBIGene:21' }, rows: [[GENE_B, `name of ${GENE_B}`]] },
  { name: 'successor', params: { id: 'NCBIGene:22' }, rows: [] },
  { name: 'matches', params: { limit: 10 }, rows: [[LUNG, 'MESH:D2', 'name of MESH:D2', null, 1]] },
  {
    name: 'other-languages',
    params: { limit: 10 },
    rows: [['PMID:3', 'deu', 'Title of PMID:3', 'https://example.org/3.md']],
  },
  {
    name: 'card-only',
    params: { limit: 10 },
    rows: [['PMID:3', 'Title of PMID:3', 'http-status', 'https://example.org/3.md']],
  },
];

/** Runs the table on a kind of store. */
export function describeQueries(under: StoreUnderTest): void {
  describe('saved queries', () => {
    let store: GraphStore;

    beforeAll(async () => {
      await under.empty();
      store = under.make();
      await store.open();
      await store.writePapers(PAPERS, run);
    });
    afterAll(() => store.close());

    it.each(CASES)('$name $params', async ({ name, params, rows }) => {
      const saved = SAVED_QUERIES.find((query) => query.name === name);
      expect(Object.keys(params).toSorted()).toEqual(Object.keys(saved?.params ?? {}).toSorted());
      const found = await store.ask(saved?.text[store.kind] ?? '', params);
      expect(found.rows).toEqual(rows);
    });

    it('all stand in the table', () => {
      expect(new Set(CASES.map(({ name }) => name))).toEqual(new Set(SAVED_QUERIES.map(({ name }) => name)));
    });
  });
}
