/** `papergraph report`: one paper as a page that stands alone. */
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

  it.each([
    [['report', 'PMC404'], /expected a paper that was linked, found none named PMC404/],
    [['report', '.md'], /expected the name of one paper, found 2 with \.md/],
    [['report'], /missing required argument 'paper'/],
  ])('%j is told what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
