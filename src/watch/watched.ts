/** What the routes are given: a ledger that may not be there yet, and what only others can do. */

import type { Ledger } from '../flow/ledger.js';
import type { FailureKind, PaperId } from '../model.js';
import type { AccessOptions } from './access.js';
import type { AnnotatedText } from './annotated-text.js';
import type { KeptCounts } from './kept-counts.js';
import type { SeenRuns } from './seen-runs.js';

/** A file that pages load: style, script, icon. */
export interface Asset {
  readonly type: string;
  readonly body: string;
}

/** An open ledger, its counts as all requests share them, and its runs as they are. */
export interface WatchedLedger {
  /** Without its own counts: each would read all papers. */
  readonly ledger: Omit<Ledger, 'counts'>;
  readonly counts: KeptCounts;
  readonly runs: SeenRuns;
}

export interface Watched {
  readonly access: AccessOptions;
  /**
   * The ledger as it is now; null when there is none yet.
   *
   * @throws CannotRunError when it cannot be opened
   */
  readonly open: () => WatchedLedger | null;
  /** The id that a name is (`PMC1`, a DOI), as the ledger spells it; the name itself when it is none. */
  readonly paperIdOf: (name: string) => PaperId;
  /** A paper's kept annotations as the text that it reads. */
  readonly readText: (annotations: Uint8Array) => AnnotatedText;
  /** Why nothing can be written to the state folder; null when all is well. */
  readonly whyNotWritable: () => string | null;
  /** Kinds of trouble that papers can be in. */
  readonly kinds: readonly FailureKind[];
  /** By name, e.g. `style.css`. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** The guide for Neo4j Browser, as HTML. */
  readonly neo4jGuide: string;
  /** Told of errors that are defects. */
  readonly onDefect: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
