/** `papergraph report`: one paper, or one run, as a page that stands alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourcePath } from '../../src/resources.js';
import { newFolder, papergraph } from '../support/cli.js';

const EVIL = '<script>document.title = "taken"</script>';

describe('papergraph report', () => {
  const cwd = newFolder('report');
  const run = (...args: string[]) => papergraph(args, { cwd });

  beforeAll(async () => {
    writeFileSync(join(cwd, 'good.md'), readFileSync(resourcePath('seeds/cards/PMC12817307.md')));
    const card = `# TP53 and ${EVIL} in cancer\n\n## Abstract\n\nMice with melanoma lacked TP53. ${EVIL.replaceAll('<', '&lt;')}\n`;
    writeFileSync(join(cwd, 'evil.md'), card);
    await run('link', '.', '--offline', '--log-level', 'error');
  });

  it('writes the text with its mentions and what the card says against it', async () => {
    const { code } = await run('report', 'PMC12817307', '--out', 'paper.html');
    expect(code).toBe(0);
    const page = readFileSync(join(cwd, 'paper.html'), 'utf8');
    expect(page).toMatch(
      /conflicting<\/span><\/td><td data-name="Name">DLT<\/td>\s*<td data-name="Card">[^\n]*MESH:D045745/,
    );
    expect(page).toMatch(/class="m disease[^>]*>dose-limiting toxicities</);
    expect(page).toContain('Made by papergraph');
  });

  it('needs nothing from elsewhere, and runs nothing that a paper says', async () => {
    const { stdout } = await run('report', 'evil.md');
    expect(stdout).not.toMatch(/<link |<img |src="|@import|url\((?!["']?data:)/);
    expect(stdout.match(/<script/g)).toHaveLength(1);
    expect(stdout).toContain('&lt;script&gt;');
  });

  it('writes what came of the newest run, or of the one that is named', async () => {
    const { code } = await run('report', '--run', '--out', 'run.html');
    expect(code).toBe(0);
    const page = readFileSync(join(cwd, 'run.html'), 'utf8');
    expect(page).toMatch(/2 papers: 2 written[\s\S]*Top diseases[\s\S]*melanoma/);
    const [, id = ''] = /<code>(\d{4}-[^<]+)<\/code>/.exec(page) ?? [];
    expect((await run('report', '--run', id)).stdout).toContain(`<code>${id}</code>`);
  });

  it.each([
    [['report', 'PMC404'], /expected a paper that was linked, found none named PMC404/],
    [['report', 'evil.md', '--graph', 'other'], /expected a paper that was linked into other, found it linked into /],
    [['report', '.md'], /expected the name of one paper, found 2 with \.md/],
    [['report'], /expected a paper or --run, got neither/],
    [['report', 'evil.md', '--run'], /expected a paper or --run, got both/],
    [['report', '--run', 'r404'], /expected the id of a run, found none of id r404\. The newest are \d{4}-/],
    [['report', '--run', '--graph', 'g'], /cannot be used with option '--graph/],
  ])('%j is told what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
