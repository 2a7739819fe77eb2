/** What happens after a failure: a pure function of its kind, of how often the paper failed before, and of the time. */
import type { FailureClass, FailureKind, StageName, Trouble } from '../model.js';

export interface FailurePolicy {
  /** Class of each kind. */
  readonly classes: Readonly<Record<FailureKind, FailureClass>>;
  /** Minutes until a paper that failed for the first time is tried again; doubled with each further failure. */
  readonly retryDelayMinutes: number;
  /** Longest delay, hours. */
  readonly maxRetryDelayHours: number;
  /** Runs in a row in which a paper may fail before it is parked. */
  readonly parkAfter: number;
}

/** What went wrong, without what happens next. */
export interface Failure {
  readonly stage: StageName;
  readonly kind: FailureKind;
  readonly message: string;
}

/** Kinds that are no fault of the paper: it is due again at once and not counted as tried. */
const BLAMELESS: ReadonlySet<FailureKind> = new Set(['offline', 'graph-away', 'cannot-run']);

const MINUTE_MS = 60_000;

/**
 * @param before the paper's trouble of earlier runs, null when it had none
 * @param now milliseconds since 1970
 */
export function judge(
  failure: Failure,
  before: Trouble | null,
  { policy, now }: { readonly policy: FailurePolicy; readonly now: number },
): Trouble {
  const earlier = before?.attempts ?? 0;
  const blameless = BLAMELESS.has(failure.kind);
  const attempts = blameless ? earlier : earlier + 1;
  const failureClass = policy.classes[failure.kind];
  const parked = failureClass === 'retry' && !blameless && attempts >= policy.parkAfter;
  const delay = blameless ? 0 : retryDelay(attempts, policy);
  const isTriedAgain = failureClass !== 'skip' && !parked;
  const nextAttempt = isTriedAgain ? new Date(now + delay).toISOString() : null;
  return { ...failure, class: failureClass, attempts, nextAttempt, parked };
}

/** Milliseconds until the next attempt after so many failures in a row. */
export function retryDelay(attempts: number, policy: FailurePolicy): number {
  const doubled = policy.retryDelayMinutes * 2 ** Math.max(0, attempts - 1);
  return Math.min(doubled, policy.maxRetryDelayHours * 60) * MINUTE_MS;
}

/** True when a paper in this trouble is to be tried at this time. */
export function isDue({ nextAttempt }: Trouble, now: number): boolean {
  return nextAttempt !== null && Date.parse(nextAttempt) <= now;
}
