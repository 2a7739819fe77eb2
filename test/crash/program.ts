/** The built program as a process, watched through its log: how far it is, and how it ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Cleanup } from './cleanup.js';

export interface ProgramOptions {
  /** The built `main.js`. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly cleanup: Cleanup;
}

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds from start to end. */
  readonly ms: number;
}

/** What of a log line is of interest here; other fields are left alone. */
interface LogLine {
  readonly msg?: string;
  readonly stage?: string;
  readonly paper?: string;
  readonly outcome?: string;
}

/** Lines of the log kept for a report of a run that ended badly. */
const KEPT_LINES = 12;

export class ProgramRun {
  /** Milliseconds from the start to each of these; null as long as it has not come. */
  readonly reached: { started: number | null; writing: number | null; done: number | null } = {
    started: null,
    writing: null,
    done: null,
  };
  /** Papers that stand in the graph, by the log. */
  written = 0;
  readonly writtenIds = new Set<string>();
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #startedAt = performance.now();
  #isOver = false;
  #waiting: { readonly until: () => boolean; readonly go: () => void }[] = [];
  #lastLines: string[] = [];

  constructor({ program, args, env, cwd, cleanup }: ProgramOptions) {
    const own = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
    this.#child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { ...own, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const release = cleanup.add(() => void this.kill('SIGKILL'));
    this.ended = this.#watch().finally(release);
    const { stderr } = this.#child;
    if (stderr !== null) createInterface({ input: stderr }).on('line', (line) => this.#read(line));
  }

  /** Milliseconds since the start. */
  get age(): number {
    return performance.now() - this.#startedAt;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The last lines of its log. */
  get tail(): string {
    return this.#lastLines.join('\n');
  }

  /** Ends it by a signal. @returns false when it had ended before */
  kill(signal: NodeJS.Signals): boolean {
    return this.#child.kill(signal);
  }

  /** Resolves when this is so, or the program has ended. */
  when(until: () => boolean): Promise<void> {
    if (this.#isOver || until()) return Promise.resolve();
    return new Promise((go) => this.#waiting.push({ until, go }));
  }

  #watch(): Promise<Ended> {
    return new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      // `close`, not `exit`: the rest of the log is read then.
      this.#child.once('close', (code, signal) => {
        this.#isOver = true;
        this.#wake();
        resolve({ code, signal, ms: this.age });
      });
    });
  }

  #read(line: string): void {
    this.#lastLines = [...this.#lastLines, line].slice(-KEPT_LINES);
    const event = parsed(line);
    if (event.msg === 'run-started') this.reached.started ??= this.age;
    if (event.msg === 'run-done') this.reached.done ??= this.age;
    if (event.stage === 'write') this.#noteWriting(event);
    if (event.msg === 'paper-done' && event.outcome === 'written' && event.paper !== undefined) {
      this.writtenIds.add(event.paper);
    }
    this.#wake();
  }

  #noteWriting({ msg, outcome }: LogLine): void {
    this.reached.writing ??= this.age;
    if (msg === 'stage-done' && outcome === 'ok') this.written++;
  }

  #wake(): void {
    const ready = this.#waiting.filter(({ until }) => this.#isOver || until());
    if (ready.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !ready.includes(one));
    for (const { go } of ready) go();
  }
}

/** A line that is no event (an error at the end, a line cut short by a kill) says nothing of how far the run is. */
function parsed(line: string): LogLine {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
