/** What else befalls a run beside SIGKILL: the server of the graph dies, the disk is full, the network is gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CrashSite } from './crash-site.js';
import { Dice } from './dice.js';
import { wait } from './kill-moments.js';
import type { KillableNeo4j } from './killable-neo4j.js';
import type { ProgramRun } from './program.js';
import type { SmallDisk } from './small-disk.js';

export type FaultKind = 'none' | 'network-cut' | 'sigterm' | 'disk-full' | 'neo4j-kill';

export interface FaultPlaces {
  readonly site: CrashSite;
  /** Null when no disk can be filled. */
  readonly disk: SmallDisk | null;
  /** Null for a server that may not be killed, or none. */
  readonly neo4j: KillableNeo4j | null;
}

/** Exit codes that a run may end with under a fault; any other, or a signal, is a bad end. */
export const ALLOWED_CODES: Readonly<Record<FaultKind, readonly number[]>> = {
  none: [0],
  'network-cut': [0],
  sigterm: [0, 1, 143],
  'disk-full': [0, 1, 2],
  'neo4j-kill': [0, 1, 2],
};

/** Bytes left free on a full disk at most: what is written last before it is full should differ. */
const MOST_LEFT = 300_000;
/** A fault that comes while papers are written comes so long after the first one at most. */
const WRITING_MS = 1000;
const LONGEST_FULL_MS = 4000;
const LONGEST_CUT_MS = 3000;
const LONGEST_DOWN_MS = 2000;

/** A fault for each round: all that are possible in turn, in another order each time, with rounds without any. */
export function faultPlan(rounds: number, seed: number, { disk, neo4j }: FaultPlaces): readonly FaultKind[] {
  const dice = new Dice(seed, 'faults');
  const possible: FaultKind[] = ['none', 'network-cut', 'sigterm'];
  if (disk !== null) possible.push('disk-full');
  if (neo4j !== null) possible.push('neo4j-kill');
  const plan: FaultKind[] = [];
  while (plan.length < rounds) plan.push(...dice.shuffled(possible));
  return plan.slice(0, rounds);
}

/**
 * Lets it happen in the middle of the run, and undoes it.
 *
 * @param wholeMs how long a run takes about
 * @returns false when the run had ended before
 */
export async function befall(
  run: ProgramRun,
  kind: FaultKind,
  { dice, wholeMs, ...places }: FaultPlaces & { readonly dice: Dice; readonly wholeMs: number },
): Promise<boolean> {
  if (kind === 'none') return true;
  await middle(run, dice, wholeMs);
  if (run.isOver) return false;
  if (kind === 'sigterm') run.kill('SIGTERM');
  if (kind === 'network-cut') await places.site.cut(dice.share() * LONGEST_CUT_MS);
  if (kind === 'disk-full') await fillDisk(run, dice, places.disk);
  if (kind === 'neo4j-kill') await killServer(dice, places.neo4j);
  return true;
}

/** Half of the faults come at any time, half while papers are written. */
async function middle(run: ProgramRun, dice: Dice, wholeMs: number): Promise<void> {
  const [atAnyTime, share] = [dice.chance(0.5), dice.share()];
  if (atAnyTime) return wait(run, share * wholeMs * 0.7);
  await run.when(() => run.reached.writing !== null);
  await wait(run, share * WRITING_MS);
}

/** Now and then the disk is free again before the run has noticed. */
async function fillDisk(run: ProgramRun, dice: Dice, disk: SmallDisk | null): Promise<void> {
  await disk?.fill(dice.chance(0.5) ? 0 : dice.below(MOST_LEFT));
  await wait(run, dice.share() * LONGEST_FULL_MS);
  await disk?.drain();
}

async function killServer(dice: Dice, neo4j: KillableNeo4j | null): Promise<void> {
  await neo4j?.kill();
  await sleep(dice.share() * LONGEST_DOWN_MS);
  await neo4j?.startAgain();
}
