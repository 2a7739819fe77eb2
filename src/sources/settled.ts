/** Files that somebody may still be writing. */
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How many times the settling time is waited for a file that keeps changing. */
const PATIENCE = 5;

/** A pause between two looks is never shorter, milliseconds. */
const SHORTEST_MS = 20;

/**
 * Waits until a file has not changed for `settleMs`; at once for one that has not been touched so long, which is nearly every
 * one. False for a file that keeps growing: the next run takes it. What is no regular file (a pipe) is taken as it is.
 *
 * No time to wait is right for every writer: one that pauses for longer is taken for done. Writing beside and renaming is always
 * right, since a renamed file keeps the time of its last byte.
 *
 * @throws errors of the file system
 */
export async function isSettled(path: string, settleMs: number): Promise<boolean> {
  if (settleMs === 0) return true;
  let before = await stat(path);
  if (!before.isFile()) return true;
  const age = Date.now() - before.mtimeMs;
  if (age >= settleMs) return true;
  // A time to come is a clock that is ahead, of another machine perhaps: then only looking twice tells.
  let wait = age >= 0 ? settleMs - age : settleMs;
  for (let looks = 0; looks < PATIENCE; looks++) {
    await sleep(Math.max(SHORTEST_MS, wait));
    const after = await stat(path);
    if (after.mtimeMs === before.mtimeMs && after.size === before.size) return true;
    before = after;
    wait = settleMs;
  }
  return false;
}
