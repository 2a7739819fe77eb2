/** The settings of the section `failures`, by kind of failure. */
import { CannotRunError } from '../src/errors.js';
import type { FailurePolicy } from '../src/flow/failure-policy.js';
import type { FailureClass, FailureKind } from '../src/model.js';
import type { Settings } from '../src/settings.js';

/** A new kind without a setting is a compile error here. */
const SETTINGS: Readonly<Record<Exclude<FailureKind, 'cannot-run' | 'no-link'>, keyof Settings['failures']>> = {
  offline: 'offline',
  network: 'network',
  'http-status': 'httpStatus',
  'not-markdown': 'notMarkdown',
  'too-large': 'tooLarge',
  redirect: 'redirect',
  'forbidden-address': 'forbiddenAddress',
  robots: 'robots',
  'nothing-to-link': 'nothingToLink',
  unreadable: 'unreadable',
  'too-slow': 'tooSlow',
  'worker-lost': 'workerLost',
  defect: 'defect',
  'graph-refused': 'graphRefused',
  'graph-away': 'graphAway',
};

/** Every kind of failure, for checks of what a user types. */
export const FAILURE_KINDS = [...Object.keys(SETTINGS), 'cannot-run'] as readonly FailureKind[];

export function failurePolicy({ failures }: Settings): FailurePolicy {
  const { retryDelayMinutes, maxRetryDelayHours, parkAfter } = failures;
  const classes = Object.entries(SETTINGS).map(([kind, key]) => [kind, failures[key]]);
  // A card without a link is no failure: it is linked as it is. What cannot go on before somebody acts ends the run whatever the settings say.
  const all = Object.fromEntries([...classes, ['cannot-run', 'stop'], ['no-link', 'skip']]) as Record<
    FailureKind,
    FailureClass
  >;
  return { classes: all, retryDelayMinutes, maxRetryDelayHours, parkAfter };
}

/** @throws CannotRunError for a kind of failure that is none, naming all that are */
export function checkKind(kind: string): void {
  if (FAILURE_KINDS.some((known) => known === kind)) return;
  throw new CannotRunError(`--kind: expected one of ${FAILURE_KINDS.join(', ')}, got ${JSON.stringify(kind)}`);
}
