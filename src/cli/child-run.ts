/** A run as a process of its own: whatever becomes of it, who started it goes on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { messageOf } from '../errors.js';
import type { ProcessEnd } from '../flow/run-schedule.js';

/** After this many signals from the operator a run that is still there is killed. */
const PATIENCE = 3;

/** Runs of the program itself, one at a time. */
export class ChildRuns {
  readonly #command: readonly string[];
  #child: ChildProcess | null = null;
  #signals = 0;

  /** @param command program and arguments of each run */
  constructor(command: readonly string[]) {
    this.#command = command;
  }

  /** Starts a run and waits for its end. Its output goes where that of this process goes. Never rejects. */
  async run(): Promise<ProcessEnd> {
    this.#signals = 0;
    try {
      this.#child = this.#start();
      return await endOf(this.#child);
    } catch (error) {
      return { code: null, signal: null, problem: messageOf(error) };
    } finally {
      this.#child = null;
    }
  }

  /** Hands a signal on to the run that is going on; the third one kills it. */
  signal(name: NodeJS.Signals): void {
    this.#signals += 1;
    this.#child?.kill(this.#signals >= PATIENCE ? 'SIGKILL' : name);
  }

  #start(): ChildProcess {
    const [program = '', ...args] = this.#command;
    // A process group of its own: Ctrl-C at a terminal goes to the whole group, and handed on it would come twice.
    return spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  }
}

/** Waits for the end of a process; rejects when there is none, since it could not be started (no memory, no such program). */
function endOf(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      if (child.pid === undefined) reject(error);
    });
    child.on('exit', (code, signal) => resolve({ code, signal, problem: null }));
  });
}
