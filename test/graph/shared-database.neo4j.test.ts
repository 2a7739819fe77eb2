/** A database of Neo4j that holds other things, too. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Neo4jStore } from '../../src/graph/neo4j.js';
import { emptyNeo4j, neo4jMissing, neo4jOptions } from '../support/neo4j.js';
import { mention, paperGraph, run } from './papers.js';
import { describeQueries } from './query-cases.js';

const title = `a database that holds other things${neo4jMissing === null ? '' : ` (skipped: ${neo4jMissing})`}`;

describe.skipIf(neo4jMissing !== null)(title, () => {
  const make = (labelPrefix: string) => new Neo4jStore({ ...neo4jOptions(), labelPrefix });
  const paper = paperGraph('PMC:PMC1', {
    mentions: [mention('NCBIGene:1'), mention('MONDO:1')],
    subclassOf: [{ from: 'MONDO:1', to: 'MONDO:2' }],
  });

  describeQueries({ make: () => make('Lit'), empty: emptyNeo4j });

  describe('with nodes of the same labels', () => {
    const others = neo4jMissing === null ? make('') : null;
    const foreign = async (cypher: string) => (await others?.query(cypher, {}, { readOnly: false }))?.rows;

    beforeEach(async () => {
      await emptyNeo4j();
      await others?.open();
      await foreign('MATCH (g:GraphInfo) DELETE g');
      await foreign('CREATE (:Card)-[:MENTIONS]->(:Topic)');
      await foreign("CREATE (:Gene {id: 'NCBIGene:1', colour: 'red'})-[:IN_PANEL]->(:Panel {name: 'A'})");
    });
    afterAll(async () => {
      await others?.close();
      if (neo4jMissing === null) await emptyNeo4j();
    });

    it('is not written to without a prefix', async () => {
      const store = make('');
      await expect(store.open()).rejects.toThrow(/found one with \["Gene"\].*graph\.labelPrefix/);
      await store.close();
    });

    it('is written to beside them with one, and only ours are counted, read and removed', async () => {
      const store = make('Lit');
      await store.open();
      await store.writePapers([paper], run);
      await store.writePapers([paperGraph('PMC:PMC1', { mentions: [mention('MONDO:1')] })], run);
      expect(await store.removeUnusedConcepts()).toBe(1);
      expect((await store.counts()).nodes).toMatchObject({ Paper: 1, Gene: 0, Disease: 2, Run: 1, GraphInfo: 1 });
      expect((await store.counts()).edges).toMatchObject({ MENTIONS: 1, PROCESSED_IN: 1 });
      expect((await store.ask('MATCH (d:Disease) RETURN d ORDER BY d.id LIMIT 1', {})).rows).toEqual([
        [{ _label: 'LitDisease', id: 'MONDO:1', name: 'name of MONDO:1', terminology: 'MONDO', known: true }],
      ]);
      await store.close();
      const labels =
        'MATCH (n) WHERE NOT n:PapergraphTestDatabase UNWIND labels(n) AS label RETURN label, count(*) ORDER BY label';
      expect(await foreign(labels)).toEqual([
        ['Card', 1],
        ['Gene', 1],
        ['LitConcept', 2],
        ['LitDisease', 2],
        ['LitGraphInfo', 1],
        ['LitPaper', 1],
        ['LitRun', 1],
        ['Panel', 1],
        ['Topic', 1],
      ]);
    });
  });

  it('keeps a concept that somebody has tied to things of their own', async () => {
    await emptyNeo4j();
    const store = make('');
    await store.open();
    try {
      await store.writePapers([paper], run);
      await store.query("MATCH (g:Gene) CREATE (g)-[:IN_PANEL]->(:Panel {name: 'A'})", {}, { readOnly: false });
      await store.removePapers(['PMC:PMC1']);
      expect(await store.removeUnusedConcepts()).toBe(2);
      expect((await store.counts()).nodes).toMatchObject({ Gene: 1, Disease: 0 });
    } finally {
      await store.close();
    }
  });
});
