/** Exit codes that a scheduler can use. */
import type { RunSummary } from '../model.js';

export const EXIT = {
  allDone: 0,
  somePapersFailed: 1,
  couldNotRun: 2,
  /** A warning, where the command asked for it. */
  warned: 3,
  /** Stopped by a signal with work left: 128 + its number, by the convention of shells. */
  interrupted: 130,
  terminated: 143,
} as const;

/** What a run came to. */
export interface RunEnd {
  readonly summary: RunSummary;
  /** What ended the run early, if anything did. */
  readonly error: Error | null;
  /** The signal that stopped it, if one did. */
  readonly signal: NodeJS.Signals | null;
}

/**
 * Papers that could be linked from their card only are done as far as they can be, and those that wait for their next
 * attempt have been told of before: neither is a failure of this run.
 */
export function exitCodeOf({ summary, error, signal }: RunEnd, options: { readonly failOnWarning: boolean }): number {
  const { papers, inputProblemCounts, inputEnded, warnings } = summary;
  if (error !== null || isForNothing(summary)) return EXIT.couldNotRun;
  if (signal !== null && (papers.left > 0 || !inputEnded)) return codeOfSignal(signal);
  if (papers.failed > 0 || papers.left > 0 || !inputEnded || inputProblemCounts.fatal > 0) return EXIT.somePapersFailed;
  return options.failOnWarning && warnings.length > 0 ? EXIT.warned : EXIT.allDone;
}

/** Every input that was named was none: a folder misspelled, say. Whoever looks at exit codes must not take that for a good run. */
export function isForNothing({ papers, inputEnded, inputProblemCounts }: RunSummary): boolean {
  return inputEnded && papers.found === 0 && inputProblemCounts.fatal > 0;
}

export function codeOfSignal(signal: NodeJS.Signals): number {
  return signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
}
