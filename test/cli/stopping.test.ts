/** Signals and locks on the real program: it ends in time, with the right code, and nothing is lost. */
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/model.js';
import * as bad from '../support/bad-server.js';
import { cardFolder } from '../support/card-site.js';
import { type CliResult, papergraph } from '../support/cli.js';

const TEXT = '# A paper on TP53\n\n## Abstract\n\nMutations of TP53 are common in breast cancer.\n';

let site: bad.BadServer;
beforeAll(async () => {
  site = await bad.startBadServer();
});
afterAll(() => site.close());

function summaryOf({ stdout }: CliResult): RunSummary {
  return JSON.parse(stdout);
}

/** Calls `act` with the process once the log has this word. */
function when(word: string, act: (child: ChildProcess) => void) {
  let child: ChildProcess | undefined;
  let seen = '';
  return {
    onStart: (started: ChildProcess) => {
      child = started;
    },
    onStderr: (text: string) => {
      seen += text;
      if (child === undefined || !seen.includes(word)) return;
      const running = child;
      child = undefined;
      act(running);
    },
  };
}

/** A request that hangs for longer than any deadline of these tests. */
const never = bad.slowHeaders(60_000, bad.markdown(TEXT));

describe('SIGTERM', () => {
  it('puts back what does not end within the deadline, and the next run does it', async () => {
    for (const name of ['quick', 'stuck'])
      site.on(`/paper/${name}/full.md`, name === 'stuck' ? never : bad.markdown(TEXT));
    const options = cardFolder(site, ['quick', 'stuck'], {
      PAPERGRAPH_RUN_STOP_SECONDS: '1',
      PAPERGRAPH_FETCH_TIMEOUT_MS: '60000',
      PAPERGRAPH_FETCH_IDLE_TIMEOUT_MS: '60000',
    });
    const stopped = await papergraph(['link', '.', '--json'], {
      ...options,
      ...when('"outcome":"written"', (child) => child.kill('SIGTERM')),
    });
    expect(stopped.code).toBe(143);
    expect(summaryOf(stopped).papers).toMatchObject({ found: 2, written: 1, left: 1, failed: 0 });
    site.on('/paper/stuck/full.md', bad.markdown(TEXT));
    const rest = await papergraph(['link', '.', '--json'], options);
    expect([rest.code, summaryOf(rest).papers]).toMatchObject([0, { written: 1, unchanged: 1, fromCardOnly: 0 }]);
  });

  it('a second one stops at once', async () => {
    site.on('/paper/stuck/full.md', never);
    const options = cardFolder(site, ['stuck'], { PAPERGRAPH_RUN_STOP_SECONDS: '3600' });
    const stopped = await papergraph(['link', '.', '--json'], {
      ...options,
      ...when('paper-found', (child) => {
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGTERM'), 300);
      }),
      env: { ...options.env, PAPERGRAPH_LOG_LEVEL: 'debug', PAPERGRAPH_FETCH_TIMEOUT_MS: '60000' },
    });
    expect([stopped.code, stopped.stdout]).toEqual([143, '']);
    const status = JSON.parse((await papergraph(['status', '--json'], options)).stdout);
    expect(status.holder).toBeNull();
    expect(status.graphs[0].runs[0]).toMatchObject({ state: 'stopped', exitCode: 143 });
  });
});

describe('two runs on one state folder', () => {
  it('the second says who holds it and stops; status tells while the first is at work', async () => {
    site.on('/paper/slow/full.md', bad.slowHeaders(8000, bad.markdown(TEXT)));
    const options = cardFolder(site, ['slow'], { PAPERGRAPH_LOG_LEVEL: 'debug', PAPERGRAPH_FETCH_TIMEOUT_MS: '60000' });
    let pid: number | undefined;
    let second: Promise<CliResult> | undefined;
    let status: Promise<CliResult> | undefined;
    const first = await papergraph(['link', '.', '--json'], {
      ...options,
      ...when('paper-found', (child) => {
        pid = child.pid;
        second = papergraph(['link', '.', '--json'], options);
        status = papergraph(['status'], options);
      }),
    });
    expect([first.code, summaryOf(first).papers.written]).toEqual([0, 1]);
    const refused = await second;
    expect([refused?.code, refused?.stdout]).toEqual([2, '']);
    expect(refused?.stderr).toMatch(
      new RegExp(`expected to be the only run.*process ${pid} on .*papergraph link \\. --json`),
    );
    expect((await status)?.stdout).toMatch(new RegExp(`at work: process ${pid} `));
  });
});
