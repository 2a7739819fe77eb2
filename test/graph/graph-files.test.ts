import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedStore } from '../../src/graph/embedded.js';
import { kgxFiles } from '../../src/graph/kgx.js';
import { AFTER_IMPORT, IMPORT_ARGUMENTS, neo4jAdminFiles } from '../../src/graph/neo4j-admin.js';
import { EDGE_SHAPES, scanEdges, scanNodes } from '../../src/graph/scan.js';
import { EDGES, NODE_LABELS, NODE_PROPERTIES, type PropertyTypes } from '../../src/graph/schema.js';
import type { PlainValue } from '../../src/graph/store.js';
import { dump } from './dump.js';
import { NASTY, recordsOf, textsOf } from './graph-files.js';
import { assertion, concept, mention, paperGraph, run } from './papers.js';
import { batch } from './random-papers.js';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-files-'));
const store = new EmbeddedStore({ path: join(folder, 'graph') });

beforeAll(async () => {
  await store.open();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The value that a cell stands for, by the type of its column. */
function cellValue(type: string, cell: string | null): PlainValue {
  const elements = cell === '' ? [] : (cell ?? '').split('\u001f');
  if (type === 'string[]') return elements;
  if (type === 'int[]') return elements.map(Number);
  if (type === 'bool') return cell === 'true';
  return type === 'string' ? cell : Number(cell);
}

/** What the importer cannot hold: see neo4jAdminFiles. */
function imported(value: PlainValue): PlainValue {
  if (!Array.isArray(value)) return value;
  if (value.length === 1 && value[0] === '') return [];
  return value.map((element) => (typeof element === 'string' ? element.replaceAll('\u001f', ' ') : element));
}

function propertiesOf(types: PropertyTypes, cells: readonly (string | null)[]): Record<string, PlainValue> {
  const present = Object.entries(types).map(([name, type], at) => [name, type, cells[at] ?? null] as const);
  return Object.fromEntries(
    present.filter(([, , cell]) => cell !== null).map(([name, type, cell]) => [name, cellValue(type, cell)]),
  );
}

function importedAll(record: PlainValue | undefined): Record<string, PlainValue> {
  const entries = Object.entries(record ?? {}).filter(([name]) => name !== '_label' && name !== '_type');
  return Object.fromEntries(entries.map(([name, value]) => [name, imported(value)]));
}

describe('pages of a graph', () => {
  it('give every node and edge once, in order, however small they are', async () => {
    const ids = ['PMC:1', 'PMC:10', 'PMC:2', 'PMC:9', 'PMID:1'];
    const genes = ['NCBIGene:1', 'NCBIGene:2'];
    await store.writePapers(
      ids.map((id) => paperGraph(id, { mentions: genes.map((gene) => mention(gene)) })),
      run,
    );
    for (const page of [1, 2, 5, 100]) {
      expect((await listOf(scanNodes(store, 'Paper', page))).map(({ id }) => id)).toEqual(ids);
      const edges = await listOf(scanEdges(store, { type: 'MENTIONS', from: 'Paper', to: 'Gene' }, page));
      expect(edges.map(({ from, to }) => [from, to])).toEqual(ids.flatMap((id) => genes.map((gene) => [id, gene])));
    }
  });
});

describe('files for neo4j-admin', () => {
  it('hold all that the graph holds, whatever its texts', { timeout: 120_000 }, async () => {
    await store.writePapers([NASTY], run);
    await fc.assert(
      fc.asyncProperty(batch, async (papers) => {
        await store.writePapers(papers, run);
        const [texts, all] = [await textsOf(neo4jAdminFiles(store)), await dump(store)];
        for (const label of NODE_LABELS.filter((name) => name !== 'GraphInfo')) {
          const records = recordsOf(texts.get(`nodes-${label}.csv.gz`) ?? '');
          const nodes = records.map((cells) => propertiesOf(NODE_PROPERTIES[label], cells));
          const expected = all[label]?.map(([node]) => importedAll(node)) ?? [];
          expect(nodes).toHaveLength(expected.length);
          expect(nodes).toEqual(expect.arrayContaining(expected));
        }
        for (const { type, to } of EDGE_SHAPES) {
          const records = recordsOf(texts.get(`edges-${type}-${to}.csv.gz`) ?? '');
          const ends = new Set(all[to]?.map(([node]) => importedAll(node)['id']));
          const edges = records.map((cells) => [
            cells[0],
            cells.at(-1),
            propertiesOf(EDGES[type].properties, cells.slice(1, -1)),
          ]);
          const written = all[type]?.map(([from, target, edge]) => [from, target, importedAll(edge)]) ?? [];
          const same = edges.filter((edge) => written.some((other) => JSON.stringify(other) === JSON.stringify(edge)));
          expect(same).toHaveLength(edges.length);
          expect(edges.every(([, target]) => ends.has(String(target)))).toBe(true);
        }
        const rows = EDGE_SHAPES.flatMap(({ type, to }) => recordsOf(texts.get(`edges-${type}-${to}.csv.gz`) ?? ''));
        expect(rows).toHaveLength(Object.keys(EDGES).reduce((sum, type) => sum + (all[type]?.length ?? 0), 0));
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('have typed headers with an id space for each label, and arguments that name every file', async () => {
    const texts = await textsOf(neo4jAdminFiles(store));
    expect(texts.get('nodes-Gene-header.csv')).toBe(
      'id:ID(Gene),name:string,fullName:string,terminology:string,geneType:string,treeNumbers:string[],formerIds:string[],orthologIds:string[],orthologSymbols:string[],known:boolean\n',
    );
    expect(texts.get('edges-MENTIONS-Disease-header.csv')).toBe(
      ':START_ID(Paper),count:long,sections:string[],sectionCounts:long[],sentences:long[],passages:long[],confidence:double,names:string[],methods:string[],reason:string,' +
        'evidence:string[],evidenceSections:string[],evidenceStarts:long[],evidenceEnds:long[],:END_ID(Disease)\n',
    );
    const args = texts.get(IMPORT_ARGUMENTS) ?? '';
    expect(args).toContain('--nodes=Gene:Concept=nodes-Gene-header.csv,nodes-Gene.csv.gz\n');
    expect(args).toContain('--relationships=IN_TAXON=edges-IN_TAXON-Taxon-header.csv,edges-IN_TAXON-Taxon.csv.gz\n');
    const others = [...texts.keys()].filter((name) => name !== IMPORT_ARGUMENTS && name !== AFTER_IMPORT);
    for (const name of others) expect(args).toMatch(new RegExp(`[=,]${name.replaceAll('.', '\\.')}[,\\n]`));
  });

  it('ask for line breaks in values only where there are any, and fill the lists that came empty', async () => {
    const other = new EmbeddedStore({ path: join(folder, 'other') });
    await other.open();
    await other.writePapers([paperGraph('PMC:1', { assertions: [assertion('MONDO:1')] })], run);
    const plain = await textsOf(neo4jAdminFiles(other));
    await other.writePapers([paperGraph('PMC:1', { paper: { title: 'a\nb', authors: [] } })], run);
    const broken = await textsOf(neo4jAdminFiles(other));
    await other.close();
    const told = [plain, broken].map(
      (texts) => /--multiline-fields=(\w+)/.exec(texts.get(IMPORT_ARGUMENTS) ?? '')?.[1],
    );
    expect(told).toEqual(['false', 'true']);
    expect(plain.get(AFTER_IMPORT)).toContain('MATCH ()-[n:ASSERTS]->() WHERE n.`aliases` IS NULL');
    expect(broken.get(AFTER_IMPORT)).toContain('MATCH (n:Paper) WHERE n.`authors` IS NULL');
    expect(broken.get(AFTER_IMPORT)).not.toContain('ASSERTS');
  });
});

describe('files for KGX', () => {
  const rows = (text = '') => {
    const [header = [], ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    return lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index]])));
  };

  it('have all concepts, papers and edges once, with what Biolink asks for, and no cell broken by a text', async () => {
    const other = new EmbeddedStore({ path: join(folder, 'kgx') });
    await other.open();
    const known = concept('NCBIGene:1', { fullName: 'gene\tone' });
    const mouse = concept('NCBIGene:2', { orthologIds: ['NCBIGene:1', 'NCBIGene:404'], orthologSymbols: ['A', 'B'] });
    const graph = paperGraph('PMC:PMC1', {
      paper: { title: 'a\n"b" | c', doi: '10.1/x', pmid: '5', authors: ['A|B', 'C'] },
      mentions: [mention('NCBIGene:1', { evidence: ['x | y', 'z\r\n'] }), mention('MONDO:1')],
      assertions: [assertion('NCBIGene:1'), assertion('NCBIGene:2'), assertion('MESH:X')],
      concepts: [known, mouse, concept('MONDO:1'), concept('MONDO:2'), concept('MESH:X', { known: false })],
      subclassOf: [{ from: 'MONDO:1', to: 'MONDO:2' }],
      inTaxon: [{ from: 'NCBIGene:1', to: 'NCBITaxon:9606' }],
      taxa: [{ id: 'NCBITaxon:9606', name: 'Homo sapiens' }],
    });
    const second = paperGraph('DOI:10.2/y', {
      assertions: [assertion('MESH:X', { kind: 'Other' })],
      concepts: [concept('MESH:X', { known: false, kind: 'Other' })],
    });
    await other.writePapers([graph, second], run);
    const texts = await textsOf(kgxFiles(other));
    await other.close();
    const [nodes, edges] = [rows(texts.get('nodes.tsv')), rows(texts.get('edges.tsv'))];
    const ids = nodes.map(({ id }) => id);
    expect(ids).toEqual(
      ['PMC:1', 'doi:10.2/y', 'NCBIGene:1', 'NCBIGene:2', 'MESH:X', 'MONDO:1', 'MONDO:2', 'NCBITaxon:9606'].toSorted(
        (a, b) => ids.indexOf(a) - ids.indexOf(b),
      ),
    );
    expect(nodes.find(({ id }) => id === 'PMC:1')).toMatchObject({
      category: 'biolink:Publication',
      name: 'a "b" | c',
      xref: 'PMID:5|doi:10.1/x',
      authors: 'A B|C',
    });
    expect(nodes.find(({ id }) => id === 'NCBIGene:1')).toMatchObject({
      category: 'biolink:Gene',
      full_name: 'gene one',
      provided_by: 'infores:ncbi-gene',
    });
    expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
    expect(edges.every(({ subject, object }) => ids.includes(subject) && ids.includes(object))).toBe(true);
    expect(
      edges.map(({ predicate, original_predicate, agent_type }) => [predicate, original_predicate, agent_type]),
    ).toEqual(
      expect.arrayContaining([
        ['biolink:mentions', 'papergraph:MENTIONS', 'text_mining_agent'],
        ['biolink:related_to', 'papergraph:ASSERTS', 'not_provided'],
        ['biolink:subclass_of', 'papergraph:SUBCLASS_OF', 'manual_agent'],
        ['biolink:in_taxon', 'papergraph:IN_TAXON', 'manual_agent'],
      ]),
    );
    const orthologs = edges.filter(({ predicate }) => predicate === 'biolink:orthologous_to');
    expect(orthologs.map(({ subject, object }) => [subject, object])).toEqual([['NCBIGene:2', 'NCBIGene:1']]);
    expect(orthologs[0]).toMatchObject({ primary_knowledge_source: 'infores:ncbi-gene', publications: '' });
    const found = edges.find(({ id }) => id === 'PMC:1-MENTIONS-NCBIGene:1');
    expect(found).toMatchObject({ publications: 'PMC:1', has_count: '2', supporting_text: 'x   y|z  ' });
    expect(Object.values(found ?? {}).every((cell) => cell !== undefined)).toBe(true);
  });
});
