import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { type CliResult, newFolder, papergraph } from '../support/cli.js';

const CARDS = readdirSync(resourcePath('seeds/cards')).length;

function summaryOf({ stdout }: CliResult): RunSummary {
  return JSON.parse(stdout);
}

async function rows(cwd: string, cypher: string): Promise<Record<string, unknown>[]> {
  const { stdout, stderr } = await papergraph(['query', cypher, '--json'], { cwd });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('papergraph link, without a network and without arguments', () => {
  const cwd = newFolder();
  let first: CliResult;
  let second: CliResult;

  beforeAll(async () => {
    first = await papergraph(['link', '--offline', '--json'], { cwd });
    second = await papergraph(['link', '--offline', '--json'], { cwd });
  });

  it('links every example card from title and abstract', () => {
    const { papers, textFailures, mentions, failures } = summaryOf(first);
    expect([first.code, failures]).toEqual([0, {}]);
    expect([papers.found, papers.written, papers.fromCardOnly]).toEqual([CARDS, CARDS, CARDS]);
    expect(textFailures).toEqual({ offline: CARDS });
    expect(mentions).toBeGreaterThan(CARDS * 3);
  });

  it('logs one JSON line an event', () => {
    const lines = first.stderr
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(lines.filter((line) => line['msg'] === 'paper-done')).toHaveLength(CARDS);
    expect(lines.every((line) => typeof line['time'] === 'string' && typeof line['run'] === 'string')).toBe(true);
  });

  it('does nothing the second time', () => {
    expect([second.code, summaryOf(second).papers.unchanged]).toEqual([0, CARDS]);
    expect(summaryOf(second).mentions).toBe(summaryOf(first).mentions);
  });

  it('makes a graph that can be asked', async () => {
    const [paper] = await rows(
      cwd,
      "MATCH (p:Paper {id: 'PMC:PMC12817307'}) RETURN p.title AS title, p.textOrigin AS origin, p.year AS year",
    );
    expect(paper).toMatchObject({ origin: 'card', year: 2026 });
    expect(String(paper?.['title'])).toContain('Immunocytokines');
  });

  it('keeps what a card claims apart from what was found', async () => {
    const asserted = await rows(
      cwd,
      "MATCH (:Paper {id: 'PMC:PMC12817307'})-[a:ASSERTS]->(c:Disease) RETURN c.id AS id ORDER BY id",
    );
    expect(asserted.map((row) => row['id'])).toEqual(['MESH:D009369', 'MESH:D045745', 'MESH:D064420', 'MONDO:0004992']);
    const found = await rows(cwd, "MATCH (:Paper {id: 'PMC:PMC12817307'})-[:MENTIONS]->(c) RETURN c.id AS id");
    const ids = found.map((row) => row['id']);
    expect(ids).toContain('MESH:D064420');
    expect(ids).not.toContain('MESH:D045745');
    expect(ids).not.toContain('NCBIGene:146059');
  });

  it('audits cards: DLT is no form of scleroderma', async () => {
    const { stdout } = await papergraph(['audit', 'PMC12817307', '--json'], { cwd });
    const rows: Record<string, unknown>[] = JSON.parse(stdout);
    expect(rows.filter(({ verdict }) => verdict === 'conflicting')).toMatchObject([
      { paper: 'PMC:PMC12817307', text: 'DLT', asserted: 'MESH:D045745', derived: 'MESH:D064420' },
    ]);
    const all = await papergraph(['audit'], { cwd });
    expect(all.stdout).toMatch(/DLT +MESH:D045745 +MESH:D064420 +conflicting/);
    expect(all.stdout).toMatch(/\d+ agreed, \d+ conflicting, \d+ obsolete, \d+ only-asserted, \d+ only-derived\n$/);
  });

  it('exports the same annotations in three formats', async () => {
    const [jsonl, tsv, pubtator] = await Promise.all(
      ['jsonl', 'tsv', 'pubtator'].map((format) => papergraph(['export', '--format', format], { cwd })),
    );
    const papers = (jsonl?.stdout ?? '')
      .trimEnd()
      .split('\n')
      .map((line): { annotations: unknown[] } => JSON.parse(line));
    expect(papers).toHaveLength(CARDS);
    const mentions = papers.reduce((sum, paper) => sum + paper.annotations.length, 0);
    expect(mentions).toBe(summaryOf(first).mentions);
    expect(tsv?.stdout.split('\n')[0]).toBe('paper\tstart\tend\ttype\tid');
    expect(tsv?.stdout.trimEnd().split('\n')).toHaveLength(mentions + 1);
    expect(pubtator?.stdout.split('\n').filter((line) => line.split('\t').length === 6)).toHaveLength(mentions);
  });
});

describe('papergraph link with a broken input', () => {
  it('names file and line, goes on, and says it by its exit code', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'broken.md'), 'no heading, no link\n');
    const card = readFileSync(resourcePath('seeds/cards/PMC12817307.md'), 'utf8');
    writeFileSync(join(cwd, 'good.md'), card);
    writeFileSync(join(cwd, 'twice.md'), card);
    const { code, stdout } = await papergraph(['link', '.', 'nowhere/*.md', '--offline'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/broken\.md:1: /);
    expect(stdout).toMatch(/twice\.md:1: .*good\.md/);
    expect(stdout).toMatch(/nowhere/);
    expect(stdout).toMatch(/1 papers? in .*: 1 written/);
  });
});

