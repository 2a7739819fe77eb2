/**
 * What was done, on disk, for each target graph: one SQLite file in WAL mode. A paper is entered after its graph was
 * written, so a run killed in between writes it once more, which changes nothing.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { CannotRunError, messageOf } from '../errors.js';
import type { Fingerprint, PaperId } from '../model.js';
import { type HistoryRow, type LedgerEntry, type PaperRow, type StoredAnnotations, toEntry } from './ledger-rows.js';
import { prepareTables } from './ledger-schema.js';
import { writeIn } from './ledger-write.js';
import { eventOf, type PaperResult, rowOf } from './paper-result.js';
import { type Page, type PaperSelection, whereOf } from './paper-selection.js';
import { RunRecords } from './run-records.js';

export interface LedgerCounts {
  readonly papers: number;
  readonly fullText: number;
  readonly cardOnly: number;
  /** Never written, or not as they are now. */
  readonly failed: number;
  /** Of those in trouble: due for another try, waiting for it, parked, given up. */
  readonly due: number;
  readonly waiting: number;
  readonly parked: number;
  readonly givenUp: number;
}

/** A paper that another lexicon gives nothing else for. */
export interface CarriedOver {
  readonly paperId: PaperId;
  readonly runId: string;
  readonly fingerprint: Fingerprint;
}

/** Where the ledger of a state folder stands. */
export function ledgerPath(folder: string): string {
  return join(folder, 'ledger.db');
}

/** Papers changed in one transaction by somebody's command. */
const CHUNK = 1000;

/** Rows of history kept for each paper. */
const MOST_HISTORY = 50;

const ENTER = `
  INSERT INTO papers VALUES (@graphId, @paperId, @title, @place, @url, @otherIds, @state, @fingerprint, @graphHash, @origin,
    @textSha256, @mentions, @nil, @unnamed, @concepts, @tried, @stage, @kind, @message, @class, @attempts, @nextAttempt,
    @parked, @runId, @at, @at)
  ON CONFLICT (graph_id, paper_id) DO UPDATE SET
    title = excluded.title, place = excluded.place, url = excluded.url,
    other_ids = excluded.other_ids, state = excluded.state, tried = excluded.tried,
    stage = excluded.stage, kind = excluded.kind, message = excluded.message, class = excluded.class,
    attempts = excluded.attempts, next_attempt = excluded.next_attempt, parked = excluded.parked,
    run_id = excluded.run_id, updated_at = excluded.updated_at, checked_at = excluded.checked_at`;

/** What stands in the graph is known also after a failure. */
const AND_WRITTEN = `,
    fingerprint = excluded.fingerprint, graph_hash = excluded.graph_hash, origin = excluded.origin,
    text_sha256 = excluded.text_sha256, mentions = excluded.mentions, nil = excluded.nil, unnamed = excluded.unnamed,
    concepts = excluded.concepts`;

const HISTORY = 'INSERT INTO history VALUES (NULL, @graphId, @paperId, @at, @runId, @event, @stage, @ms, @message)';

const FORGET_OLD = `DELETE FROM history WHERE graph_id = @graphId AND paper_id = @paperId AND id <= (
  SELECT id FROM history WHERE graph_id = @graphId AND paper_id = @paperId ORDER BY id DESC LIMIT 1 OFFSET ${MOST_HISTORY})`;

/** Jumps from one id to the next in the index; DISTINCT would read all papers. */
const GRAPH_IDS = `
  WITH RECURSIVE ids (id) AS (
    SELECT min(graph_id) FROM papers
    UNION ALL SELECT (SELECT min(graph_id) FROM papers WHERE graph_id > ids.id) FROM ids WHERE ids.id IS NOT NULL)
  SELECT id FROM (SELECT id FROM ids WHERE id IS NOT NULL UNION SELECT graph_id FROM runs WHERE graph_id <> '') AS graphs
  ORDER BY (SELECT max(started_at) FROM runs WHERE runs.graph_id = graphs.id) DESC`;

