/**
 * Three nights in a minute: `papergraph schedule` on a folder that changes and a site that misbehaves, `papergraph serve`
 * beside it. Before each night folder and site are set up; after it metrics are read.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunRecord } from '../../src/flow/run-records.js';
import { resourcePath } from '../../src/resources.js';
import { type BadServer, startBadServer } from '../support/bad-server.js';
import { siteEnvironment } from '../support/card-site.js';
import { newFolder, papergraph } from '../support/cli.js';
import { EVENINGS } from './night-site.js';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface Night {
  /** As the ledger has it. */
  readonly run: RunRecord;
  /** What `/metrics` said after it. */
  readonly metrics: string;
}

export interface Nights {
  readonly nights: readonly Night[];
  /** Standard error of the schedule, as written. */
  readonly log: string;
  /** Exit code of the schedule, stopped by SIGTERM between runs. */
  readonly code: number | null;
  readonly token: string;
  /** Asks the program about what it left, e.g. `ask('status', 'n01')`. */
  readonly ask: (...args: string[]) => Promise<string>;
}

export interface NightOptions {
  /** Seconds from one run to the next: a divisor of 60. */
  readonly everySeconds: number;
  /** Called after the last night while the pages are still served. */
  readonly look?: (address: string, token: string) => Promise<void>;
}

/** Plays three nights. */
export async function playNights({ everySeconds, look }: NightOptions): Promise<Nights> {
  const site = await startBadServer();
  const cwd = newFolder('night');
  mkdirSync(join(cwd, 'cards'));
  const token = 'a-token-that-no-log-line-may-hold';
  const env = { ...siteEnvironment(site), PAPERGRAPH_FETCH_FRESH_HOURS: '0', PAPERGRAPH_SERVE_TOKEN: token };
  const processes: ChildProcess[] = [];
  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [resourcePath('dist/src/cli/main.js'), ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    });
    processes.push(child);
    return child;
  };
  try {
    const address = await addressOf(start('serve', '--port', '0'));
    const read = (path: string) =>
      fetch(`${address}${path}`, { headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.text());
    EVENINGS[0]?.(site, join(cwd, 'cards'));
    const every = `*/${everySeconds} * * * * *`;
    const schedule = start('schedule', 'cards', '--cron', every, '--timezone', 'UTC', '--fail-on-warning');
    const { nights, log } = await follow(schedule, { site, folder: join(cwd, 'cards'), read });
    await look?.(address, token);
    const ask = async (...args: string[]) => (await papergraph(args, { cwd, env })).stdout;
    return { nights, log, code: schedule.exitCode, token, ask };
  } finally {
    for (const child of processes) child.kill('SIGKILL');
    await site.close();
  }
}

interface Around {
  readonly site: BadServer;
  readonly folder: string;
  readonly read: (path: string) => Promise<string>;
}

/** Goes along with the schedule: after each run its record and metrics are read, then the next evening begins. */
async function follow(schedule: ChildProcess, { site, folder, read }: Around) {
  const lines: string[] = [];
  const nights: Night[] = [];
  const exit = once(schedule, 'exit');
  for await (const line of createInterface({ input: schedule.stderr ?? failed() })) {
    lines.push(line);
    const event = eventOf(line);
    if (event === 'run-done') {
      // At once: the next run cannot start before this one's process has ended.
      EVENINGS[nights.length + 1]?.(site, folder);
      nights.push(await nightOf(read));
    } else if (event === 'run-ended' && nights.length === EVENINGS.length) schedule.kill('SIGTERM');
  }
  await exit;
  return { nights, log: `${lines.join('\n')}\n` };
}

/** The newest run, once the ledger knows that it has ended. */
async function nightOf(read: Around['read']): Promise<Night> {
  for (;;) {
    const runs: RunRecord[] = JSON.parse(await read('/api/runs'));
    const [run] = runs;
    if (run !== undefined && run.endedAt !== null) return { run, metrics: await read('/metrics') };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function eventOf(line: string): unknown {
  return JSON.parse(line).msg;
}

async function addressOf(serve: ChildProcess): Promise<string> {
  const [first] = await once(serve.stdout ?? failed(), 'data');
  const address = /http:\/\/\S+/.exec(String(first))?.[0];
  if (address === undefined) throw new Error(`expected an address, got ${String(first)}`);
  return address;
}

function failed(): never {
  throw new Error('expected a process with pipes');
}
