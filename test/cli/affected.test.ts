import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { newFolder, papergraph } from '../support/cli.js';

/** Papers of their cards alone, and whether the later lexicon has anything else for them. */
const PAPERS: Readonly<Record<string, readonly [abstract: string, isAffected: boolean, more?: string]>> = {
  a: ['Women with breast cancer and TP53.', false],
  b: ['Mice with zork diseases were immune.', true], // a name that came
  c: ['A study of melanomas.', true], // a name that leads elsewhere
  d: ['Nothing to say of any of them.', true, '\n## Linked entities\n\n- **Diseases:** melanoma (MONDO:0005105)\n'],
  e: ['Diabetes in BRCA1 carriers.', false],
};

const EDITS: readonly (readonly [file: string, from: RegExp, to: string])[] = [
  ['diseases.tsv', /^MONDO:0005105\tmelanoma\t.*\n/m, ''],
  ['diseases.tsv', /$/, 'MONDO:0999999\tzork disease\t\t\tMONDO:0000001\t\t\n'],
];

describe('link --affected', () => {
  const cwd = newFolder('affected');

  async function program(...args: readonly string[]) {
    const result = await papergraph(args, { cwd });
    expect(result.code, result.stderr).toBe(0);
    return result;
  }

  async function link(lexicon: string, ...flags: readonly string[]) {
    const { stdout, stderr } = await program('link', 'cards', '--json', '--lexicon', lexicon, ...flags);
    const { papers }: RunSummary = JSON.parse(stdout);
    return { counts: [papers.written, papers.unchanged], stderr };
  }

  async function exported(...flags: readonly string[]): Promise<string> {
    await program('export', '--format', 'jsonl', '--out', 'all.jsonl', ...flags);
    return readFileSync(join(cwd, 'all.jsonl'), 'utf8');
  }

  async function lexicons(): Promise<readonly string[]> {
    const { stdout } = await program('query', 'MATCH (p:Paper) RETURN p.lexicon AS lexicon ORDER BY p.id', '--json');
    return (JSON.parse(stdout) as { lexicon: string }[]).map(({ lexicon }) => lexicon);
  }

  beforeAll(async () => {
    mkdirSync(join(cwd, 'cards'));
    for (const [name, [abstract, , more = '']] of Object.entries(PAPERS)) {
      const card = `# Paper ${name}\n\nDOI: 10.1000/${name}\n\n## Abstract\n\n${abstract}\n${more}`;
      writeFileSync(join(cwd, 'cards', `${name}.md`), card);
    }
    for (const folder of ['old', 'new'])
      cpSync(resourcePath('seeds/terminology'), join(cwd, folder), { recursive: true });
    for (const [file, from, to] of EDITS) {
      const path = join(cwd, 'new', file);
      const text = readFileSync(path, 'utf8');
      expect(text).toMatch(from);
      writeFileSync(path, text.replace(from, to));
    }
    for (const name of ['old', 'new']) await program('lexicon', 'build', '--source', name, '--out', `${name}.lexicon`);
  }, 60_000);

  it('links the papers anew that a name or a concept changed for, and leaves the others as the whole would be', async () => {
    expect((await link('old.lexicon')).counts).toEqual([5, 0]);
    const [before = ''] = await lexicons();
    const { counts, stderr } = await link('new.lexicon', '--affected', 'old.lexicon');
    expect(counts).toEqual([3, 2]);
    expect(stderr).toMatch(/--affected: \d+ names differ from starter-/);
    expect(stderr).toMatch(/--affected: 2 papers left as they are; 3 linked anew/);
    const isOld = (await lexicons()).map((lexicon) => lexicon === before);
    expect(isOld).toEqual(Object.values(PAPERS).map(([, isAffected]) => !isAffected));
    await program('graph', 'verify');
    expect((await link('new.lexicon')).counts).toEqual([0, 5]);
    const affected = await exported();
    expect((await link('new.lexicon', '--state', 'whole')).counts).toEqual([5, 0]);
    expect(await exported('--state', 'whole')).toBe(affected);
  }, 240_000);

  it('says when nothing differs, and when no paper could be compared', async () => {
    const same = await link('new.lexicon', '--affected', 'new.lexicon');
    expect([same.counts, same.stderr]).toEqual([
      [0, 5],
      expect.stringMatching(/is the lexicon in use .*nothing differs/),
    ]);
    const none = await link('new.lexicon', '--affected', 'old.lexicon', '--state', 'empty');
    expect([none.counts, none.stderr]).toEqual([
      [5, 0],
      expect.stringMatching(/no paper differs in nothing but the lexicon/),
    ]);
  }, 120_000);

  it.each([
    ['that is missing', 'none.lexicon', /expected a lexicon at none\.lexicon/],
    ['that is none', 'cards/a.md', /cards\/a\.md is none/],
  ])('names a file %s, and links nothing', async (_, file, message) => {
    const { code, stderr } = await papergraph(['link', 'cards', '--affected', file], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('says with --help what it can miss', async () => {
    const { stdout } = await program('link', '--help');
    expect(stdout).toMatch(/--lexicon new\.lexicon --affected old\.lexicon/);
    expect(stdout).toMatch(/can miss/);
  });
});
