/** Saved queries by name on the real program, in every form. */
import { beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../../src/cli/csv.js';
import { SAVED_QUERIES } from '../../src/graph/queries.js';
import { newFolder, papergraph } from '../support/cli.js';

describe('papergraph query', () => {
  const cwd = newFolder('query');
  const query = (...args: string[]) => papergraph(['query', ...args], { cwd });
  beforeAll(async () => {
    await papergraph(['link', '--offline', '--log-level', 'error'], { cwd });
  });

  it('lists the saved queries with their parameters', async () => {
    const { code, stdout } = await query('--list');
    expect(code).toBe(0);
    for (const { name } of SAVED_QUERIES) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
    expect(stdout).toMatch(/^pairs-of-gene +gene=NCBIGene:5133 limit=20 +MONDO diseases/m);
  });

  it('asks one by its name, with parameters', async () => {
    const rows = JSON.parse((await query('papers-under-disease', 'disease=MONDO:0004992', '--json')).stdout);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows[0]).toMatchObject({ paper: expect.stringMatching(/^PMC:/), diseases: expect.any(Number) });
    const few = await query('top-genes', 'limit=2', '--format', 'csv');
    expect(few.stdout.split('\n').map((line) => line.split(',').length)).toEqual([4, 4, 4, 1]);
    const table = await query('top-diseases', 'limit=3');
    expect(table.stdout).toMatch(/^id +name +papers\n─+ [\s\S]*\n3 rows\n$/);
  });

  it('takes parameters of Cypher, too', async () => {
    const { stdout } = await query(
      'MATCH (p:Paper {id: $paper}) RETURN p.title AS title',
      'paper=PMC:PMC12817307',
      '--json',
    );
    expect(JSON.parse(stdout)).toEqual([{ title: expect.stringContaining('Immunocytokines') }]);
  });

  it('prints the text for Neo4j Browser', async () => {
    const { stdout } = await query(
      'gene-and-disease',
      'gene=NCBIGene:1',
      '--cypher',
      '--graph',
      'bolt://localhost:7687',
    );
    expect(stdout).toMatch(
      /^\/\/ Papers that mention a gene and a disease.*\nMATCH \(g:Gene \{id: 'NCBIGene:1'\}\)[\s\S]* LIMIT 100;\n$/,
    );
  });

  it('asks what --cypher prints, says when the limit was met, and takes a paper by any of its ids', async () => {
    const { stdout } = await query('top-genes', 'limit=2', '--cypher');
    const asked = await query(stdout, '--json');
    expect(JSON.parse(asked.stdout)).toHaveLength(2);
    const limited = await query('top-genes', 'limit=2', '--json');
    expect([limited.stdout, limited.stderr]).toEqual([asked.stdout, expect.stringMatching(/2 rows, the limit/)]);
    const none = await query('diseases-of-gene', 'gene=PDCD1', '--json');
    expect([none.stdout, none.stderr]).toEqual([
      '[]\n',
      expect.stringMatching(/No rows for gene PDCD1\. Ids .*find-concept/),
    ]);
    const mentions = JSON.parse((await query('mentions-of-paper', 'paper=PMC12817307', '--json')).stdout);
    expect(mentions.length).toBeGreaterThan(2);
  });

  it('lists as JSON with what the columns mean', async () => {
    const listed = JSON.parse((await query('--list', '--json')).stdout);
    expect(listed).toHaveLength(SAVED_QUERIES.length);
    expect(JSON.stringify(listed)).toContain('Bouma 2009');
  });

  it.each([
    [[], /Expected Cypher or the name of a saved query/],
    [['top-gene'], /expected Cypher or one of top-genes, .*got "top-gene"/],
    [['top-genes', 'limit=many'], /expected limit as a whole number, got "many"/],
    [['top-genes', 'limits=3'], /expected a parameter of top-genes \(limit\) as name=value, got "limits=3"/],
    [['genes-by-species', 'x'], /expected a parameter of genes-by-species \(it has none\) as name=value, got "x"/],
    [['MATCH (n) RETURN n', '--cypher'], /--cypher: expected the name of a saved query/],
    [['MATCH (n) SET n.x = 1'], /only reads|does not take/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, stderr, stdout } = await query(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

it.each([
  [['a', 1, null, true], 'a,1,,true\n'],
  [['a "b", c', 'two\nlines', ['x', 1]], '"a ""b"", c","two\nlines","[""x"",1]"\n'],
  [['=1+1', '-x', '@y', -1], "'=1+1,'-x,'@y,-1\n"],
])('%j as CSV', (row, line) => {
  expect(
    csv(
      row.map(() => 'c'),
      [row],
    ),
  ).toBe(`${row.map(() => 'c').join(',')}\n${line}`);
});
