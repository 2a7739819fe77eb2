import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generatedPaper } from '../../pipelines/generated-papers.js';
import { EmbeddedStore } from '../../src/graph/embedded.js';
import { describeStore, type StoreUnderTest } from './conformance.js';
import { assertion, concept, mention, paperGraph, run } from './papers.js';
import { describeQueries } from './query-cases.js';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-embedded-'));
let files = 0;

const embedded: StoreUnderTest = {
  make: (options) => new EmbeddedStore({ path: join(folder, `graph-${files}`), ...options }),
  empty: async () => {
    files++;
  },
};

describe('the embedded store', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  describeStore('as a store', embedded);
  describeQueries(embedded);

  describe('in its own terms', () => {
    const path = join(folder, 'own');

    it('is open once in a process, and again after it was closed', async () => {
      const store = new EmbeddedStore({ path });
      const { graphId } = await store.open();
      const second = new EmbeddedStore({ path });
      await expect(second.open()).rejects.toThrow(/open in this process already/);
      await second.close();
      await store.close();
      expect(await second.open()).toEqual({ graphId });
      await second.close();
    });

    it('gets the columns that an older graph lacks', async () => {
      const old = new EmbeddedStore({ path: join(folder, 'old') });
      await old.open();
      for (const column of ['terminologies', 'model', 'settings', 'curation'])
        await old.query(`ALTER TABLE Run DROP ${column}`, {}, { readOnly: false });
      for (const [table, column] of [
        ['MENTIONS', 'sectionCounts'],
        ['ASSERTS', 'ids'],
        ['Disease', 'formerIds'],
        ['Gene', 'orthologIds'],
        ['Gene', 'orthologSymbols'],
      ])
        await old.query(`ALTER TABLE ${table} DROP ${column}`, {}, { readOnly: false });
      await old.query('MATCH (g:GraphInfo) SET g.schemaVersion = 1', {}, { readOnly: false });
      await old.close();
      const now = new EmbeddedStore({ path: join(folder, 'old') });
      await now.open();
      const mentions = [mention('MONDO:1'), mention('NCBIGene:1')];
      const gene = concept('NCBIGene:1', { orthologIds: ['NCBIGene:2'], orthologSymbols: ['TWO'] });
      const concepts = [concept('MONDO:1'), gene];
      const paper = paperGraph('PMC:1', { mentions, concepts, assertions: [assertion('MONDO:1')] });
      await now.writePapers([paper], run);
      const { rows } = await now.query(
        'MATCH (g:Gene), (:Paper)-[m:MENTIONS]->(d:Disease)<-[a:ASSERTS]-(:Paper)-[:PROCESSED_IN]->(r:Run) RETURN m.sectionCounts, a.ids, r.model, g.orthologSymbols',
        {},
        { readOnly: true },
      );
      expect(rows).toEqual([[[1, 1], ['MONDO:1'], run.model, ['TWO']]]);
      await now.close();
    });

    it.each([
      "COPY (MATCH (p:Paper) RETURN p.id) TO 'NAME'",
      "EXPORT DATABASE 'NAME'",
      "PROFILE COPY (MATCH (p:Paper) RETURN p.id) TO 'NAME'",
      'CALL threads=1',
      'INSTALL json',
      'CHECKPOINT',
      'BEGIN TRANSACTION',
      "ATTACH 'NAME' AS other (dbtype lbug)",
    ])('refuses in a query for reading what the database calls reading: %s', async (statement) => {
      const store = new EmbeddedStore({ path });
      await store.open();
      const written = join(folder, 'written.csv');
      const cypher = statement.replace('NAME', written);
      await expect(store.query(cypher, {}, { readOnly: true })).rejects.toThrow(/expected a query that only reads/i);
      expect(existsSync(written)).toBe(false);
      await store.close();
    });

    it.each([
      ['a text file', () => writeFileSync(path, 'no graph at all\n'.repeat(1000)), /found something else/],
      ['a folder', () => mkdirSync(path), /found a folder/],
    ])('says so when it finds %s', async (_name, prepare, message) => {
      rmSync(path, { recursive: true, force: true });
      prepare();
      const store = new EmbeddedStore({ path });
      await expect(store.open()).rejects.toThrow(message);
      await store.close();
    });

    it('says so when another process writes to it', async () => {
      rmSync(path, { recursive: true, force: true });
      const holder = await holdInAnotherProcess(path);
      const store = new EmbeddedStore({ path });
      await expect(store.open()).rejects.toThrow(/another process has it open/);
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      await expect(store.open()).resolves.toBeDefined();
      await store.close();
    });
  });
});

it('a file stops growing when its papers are replaced again and again', { timeout: 60_000 }, async () => {
  const growing = mkdtempSync(join(tmpdir(), 'papergraph-growing-'));
  const path = join(growing, 'graph');
  const sizes: number[] = [];
  for (let version = 1; version <= 12; version++) {
    const store = new EmbeddedStore({ path });
    await store.open();
    const papers = Array.from({ length: 30 }, (_, index) => generatedPaper(index, { set: 1, version }));
    await store.writePapers(papers, run);
    await store.close();
    sizes.push(statSync(path).size);
  }
  expect(sizes.at(-1)).toBeLessThan(1.25 * (sizes[5] ?? 0));
  rmSync(growing, { recursive: true });
});

it('a log torn by a power cut costs its last transaction, not the graph', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-torn-'));
  const store = new EmbeddedStore({ path: join(folder, 'graph') });
  const { graphId } = await store.open();
  const run = {
    startedAt: '2026-01-01T00:00:00Z',
    version: '1',
    lexicon: 'l',
    terminologies: [],
    model: '',
    settings: '',
    curation: '',
  };
  for (const id of ['1', '2', '3']) await store.startRun({ id, ...run });
  // What a machine that loses power leaves behind: the files as they are, the log without its last bytes.
  const torn = join(folder, 'torn');
  copyFileSync(join(folder, 'graph'), torn);
  copyFileSync(join(folder, 'graph.wal'), `${torn}.wal`);
  truncateSync(`${torn}.wal`, statSync(`${torn}.wal`).size - 10);
  await store.close();
  const recovered = new EmbeddedStore({ path: torn });
  expect(await recovered.open()).toEqual({ graphId });
  expect((await recovered.counts()).nodes.Run).toBe(2);
  await recovered.close();
});

/** A process that has a database open for writing, until it is killed. */
async function holdInAnotherProcess(path: string): Promise<ChildProcess> {
  const code = `
    const { Database } = require('@ladybugdb/core');
    new Database(process.argv[1]).init().then(() => console.log('open'));
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['-e', code, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return holder;
}
