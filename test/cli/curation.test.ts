import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readLinkingConfig } from '../../pipelines/linking-config.js';
import { startRun } from '../../pipelines/run-info.js';
import { loadSettings } from '../../src/config.js';
import { Curation } from '../../src/ground/curation/curation.js';
import type { PaperCard, PaperText, RunSummary } from '../../src/model.js';
import { parseCard } from '../../src/sources/cards/parse-card.js';
import { rowsOf, tsvOf } from '../ground/curation/rows.js';
import { newFolder, papergraph } from '../support/cli.js';
import { smallLexicon } from '../support/small-linker.js';

const WHO = 'for a test|Ada|2026-11-27';

/** Three papers: two of their cards alone, one with a full text on disk. */
function papersIn(cwd: string): void {
  mkdirSync(join(cwd, 'cards'));
  const card = (name: string, abstract: string, more = '') =>
    writeFileSync(
      join(cwd, 'cards', `${name}.md`),
      `# Paper ${name}\n\nDOI: 10.1000/${name}\n\n## Abstract\n\n${abstract}\n${more}`,
    );
  card('a', 'Mice with zork disease were immune.');
  card('b', 'Women with breast cancer.');
  const link = 'https://papers.example.org/paper/c/full.md';
  card('c', 'Nothing to say.', `\n## Full text\n\nFetch the complete paper as Markdown: ${link}\n`);
  mkdirSync(join(cwd, 'mirror', 'paper', 'c'), { recursive: true });
  const text =
    '# Paper c\n\n## Results\n\nAs in *zork*\n**diseases**, and melanoma.\n\n## References\n\n1. Breast cancer.\n';
  writeFileSync(join(cwd, 'mirror', 'paper', 'c', 'full.md'), text);
}

