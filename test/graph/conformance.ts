/** What every store must do, as tests that run on each of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CannotRunError, PaperError, TemporaryError } from '../../src/errors.js';
import { kgxFiles } from '../../src/graph/kgx.js';
import type { GraphStore, PlainValue } from '../../src/graph/store.js';
import type { PaperGraph } from '../../src/model.js';
import { dump } from './dump.js';
import { textsOf } from './graph-files.js';
import { assertion, concept, mention, paperGraph, run } from './papers.js';

/** A kind of store, as the tests need it. */
export interface StoreUnderTest {
  /** A store on the graph under test, not yet open; each call gives another one on the same graph. */
  make(options?: { readonly readOnly?: boolean }): GraphStore;
  /** Leaves the graph as if it had never been. No store is open then. */
  empty(): Promise<void>;
}

const PAPER = 'PMC:PMC1';
const GENE = 'NCBIGene:1';
const DISEASE = 'MONDO:0000001';

/** Text that stores or formats have stumbled over. */
const STRANGE_TEXTS: readonly (readonly [string, string])[] = [
  ['quotes and backslashes', `it's "so" \`called\` \\n \\' \\" {x: 1} $rows`],
  ['line breaks and tabs', 'one\ntwo\r\nthree\tfour\u2028five'],
  ['emoji and other characters of 4 bytes', '😀 𝒳-linked 👩‍🔬 \u{20bb7}'],
  ['combining characters and right to left', 'e\u0301 \u202eabc שלום'],
  ['a zero byte', 'before\u0000after'],
  ['nothing', ''],
  ['the form of a list', '[1, 2]'],
  ['the form of a date', '2020-01-01'],
  ['a million characters', 'long '.repeat(200_000)],
];

/** A paper with all that a paper can have. */
const FULL = (): PaperGraph =>
  paperGraph(PAPER, {
    paper: { doi: '10.1/x', year: 2026, figureCount: 0, url: 'https://example.org/full.md' },
    mentions: [mention(GENE), mention(DISEASE, { count: 7, confidence: 1 }), mention('MESH:D1', { evidence: [] })],
    assertions: [assertion(DISEASE), assertion('CHEBI:9', { names: ['a', 'b'], aliases: ['c'] })],
    subclassOf: [{ from: DISEASE, to: 'MONDO:0000002' }],
    exactMatch: [{ from: DISEASE, to: 'MESH:D1' }],
    taxa: [{ id: 'NCBITaxon:9606', name: 'Homo sapiens' }],
    inTaxon: [{ from: GENE, to: 'NCBITaxon:9606' }],
  });

