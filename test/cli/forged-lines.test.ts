import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resourcePath } from '../../src/resources.js';
import { newFolder, papergraph } from '../support/cli.js';
import { harmIn } from '../support/nasty.js';

/** What would rename the window, forge a line, clear the screen and turn the text around. */
const EVIL = '\u001b]0;pwned\u0007\n{"level":"error","msg":"forged"}\r\u001b[2J\u009b31m\u202egnp.exe\u2028forged';

function evilFolder(): string {
  const cwd = newFolder('forged');
  mkdirSync(join(cwd, 'cards'));
  writeFileSync(join(cwd, 'cards', `${EVIL.replaceAll('/', '')}.md`), 'no card\n');
  const card = `# TP53 ${EVIL.replaceAll('\n', ' ')}\n\n## Abstract\n\nTP53.\n\n## Full text\n\nhttps://a.example/${encodeURIComponent('x')}\n`;
  writeFileSync(join(cwd, 'cards', 'title.md'), card);
  return cwd;
}

describe('a file name and a title that would forge lines and codes', () => {
  it.each(['json', 'text'])('do not, with --log-format %s', async (format) => {
    const cwd = evilFolder();
    const { stdout, stderr } = await papergraph(
      ['link', 'cards', '--offline', '--log-level', 'debug', '--log-format', format],
      { cwd },
    );
    expect(stderr).toContain('not-a-card');
    expect([harmIn(stdout, true), harmIn(stderr, true)]).toEqual([[], []]);
    const start =
      format === 'json' ? /^\{"level":"(?:debug|info|warn)","time"/ : /^\d{4}-\d\d-\d\dT[\d:]+Z (?:DEBUG|INFO |WARN ) /;
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .filter((line) => !start.test(line)),
    ).toEqual([]);
  });

  it('nor in an error that ends a command', async () => {
    const { code, stderr } = await papergraph(['link', '--lexicon', EVIL]);
    expect([code, harmIn(stderr, true)]).toEqual([2, []]);
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('papergraph: ')),
    ).toBe(true);
  });

  const hasTerminal = spawnSync('script', ['--version']).status === 0;

  it.skipIf(!hasTerminal)('nor on a terminal, where a display is drawn (skipped without the program "script")', () => {
    const program = [process.execPath, resourcePath('dist/src/cli/main.js')].join(' ');
    const { stdout } = spawnSync('script', ['-qec', `${program} link cards --offline`, '/dev/null'], {
      cwd: evilFolder(),
      encoding: 'utf8',
    });
    expect(stdout).toContain('gnp.exe');
    expect(stdout).toContain('1 paper in');
    // The display's own codes move the cursor and erase the line; none of these is among them.
    for (const code of ['\u001b]0;', '\u0007', '\u001b[2J', '\u009b', '\u202e', '\u2028'])
      expect(stdout).not.toContain(code);
    expect(stdout.split(/\r?\n/).filter((line) => line.startsWith('{"level"'))).toEqual([]);
  });
});
