/** Runs the built program as a user does: another process, its own working folder, nothing of this environment's settings. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourcePath } from '../../src/resources.js';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Working folder; a new empty one by default. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process once it runs, e.g. to send it a signal. */
  readonly onStart?: (process: ChildProcess) => void;
  /** Called with each piece of standard error. */
  readonly onStderr?: (text: string) => void;
}

/** A new empty folder. */
export function newFolder(name = 'cli'): string {
  return mkdtempSync(join(tmpdir(), `papergraph-${name}-`));
}

/** Runs `papergraph` with these arguments and waits for its end. */
export function papergraph(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.env };
  const program = resourcePath('dist/src/cli/main.js');
  const child = spawn(process.execPath, [program, ...args], { cwd: options.cwd ?? newFolder(), env });
  options.onStart?.(child);
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr.push(text);
    options.onStderr?.(text);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout: stdout.join(''), stderr: stderr.join('') }));
  });
}
