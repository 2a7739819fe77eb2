/** `papergraph graph`: `verify` and `prune` on a graph that real runs made and somebody then damaged, `bench` and `profile` on one of their own. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedStore } from '../../src/graph/embedded.js';
import { SAVED_QUERIES } from '../../src/graph/queries.js';
import { markdown, startBadServer } from '../support/bad-server.js';
import { cardFolder } from '../support/card-site.js';
import { newFolder, papergraph } from '../support/cli.js';

describe('papergraph graph', () => {
  const cwd = newFolder('graph');
  const run = (...args: string[]) => papergraph(args, { cwd });

  /** Changes the graph behind the program's back. */
  async function damage(...statements: string[]): Promise<void> {
    const store = new EmbeddedStore({ path: join(cwd, '.papergraph', 'graph') });
    await store.open();
    for (const statement of statements) await store.query(statement, {}, { readOnly: false });
    await store.close();
  }

  beforeAll(async () => {
    await run('link', '--offline', '--log-level', 'error');
  });

  it('verify finds a graph as it was written', async () => {
    const { code, stdout } = await run('graph', 'verify');
    expect([code, stdout]).toEqual([0, '.papergraph/graph: 7 papers, all as they were written\n']);
  });

  it('prune removes nothing that a paper leads to', async () => {
    expect((await run('graph', 'prune')).stdout).toBe('Removed 0 concepts and 0 runs that no paper leads to\n');
  });

  it('verify tells each kind of damage, and linking again repairs what a card is there for', async () => {
    await damage(
      "MATCH (p:Paper {id: 'PMC:PMC1183529'}) DETACH DELETE p",
      "MATCH (p:Paper {id: 'PMC:PMC138691'}) SET p.hash = 'edited'",
      "MATCH (p:Paper {id: 'PMC:PMC12817307'})-[m:MENTIONS]->(d:Disease {id: 'MONDO:0004992'}) DELETE m",
      "CREATE (:Paper {id: 'PMC:PMC404', title: 'by hand', hash: 'x'})",
      "CREATE (:Disease {id: 'MONDO:0404', name: 'led to by nothing'})",
      "CREATE (:Run {id: '2020-01-01T00:00:00.000Z-0000'})",
    );
    const { code, stdout } = await run('graph', 'verify', '--json');
    expect(code).toBe(1);
    const { findings, counts } = JSON.parse(stdout);
    expect(counts).toEqual({ missing: 1, different: 1, edges: 1, unknown: 1 });
    expect(findings.map(({ paper, kind }: { paper: string; kind: string }) => `${kind} ${paper}`).toSorted()).toEqual([
      'different PMC:PMC138691',
      'edges PMC:PMC12817307',
      'missing PMC:PMC1183529',
      'unknown PMC:PMC404',
    ]);
    const text = await run('graph', 'verify');
    expect(text.stdout).toMatch(/7 papers written, 1 missing, 1 different, 1 edges, 1 unknown/);
    await run('forget', 'PMC404', 'PMC12817307');
    await run('link', '--offline', '--log-level', 'error');
    expect((await run('graph', 'verify')).code).toBe(0);
  });

  it('prune takes what nothing leads to', async () => {
    await damage("CREATE (:Disease {id: 'MONDO:0404', name: 'led to by nothing'})");
    expect((await run('graph', 'prune')).stdout).toMatch(/^Removed 1 concept and \d runs? that/);
    const left = await run('query', 'MATCH (n:Run) RETURN count(n) AS runs', '--json');
    expect(JSON.parse(left.stdout)[0].runs).toBeLessThanOrEqual(3);
  });

  it('bench and profile fill an empty graph and tell how long that takes', async () => {
    const state = ['--state', 'bench'];
    const bench = await papergraph(['graph', 'bench', '--papers', '20', ...state], { cwd });
    expect([bench.code, bench.stdout]).toEqual([
      0,
      expect.stringMatching(/papergraph +[\d,]+ +[\d,]+\n[\s\S]*20 papers/),
    ]);
    expect((await papergraph(['graph', 'bench', '--papers', '20', ...state], { cwd })).stderr).toMatch(/empty graph/);
    const { stdout } = await papergraph(['graph', 'profile', '--times', '1', '--json', ...state], { cwd });
    const { papers, queries } = JSON.parse(stdout);
    expect([papers, queries.length]).toEqual([20, SAVED_QUERIES.length]);
    const rows = new Map(
      queries.map((query: { name: string; usual: { rows: number } }) => [query.name, query.usual.rows]),
    );
    expect([rows.get('mentions-of-paper'), rows.get('successor')]).toEqual([56, 1]);
  });

  it('says so when the state folder is another one', async () => {
    const { code, stderr } = await papergraph(['graph', 'verify', '--graph', join(cwd, '.papergraph', 'graph')], {});
    expect([code, stderr]).toEqual([2, expect.stringMatching(/expected the state folder of earlier runs.*--state/)]);
  });
});

it('a text that changed leaves no concept behind that only it spoke of', async () => {
  const site = await startBadServer();
  const text = (words: string) => markdown(`# A paper\n\n## Abstract\n\nIt is on ${words} in patients.\n`);
  site.on('/paper/one/full.md', text('breast cancer and TP53'));
  const options = cardFolder(site, ['one'], { PAPERGRAPH_FETCH_FRESH_HOURS: '0' });
  const genes = async () =>
    JSON.parse((await papergraph(['query', 'MATCH (g:Gene) RETURN g.name AS name', '--json'], options)).stdout);
  await papergraph(['link', '.'], options);
  expect(await genes()).toContainEqual({ name: 'TP53' });
  site.on('/paper/one/full.md', text('melanoma'));
  await papergraph(['link', '.'], options);
  expect(await genes()).toEqual([]);
  await site.close();
});
