/** Ctrl-C and SIGTERM: the first finishes what is under way, the second stops at once. */

export interface Interruption {
  /** Aborted by the first signal: take nothing new. */
  readonly stop: AbortSignal;
  /** Aborted when the time for finishing is over: cut off downloads. */
  readonly cutOff: AbortSignal;
  /** Gives the signals back to Node. */
  readonly release: () => void;
}

/** Exit code of a process ended by Ctrl-C, by the convention of shells: 128 + 2. */
const INTERRUPTED = 130;

/** Undoes what a progress display does to a terminal: cursor hidden, lines not wrapped. */
const SHOW_CURSOR = '\u001b[?25h\u001b[?7h\n';

/**
 * @param stopSeconds how long papers on their way may take after the first signal
 * @param onStop called with the signal's name when it comes
 */
export function listenForStop(stopSeconds: number, onStop: (signal: string) => void): Interruption {
  const stop = new AbortController();
  const cutOff = new AbortController();
  const handle = (signal: string) => {
    if (stop.signal.aborted) {
      if (process.stderr.isTTY) process.stderr.write(SHOW_CURSOR);
      process.exit(INTERRUPTED);
    }
    stop.abort();
    setTimeout(() => cutOff.abort(), stopSeconds * 1000).unref();
    onStop(signal);
  };
  process.on('SIGINT', handle).on('SIGTERM', handle);
  const release = () => void process.off('SIGINT', handle).off('SIGTERM', handle);
  return { stop: stop.signal, cutOff: cutOff.signal, release };
}