describe('curation of a graph', () => {
  const cwd = newFolder('curation');
  const env = { PAPERGRAPH_FETCH_HOST_MAP: JSON.stringify({ 'papers.example.org': join(cwd, 'mirror') }) };
  const file = join(cwd, 'curation', 'own.tsv');

  const link = (...flags: string[]) => papergraph(['link', 'cards', '--json', ...flags], { cwd, env });

  /** Of a run's three papers, how many were linked, and how many of those have another graph than before. */
  async function run(...lines: string[]): Promise<readonly number[]> {
    writeFileSync(file, tsvOf(lines.map((line) => `${line}|${WHO}`)));
    const { code, stdout, stderr } = await link();
    expect(code, stderr).toBe(0);
    const { papers }: RunSummary = JSON.parse(stdout);
    expect(papers.written + papers.unchanged).toBe(3);
    const linked = stderr.split('\n').filter((line) => /"msg":"stage-done"/.test(line) && /"stage":"link"/.test(line));
    return [linked.length, papers.written];
  }

  async function mentions(): Promise<readonly unknown[]> {
    const cypher =
      'MATCH (p:Paper)-[m:MENTIONS]->(d:Disease) RETURN p.id AS paper, d.id AS id, m.methods AS methods, m.reason AS reason, m.confidence AS confidence, m.names AS names ORDER BY paper, id';
    const { stdout, stderr } = await papergraph(['query', cypher, '--json'], { cwd });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  beforeAll(() => {
    papersIn(cwd);
    mkdirSync(join(cwd, 'curation'));
  });

  it('does again the papers that have the string of a changed row, and no others', async () => {
    expect(await run()).toEqual([3, 3]);
    const before = await mentions();
    expect(await run()).toEqual([0, 0]);
    expect(await run('always|zork disease|MONDO:0004992|')).toEqual([2, 2]);
    expect(await mentions()).toEqual(
      expect.arrayContaining([
        {
          paper: 'DOI:10.1000/a',
          id: 'MONDO:0004992',
          methods: ['semapv:ManualMappingCuration'],
          reason: 'always cancer; curated by Ada, 2026-11-27: for a test',
          confidence: 1,
          names: ['zork disease'],
        },
        expect.objectContaining({ paper: 'DOI:10.1000/c', id: 'MONDO:0004992', names: ['zork diseases'] }),
      ]),
    );
    expect(await run('always|zork disease|MONDO:0004992|')).toEqual([0, 0]);
    expect(await run('never|zork||', 'always|zork disease|MONDO:0004992|')).toEqual([2, 0]);
    expect(await run('always|zork disease|MONDO:0004992|immune')).toEqual([2, 2]);
    expect(await run('always|zork disease|MONDO:0004992|immune', 'never|lupus||')).toEqual([0, 0]);
    expect(await run('always|zork disease|MONDO:0005070|immune', 'never|lupus||')).toEqual([1, 1]);
    expect(await run('always|zork disease|MONDO:0005070|immune', 'never|melanoma||')).toEqual([1, 1]);
    // All that a row did goes with it.
    expect(await run()).toEqual([2, 2]);
    expect(await mentions()).toEqual(before);
  }, 240_000);

  it('names file and line of a broken row, and leaves everything as it is', async () => {
    const before = await mentions();
    writeFileSync(file, tsvOf([`never|ok|||${WHO}`, `always|zork|cancer||${WHO}`]));
    const { code, stderr } = await link();
    expect(code).toBe(2);
    expect(stderr).toMatch(/curation\/own\.tsv:3: expected the id of a concept/);
    expect(await mentions()).toEqual(before);
  }, 60_000);

  it('warns of a concept that is unknown, in log, summary and doctor', async () => {
    writeFileSync(file, tsvOf([`always|zork|MONDO:9999999||${WHO}`]));
    const { code, stdout, stderr } = await link();
    const { papers, inputProblems }: RunSummary = JSON.parse(stdout);
    expect([code, papers.found, papers.failed]).toEqual([0, 3, 0]);
    expect(inputProblems.slice(0, 1)).toMatchObject([
      { place: { path: 'curation/own.tsv', line: 2 }, kind: 'unknown-concept', fatal: false },
    ]);
    expect(stderr).toMatch(/"level":"warn".*own\.tsv.*MONDO:9999999, which is unknown there/);
    const doctor = await papergraph(['doctor'], { cwd, env });
    expect(doctor.stdout).toMatch(/curation.*1 row.*own\.tsv/);
    expect(doctor.stdout).toMatch(/own\.tsv:2: expected a concept of the lexicon, got MONDO:9999999/);
  }, 60_000);

  it('is checked row by row, with what each does in how many papers', async () => {
    const rows = [
      `always|zork disease|MONDO:0004992||${WHO}`,
      `always|zork|cancer||${WHO}`,
      `never|zork diseases|||${WHO}`,
      `never|breast cancer||women|${WHO}`,
      `add-name|x|MONDO:9999999||${WHO}`,
    ];
    writeFileSync(file, tsvOf(rows));
    const { code, stdout } = await papergraph(['curation', 'check'], { cwd });
    expect(code).toBe(1);
    expect(stdout.split('\n').map((line) => line.replace(/ {2,}/g, '  ').trim())).toEqual([
      'row  action  text  concept  where  papers',
      expect.stringMatching(/^[-─ ]+$/),
      'curation/own.tsv:2  always  zork disease  MONDO:0004992 cancer  -  2',
      'curation/own.tsv:5  never  breast cancer  -  women  1',
      expect.stringContaining('error  curation/own.tsv:3: expected the id of a concept'),
      expect.stringContaining('error  curation/own.tsv:4: "zork diseases" is told to be linked and never to be'),
      expect.stringContaining('warning  curation/own.tsv:6: expected a concept of the lexicon, got MONDO:9999999'),
      '2 rows with an effect in config/curation/curation.tsv, curation/own.tsv',
      '',
    ]);
    const other = join(cwd, 'other.tsv');
    writeFileSync(other, tsvOf([`never|melanomas|||${WHO}`]));
    const asJson = await papergraph(['curation', 'check', 'other.tsv', '--json', '--no-papers'], { cwd });
    expect(asJson.code).toBe(0);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      files: ['other.tsv'],
      rows: [
        { path: 'other.tsv', line: 2, action: 'never', text: 'melanomas', links: null, papers: null, author: 'Ada' },
      ],
      errors: [],
      warnings: [],
    });
  }, 60_000);

  it('is obeyed by explain, ground and annotate', async () => {
    rmSync(file);
    const own = join(cwd, 'elsewhere.tsv');
    writeFileSync(own, tsvOf([`always|zork disease|MONDO:0004992||${WHO}`, `never|melanoma|||${WHO}`]));
    const settings = { cwd, env: { PAPERGRAPH_LINK_CURATION: '[elsewhere.tsv, curation]' } };
    const explained = await papergraph(['explain', 'Zork disease and melanoma.'], settings);
    expect(explained.stdout).toContain('"Zork disease" at 0-12: Disease, found by curation');
    expect(explained.stdout).toContain(
      'semapv:ManualMappingCuration, confidence 1: always cancer; curated by Ada, 2026-11-27: for a test',
    );
    expect(explained.stdout).toContain('NIL, never-linked: "melanoma" is never linked, curated by Ada');
    const grounded = await papergraph(['ground', 'zork diseases', 'melanoma', 'breast cancer'], settings);
    expect(grounded.stdout).toMatch(/^mention\tid\nzork diseases\tMONDO:0004992\nmelanoma\t-\nbreast cancer\tMONDO:/);
    const annotated = await papergraph(['annotate', 'mirror/paper/c/full.md'], settings);
    expect(annotated.stdout).toBe(
      'paper\tstart\tend\ttype\tid\nfull\t30\t46\tDisease\tMONDO:0004992\nfull\t54\t62\tDisease\t-\n',
    );
    const missing = await papergraph(['explain', 'a', '--curation', 'nowhere'], settings);
    expect([missing.code, missing.stderr]).toEqual([
      2,
      expect.stringContaining('nowhere: expected a file of curation'),
    ]);
  }, 60_000);
});

