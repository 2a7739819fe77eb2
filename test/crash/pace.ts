/** How long runs take, as measured while they are not disturbed. */
import type { Pace } from './kill-moments.js';
import type { Ended, ProgramRun } from './program.js';

/** Runs looked back on. */
const MEMORY = 5;

export class Paces {
  #seen: Pace[] = [];
  readonly #guess: Pace;

  constructor(guess: Pace) {
    this.#guess = guess;
  }

  /** Notes a run that ended by itself. */
  note({ reached }: ProgramRun, { ms }: Ended): void {
    if (reached.started === null || reached.done === null) return;
    this.#seen = [...this.#seen, { starting: reached.started, whole: ms, closing: ms - reached.done }].slice(-MEMORY);
  }

  /** A run that goes on where a killed one was has less to do, so the longest of the last ones counts. */
  get expected(): Pace {
    if (this.#seen.length === 0) return this.#guess;
    const longest = (of: keyof Pace) => Math.max(...this.#seen.map((pace) => pace[of]));
    return { starting: longest('starting'), whole: longest('whole'), closing: longest('closing') };
  }
}