const COUNT = `
  SELECT count(*), total(origin = 'full-text'), total(origin = 'card'), total(state = 'failed'),
    total(next_attempt <= ?2), total(next_attempt > ?2), total(parked),
    total(kind IS NOT NULL AND next_attempt IS NULL AND NOT parked)
  FROM papers WHERE graph_id = ?1`;

/** The ledger of one state folder. Synchronous: an entry costs some 0.1 ms. */
export class Ledger {
  /** What is known of runs. */
  readonly runs: RunRecords;
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  private constructor(database: Database.Database) {
    this.#database = database;
    this.runs = new RunRecords(database);
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
      database.pragma('busy_timeout = 30000'); // first: turning to WAL waits for others, too
      database.pragma('journal_mode = WAL');
      // A power cut may take the last entries, never the file; these papers are then compared with the graph once more.
      database.pragma('synchronous = NORMAL');
      prepareTables(database);
      return new Ledger(database);
    } catch (error) {
      if (error instanceof CannotRunError) throw error;
      const what = `expected the ledger of earlier runs or room for a new one: ${messageOf(error)}`;
      throw new CannotRunError(`${path}: ${what}. Name another folder with --state`, error);
    }
  }

  /** What is known of a paper for a graph, or null. */
  get(graphId: string, paperId: PaperId): LedgerEntry | null {
    const row: unknown = this.#prepare('SELECT * FROM papers WHERE graph_id = ? AND paper_id = ?').get(
      graphId,
      paperId,
    );
    return row === undefined ? null : toEntry(row as PaperRow);
  }

  /** Ids of the graphs that papers were entered for or runs begun on, those of the newest runs first. */
  graphIds(): string[] {
    const rows = this.#prepare(GRAPH_IDS).all() as { id: string }[];
    return rows.map(({ id }) => id);
  }

  /** Papers of a selection, in the order of their ids. */
  papers(graphId: string, selection: PaperSelection = {}, { limit = 100, after = '' }: Page = {}): LedgerEntry[] {
    const { where, values } = whereOf(selection);
    const sql = `SELECT * FROM papers WHERE graph_id = ? AND paper_id > ? ${where} ORDER BY paper_id LIMIT ?`;
    return (this.#prepare(sql).all(graphId, after, ...values, limit) as PaperRow[]).map(toEntry);
  }

  /** @param now milliseconds since 1970, for what is due */
  counts(graphId: string, now = Date.now()): LedgerCounts {
    const values: unknown = this.#prepare(COUNT).raw().get(graphId, new Date(now).toISOString());
    const [papers = 0, fullText = 0, cardOnly = 0, failed = 0, ...trouble] = values as number[];
    const [due = 0, waiting = 0, parked = 0, givenUp = 0] = trouble;
    return { papers, fullText, cardOnly, failed, due, waiting, parked, givenUp };
  }

  /** What happened to a paper, oldest first; the last 50 events are kept. */
  history(graphId: string, paperId: PaperId): HistoryRow[] {
    const sql =
      'SELECT at, run_id AS runId, event, stage, ms, message FROM history WHERE graph_id = ? AND paper_id = ? ORDER BY id';
    return this.#prepare(sql).all(graphId, paperId) as HistoryRow[];
  }

  /**
   * Enters what attempts came to, in one transaction.
   *
   * @throws CannotRunError when it cannot be written: a run without its ledger would do everything again
   */
  record(graphId: string, results: readonly PaperResult[]): void {
    this.#write(() => {
      for (const result of results) this.#enter(graphId, result);
    });
  }

  /** Notes that a run found a paper as it should be: nothing but the time changes. */
  noteChecked(graphId: string, paperId: PaperId): void {
    const sql = 'UPDATE papers SET checked_at = ? WHERE graph_id = ? AND paper_id = ?';
    this.#write(() => this.#prepare(sql).run(new Date().toISOString(), graphId, paperId));
  }

  /**
   * Enters another fingerprint for what stands in the graph, which would be the same if it were made of that: the paper is not
   * done again for it.
   */
  carryOver(graphId: string, { paperId, runId, fingerprint }: CarriedOver): void {
    // An empty `tried` says that the last run to change something wrote the paper: whoever did not is not made to have.
    const sql =
      "UPDATE papers SET fingerprint = ?1, tried = iif(tried = '', '', ?1) WHERE graph_id = ?2 AND paper_id = ?3";
    const at = new Date().toISOString();
    const message = `left as it was; none of its names changed for ${fingerprint.lexicon}`;
    this.#write(() => {
      this.#prepare(sql).run(JSON.stringify(fingerprint), graphId, paperId);
      this.#tell({ graphId, paperId, at, runId, event: 'carried-over', stage: null, ms: null, message });
    });
  }

  /** Makes the papers of a selection that are in trouble due now. @returns their ids */
  askRetry(graphId: string, selection: PaperSelection): PaperId[] {
    const { where, values } = whereOf({ ...selection, inTrouble: true });
    const rows = this.#prepare(`SELECT paper_id FROM papers WHERE graph_id = ? ${where}`).all(graphId, ...values);
    const ids = (rows as { paper_id: string }[]).map(({ paper_id: paperId }) => paperId);
    for (let from = 0; from < ids.length; from += CHUNK) this.#makeDue(graphId, ids.slice(from, from + CHUNK));
    return ids;
  }

  /** Few at a time: a run that goes on must not wait for the ledger. */
  #makeDue(graphId: string, paperIds: readonly PaperId[]): void {
    this.#write(() => {
      const at = new Date().toISOString();
      const update = this.#prepare(
        'UPDATE papers SET attempts = 0, parked = 0, next_attempt = ? WHERE graph_id = ? AND paper_id = ?',
      );
      for (const paperId of paperIds) {
        update.run(at, graphId, paperId);
        this.#tell({ graphId, paperId, at, runId: null, event: 'retry-asked', stage: null, ms: null, message: null });
      }
    });
  }

  /** Removes all that is known of papers but their history, which says that they were forgotten. */
  forget(graphId: string, paperIds: readonly PaperId[]): void {
    this.#write(() => {
      const at = new Date().toISOString();
      for (const paperId of paperIds) {
        for (const table of ['papers', 'annotations'])
          this.#prepare(`DELETE FROM ${table} WHERE graph_id = ? AND paper_id = ?`).run(graphId, paperId);
        this.#tell({ graphId, paperId, at, runId: null, event: 'forgotten', stage: null, ms: null, message: null });
      }
    });
  }

  /** A paper's annotations, or null when none are kept. */
  annotations(graphId: string, paperId: PaperId): Uint8Array | null {
    const row: unknown = this.#prepare('SELECT body FROM annotations WHERE graph_id = ? AND paper_id = ?').get(
      graphId,
      paperId,
    );
    return row === undefined ? null : new Uint8Array((row as { body: Uint8Array }).body);
  }

  /** Annotations kept for a graph, in the order of the papers' ids. */
  *annotationsOf(graphId: string): Generator<StoredAnnotations> {
    const next = this.#prepare(
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

  #enter(graphId: string, result: PaperResult): void {
    const { paperId, written } = result;
    const at = new Date().toISOString();
    const before = this.get(graphId, paperId);
    const sql = written === null ? ENTER : `${ENTER}${AND_WRITTEN}`;
    this.#prepare(sql).run({ ...rowOf(result), graphId, at });
    if (written !== null) this.#keep(graphId, paperId, written.annotations);
    const event = eventOf(result, before);
    if (event === null) return;
    const { stage = null, message = null } = result.trouble ?? {};
    this.#tell({ graphId, paperId, at, runId: result.runId, event, stage, ms: result.ms, message });
  }

  /** Annotations of an earlier text would not fit the new one. */
  #keep(graphId: string, paperId: PaperId, body: Uint8Array | null): void {
    if (body === null)
      this.#prepare('DELETE FROM annotations WHERE graph_id = ? AND paper_id = ?').run(graphId, paperId);
    else this.#prepare('INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)').run(graphId, paperId, Buffer.from(body));
  }

  #tell(row: HistoryRow & { readonly graphId: string; readonly paperId: PaperId }): void {
    this.#prepare(HISTORY).run({ ...row });
    this.#prepare(FORGET_OLD).run({ graphId: row.graphId, paperId: row.paperId });
  }

  #prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #write(work: () => void): void {
    writeIn(this.#database, work);
  }
}