function cardOf(markdown: string): PaperCard {
  const item = parseCard(markdown, { path: 'card.md', line: 1 });
  if (item.kind === 'problem') throw new Error(item.problem.message);
  return item.card;
}

describe('the fingerprint of a paper', () => {
  it('is before its full text was asked for what it is when only the card can be read', async () => {
    const lexicon = await smallLexicon();
    const curation = new Curation(rowsOf('never|zork', 'never|other'), lexicon);
    const { fingerprint } = startRun(loadSettings({ environment: {} }), { info: lexicon.info, curation });
    const markdown = '# Of zork\n\n## Abstract\n\nA zork.\n\nhttps://papers.example.org/full.md\n';
    const card = cardOf(markdown);
    const text: PaperText = { paperId: 'x', origin: 'card', url: null, markdown, sha256: '', failure: null };
    expect(fingerprint(card, null).curation).toBe(fingerprint(card, text).curation);
    const without = cardOf(markdown.replaceAll('zork', 'nothing'));
    expect(fingerprint(without, null).curation).not.toBe(fingerprint(card, null).curation);
    const full = { ...text, origin: 'full-text' as const, markdown: 'An other zork.' };
    expect(fingerprint(card, full).curation).not.toBe(fingerprint(card, text).curation);
    // Without rows, or with none that holds, it is what it was before there was curation.
    const none = startRun(loadSettings({ environment: {} }), {
      info: lexicon.info,
      curation: new Curation([], lexicon),
    });
    expect(fingerprint(without, null)).toEqual({ ...none.fingerprint(without, null) });
    expect(none.fingerprint(card, full).curation).toBe(readLinkingConfig().hashes.lists.slice(0, 16));
  });
});
