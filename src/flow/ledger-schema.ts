/** Tables of the ledger, and how a ledger of an earlier layout becomes one of this. */
import type Database from 'libsql';
import { CannotRunError } from '../errors.js';

/** Version of the tables. 2 had no runs, no history and only a hash as fingerprint; 1 did not count mentions without a name. */
export const LAYOUT = 3;

/**
 * A paper's row tells of its last success (`fingerprint` to `concepts`, as it stands in the graph) and, apart from that,
 * of its last attempt (`tried`, empty when it is as `fingerprint`; `stage` to `parked`). Rows have a rowid: without one they
 * took a page of 4 KB each.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS papers (
    graph_id TEXT NOT NULL, paper_id TEXT NOT NULL,
    title TEXT NOT NULL, place TEXT NOT NULL, url TEXT, other_ids TEXT NOT NULL,
    state TEXT NOT NULL, fingerprint TEXT NOT NULL, graph_hash TEXT NOT NULL, origin TEXT, text_sha256 TEXT NOT NULL,
    mentions INTEGER NOT NULL, nil INTEGER NOT NULL, unnamed INTEGER NOT NULL, concepts INTEGER NOT NULL,
    tried TEXT NOT NULL, stage TEXT, kind TEXT, message TEXT, class TEXT,
    attempts INTEGER NOT NULL, next_attempt TEXT, parked INTEGER NOT NULL,
    run_id TEXT NOT NULL, updated_at TEXT NOT NULL, checked_at TEXT NOT NULL,
    PRIMARY KEY (graph_id, paper_id)
  );
  CREATE INDEX IF NOT EXISTS papers_in_trouble ON papers (graph_id, paper_id) WHERE kind IS NOT NULL;
  CREATE INDEX IF NOT EXISTS papers_of_kind ON papers (graph_id, kind, paper_id) WHERE kind IS NOT NULL;
  CREATE INDEX IF NOT EXISTS papers_counted ON papers (graph_id, state, origin, parked, next_attempt, kind);
  CREATE TABLE IF NOT EXISTS annotations (
    graph_id TEXT NOT NULL, paper_id TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (graph_id, paper_id)
  );
  CREATE TABLE IF NOT EXISTS history (
    id INTEGER PRIMARY KEY, graph_id TEXT NOT NULL, paper_id TEXT NOT NULL,
    at TEXT NOT NULL, run_id TEXT, event TEXT NOT NULL, stage TEXT, ms REAL, message TEXT
  );
  CREATE INDEX IF NOT EXISTS history_of_paper ON history (graph_id, paper_id, id);
  CREATE TABLE IF NOT EXISTS runs (
    run_id TEXT PRIMARY KEY, graph_id TEXT NOT NULL, graph TEXT NOT NULL,
    started_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL, pid INTEGER NOT NULL, command TEXT NOT NULL,
    exit_code INTEGER, error TEXT, summary TEXT, progress TEXT, metrics TEXT NOT NULL
  ) WITHOUT ROWID;
  PRAGMA user_version = ${LAYOUT};
`;

const FROM_LAYOUT_1 = 'ALTER TABLE papers ADD COLUMN unnamed INTEGER NOT NULL DEFAULT 0';

/** What was from the card only, or failed, is due at once; all is compared anew, since the old hashes say nothing. */
const FROM_LAYOUT_2 = `
  INSERT INTO papers
    SELECT graph_id, paper_id, '', '', NULL, '',
      state, '{}', graph_hash, origin, '', mentions, nil, unnamed, concepts,
      '{}', iif(failure IS NULL, iif(state = 'failed', 'link', NULL), 'fetch'),
      coalesce(failure, iif(state = 'failed', 'defect', NULL)), coalesce(reason, failure),
      iif(failure IS NULL AND state <> 'failed', NULL, 'retry'),
      attempts, iif(failure IS NULL AND state <> 'failed', NULL, updated_at), 0, run_id, updated_at, updated_at
    FROM (SELECT *, nullif(text_failure, 'no-link') AS failure FROM papers_before);
  DROP TABLE papers_before;
`;

/** Makes the tables, or brings those of an earlier version up to date. Only a new or old file is written to. */
export function prepareTables(database: Database.Database): void {
  if (layoutOf(database) !== LAYOUT) database.transaction(() => bringUpToDate(database)).immediate();
}

/** Reads the layout again: another process may have been first. */
function bringUpToDate(database: Database.Database): void {
  const layout = layoutOf(database);
  if (layout === LAYOUT) return;
  if (layout === 1) database.exec(FROM_LAYOUT_1);
  if (layout > 0) database.exec('ALTER TABLE papers RENAME TO papers_before');
  database.exec(SCHEMA);
  if (layout > 0) database.exec(FROM_LAYOUT_2);
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
