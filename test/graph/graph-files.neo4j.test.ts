/** The files for `neo4j-admin` imported into a server by itself, against the same papers written online. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import neo4j, { type Plan, type Session } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedStore } from '../../src/graph/embedded.js';
import type { GraphFile } from '../../src/graph/graph-file.js';
import { Neo4jStore } from '../../src/graph/neo4j.js';
import { AFTER_IMPORT, neo4jAdminFiles } from '../../src/graph/neo4j-admin.js';
import { scanEdges, scanNodes } from '../../src/graph/scan.js';
import type { GraphStore, PlainValue } from '../../src/graph/store.js';
import { emptyNeo4j, neo4jMissing, neo4jOptions } from '../support/neo4j.js';
import { importWithMaven } from '../support/neo4j-import.js';
import { mavenProblem, startWithMaven } from '../support/neo4j-maven.js';
import type { RunningNeo4j } from '../support/neo4j-process.js';
import { type Dump, dump } from './dump.js';
import { NASTY, textsOf } from './graph-files.js';
import { run } from './papers.js';
import { batch } from './random-papers.js';

const missing = neo4jMissing ?? mavenProblem();

async function writeFiles(folder: string, files: readonly GraphFile[]): Promise<ReadonlyMap<string, string>> {
  const texts = await textsOf(files);
  mkdirSync(folder, { recursive: true });
  for (const { name, gzip } of files) {
    const text = texts.get(name) ?? '';
    writeFileSync(join(folder, name), gzip ? gzipSync(text) : text);
  }
  return texts;
}

async function withDriver<T>(uri: string, work: (session: Session) => Promise<T>): Promise<T> {
  const { user, password } = neo4jOptions();
  const auth = password === null ? undefined : neo4j.auth.basic(user, password);
  const driver = neo4j.driver(uri, auth, { telemetryDisabled: true });
  try {
    return await work(driver.session());
  } finally {
    await driver.close();
  }
}

/** The operator that a plan begins with. */
function leafOf(plan: Plan): string {
  const [first] = plan.children;
  return first === undefined ? plan.operatorType : leafOf(first);
}

/** The dump as it is after an import, see neo4jAdminFiles. */
function asImported(value: PlainValue): PlainValue {
  if (Array.isArray(value)) {
    if (value.length === 1 && value[0] === '') return [];
    return value.map((item) => (typeof item === 'string' ? item.replaceAll('\u001f', ' ') : item));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asImported(item)]));
}

function importedDump(all: Dump): Dump {
  const sorted = (rows: readonly (readonly PlainValue[])[]) =>
    rows.map((row) => row.map(asImported)).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, sorted(rows)]));
}

describe.skipIf(missing !== null)(`neo4j-admin import${missing === null ? '' : `, skipped: ${missing}`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-import-'));
  let server: RunningNeo4j | undefined;
  let online: GraphStore;
  let embedded: GraphStore;

  beforeAll(async () => {
    await emptyNeo4j();
    online = new Neo4jStore(neo4jOptions());
    embedded = new EmbeddedStore({ path: join(folder, 'graph') });
    const batches = fc.sample(batch, { numRuns: 30, seed: 11 });
    for (const store of [online, embedded]) {
      await store.open();
      for (const papers of batches) await store.writePapers(papers, run);
      await store.writePapers([NASTY], run);
    }
  });

  afterAll(async () => {
    for (const store of [online, embedded]) await store?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gets the same files from both stores, but for what tells one graph from another', async () => {
    const [theirs, ours] = [await textsOf(neo4jAdminFiles(online)), await textsOf(neo4jAdminFiles(embedded))];
    const without = (texts: ReadonlyMap<string, string>) =>
      [...texts].filter(([name]) => name !== 'nodes-GraphInfo.csv.gz');
    expect(without(theirs)).toEqual(without(ours));
  });

  it('finds each page by the index of ids', async () => {
    const asked: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
    const noted: Pick<GraphStore, 'ask'> = {
      ask: (cypher, params) => {
        asked.push([cypher, params]);
        return online.ask(cypher, params);
      },
    };
    for await (const _node of scanNodes(noted, 'Paper')) break;
    for await (const _edge of scanEdges(noted, { type: 'MENTIONS', from: 'Paper', to: 'Disease' })) break;
    const leaves = await withDriver(neo4jOptions().uri, async (session) => {
      const found: string[] = [];
      for (const [cypher, params] of asked) {
        const { summary } = await session.run(`EXPLAIN ${cypher}`, params);
        if (summary.plan) found.push(leafOf(summary.plan));
      }
      return found;
    });
    expect(leaves).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^NodeUniqueIndexSeekByRange/)));
  });

  it('makes the graph that was written online, row by row', { timeout: 300_000 }, async () => {
    const [files, home] = [join(folder, 'files'), join(folder, 'home')];
    const texts = await writeFiles(files, neo4jAdminFiles(online));
    importWithMaven(home, files);
    server = await startWithMaven({ home, boltPort: 0, httpPort: 0, java: ['-Xmx512m', '-XX:TieredStopAtLevel=1'] });
    const statements = (texts.get(AFTER_IMPORT) ?? '').split(';\n').filter((statement) => statement !== '');
    await withDriver(server.uri, async (session) => {
      for (const statement of statements) await session.run(statement);
    });
    const imported = new Neo4jStore({ uri: server.uri, user: server.user, password: null, database: 'neo4j' });
    try {
      const { graphId } = await imported.open();
      expect(graphId).toBe((await online.open()).graphId);
      const [found, expected] = [await dump(imported), await dump(online)];
      expect(found['MENTIONS']?.length).toBeGreaterThan(5);
      expect(importedDump(found)).toEqual(importedDump(expected));
      const labels =
        'MATCH (n) WHERE NOT n:PapergraphTestDatabase UNWIND labels(n) AS label RETURN label, count(*) ORDER BY label';
      const ask = (store: GraphStore) => store.query(labels, {}, { readOnly: true });
      expect(await ask(imported)).toEqual(await ask(online));
      expect(await imported.paperHashes(['PMC:PMC7'])).toEqual(new Map([['PMC:PMC7', NASTY.hash]]));
    } finally {
      await imported.close();
    }
  });
});
