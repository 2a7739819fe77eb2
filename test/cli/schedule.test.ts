import type { ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ledger } from '../../src/flow/ledger.js';
import { resourcePath } from '../../src/resources.js';
import { type BadServer, markdown, slowHeaders, startBadServer } from '../support/bad-server.js';
import { type CliResult, newFolder, papergraph } from '../support/cli.js';

type Line = Readonly<Record<string, unknown>>;

/** A schedule that is running, and what it logged so far. */
interface Running {
  readonly cwd: string;
  readonly lines: () => Line[];
  /** Resolves once so many lines of an event were logged. */
  readonly seen: (event: string, count?: number) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly end: Promise<CliResult>;
}

function folderWithCards(cards: Readonly<Record<string, string>> = {}): string {
  const cwd = newFolder('schedule');
  mkdirSync(join(cwd, 'cards'));
  copyFileSync(resourcePath('seeds/cards/PMC12817307.md'), join(cwd, 'cards', 'PMC12817307.md'));
  for (const [name, text] of Object.entries(cards)) writeFileSync(join(cwd, 'cards', name), text);
  return cwd;
}

function start(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Running {
  let stderr = '';
  let child: ChildProcess | undefined;
  const end = papergraph(['schedule', 'cards', '--workers', '1', ...args], {
    cwd,
    env: { PAPERGRAPH_SCHEDULE_TIMEZONE: 'UTC', ...env },
    onStart: (process) => {
      child = process;
    },
    onStderr: (text) => {
      stderr += text;
    },
  });
  const lines = () => linesOf(stderr.slice(0, stderr.lastIndexOf('\n') + 1));
  const seen = async (event: string, count = 1) => {
    for (let waited = 0; lines().filter((line) => line['msg'] === event).length < count; waited += 50) {
      if (waited > 25_000) throw new Error(`expected ${count} of ${event}, got:\n${stderr}`);
      await sleep(50);
    }
  };
  return { cwd, lines, seen, kill: (signal) => void child?.kill(signal), end };
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Line => JSON.parse(line));
}

const only = (lines: readonly Line[], ...events: readonly string[]) =>
  lines.filter((line) => events.includes(String(line['msg'])));

describe('papergraph schedule', () => {
  it('runs at its times, one run at a time, and ends between runs with 0', async () => {
    const running = start(['--offline', '--cron', '*/2 * * * * *'], folderWithCards());
    await running.seen('run-ended', 2);
    running.kill('SIGTERM');
    const { code, stderr, stdout } = await running.end;
    const lines = linesOf(stderr);
    const [started] = only(lines, 'schedule-started');
    expect(started).toMatchObject({
      cron: '*/2 * * * * *',
      timezone: 'UTC',
      next: [expect.any(String), expect.any(String), expect.any(String)],
    });
    const ended = only(lines, 'run-ended');
    expect(ended.every((line) => line['code'] === 0 && line['outcome'] === 'done' && Number(line['ms']) > 0)).toBe(
      true,
    );
    expect(alternate(only(lines, 'run-due', 'run-ended'))).toBe(true);
    expect(
      only(lines, 'run-done')
        .map((line) => line['written'])
        .slice(0, 2),
    ).toEqual([1, 0]);
    expect(stdout).toMatch(/1 paper in .*: 1 written/);
    expect([code, lines.at(-1)]).toMatchObject([0, { msg: 'schedule-ended', code: 0 }]);
  });

  it('goes on after a run that crashed, and after one that could not run', async () => {
    const running = start(['--offline', '--cron', '*/2 * * * * *'], folderWithCards());
    await running.seen('run-started');
    process.kill(pidOfLastRun(running.cwd), 'SIGKILL');
    await running.seen('run-ended', 1);
    writeFileSync(join(running.cwd, 'papergraph.yaml'), 'fetch: { atempts: 3 }\n');
    await running.seen('run-ended', 2);
    writeFileSync(join(running.cwd, 'papergraph.yaml'), '{}\n');
    await running.seen('run-ended', 3);
    running.kill('SIGTERM');
    await running.end;
    const ended = only(running.lines(), 'run-ended');
    expect(ended.slice(0, 3)).toMatchObject([
      { level: 'error', outcome: 'crashed', code: null, reason: 'ended by SIGKILL' },
      { level: 'error', outcome: 'could-not-run', code: 2 },
      { level: 'info', outcome: 'done', code: 0 },
    ]);
  });

  it('with --once ends after one run, with its exit code', async () => {
    const cwd = folderWithCards({ 'broken.md': 'no heading, no link\n' });
    const { code, stderr } = await start(['--offline', '--once', '--cron', '* * * * * *'], cwd).end;
    expect(only(linesOf(stderr), 'run-ended')).toMatchObject([{ level: 'warn', outcome: 'some-failed', code: 1 }]);
    expect(code).toBe(1);
  });

  it('hands flags and inputs on to each run', async () => {
    const cwd = folderWithCards();
    const flags = ['--state', 'my state', '--json', '--now', '--once', '--cron', '0 0 1 1 *', '--log-level=debug'];
    const { code, stdout, stderr } = await start(['--offline', ...flags, resourcePath('seeds/cards/PMC138691.md')], cwd)
      .end;
    expect([code, JSON.parse(stdout).papers.found]).toEqual([0, 2]);
    expect(only(linesOf(stderr), 'paper-found')).toHaveLength(2);
    const ledger = Ledger.open(join(cwd, 'my state', 'ledger.db'));
    expect(ledger.runs.list({ limit: 9 })).toHaveLength(1);
    ledger.close();
  });
});

