import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resourcePath } from '../../src/resources.js';
import { newFolder, papergraph } from '../support/cli.js';

const PAPERS = ['PMC99000001', 'PMC99000003'];
const folder = resourcePath('test/fixtures/papers');

/** Lines without their first column, which names the paper in another way. */
function answers(tsv: string): readonly string[] {
  return tsv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(line.indexOf('\t') + 1));
}

describe('papergraph annotate', () => {
  it('says of full texts what the run into the graph says', async () => {
    const cwd = newFolder('as-run');
    for (const paper of PAPERS) {
      mkdirSync(join(cwd, 'mirror', 'paper', paper), { recursive: true });
      copyFileSync(join(folder, paper, 'full.md'), join(cwd, 'mirror', 'paper', paper, 'full.md'));
    }
    const env = { PAPERGRAPH_FETCH_HOST_MAP: JSON.stringify({ 'tomesphere.com': join(cwd, 'mirror') }) };
    const cards = PAPERS.map((paper) => join(folder, paper, 'card.md'));
    const run = await papergraph(['link', ...cards, '--json'], { cwd, env });
    expect([run.code, JSON.parse(run.stdout).papers.fromCardOnly], run.stderr).toEqual([0, 0]);
    const texts = PAPERS.map((paper) => join(folder, paper, 'full.md'));
    const exported = await papergraph(['export', '--format', 'tsv'], { cwd });
    const annotated = await papergraph(['annotate', ...texts, '--format', 'tsv'], { cwd });
    expect(answers(annotated.stdout).toSorted()).toEqual(answers(exported.stdout).toSorted());
    expect(answers(annotated.stdout).length).toBeGreaterThan(100);
  }, 120_000);
});
