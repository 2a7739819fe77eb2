/** When the program is killed: spread over its whole life, with more kills where it writes and where it closes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from './dice.js';
import type { ProgramRun } from './program.js';

export type KillMoment =
  /** At this share of the time that a whole run takes. */
  | { readonly kind: 'any'; readonly share: number }
  /** At this share of the time until the run begins: settings, graph and lexicon are opened. */
  | { readonly kind: 'starting'; readonly share: number }
  /** So many milliseconds after the first paper was handed to the writer. */
  | { readonly kind: 'writing'; readonly ms: number }
  /** When this share of the expected papers is written, while the ledger is told of them. */
  | { readonly kind: 'written'; readonly share: number; readonly ms: number }
  /** At this share of the time between the last paper and the end. */
  | { readonly kind: 'closing'; readonly share: number };

const KINDS: readonly KillMoment['kind'][] = [
  'any',
  'written',
  'any',
  'closing',
  'writing',
  'any',
  'starting',
  'written',
  'closing',
  'writing',
];

/** How long things take, in milliseconds, as seen so far. */
export interface Pace {
  readonly starting: number;
  readonly whole: number;
  readonly closing: number;
}

/** One moment for each round. Shares are spread evenly over the rounds of a kind, in random order. */
export function killMoments(rounds: number, seed: number): readonly KillMoment[] {
  const dice = new Dice(seed, 'kills');
  const kinds = Array.from({ length: rounds }, (_, round) => KINDS[round % KINDS.length] ?? 'any');
  const shares = new Map(KINDS.map((kind) => [kind, spread(kinds.filter((other) => other === kind).length, dice)]));
  return kinds.map((kind) => moment(kind, shares.get(kind)?.pop() ?? 0, dice));
}

function spread(count: number, dice: Dice): number[] {
  return dice.shuffled(Array.from({ length: count }, (_, index) => (index + dice.share()) / count));
}

function moment(kind: KillMoment['kind'], share: number, dice: Dice): KillMoment {
  if (kind === 'writing') return { kind, ms: share * 500 };
  if (kind === 'written') return { kind, share, ms: dice.below(3) * 10 * dice.share() };
  return { kind, share };
}

/** Waits for the moment; resolves early when the program ends before it. */
export async function until(moment: KillMoment, run: ProgramRun, expected: Pace & { papers: number }): Promise<void> {
  switch (moment.kind) {
    case 'any':
      return wait(run, moment.share * expected.whole);
    case 'starting':
      return wait(run, moment.share * expected.starting);
    case 'writing':
      await run.when(() => run.reached.writing !== null);
      return wait(run, moment.ms);
    case 'written':
      await run.when(() => run.written > 0 && run.written >= moment.share * expected.papers);
      return wait(run, moment.ms);
    case 'closing':
      await run.when(() => run.reached.done !== null);
      return wait(run, moment.share * expected.closing);
  }
}

/** So many milliseconds, or until the program ends. */
export async function wait(run: ProgramRun, ms: number): Promise<void> {
  const ended = new AbortController();
  const over = run.ended.then(() => ended.abort());
  await Promise.race([over, sleep(ms, undefined, { signal: ended.signal }).catch(() => undefined)]);
}