describe('papergraph schedule --serve', () => {
  it('answers while it waits and while a run goes on, and ends with the schedule', async () => {
    const running = start(['--offline', '--now', '--serve', '--cron', '0 0 1 1 *'], folderWithCards(), {
      PAPERGRAPH_SERVE_PORT: '0',
    });
    await running.seen('serving');
    const address = String(only(running.lines(), 'serving')[0]?.['address']);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    await running.seen('run-ended');
    expect(await (await fetch(`${address}/api/runs`)).text()).toContain('"state":"done"');
    running.kill('SIGTERM');
    expect((await running.end).code).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });

  it('says at the start when it may not listen', async () => {
    const env = { PAPERGRAPH_SERVE_HOST: '0.0.0.0' };
    const { code, stderr } = await papergraph(['schedule', '--cron', '0 2 * * *', '--serve'], { env });
    expect([code, stderr]).toEqual([2, expect.stringContaining('PAPERGRAPH_SERVE_TOKEN')]);
  });
});

describe('a time that was missed', () => {
  it('is made up for at the start, once', async () => {
    const cwd = folderWithCards();
    const link = ['link', 'cards', '--offline', '--workers', '1'];
    expect((await papergraph(link, { cwd })).code).toBe(0);
    const due = new Date(Math.ceil(Date.now() / 1000) * 1000);
    const daily = `${due.getUTCSeconds()} ${due.getUTCMinutes()} ${due.getUTCHours()} * * *`;
    await sleep(due.getTime() - Date.now() + 50);
    const first = await start(['--offline', '--catch-up', '--once', '--cron', daily], cwd).end;
    expect(only(linesOf(first.stderr), 'run-due')).toMatchObject([{ why: 'missed', due: due.toISOString() }]);
    const again = start(['--offline', '--catch-up', '--once', '--cron', daily], cwd);
    await again.seen('schedule-started');
    await sleep(300);
    again.kill('SIGINT');
    expect((await again.end).code).toBe(0);
    expect(only(again.lines(), 'run-due', 'run-missed')).toEqual([]);
  });
});