/** Runs all tests on a kind of store; `title` names it. */
export function describeStore(title: string, under: StoreUnderTest): void {
  describe(title, () => {
    let store: GraphStore;
    const write = (...papers: readonly PaperGraph[]) => store.writePapers(papers, run);
    const rows = async (cypher: string, params: Readonly<Record<string, unknown>> = {}) =>
      (await store.query(cypher, params, { readOnly: true })).rows;
    const value = async (cypher: string): Promise<PlainValue> => (await rows(cypher))[0]?.[0] ?? null;
    const reopen = async (options: { readonly readOnly?: boolean } = {}) => {
      await store.close();
      store = under.make(options);
      return store.open();
    };

    beforeEach(async () => {
      await under.empty();
      store = under.make();
      await store.open();
    });
    afterEach(() => store.close());

    describe('opening', () => {
      it('tells an id that stays', async () => {
        const { graphId } = await reopen();
        expect(graphId).toMatch(/^[0-9a-f-]{36}$/);
        expect(await reopen()).toEqual({ graphId });
        await write(FULL());
        expect(await reopen({ readOnly: true })).toEqual({ graphId });
      });

      it('tells another id once the graph was emptied', async () => {
        const before = await reopen();
        await store.close();
        await under.empty();
        expect(await reopen()).not.toEqual(before);
      });

      it('refuses to read where no graph is', async () => {
        await store.close();
        await under.empty();
        await expect(reopen({ readOnly: true })).rejects.toThrow(/found none.*papergraph link/);
      });

      it.each([1, 2])('brings a graph of version %i up to date, and says so to whoever only reads', async (version) => {
        await write(FULL());
        await store.query('MATCH (g:GraphInfo) SET g.schemaVersion = $version', { version }, { readOnly: false });
        const told = new RegExp(`found version ${version}\\. .*papergraph link`);
        await expect(reopen({ readOnly: true })).rejects.toThrow(told);
        const { graphId } = await reopen();
        expect(await reopen({ readOnly: true })).toEqual({ graphId });
        expect((await store.counts()).papers).toBe(1);
      });

      it('refuses a graph of another version', async () => {
        await store.query('MATCH (g:GraphInfo) SET g.schemaVersion = 99', {}, { readOnly: false });
        await expect(reopen()).rejects.toThrow(/found version 99/);
      });

      it('writes nothing when opened for reading', async () => {
        await reopen({ readOnly: true });
        await expect(write(FULL())).rejects.toThrow(CannotRunError);
        await expect(store.startRun(run)).rejects.toThrow(/for reading only/);
        expect((await store.counts()).papers).toBe(0);
      });

      it('says so when it is used before', async () => {
        await expect(under.make().counts()).rejects.toThrow(/not open/);
      });

      it('closes twice, and unopened, without an error', async () => {
        await store.close();
        await store.close();
        await under.make().close();
      });
    });

    describe('writing', () => {
      it('writes all that a paper has', async () => {
        await write(FULL());
        const { papers, nodes, edges } = await store.counts();
        expect(papers).toBe(1);
        expect(nodes).toEqual({ Paper: 1, Gene: 1, Disease: 3, Other: 1, Taxon: 1, Run: 1, GraphInfo: 1 });
        expect(edges).toEqual({
          MENTIONS: 3,
          ASSERTS: 2,
          SUBCLASS_OF: 1,
          EXACT_MATCH: 1,
          IN_TAXON: 1,
          PROCESSED_IN: 1,
        });
      });

      it('writes the properties of nodes and edges as they are, and absent ones not at all', async () => {
        const graph = FULL();
        await write(graph);
        const [[paper, edge, end] = []] = await rows(
          `MATCH (p:Paper)-[m:MENTIONS]->(c:Gene) WHERE c.id = '${GENE}' RETURN p, m, c`,
        );
        expect(paper).toEqual({ _label: 'Paper', ...graph.paper, hash: graph.hash });
        const { conceptId, kind, ...properties } = mention(GENE);
        expect(edge).toEqual({ _type: 'MENTIONS', ...properties });
        const { kind: label, ...gene } = concept(conceptId);
        expect(end).toEqual({ _label: label, ...gene });
        expect(kind).toBe(label);
      });

      it('changes nothing when the same is written twice', async () => {
        const graph = FULL();
        await write(graph);
        const before = await dump(store);
        await write(graph);
        expect(await dump(store)).toEqual(before);
      });

      it('takes a mention away that a paper has lost', async () => {
        await write(paperGraph(PAPER, { mentions: [mention(GENE), mention(DISEASE)] }), paperGraph('PMC:PMC2'));
        await write(paperGraph(PAPER, { mentions: [mention(DISEASE)] }));
        expect(await rows('MATCH (:Paper)-[:MENTIONS]->(c) RETURN c.id')).toEqual([[DISEASE]]);
        expect((await store.counts()).papers).toBe(2);
      });

      it('replaces a paper as a whole', async () => {
        await write(FULL());
        const next = paperGraph(PAPER, {
          paper: { title: 'Another title', authors: [] },
          mentions: [mention(GENE, { count: 1, names: ['new'], evidence: [], evidenceSections: [] })],
        });
        await store.writePapers([next], { ...run, id: 'later' });
        expect(await rows('MATCH (p:Paper) RETURN p')).toEqual([[{ _label: 'Paper', ...next.paper, hash: next.hash }]]);
        expect(await rows('MATCH (:Paper)-[m:MENTIONS]->() RETURN m.count, m.names, m.evidence')).toEqual([
          [1, ['new'], []],
        ]);
        expect(await rows('MATCH (:Paper)-[:PROCESSED_IN]->(r:Run) RETURN r.id')).toEqual([['later']]);
        expect((await store.counts()).edges.ASSERTS).toBe(0);
      });

      it('writes a paper without anything', async () => {
        await write(paperGraph(PAPER, { paper: { title: '', authors: [] } }));
        expect((await store.counts()).edges).toMatchObject({ MENTIONS: 0, ASSERTS: 0, PROCESSED_IN: 1 });
        expect(await rows('MATCH (p:Paper) RETURN p.title, p.authors, p.doi')).toEqual([['', [], null]]);
      });

      it('writes no paper at all', async () => {
        await write();
        expect((await store.counts()).papers).toBe(0);
      });

      it('writes 10,000 mentions of one paper', { timeout: 120_000 }, async () => {
        const mentions = Array.from({ length: 10_000 }, (_, index) => mention(`NCBIGene:${index}`, { count: index }));
        await write(paperGraph(PAPER, { mentions }));
        await write(paperGraph(PAPER, { mentions }));
        expect(await rows('MATCH (:Paper)-[m:MENTIONS]->(g:Gene) RETURN count(DISTINCT g.id), sum(m.count)')).toEqual([
          [10_000, 49_995_000],
        ]);
      });

      it.each(STRANGE_TEXTS)('keeps %s', async (_name, text) => {
        await write(
          paperGraph(PAPER, {
            paper: { title: text, authors: [text, 'x', text] },
            mentions: [mention(GENE, { reason: text, evidence: [text] })],
          }),
        );
        const [row] = await rows('MATCH (p:Paper)-[m:MENTIONS]->() RETURN p.title, p.authors, m.reason, m.evidence');
        expect(row).toEqual([text, [text, 'x', text], text, [text]]);
      });

      it('finds ids of strange characters again', async () => {
        const id = 'DOI:10.1/(sici)"\'\\<1::aid>3.0.co;2-😀';
        await write(paperGraph(id, { assertions: [assertion('CHEBI:a"b\n c')] }));
        await write(paperGraph(id, { assertions: [assertion('CHEBI:a"b\n c')] }));
        expect((await store.paperHashes([id])).size).toBe(1);
        expect((await store.counts()).nodes).toMatchObject({ Paper: 1, Other: 1 });
      });

      it('puts a replacement character where half a surrogate pair stands', async () => {
        await write(paperGraph(PAPER, { paper: { title: 'half \ud83d pair' } }));
        expect(await value('MATCH (p:Paper) RETURN p.title')).toBe('half \ufffd pair');
      });

      it('keeps numbers as they are, among others of their list', async () => {
        const numbers = [1, 0.5, 0.30000000000000004, 1e-7, 0];
        const mentions = numbers.map((confidence, index) =>
          mention(`NCBIGene:${index}`, { confidence, count: 2 ** 40 + index, evidenceStarts: [0, 2 ** 31] }),
        );
        await write(paperGraph(PAPER, { mentions }));
        const found = await rows(
          'MATCH (:Paper)-[m:MENTIONS]->(g) RETURN m.confidence, m.count, m.evidenceStarts ORDER BY g.id',
        );
        expect(found).toEqual(numbers.map((confidence, index) => [confidence, 2 ** 40 + index, [0, 2 ** 31]]));
      });

      it('divides counts as integers, not as floats', async () => {
        await write(paperGraph(PAPER, { paper: { year: 2025 }, mentions: [mention(GENE, { count: 7 })] }));
        expect(await rows('MATCH (p:Paper)-[m:MENTIONS]->() RETURN m.count / 2, p.year / 2')).toEqual([[3, 1012]]);
      });
    });

    describe('a batch that cannot be written', () => {
      const broken = () => paperGraph('PMC:PMC9', { mentions: [mention('NCBIGene:404')], concepts: [] });

      it('leaves the graph as it was', async () => {
        await write(FULL());
        const before = await dump(store);
        const changed = paperGraph(PAPER, { mentions: [mention('NCBIGene:2')] });
        const added = paperGraph('PMC:PMC0', { assertions: [assertion('CHEBI:1')] });
        await expect(write(added, changed, broken())).rejects.toThrow(PaperError);
        expect(await dump(store)).toEqual(before);
      });

      it('says what was missing, and does not harm what comes after', async () => {
        await expect(write(broken())).rejects.toThrow(/MENTIONS from Paper to Gene: expected 1 edges, made 0/);
        await write(FULL());
        expect((await store.counts()).papers).toBe(1);
      });

      it('is one in which an ancestor is missing', async () => {
        const graph = paperGraph(PAPER, {
          mentions: [mention(DISEASE)],
          concepts: [concept(DISEASE)],
          subclassOf: [{ from: DISEASE, to: 'MONDO:0000404' }],
        });
        await expect(write(graph)).rejects.toThrow(/SUBCLASS_OF/);
        expect((await store.counts()).papers).toBe(0);
      });

      it('is one that has a paper twice, or a number where text belongs', async () => {
        await expect(write(paperGraph(PAPER), paperGraph(PAPER))).rejects.toThrow(/got it twice/);
        await expect(write(paperGraph(PAPER, { paper: { year: 2020.5 } }))).rejects.toThrow(/year: expected int/);
        expect((await store.counts()).papers).toBe(0);
      });
    });

    describe('shared concepts', () => {
      const unknown = { known: false, name: 'as a card has it' };
      const asserting = (id: string, more: object) =>
        paperGraph(id, { assertions: [assertion(DISEASE)], concepts: [concept(DISEASE, more)] });
      const nameOfDisease = () => value(`MATCH (d:Disease) WHERE d.id = '${DISEASE}' RETURN d.name`);

      it('are brought up to date', async () => {
        await write(asserting('PMC:PMC1', { name: 'old', treeNumbers: ['C04'] }));
        await write(asserting('PMC:PMC2', { name: 'new' }));
        expect(await rows('MATCH (d:Disease) RETURN d.name, d.treeNumbers')).toEqual([['new', null]]);
      });

      it('lose a property that they have no more', async () => {
        await write(asserting('PMC:PMC1', { treeNumbers: ['C04'], fullName: 'long' }));
        await write(asserting('PMC:PMC2', { treeNumbers: ['C04'] }));
        expect(await rows('MATCH (d:Disease) RETURN d.treeNumbers, d.fullName')).toEqual([[['C04'], null]]);
      });

      it('tell of the genes that they are orthologs of, until a terminology does no more', async () => {
        const orthologs = { orthologIds: ['NCBIGene:7', 'NCBIGene:8'], orthologSymbols: ['SEVEN', 'EIGHT'] };
        const mentioning = (more: object) =>
          paperGraph(PAPER, { mentions: [mention(GENE)], concepts: [concept(GENE, more)] });
        await write(mentioning(orthologs));
        const text = "MATCH (g:Gene) WHERE g.name = 'EIGHT' OR 'EIGHT' IN g.orthologSymbols RETURN g.id, g.orthologIds";
        expect(await rows(text)).toEqual([[GENE, orthologs.orthologIds]]);
        await write(mentioning({}));
        expect(await rows(text)).toEqual([]);
        expect(await rows('MATCH (g:Gene) RETURN g.orthologIds, g.orthologSymbols')).toEqual([[null, null]]);
      });

      it('give KGX an edge to the gene that they are orthologs of, where that one is there', async () => {
        const above = { orthologIds: [GENE, 'NCBIGene:404'], orthologSymbols: ['ONE', 'GONE'] };
        const concepts = [concept(GENE), concept('NCBIGene:2', above)];
        await write(paperGraph(PAPER, { mentions: [mention(GENE), mention('NCBIGene:2')], concepts }));
        const edges = (await textsOf(kgxFiles(store))).get('edges.tsv') ?? '';
        const found = edges.split('\n').filter((line) => line.includes('biolink:orthologous_to'));
        expect(found.map((line) => line.split('\t').slice(0, 4))).toEqual([
          [`NCBIGene:2-ORTHOLOG-${GENE}`, 'NCBIGene:2', 'biolink:orthologous_to', GENE],
        ]);
      });

      it('stay known when a later card names them only by id', async () => {
        await write(asserting('PMC:PMC1', {}));
        await write(asserting('PMC:PMC2', unknown));
        expect(await nameOfDisease()).toBe(`name of ${DISEASE}`);
      });

      it.each([
        ['before', [{}, unknown]],
        ['after', [unknown, {}]],
      ])('are known when a paper %s in the same batch knows them', async (_when, descriptions) => {
        await write(...descriptions.map((more, index) => asserting(`PMC:PMC${index}`, more)));
        expect(await nameOfDisease()).toBe(`name of ${DISEASE}`);
      });

      it('become known when a terminology knows them', async () => {
        await write(asserting('PMC:PMC1', unknown));
        expect(await nameOfDisease()).toBe(unknown.name);
        await write(asserting('PMC:PMC2', {}));
        expect(await nameOfDisease()).toBe(`name of ${DISEASE}`);
      });

      it('may share an id that no terminology knows, as two kinds', async () => {
        const id = 'MESH:C999999';
        const as = (kind: 'Disease' | 'Other') => ({ assertions: [assertion(id, { kind })] });
        await write(paperGraph('PMC:PMC1', as('Disease')), paperGraph('PMC:PMC2', as('Other')));
        expect((await store.counts()).nodes).toMatchObject({ Disease: 1, Other: 1 });
      });

      it('lose a parent that a new release has taken from them', async () => {
        const under = (parent: string) =>
          paperGraph('PMC:PMC1', { mentions: [mention(DISEASE)], subclassOf: [{ from: DISEASE, to: parent }] });
        await write(under('MONDO:0000002'));
        const other = { mentions: [mention('MONDO:0000007')], subclassOf: [{ from: 'MONDO:0000007', to: DISEASE }] };
        await write(paperGraph('PMC:PMC2', other));
        await write(under('MONDO:0000003'));
        expect(await rows('MATCH (a)-[:SUBCLASS_OF]->(b) RETURN a.id, b.id ORDER BY a.id')).toEqual([
          [DISEASE, 'MONDO:0000003'],
          ['MONDO:0000007', DISEASE],
        ]);
      });

      it('are written once by writers at the same time', { timeout: 60_000 }, async () => {
        const mentions = Array.from({ length: 60 }, (_, index) => mention(`NCBIGene:${index}`));
        await Promise.all(Array.from({ length: 8 }, (_, index) => write(paperGraph(`PMC:PMC${index}`, { mentions }))));
        const { nodes, edges } = await store.counts();
        expect(nodes).toMatchObject({ Paper: 8, Gene: 60 });
        expect(edges.MENTIONS).toBe(480);
      });
    });

    describe('papers', () => {
      it('have their edges once when several write them at the same time', { timeout: 60_000 }, async () => {
        const versions = Array.from({ length: 6 }, (_, version) =>
          ['PMC:PMC1', 'PMC:PMC2', 'PMC:PMC3'].map((id) =>
            paperGraph(id, { mentions: Array.from({ length: 20 }, (_, at) => mention(`NCBIGene:${at + version}`)) }),
          ),
        );
        await Promise.all(versions.map((papers) => write(...papers)));
        expect((await store.counts()).edges).toMatchObject({ MENTIONS: 60, PROCESSED_IN: 3 });
        const hashes = await store.paperHashes(['PMC:PMC1']);
        const last = versions.flat().find(({ hash }) => hash === hashes.get('PMC:PMC1'));
        const found = await rows("MATCH (:Paper {id: 'PMC:PMC1'})-[:MENTIONS]->(g:Gene) RETURN g.id");
        expect(new Set(found.flat())).toEqual(new Set(last?.mentions.map(({ conceptId }) => conceptId)));
      });

      it('keep their edges while unused concepts are removed', { timeout: 60_000 }, async () => {
        const paper = (at: number) =>
          paperGraph('PMC:PMC1', {
            mentions: [0, 1, 2].map((gene) => mention(`NCBIGene:${(at * 2 + gene) % 9}`)),
            taxa: [{ id: `NCBITaxon:${at % 3}`, name: 'a species' }],
            inTaxon: [{ from: `NCBIGene:${(at * 2) % 9}`, to: `NCBITaxon:${at % 3}` }],
          });
        const writing = async () => {
          for (let at = 0; at < 30; at++) {
            await write(paper(at));
            expect(await value("MATCH (:Paper {id: 'PMC:PMC1'})-[m:MENTIONS]->(:Gene) RETURN count(m)")).toBe(3);
            const taxa = `MATCH (:Gene {id: 'NCBIGene:${(at * 2) % 9}'})-[e:IN_TAXON]->(:Taxon {id: 'NCBITaxon:${at % 3}'}) RETURN count(e)`;
            expect(await value(taxa)).toBe(1);
          }
          return 'done';
        };
        const written = writing();
        const removing = async (): Promise<void> => {
          // Refused where a paper has just led to one of them; see to it again.
          await store.removeUnusedConcepts().catch((error: unknown) => expect(error).toBeInstanceOf(TemporaryError));
          if ((await Promise.race([written, new Promise((go) => setTimeout(go, 2))])) !== 'done') await removing();
        };
        await Promise.all([written, removing()]);
        await store.removeUnusedConcepts();
        expect((await store.counts()).nodes.Gene).toBe(3);
      });

      it('tell their hashes', async () => {
        const graph = FULL();
        await write(graph, paperGraph('PMC:PMC2'));
        expect(await store.paperHashes([PAPER, 'PMC:none'])).toEqual(new Map([[PAPER, graph.hash]]));
        expect(await store.paperHashes([])).toEqual(new Map());
      });

      it('can be removed, and with them the concepts that no other paper leads to', async () => {
        const kept = paperGraph('PMC:PMC2', {
          mentions: [mention('MONDO:0000005')],
          subclassOf: [
            { from: 'MONDO:0000005', to: 'MONDO:0000006' },
            { from: 'MONDO:0000006', to: 'MONDO:0000002' },
          ],
        });
        await write(FULL(), kept);
        await store.removePapers([PAPER, 'PMC:none']);
        expect((await store.counts()).papers).toBe(1);
        expect(await store.removeUnusedConcepts()).toBe(5);
        const { nodes } = await store.counts();
        expect(nodes).toMatchObject({ Paper: 1, Gene: 0, Disease: 3, Other: 0, Taxon: 0, Run: 1 });
        expect(await store.removeUnusedConcepts()).toBe(0);
      });

      it('removes runs that no paper stands as they wrote it, but for the newest', async () => {
        const [old, used, newest] = ['2026-01-01', '2026-01-02', '2026-01-03'].map((id) => ({ ...run, id }));
        for (const one of [old, used, newest]) if (one !== undefined) await store.startRun(one);
        await store.writePapers([paperGraph('PMC:1')], used ?? run);
        expect(await store.removeUnusedRuns()).toBe(1);
        const { rows } = await store.query('MATCH (r:Run) RETURN r.id ORDER BY r.id', {}, { readOnly: true });
        expect(rows).toEqual([['2026-01-02'], ['2026-01-03']]);
      });

      it('keep the exact matches of what they lead to, in either direction, and what is above those', async () => {
        const [mesh, mondo, other, above] = ['MESH:D1', 'MONDO:0000001', 'OMIM:1', 'MONDO:0000002'];
        const matched = paperGraph('PMC:1', {
          mentions: [mention(mesh)],
          concepts: [concept(mesh), concept(mondo), concept(other), concept(above)],
          exactMatch: [mesh, other].map((to) => ({ from: mondo, to })),
          subclassOf: [{ from: mondo, to: above }],
        });
        await write(matched);
        expect(await store.removeUnusedConcepts()).toBe(0);
        await store.removePapers(['PMC:1']);
        expect(await store.removeUnusedConcepts()).toBe(4);
      });

      it('stand as before when they come again, whatever was removed or changed meanwhile', async () => {
        const full = FULL();
        await write(full);
        const before = await dump(store);
        await store.removePapers([PAPER]);
        await store.removeUnusedConcepts();
        await write(full);
        expect(await dump(store)).toEqual(before);
        const missing = paperGraph('PMC:PMC9', { mentions: [mention('NCBIGene:404')], concepts: [] });
        await expect(write(missing)).rejects.toThrow(PaperError);
        await store.query(`MATCH (g:Gene {id: '${GENE}'}) SET g.name = 'edited'`, {}, { readOnly: false });
        await store.query('MATCH ()-[e:SUBCLASS_OF]->() DELETE e', {}, { readOnly: false });
        await write(full);
        expect(await dump(store)).toEqual(before);
      });

      it('need not be there for their run to be', async () => {
        await store.startRun(run);
        await store.startRun(run);
        expect(await rows('MATCH (r:Run) RETURN r')).toEqual([[{ _label: 'Run', ...run }]]);
      });
    });

    describe('a query', () => {
      beforeEach(() => write(FULL()));

      it.each([
        'MATCH (p:Paper) DETACH DELETE p',
        "CREATE (:Taxon {id: 'NCBITaxon:1', name: 'x'})",
        "MATCH (p:Paper) SET p.title = 'changed'",
        "MERGE (t:Taxon {id: 'NCBITaxon:1'})",
        'MATCH (p:Paper)-[m:MENTIONS]->() DELETE m',
        "// a comment\n  CREATE (:Taxon {id: 'NCBITaxon:1', name: 'x'})",
        "PROFILE CREATE (:Taxon {id: 'NCBITaxon:1', name: 'x'})",
      ])('for reading refuses to change anything: %s', async (cypher) => {
        const before = await dump(store);
        await expect(store.query(cypher, {}, { readOnly: true })).rejects.toThrow(/expected a query that only reads/i);
        expect(await dump(store)).toEqual(before);
      });

      it('for reading may ask for the plan', async () => {
        await expect(store.query('PROFILE MATCH (p:Paper) RETURN p.id', {}, { readOnly: true })).resolves.toBeDefined();
      });

      it('with an error says what is wrong', async () => {
        await expect(rows('MATCH (p:Paper) RETURN q.id')).rejects.toThrow(/does not take this query.*q/s);
        await expect(rows('MATCH (p:Paper RETURN p')).rejects.toThrow(CannotRunError);
      });

      it('takes parameters of all kinds', async () => {
        const cypher =
          'MATCH (p:Paper) WHERE p.id IN $ids AND p.year = $year RETURN $text AS text, p.year + $year AS sum LIMIT $limit';
        const params = { ids: [PAPER, 'x'], year: 2026, text: `it's "😀"`, limit: 5 };
        expect(await store.query(cypher, params, { readOnly: true })).toEqual({
          columns: ['text', 'sum'],
          rows: [[`it's "😀"`, 4052]],
        });
      });

      it('gives lists, nothing, nodes, edges and paths as plain data', async () => {
        const [row] = await rows(
          `MATCH way = (p:Paper)-[:MENTIONS]->(g:Gene)-[e:IN_TAXON]->(t:Taxon)
           RETURN t, e, p.pmid, p.authors, [t.name, 'x'], way`,
        );
        const taxon = { _label: 'Taxon', id: 'NCBITaxon:9606', name: 'Homo sapiens' };
        expect(row?.slice(0, 5)).toEqual([
          taxon,
          { _type: 'IN_TAXON' },
          null,
          ['Ada Example', 'Ben Sample'],
          ['Homo sapiens', 'x'],
        ]);
        expect(row?.[5]).toMatchObject({
          nodes: [{ _label: 'Paper' }, { _label: 'Gene' }, taxon],
          edges: [{ _type: 'MENTIONS' }, { _type: 'IN_TAXON' }],
        });
        expect(JSON.parse(JSON.stringify(row))).toEqual(row);
      });

      it('tells its columns when it has no rows', async () => {
        const cypher = "MATCH (p:Paper) WHERE p.id = 'x' RETURN p.id AS id, p.title AS title";
        expect(await store.query(cypher, {}, { readOnly: true })).toEqual({ columns: ['id', 'title'], rows: [] });
      });
    });
  });
}
