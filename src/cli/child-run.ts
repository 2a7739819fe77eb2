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

  /** Starts a run and waits for its end. Its output goes where that of this process goes. */
  run(): Promise<ProcessEnd> {
    const [program = '', ...args] = this.#command;
    // A process group of its own: Ctrl-C at a terminal goes to the whole group, and handed on it would come twice.
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    this.#child = child;
    this.#signals = 0;
    return new Promise((resolve) => {
      const end = (result: ProcessEnd) => {
        this.#child = null;
        resolve(result);
      };
      child.on('error', (error) => {
        if (child.pid === undefined) end({ code: null, signal: null, problem: messageOf(error) });
      });
      child.on('exit', (code, signal) => end({ code, signal, problem: null }));
    });
  }

  /** Hands a signal on to the run that is going on; the third one kills it. */
  signal(name: NodeJS.Signals): void {
    this.#signals += 1;
    this.#child?.kill(this.#signals >= PATIENCE ? 'SIGKILL' : name);
  }
}
