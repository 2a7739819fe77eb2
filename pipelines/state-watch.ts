/** A state folder as one looks at it from outside: its ledger may come, go and be replaced while one looks. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Ledger, ledgerPath } from '../src/flow/ledger.js';
import { StateLock } from '../src/flow/state-lock.js';
import { KeptCounts } from '../src/watch/kept-counts.js';
import { SeenRuns } from '../src/watch/seen-runs.js';
import type { WatchedLedger } from '../src/watch/watched.js';

/** Free bytes below which a run soon cannot write its ledger. */
const ENOUGH_BYTES = 50e6;

export class StateWatch {
  readonly #folder: string;
  #opened: (WatchedLedger & { readonly file: string }) | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * The ledger that is there now; null when there is none. A new file in place of the old is opened anew.
   *
   * @throws CannotRunError when it cannot be opened
   */
  open(): WatchedLedger | null {
    const path = ledgerPath(this.#folder);
    const file = fileAt(path);
    if (file !== this.#opened?.file) this.close();
    if (file === null) return null;
    this.#opened ??= this.#openNow(path, file);
    return this.#opened;
  }

  /** Why a run could not write here, without paths; null when it could. */
  whyNotWritable(): string | null {
    const folder = nearestFolder(resolve(this.#folder));
    try {
      accessSync(folder, constants.W_OK);
      if (!statSync(folder).isDirectory()) return 'is no folder';
    } catch {
      return 'cannot be written to';
    }
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < ENOUGH_BYTES ? `almost full: ${Math.round((bavail * bsize) / 1e6)} MB free` : null;
  }

  close(): void {
    this.#opened?.ledger.close();
    this.#opened = null;
  }

  #openNow(path: string, file: string) {
    const ledger = Ledger.open(path);
    const runs = new SeenRuns(ledger.runs, () => StateLock.holder(this.#folder) !== null);
    return { file, ledger, counts: new KeptCounts(ledger), runs };
  }
}

/** What tells a file from another of the same name; null when there is none. */
function fileAt(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** The folder itself, or the nearest one above it that is there. */
function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
