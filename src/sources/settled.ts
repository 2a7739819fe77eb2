/** Files that somebody may still be writing. */
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** All waiting of a run together, in settling times: however many files are fresh, a run is not held up for longer. */
const PATIENCE = 5;

/** A pause between two looks is never shorter, milliseconds. */
const SHORTEST_MS = 20;

/** How far the clock that dates files may be ahead of this one, milliseconds. */
const CLOCK_DIFFERENCE_MS = 2000;

/**
 * Tells whole files from those that are still being written, for one run.
 *
 * No time to wait is right for every writer: one that pauses for longer is taken for done. Writing beside and renaming is always
 * right, since a renamed file keeps the time of its last byte.
 */
export class Settling {
  readonly #settleMs: number;
  #leftMs: number;
  #waitedUntil = 0;

  /** @param settleMs how long a file must not have changed to be taken for whole, milliseconds; 0 takes each as it is */
  constructor(settleMs: number) {
    this.#settleMs = settleMs;
    this.#leftMs = PATIENCE * Math.max(SHORTEST_MS, settleMs);
  }

  /**
   * Waits until a file has not changed for the settling time; at once for one that has not been touched so long, which is nearly
   * every one, and for one of a time to come, which says nothing of when it was written. False for a file that keeps growing, or
   * that is fresh when all patience was spent: the next run takes it. What is no regular file (a pipe) is taken as it is.
   *
   * @throws errors of the file system
   */
  async isSettled(path: string): Promise<boolean> {
    if (this.#settleMs === 0) return true;
    let before = await stat(path);
    if (!before.isFile()) return true;
    const age = Date.now() - before.mtimeMs;
    if (age >= this.#settleMs || age < -CLOCK_DIFFERENCE_MS) return true;
    let wait = age >= 0 ? this.#settleMs - age : this.#settleMs;
    while (await this.#pause(Math.max(SHORTEST_MS, wait))) {
      const after = await stat(path);
      if (after.mtimeMs === before.mtimeMs && after.size === before.size) return true;
      before = after;
      wait = this.#settleMs;
    }
    return false;
  }

  /** False, and at once, when there is not so much patience left. Files that are waited for side by side cost it once. */
  async #pause(ms: number): Promise<boolean> {
    const now = performance.now();
    const cost = Math.max(0, now + ms - Math.max(now, this.#waitedUntil));
    if (cost > this.#leftMs) return false;
    this.#leftMs -= cost;
    this.#waitedUntil = Math.max(this.#waitedUntil, now + ms);
    await sleep(ms);
    return true;
  }
}
