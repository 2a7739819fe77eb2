/**
 * The whole way on real input: 45 papers over HTTP, the whole lexicon, a real Neo4j. The papers and vocabularies lie
 * beside the project and are no part of it; without them these tests are left out, which their title says.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openLexicon } from '../../src/lexicon/open.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import type { Annotation, RunSummary } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { newFolder, papergraph } from '../support/cli.js';
import { emptyTestDatabase } from '../support/neo4j-test-database.js';
import { type FolderSite, serveFolder } from '../support/serve-folder.js';

const PAPERS = resourcePath('../shared/papers');
const VOCAB = resourcePath('../shared/vocab');
const server = inject('neo4j');
const without = [
  ...[PAPERS, VOCAB].filter((path) => !existsSync(path)).map((path) => `no ${path}`),
  ...(typeof server === 'string' ? [server] : []),
];
const title =
  without.length === 0 ? '45 full papers into Neo4j' : `45 full papers into Neo4j (skipped: ${without.join(', ')})`;

/** What `export --format jsonl` gives for a paper. */
interface ExportedPaper {
  readonly paper: string;
  readonly annotations: readonly {
    type: string;
    start: number;
    end: number;
    text: string;
    grounding: Annotation['grounding'];
  }[];
}

describe.skipIf(without.length > 0)(title, () => {
  const cwd = newFolder('papers');
  const file = join(cwd, 'full.lexicon');
  let site: FolderSite;
  let env: Record<string, string>;
  let lexicon: Lexicon;
  let first: RunSummary;
  let second: RunSummary;
  let contents: { afterFirst: string; afterSecond: string };
  let exported: ExportedPaper[];

  async function succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await papergraph(args, { cwd, env });
    expect(code, stderr.slice(-2000)).toBe(0);
    return stdout;
  }

  async function rows(cypher: string): Promise<Record<string, unknown>[]> {
    return JSON.parse(await succeed('query', cypher, '--json'));
  }

  /** The whole graph, data about runs aside. */
  async function graphContents(): Promise<string> {
    const nodes = await rows('MATCH (n) WHERE NOT n:Run AND NOT n:PapergraphTestDatabase RETURN n ORDER BY n.id');
    const edges = await rows(
      'MATCH (a)-[e]->(b) WHERE NOT b:Run RETURN a.id AS from, type(e) AS type, e, b.id AS to ORDER BY from, type, to',
    );
    return JSON.stringify([nodes, edges]);
  }

  beforeAll(async () => {
    if (typeof server === 'string') return;
    await emptyTestDatabase(server);
    site = await serveFolder(PAPERS);
    env = {
      NEO4J_URI: server.uri,
      NEO4J_USERNAME: server.user,
      ...(server.password === null ? {} : { NEO4J_PASSWORD: server.password }),
      PAPERGRAPH_LEXICON_FILE: file,
      PAPERGRAPH_FETCH_HOST_MAP: JSON.stringify({ 'tomesphere.com': site.origin }),
      PAPERGRAPH_FETCH_AGREED_HOSTS: JSON.stringify({ '127.0.0.1': { requestsPerSecond: 1000 } }),
      PAPERGRAPH_FETCH_FRESH_HOURS: '0',
    };
    await succeed('lexicon', 'build', '--source', VOCAB, '--out', file);
    lexicon = openLexicon(file);
    first = JSON.parse(await succeed('link', PAPERS, '--json'));
    const afterFirst = await graphContents();
    second = JSON.parse(await succeed('link', PAPERS, '--json'));
    contents = { afterFirst, afterSecond: await graphContents() };
    exported = (await succeed('export'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }, 600_000);

  afterAll(async () => {
    await site?.close();
  });

  it('all are fetched, linked from their full text and written', () => {
    expect(first.papers).toEqual({
      found: 45,
      written: 45,
      unchanged: 0,
      fromCardOnly: 0,
      skipped: 0,
      failed: 0,
      left: 0,
    });
    expect(first.mentions).toBeGreaterThan(5000);
    expect(site.counts.sent).toBe(45);
  });

  it('a second run asks the site whether they changed, and changes nothing', () => {
    expect(second.papers).toEqual({ ...first.papers, written: 0, unchanged: 45 });
    expect([second.mentions, second.nil, second.concepts]).toEqual([first.mentions, first.nil, first.concepts]);
    expect(site.counts.notModified).toBe(45);
    expect(contents.afterSecond).toBe(contents.afterFirst);
  });

  it('the graph has as many papers and edges as the summary says', async () => {
    const [counted] = await rows(
      'MATCH (p:Paper) OPTIONAL MATCH (p)-[m:MENTIONS]->() RETURN count(DISTINCT p) AS papers, count(m) AS edges, sum(m.count) AS mentions',
    );
    expect(counted).toMatchObject({ papers: 45, edges: first.concepts });
    const [runs] = await rows(
      'MATCH (p:Paper)-[:PROCESSED_IN]->(r:Run) RETURN count(DISTINCT p) AS papers, count(DISTINCT r) AS runs',
    );
    expect(runs).toEqual({ papers: 45, runs: 1 });
  });

  it('every mention stands in its paper where it says, mark-up aside', () => {
    for (const { paper, annotations } of exported) {
      const source = readFileSync(join(PAPERS, paper.replace(/^PMC:/, ''), 'full.md'), 'utf8');
      for (const { start, end, text } of annotations) {
        expect(plain(source.slice(start, end)), `${paper} ${start}-${end}`).toBe(plain(text));
      }
    }
    expect(exported).toHaveLength(45);
  });

  it('every link is a concept that the lexicon knows, of the kind of its mention, with a reason and a confidence', () => {
    const kinds: Readonly<Record<string, RegExp>> = {
      Gene: /^NCBIGene:\d+$/,
      Disease: /^(?:MONDO:\d{7}|MESH:[CD]\d+)$/,
    };
    const links = exported.flatMap(({ annotations }) =>
      annotations.flatMap(({ type, grounding }) =>
        grounding.kind === 'linked' ? grounding.links.map((link) => ({ type, link })) : [],
      ),
    );
    for (const { type, link } of links) {
      expect(link.conceptId).toMatch(kinds[type] ?? /^$/);
      expect(lexicon.concept(link.conceptId)?.id).toBe(link.conceptId);
      expect(link.reason.length).toBeGreaterThan(5);
      expect(link.confidence).toBeGreaterThan(0);
      expect(link.confidence).toBeLessThanOrEqual(1);
    }
    expect(links.length).toBeGreaterThan(5000);
  });

  it('edges count the mentions that are linked', async () => {
    const edges = await rows(
      'MATCH (p:Paper)-[m:MENTIONS]->(c:Concept) RETURN p.id AS paper, c.id AS concept, m.count AS count',
    );
    const counted = new Map<string, number>();
    for (const { paper, annotations } of exported) {
      for (const { grounding } of annotations) {
        const ids = grounding.kind === 'linked' ? new Set(grounding.links.map((link) => link.conceptId)) : [];
        for (const id of ids) counted.set(`${paper} ${id}`, (counted.get(`${paper} ${id}`) ?? 0) + 1);
      }
    }
    const written = new Map(edges.map(({ paper, concept, count }) => [`${paper} ${concept}`, count]));
    expect(written).toEqual(counted);
  });

  it('evidence is what the paper says at its offsets', async () => {
    const edges = await rows(
      'MATCH (p:Paper)-[m:MENTIONS]->() RETURN p.id AS paper, m.evidence AS texts, m.evidenceStarts AS starts, m.evidenceEnds AS ends',
    );
    for (const { paper, texts, starts, ends } of edges as {
      paper: string;
      texts: string[];
      starts: number[];
      ends: number[];
    }[]) {
      const source = readFileSync(join(PAPERS, paper.replace(/^PMC:/, ''), 'full.md'), 'utf8');
      expect(texts.length).toBeGreaterThan(0);
      for (const [index, text] of texts.entries()) {
        const shown = plain(source.slice(starts[index], ends[index]));
        expect(shown.startsWith(plain(text).slice(0, 15)), `${paper}: ${text} | ${shown}`).toBe(true);
      }
    }
  });
});

/** A piece of Markdown or of plain text without mark-up, white space and citations: what both must agree on. */
function plain(text: string): string {
  return text.replace(/\[[\d,–\-\s]+\]|<[^>]*>|[*_`\\\s]/g, '');
}
