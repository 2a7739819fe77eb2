/** Ctrl-C and SIGTERM: the first finishes what is under way, the second stops at once. */
import { codeOfSignal } from '../flow/exit-code.js';

export interface Interruption {
  /** Aborted by the first signal: take nothing new. */
  readonly stop: AbortSignal;
  /** Aborted when the time for finishing is over: what is on its way is put back. */
  readonly cutOff: AbortSignal;
  /** The signal that came, or null. */
  readonly signal: () => NodeJS.Signals | null;
  /** Takes what is to be done before a second signal ends the process; null for nothing. Must be quick and not wait. */
  readonly beforeEnd: (work: (() => void) | null) => void;
  /** Gives the signals back to Node. */
  readonly release: () => void;
}

/** Undoes what a progress display does to a terminal: cursor hidden, lines not wrapped. */
const SHOW_CURSOR = '\u001b[?25h\u001b[?7h\n';

/** What the transaction under way and closing may take after the cut-off, before the process ends all the same. */
const LAST_MS = 15_000;

/** @param stopSeconds how long papers on their way may take after the first signal */
export function listenForStop(stopSeconds: number): Interruption {
  const stop = new AbortController();
  const cutOff = new AbortController();
  let came: NodeJS.Signals | null = null;
  let last: (() => void) | null = null;
  const endNow = (signal: NodeJS.Signals): never => {
    try {
      last?.();
    } finally {
      if (process.stderr.isTTY) process.stderr.write(SHOW_CURSOR);
      process.exit(codeOfSignal(signal));
    }
  };
  const handle = (signal: NodeJS.Signals) => {
    if (came !== null) endNow(signal);
    came = signal;
    // Nothing is lost by an end at any moment: what is not in the ledger is done again.
    setTimeout(() => cutOff.abort(), stopSeconds * 1000).unref();
    setTimeout(() => endNow(signal), stopSeconds * 1000 + LAST_MS).unref();
    stop.abort();
  };
  process.on('SIGINT', handle).on('SIGTERM', handle);
  const release = () => void process.off('SIGINT', handle).off('SIGTERM', handle);
  const beforeEnd: Interruption['beforeEnd'] = (work) => {
    last = work;
  };
  return { stop: stop.signal, cutOff: cutOff.signal, signal: () => came, beforeEnd, release };
}
