/**
 * What was done, on disk, for each target graph: one SQLite file in WAL mode. A paper is entered after its graph was
 * written, so a run killed in between writes it once more, which changes nothing.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { CannotRunError, messageOf } from '../errors.js';
import type { FetchFailure, PaperCounts, PaperId, PaperText } from '../model.js';

/** The last outcome of one paper for one graph. */
export interface LedgerEntry {
  readonly paperId: PaperId;
  readonly state: 'written' | 'failed';
  /** What the result depends on: text, card, lexicon, linker, settings. Empty for a paper that never was written. */
  readonly fingerprint: string;
  /** `PaperGraph.hash` as written; empty for a failed paper. */
  readonly graphHash: string;
  readonly origin: PaperText['origin'] | null;
  readonly textFailure: FetchFailure | null;
  /** Why it failed, for `failed`; else null. */
  readonly reason: string | null;
  readonly counts: PaperCounts;
  readonly runId: string;
}

/** A paper's annotations as an opaque blob; see pipelines/annotation-blob.ts for what is in it. */
export interface StoredAnnotations {
  readonly paperId: PaperId;
  readonly body: Uint8Array;
}

/** Version of the tables. Layout 1 did not count mentions without a name. */
const LAYOUT = 2;

const FROM_LAYOUT_1 = 'ALTER TABLE papers ADD COLUMN unnamed INTEGER NOT NULL DEFAULT 0';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS papers (
    graph_id TEXT NOT NULL, paper_id TEXT NOT NULL,
    state TEXT NOT NULL, fingerprint TEXT NOT NULL, graph_hash TEXT NOT NULL,
    origin TEXT, text_failure TEXT, reason TEXT,
    mentions INTEGER NOT NULL, nil INTEGER NOT NULL, concepts INTEGER NOT NULL,
    attempts INTEGER NOT NULL, run_id TEXT NOT NULL, updated_at TEXT NOT NULL,
    unnamed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (graph_id, paper_id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS annotations (
    graph_id TEXT NOT NULL, paper_id TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (graph_id, paper_id)
  );
  PRAGMA user_version = ${LAYOUT};
`;

/** A failed paper keeps the fingerprint and hash of its last success, so that what stands in the graph stays known. */
const RECORD = `
  INSERT INTO papers VALUES (@graphId, @paperId, @state, @fingerprint, @graphHash, @origin, @textFailure, @reason,
    @mentions, @nil, @concepts, 1, @runId, @updatedAt, @unnamed)
  ON CONFLICT (graph_id, paper_id) DO UPDATE SET
    state = excluded.state, reason = excluded.reason, run_id = excluded.run_id, updated_at = excluded.updated_at,
    attempts = CASE WHEN excluded.state = 'failed' AND papers.state = 'failed' THEN papers.attempts + 1 ELSE 1 END,
    fingerprint = CASE WHEN excluded.state = 'failed' THEN papers.fingerprint ELSE excluded.fingerprint END,
    graph_hash = CASE WHEN excluded.state = 'failed' THEN papers.graph_hash ELSE excluded.graph_hash END,
    origin = CASE WHEN excluded.state = 'failed' THEN papers.origin ELSE excluded.origin END,
    text_failure = excluded.text_failure,
    mentions = CASE WHEN excluded.state = 'failed' THEN papers.mentions ELSE excluded.mentions END,
    nil = CASE WHEN excluded.state = 'failed' THEN papers.nil ELSE excluded.nil END,
    concepts = CASE WHEN excluded.state = 'failed' THEN papers.concepts ELSE excluded.concepts END,
    unnamed = CASE WHEN excluded.state = 'failed' THEN papers.unnamed ELSE excluded.unnamed END
`;

interface PaperRow {
  readonly paper_id: string;
  readonly state: LedgerEntry['state'];
  readonly fingerprint: string;
  readonly graph_hash: string;
  readonly origin: PaperText['origin'] | null;
  readonly text_failure: FetchFailure | null;
  readonly reason: string | null;
  readonly mentions: number;
  readonly nil: number;
  readonly concepts: number;
  readonly unnamed: number;
  readonly run_id: string;
}

/** The ledger of one state folder. Synchronous: an entry costs some 0.1 ms. */
export class Ledger {
  readonly #database: Database.Database;

  private constructor(database: Database.Database) {
    this.#database = database;
  }

  /**
   * Opens the ledger, making it if need be.
   *
   * @throws CannotRunError when the file cannot be opened, is no ledger, or was made by a newer version
   */
  static open(path: string): Ledger {
    try {
      mkdirSync(dirname(path), { recursive: true });
      const database = new Database(path);
      database.pragma('busy_timeout = 5000'); // first: turning to WAL waits for others, too
      database.pragma('journal_mode = WAL');
      // Only a new or old file is written to: a command that reads must not wait for one that writes.
      if (layoutOf(database) !== LAYOUT) database.transaction(() => bringUpToDate(database)).immediate();
      return new Ledger(database);
    } catch (error) {
      if (error instanceof CannotRunError) throw error;
      const what = `expected the ledger of earlier runs or room for a new one: ${messageOf(error)}`;
      throw new CannotRunError(`${path}: ${what}. Name another folder with --state`, error);
    }
  }

  /** The last outcome of a paper for a graph, or null. */
  get(graphId: string, paperId: PaperId): LedgerEntry | null {
    const row: unknown = this.#database
      .prepare('SELECT * FROM papers WHERE graph_id = ? AND paper_id = ?')
      .get(graphId, paperId);
    return row === undefined ? null : toEntry(row as PaperRow);
  }

  /**
   * Enters outcomes and annotations in one transaction.
   *
   * @throws CannotRunError when they cannot be written: a run without its ledger would do everything again
   */
  record(graphId: string, entries: readonly LedgerEntry[], annotations: readonly StoredAnnotations[] = []): void {
    const recordOne = this.#database.prepare(RECORD);
    const keep = this.#database.prepare('INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)');
    const drop = this.#database.prepare('DELETE FROM annotations WHERE graph_id = ? AND paper_id = ?');
    const updatedAt = new Date().toISOString();
    const write = this.#database.transaction(() => {
      for (const { counts, ...entry } of entries) {
        recordOne.run({ ...entry, ...counts, graphId, updatedAt });
        // Annotations of an earlier text would not fit the new one.
        if (entry.state === 'written') drop.run(graphId, entry.paperId);
      }
      for (const { paperId, body } of annotations) keep.run(graphId, paperId, Buffer.from(body));
    });
    try {
      write();
    } catch (error) {
      throw new CannotRunError(`Expected to write to the ledger: ${messageOf(error)}. Is the disk full?`, error);
    }
  }

  /** Annotations kept for a graph, in the order of the papers' ids. */
  *annotationsOf(graphId: string): Generator<StoredAnnotations> {
    const next = this.#database.prepare(
      'SELECT paper_id, body FROM annotations WHERE graph_id = ? AND paper_id > ? ORDER BY paper_id LIMIT 1',
    );
    let after = '';
    for (;;) {
      const row: unknown = next.get(graphId, after);
      if (row === undefined) return;
      const { paper_id, body } = row as { paper_id: string; body: Uint8Array };
      yield { paperId: paper_id, body: new Uint8Array(body) };
      after = paper_id;
    }
  }

  close(): void {
    this.#database.close();
  }
}

/** Reads the layout again: another process may have been first. */
function bringUpToDate(database: Database.Database): void {
  const layout = layoutOf(database);
  if (layout === LAYOUT) return;
  if (layout === 1) database.exec(FROM_LAYOUT_1);
  database.exec(SCHEMA);
}

/** Layout of a ledger on disk; 0 for a new one. */
function layoutOf(database: Database.Database): number {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > LAYOUT) {
    throw new CannotRunError(
      `expected a ledger of layout ${LAYOUT} or older, got ${version}: it was made by a newer papergraph`,
    );
  }
  return version;
}

function toEntry(row: PaperRow): LedgerEntry {
  return {
    paperId: row.paper_id,
    state: row.state,
    fingerprint: row.fingerprint,
    graphHash: row.graph_hash,
    origin: row.origin,
    textFailure: row.text_failure,
    reason: row.reason,
    counts: { mentions: row.mentions, nil: row.nil, unnamed: row.unnamed, concepts: row.concepts },
    runId: row.run_id,
  };
}