it('inputs that are none are no good run', async () => {
  const { code, stdout } = await papergraph(['link', 'nowhere/', '--offline']);
  expect([code, stdout]).toEqual([2, expect.stringMatching(/nowhere/)]);
});

describe('papergraph tells what it cannot do, with exit code 2', () => {
  it.each([
    [['link', '--lexicon', 'nowhere.lexicon'], /nowhere\.lexicon.*papergraph lexicon build/],
    [['link', '--graph', 'http://example.org'], /graph\.uri: expected a bolt:\/\/ or neo4j:\/\/ address or a path/],
    [['link', '--graph', 'bolt://127.0.0.1:9'], /127\.0\.0\.1:9/],
    [['link', '--workers', 'many'], /run\.workers: expected auto or a whole number.*got "many"/],
    [['link', '--no-such-flag'], /unknown option '--no-such-flag'/],
    [['query', 'MATCH (n) RETURN n'], /papergraph link/],
    [['annotate', 'nowhere.md'], /nowhere\.md/],
    [['export', '--format', 'xml'], /Allowed choices are/],
    [['no-such-command'], /unknown command/],
    [['lexicon', 'build'], /required option '--out <file>' not specified/],
  ])('%j', async (args, message) => {
    const { code, stderr, stdout } = await papergraph(args);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('--help', () => {
  it.each([
    [],
    ['link'],
    ['schedule'],
    ['annotate'],
    ['export'],
    ['query'],
    ['lexicon', 'build'],
    ['lexicon', 'info'],
    ['doctor'],
    ['bench'],
  ])('of %j has examples', async (...command) => {
    const { code, stdout } = await papergraph([...command.flat(), '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples?:\n {2}\$ papergraph/);
  });
});

describe('--out', () => {
  it('leaves a file as it was when something goes wrong, and names the file that cannot be written', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'keep.tsv'), 'precious');
    const missing = await papergraph(['annotate', 'missing.md', '--out', 'keep.tsv'], { cwd });
    expect([missing.code, readFileSync(join(cwd, 'keep.tsv'), 'utf8')]).toEqual([2, 'precious']);
    writeFileSync(join(cwd, 'paper.md'), '# TP53 in breast cancer\n');
    const nowhere = await papergraph(['annotate', 'paper.md', '--out', 'no/such/folder/x.tsv'], { cwd });
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      expect.stringContaining('no/such/folder/x.tsv: expected a file'),
    ]);
    const good = await papergraph(['annotate', 'paper.md', '--out', 'keep.tsv'], { cwd });
    expect([good.code, readFileSync(join(cwd, 'keep.tsv'), 'utf8')]).toEqual([
      0,
      expect.stringContaining('\tGene\t7157'),
    ]);
    expect(readdirSync(cwd).toSorted()).toEqual(['keep.tsv', 'paper.md']);
  });
});
