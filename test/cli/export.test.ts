import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { packAnnotations, unpackAnnotations } from '../../pipelines/annotation-blob.js';
import { FORMATS } from '../../pipelines/annotation-formats.js';
import { cardFileName, completedCard } from '../../pipelines/export-cards.js';
import { StateLock } from '../../src/flow/state-lock.js';
import { resourcePath } from '../../src/resources.js';
import { parseCard } from '../../src/sources/cards/parse-card.js';
import { readText } from '../graph/graph-files.js';
import { annotate, documentOf } from '../graph/grounded.js';
import { type CliResult, newFolder, papergraph } from '../support/cli.js';

/** Folders of the papers, and the ids that their cards give them. */
const PAPERS = { PMC99000001: 'PMC:PMC99000001', PMC99000002: 'PMID:99000022', PMC99000003: 'PMC:PMC99000003' };
const folder = resourcePath('test/fixtures/papers');
const cwd = newFolder('export');

const exported = (...args: readonly string[]): Promise<CliResult> => papergraph(['export', ...args], { cwd });

beforeAll(async () => {
  for (const paper of ['PMC99000001', 'PMC99000003']) {
    mkdirSync(join(cwd, 'mirror', 'paper', paper), { recursive: true });
    copyFileSync(join(folder, paper, 'full.md'), join(cwd, 'mirror', 'paper', paper, 'full.md'));
  }
  const env = { PAPERGRAPH_FETCH_HOST_MAP: JSON.stringify({ 'tomesphere.com': join(cwd, 'mirror') }) };
  const { code, stderr } = await papergraph(
    ['link', ...Object.keys(PAPERS).map((paper) => join(folder, paper, 'card.md'))],
    {
      cwd,
      env,
    },
  );
  expect(code, stderr).toBe(0);
}, 120_000);

describe('papergraph export', () => {
  it.each(FORMATS)('writes %s with all papers, the same each time', async (format) => {
    const [first, second] = [await exported('--format', format), await exported('--format', format)];
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(second.stdout).toBe(first.stdout);
    for (const id of Object.values(PAPERS)) expect(first.stdout.replaceAll('%3A', ':')).toContain(id);
  });

  it('knows where a full text came from', async () => {
    const { stdout } = await exported('--format', 'web-annotation');
    const items: { target: { source: string } }[] = JSON.parse(stdout).first.items;
    const sources = new Set(items.map(({ target }) => target.source));
    expect([...sources].filter((source) => /^https:\/\/.*full\.md$/.test(source))).toHaveLength(2);
  });

  it('completes cards: what differs from the card are its entities, and they are as the graph has them', async () => {
    const { code, stderr } = await exported('--format', 'card', '--out', 'completed');
    expect([code, stderr]).toEqual([0, 'completed: 3 cards\n']);
    expect(readdirSync(join(cwd, 'completed'))).toEqual(Object.values(PAPERS).map(cardFileName).toSorted());
    const query = 'MATCH (p:Paper)-[:MENTIONS]->(g:Gene) RETURN p.id AS paper, g.id AS gene';
    const { stdout } = await papergraph(['query', query, '--json'], { cwd });
    const edges: { paper: string; gene: string }[] = JSON.parse(stdout);
    expect(edges.length).toBeGreaterThan(3);
    for (const [paper, id] of Object.entries(PAPERS)) {
      const read = (path: string) => readFileSync(path, 'utf8');
      const [card, completed] = [read(join(folder, paper, 'card.md')), read(join(cwd, 'completed', cardFileName(id)))];
      const kept = card
        .split('\n')
        .filter((line) => !/(?:Genes|Diseases)\b|\((?:MONDO|MESH):|NCBI ?Gene| {3}BSF2/.test(line));
      expect(completed.split('\n')).toEqual(expect.arrayContaining(kept));
      const again = parseCard(completed, { path: 'x', line: 1 });
      const named = again.kind === 'card' ? again.card.assertions : [];
      const genes = named.filter(({ kind, section }) => kind === 'Gene' && section === 'full-text');
      const inGraph = edges.filter((edge) => edge.paper === id).map(({ gene }) => gene);
      expect(new Set(genes.map(({ conceptId }) => conceptId))).toEqual(new Set(inGraph));
    }
  });

  it.each([
    ['neo4j-admin', ['import.args', 'nodes-Paper.csv.gz', 'edges-MENTIONS-Gene.csv.gz']],
    ['kgx', ['nodes.tsv', 'edges.tsv']],
  ])('writes the graph itself as %s into a folder', async (format, names) => {
    const { code, stderr } = await exported('--graph-format', format, '--out', format);
    expect([code, stderr]).toEqual([0, expect.stringMatching(new RegExp(`^${format}: \\d+ files\n$`))]);
    for (const name of names) expect(readText(join(cwd, format), name).length, name).toBeGreaterThan(100);
    const papers = readText(join(cwd, format), names[names.length === 3 ? 1 : 0] ?? '');
    expect(papers).toContain('99000022');
  });

  it('does not write the graph while a run works on the state folder', async () => {
    const lock = StateLock.take(join(cwd, '.papergraph'), 'papergraph link');
    try {
      const { code, stderr } = await exported('--graph-format', 'kgx', '--out', 'kgx');
      expect([code, stderr]).toEqual([2, expect.stringContaining('papergraph link')]);
    } finally {
      lock.release();
    }
  });

  it.each([
    [['--format', 'card']],
    [['--format', 'card', '--out', '-']],
    [['--format', 'other']],
    [['--graph-format', 'kgx']],
    [['--graph-format', 'kgx', '--format', 'tsv', '--out', 'x']],
  ])('refuses %j', async (args) => {
    const { code, stderr } = await exported(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--out|Allowed choices|cannot be used with/);
  });
});

describe('what is kept of a paper', () => {
  const grounded = annotate(documentOf([{ section: 'TITLE', sentences: ['ABC'] }]), [
    { text: 'ABC', to: ['NCBIGene:1'] },
  ]);
  const origin = {
    card: '# ABC\n',
    url: null,
    concepts: [{ id: 'NCBIGene:1', currentId: 'NCBIGene:1', name: 'ABC1', fullName: null }],
  };

  it('comes back but for its passages, with the card', () => {
    const kept = unpackAnnotations(packAnnotations(grounded, origin));
    expect(kept).toEqual({ grounded: { ...grounded, document: { ...grounded.document, passages: [] } }, origin });
    expect(completedCard(kept, 0)).toContain('- **Genes:** ABC1 [NCBI Gene 1] {aka ABC, a name}');
  });

  it('is read as older releases kept it, and has no card then', () => {
    const older = { ...grounded, document: { ...grounded.document, passages: [] } };
    const kept = unpackAnnotations(gzipSync(JSON.stringify(older)));
    expect(kept).toEqual({ grounded: older, origin: null });
    expect(completedCard(kept, 0)).toBeNull();
  });

  it.each([
    ['PMC:PMC12', 'PMC12.md'],
    ['DOI:10.1/a_b', 'DOI%3A10.1%2Fa_b.md'],
    ['PMID:../../x', 'PMID%3A..%2F..%2Fx.md'],
  ])('%s goes into the file %s', (id, file) => {
    expect(cardFileName(id)).toBe(file);
  });

  it('goes into a file with a name that file systems take, one for each paper, however long the id', () => {
    const names = ['a', 'b'].map((end) => cardFileName(`DOI:10.1/${'ü'.repeat(300)}${end}`));
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThan(200);
  });
});