describe('with a slow site', () => {
  let server: BadServer;
  const papers = Array.from({ length: 12 }, (_, index) => `/paper/PMC${100 + index}/full.md`);
  const env = {
    PAPERGRAPH_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true',
    PAPERGRAPH_FETCH_REQUESTS_PER_SECOND: '500',
    PAPERGRAPH_FETCH_CONCURRENCY_PER_HOST: '2',
    PAPERGRAPH_RUN_PAPERS_IN_FLIGHT: '2',
    PAPERGRAPH_RUN_STOP_SECONDS: '5',
  };
  const slowCards = () => ({ 'links.txt.md': `${papers.map((path) => server.url(path)).join('\n')}\n` });

  beforeAll(async () => {
    server = await startBadServer();
    for (const path of papers)
      server.on(path, slowHeaders(700, markdown('# Loss of TP53 in lymphoma\n\nTP53 is lost.\n')));
  });
  afterAll(() => server.close());

  it('does not start a run while one is going on, and says so', async () => {
    const running = start(['--now', '--cron', '* * * * * *'], folderWithCards(slowCards()), env);
    await running.seen('run-overlaps', 2);
    await running.seen('run-ended');
    running.kill('SIGTERM');
    await running.end;
    expect(alternate(only(running.lines(), 'run-started', 'run-done'))).toBe(true);
    expect(alternate(only(running.lines(), 'run-due', 'run-ended'))).toBe(true);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)(
    '%s is handed on once: what is under way is finished, and the end is the code of the run',
    async (signal, code) => {
      const running = start(
        ['--now', '--cron', '0 0 1 1 *', '--log-level', 'debug'],
        folderWithCards(slowCards()),
        env,
      );
      await running.seen('stage-started', 2);
      running.kill(signal);
      const end = await running.end;
      expect(end.code).toBe(code);
      const lines = linesOf(end.stderr);
      expect(
        only(lines, 'schedule-stopping', 'stopping', 'run-done', 'run-ended', 'schedule-ended').map(
          (line) => line['msg'],
        ),
      ).toEqual(['schedule-stopping', 'stopping', 'run-done', 'run-ended', 'schedule-ended']);
      const [done] = only(lines, 'run-done');
      expect(done).toMatchObject({ failed: 0 });
      expect(Number(done?.['left']) + Number(done?.['written'])).toBe(done?.['found']);
    },
  );

  it('a second signal stops the run at once', async () => {
    for (const path of papers) server.on(path, slowHeaders(20_000, markdown('# TP53\n')));
    const running = start(['--now', '--cron', '0 0 1 1 *', '--log-level', 'debug'], folderWithCards(slowCards()), env);
    await running.seen('stage-started', 2);
    running.kill('SIGTERM');
    await running.seen('stopping');
    running.kill('SIGTERM');
    expect((await running.end).code).toBe(143);
    expect(only(running.lines(), 'run-done')).toEqual([]);
    expect(only(running.lines(), 'run-ended')).toMatchObject([{ outcome: 'stopped', code: 143 }]);
  });
});

describe('papergraph schedule tells what is wrong before any run, with exit code 2', () => {
  it.each([
    [['--cron', 'every night'], {}, /schedule\.cron: expected .*"0 2 \* \* \*".*got "every night"/],
    [
      ['--cron', '0 2 * * *', '--timezone', 'Berlin'],
      {},
      /schedule\.timezone: expected .*"Europe\/Berlin".*got "Berlin"/,
    ],
    [[], {}, /schedule\.cron: expected when to run, such as --cron "0 2 \* \* \*"/],
    [['--cron', '0 2 * * *', '--workers', 'many'], {}, /run\.workers: expected/],
    [[], { PAPERGRAPH_SCHEDULE_CRON: '61 * * * *' }, /got "61 \* \* \* \*": Invalid value for minute: 61/],
  ])('%j %j', async (args, env, message) => {
    const { code, stderr, stdout } = await papergraph(['schedule', 'cards', ...args], { env });
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});

/** True when the lines are of two kinds in turn, beginning with that of the first: no run within a run. */
function alternate(lines: readonly Line[]): boolean {
  return (
    lines.length > 1 && lines.every((line, at) => at === 0 || (line['msg'] === lines[0]?.['msg']) === (at % 2 === 0))
  );
}

function pidOfLastRun(cwd: string): number {
  const ledger = Ledger.open(join(cwd, '.papergraph', 'ledger.db'));
  try {
    const [run] = ledger.runs.list({ limit: 1 });
    if (run === undefined) throw new Error('expected a run');
    return run.pid;
  } finally {
    ledger.close();
  }
}
