import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedStore } from '../../src/graph/embedded.js';
import { Neo4jStore } from '../../src/graph/neo4j.js';
import type { PaperGraph } from '../../src/model.js';
import { emptyNeo4j, neo4jMissing, neo4jOptions } from '../support/neo4j.js';
import { describeStore, type StoreUnderTest } from './conformance.js';
import { dump } from './dump.js';
import { assertion, mention, paperGraph, run } from './papers.js';
import { describeQueries } from './query-cases.js';
import { batch } from './random-papers.js';

describe.skipIf(neo4jMissing !== null)(`Neo4j${neo4jMissing === null ? '' : `, skipped: ${neo4jMissing}`}`, () => {
  const server: StoreUnderTest = {
    make: (options) => new Neo4jStore({ ...neo4jOptions(), ...options }),
    empty: emptyNeo4j,
  };
  describeStore('as a store', server);
  describeQueries(server);

  describe('in its own terms', () => {
    const store = neo4jMissing === null ? new Neo4jStore(neo4jOptions()) : null;
    const rows = async (cypher: string) => (await store?.query(cypher, {}, { readOnly: true }))?.rows;

    beforeAll(async () => {
      await emptyNeo4j();
      await store?.open();
      const graph = paperGraph('PMC:PMC1', {
        paper: { year: 2026, figureCount: 0 },
        mentions: [mention('NCBIGene:1', { confidence: 1 }), mention('MONDO:1')],
        assertions: [assertion('CHEBI:1', { aliases: [] })],
      });
      await store?.writePapers([graph], run);
    });
    afterAll(() => store?.close());

    it('has integers, floats, booleans and lists, and no property for what is absent', async () => {
      const types = await rows(`
        MATCH (p:Paper)-[m:MENTIONS]->(g:Gene)
        RETURN valueType(p.year), valueType(p.figureCount), valueType(m.count), valueType(m.evidenceStarts),
          valueType(m.confidence), valueType(g.known), valueType(p.authors), 'doi' IN keys(p), 'fullName' IN keys(g)`);
      expect(types).toEqual([
        [
          'INTEGER NOT NULL',
          'INTEGER NOT NULL',
          'INTEGER NOT NULL',
          'LIST<INTEGER NOT NULL> NOT NULL',
          'FLOAT NOT NULL',
          'BOOLEAN NOT NULL',
          'LIST<STRING NOT NULL> NOT NULL',
          false,
          false,
        ],
      ]);
    });

    it('labels genes, diseases and others as concepts too, and nothing else', async () => {
      expect(await rows('MATCH (c:Concept) RETURN labels(c) ORDER BY c.id')).toEqual([
        [['Other', 'Concept']],
        [['Disease', 'Concept']],
        [['Gene', 'Concept']],
      ]);
      expect(await rows('MATCH (n:Concept) WHERE n:Paper OR n:Taxon OR n:Run RETURN count(n)')).toEqual([[0]]);
    });

    it('has a uniqueness constraint for each label and an index for concepts', async () => {
      const constraints = await rows(
        "SHOW CONSTRAINTS YIELD name, type WHERE name STARTS WITH 'papergraph_' RETURN name, type ORDER BY name",
      );
      expect(constraints?.map(([name]) => name)).toEqual(
        ['disease', 'gene', 'graphinfo', 'other', 'paper', 'run', 'taxon'].map((label) => `papergraph_${label}_id`),
      );
      expect(new Set(constraints?.map(([, type]) => type))).toEqual(new Set(['UNIQUENESS']));
      expect(await rows("SHOW INDEXES YIELD name, state WHERE name = 'papergraph_concept_id' RETURN state")).toEqual([
        ['ONLINE'],
      ]);
    });

    async function dropSchema(): Promise<void> {
      for (const [kind, all] of [
        ['CONSTRAINT', 'CONSTRAINTS'],
        ['INDEX', 'INDEXES'],
      ]) {
        const names = await rows(`SHOW ${all} YIELD name WHERE name STARTS WITH 'papergraph_' RETURN name`);
        for (const [name] of names ?? []) await store?.query(`DROP ${kind} ${name}`, {}, { readOnly: false });
      }
    }

    it('is made once by processes that open it at the same time', { timeout: 60_000 }, async () => {
      for (let round = 0; round < 3; round++) {
        await emptyNeo4j();
        await dropSchema();
        const stores = Array.from({ length: 4 }, () => new Neo4jStore(neo4jOptions()));
        const ids = await Promise.all(stores.map(async (one) => (await one.open()).graphId));
        expect(new Set(ids).size).toBe(1);
        for (const one of stores) await one.close();
      }
    });

    it.each([
      'CREATE INDEX foo FOR (n:Foo) ON (n.x)',
      "CREATE USER joe SET PASSWORD 'abcdefgh'",
      "CALL db.createLabel('Foo')",
      'MATCH (p) CALL (p) { DETACH DELETE p } IN TRANSACTIONS',
      'EXPLAIN MATCH (p:Paper) DELETE p',
    ])('refuses in a query for reading: %s', async (cypher) => {
      await expect(rows(cypher)).rejects.toThrow(/expected a query that only reads/i);
    });

    it('gives integers beyond 2^53 and dates as text', async () => {
      expect(await rows("RETURN 9007199254740993, [1, 2.5], date('2020-01-02')")).toEqual([
        ['9007199254740993', [1, 2.5], '2020-01-02'],
      ]);
    });

    it('says what to do when the database does not exist', async () => {
      const other = new Neo4jStore({ ...neo4jOptions(), database: 'other' });
      await expect(other.open()).rejects.toThrow(/no such database.*NEO4J_DATABASE/);
      await other.close();
    });
  });

  it('holds what the embedded store holds after the same writes', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'papergraph-both-'));
    const stores = [new Neo4jStore(neo4jOptions()), new EmbeddedStore({ path: join(folder, 'graph') })] as const;
    try {
      await emptyNeo4j();
      for (const store of stores) await store.open();
      await fc.assert(
        fc.asyncProperty(batch, async (papers) => {
          for (const store of stores) await store.writePapers(papers, run);
          const [neo4j, embedded] = [await dump(stores[0]), await dump(stores[1])];
          expect(neo4j).toEqual(embedded);
          expect(neo4j['MENTIONS']).toEqual(expect.arrayContaining(mentionRows(papers)));
        }),
        { numRuns: 20, endOnFailure: true },
      );
    } finally {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true });
    }
  });
});

/** The rows that the mentions of papers make in a dump. */
function mentionRows(papers: readonly PaperGraph[]): unknown[][] {
  return papers.flatMap(({ paper, mentions }) =>
    mentions.map(({ conceptId, kind, ...properties }) => [paper.id, conceptId, { _type: 'MENTIONS', ...properties }]),
  );
}
