/** What is known of runs: kept in the ledger while a run goes on and after it, for status, pages, metrics and schedules. */
import type Database from 'libsql';
import type { RunInfo, RunProgress, RunSummary } from '../model.js';
import { writeIn } from './ledger-write.js';

/** `crashed`: it ended without saying so. */
export type RunState = 'running' | 'done' | 'stopped' | 'failed' | 'crashed';

export interface RunRecord {
  readonly runId: string;
  readonly graphId: string;
  /** Where the graph is, for people. */
  readonly graph: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Null while it runs, and for one that crashed. */
  readonly endedAt: string | null;
  readonly state: RunState;
  readonly pid: number;
  /** The command as typed, for people. */
  readonly command: string;
  /** Null while it runs. */
  readonly exitCode: number | null;
  /** What ended it early, or why it could not begin; null where nothing did. */
  readonly error: string | null;
  /** So far, while it runs; null at its very beginning. */
  readonly summary: RunSummary | null;
  readonly progress: RunProgress | null;
  /** Prometheus text of the run so far; kept until the next run begins, then empty. */
  readonly metrics: string;
}

/** What a run tells of itself while it goes on. */
export interface RunReport {
  readonly summary: RunSummary;
  readonly progress: RunProgress;
  readonly metrics: string;
}

interface RunRow {
  readonly run_id: string;
  readonly graph_id: string;
  readonly graph: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly state: RunState;
  readonly pid: number;
  readonly command: string;
  readonly exit_code: number | null;
  readonly error: string | null;
  readonly summary: string | null;
  readonly progress: string | null;
  readonly metrics: string;
}

/** Runs kept: some three years of nights. */
const FORGET_OLD =
  'DELETE FROM runs WHERE run_id IN (SELECT run_id FROM runs ORDER BY started_at DESC LIMIT -1 OFFSET 1000)';

export class RunRecords {
  readonly #database: Database.Database;

  /** Of an open ledger; see ledger.ts. */
  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** Enters a run that begins. Whoever calls this holds the state lock, so runs that have not ended have crashed. */
  begin(run: RunInfo, of: Pick<RunRecord, 'graphId' | 'graph' | 'pid' | 'command'>): void {
    this.#write(() => {
      this.#database.prepare("UPDATE runs SET state = 'crashed' WHERE state = 'running'").run();
      this.#database.prepare(FORGET_OLD).run();
      this.#database.prepare("UPDATE runs SET metrics = '' WHERE metrics <> ''").run();
      this.#database
        .prepare("INSERT INTO runs VALUES (?, ?, ?, ?, NULL, 'running', ?, ?, NULL, NULL, NULL, NULL, '')")
        .run(run.id, of.graphId, of.graph, run.startedAt, of.pid, of.command);
    });
  }

  /** Enters a run that could not begin: no graph, no lexicon. */
  cannotBegin(run: Pick<RunRecord, 'runId' | 'startedAt' | 'graph' | 'command' | 'pid'>, error: string): void {
    const sql = "INSERT INTO runs VALUES (?, '', ?, ?, ?, 'failed', ?, ?, 2, ?, NULL, NULL, '')";
    const values = [run.runId, run.graph, run.startedAt, new Date().toISOString(), run.pid, run.command, error];
    this.#write(() => this.#database.prepare(sql).run(...values));
  }

  /** Where a run is. */
  report(runId: string, { summary, progress, metrics }: RunReport): void {
    const sql = 'UPDATE runs SET summary = ?, progress = ?, metrics = ? WHERE run_id = ?';
    const values = [JSON.stringify(summary), JSON.stringify(progress), metrics, runId];
    this.#write(() => this.#database.prepare(sql).run(...values));
  }

  /** Enters the end of a run. */
  end(
    runId: string,
    { state, exitCode, error }: { readonly state: RunState; readonly exitCode: number; readonly error: string | null },
  ): void {
    const sql = 'UPDATE runs SET state = ?, exit_code = ?, error = ?, ended_at = ? WHERE run_id = ?';
    const values = [state, exitCode, error, new Date().toISOString(), runId];
    this.#write(() => this.#database.prepare(sql).run(...values));
  }

  get(runId: string): RunRecord | null {
    const row: unknown = this.#database.prepare('SELECT * FROM runs WHERE run_id = ?').get(runId);
    return row === undefined ? null : toRecord(row as RunRow);
  }

  /** Runs, newest first; of one graph when it is given, with those that could not begin and so know no graph. */
  list(options: { readonly graphId?: string; readonly limit: number }): RunRecord[] {
    const { graphId = null, limit } = options;
    const sql =
      "SELECT * FROM runs WHERE ?1 IS NULL OR graph_id IN (?1, '') ORDER BY started_at DESC, run_id DESC LIMIT ?2";
    return (this.#database.prepare(sql).all(graphId, limit) as RunRow[]).map(toRecord);
  }

  #write(work: () => void): void {
    writeIn(this.#database, work);
  }
}

function toRecord(row: RunRow): RunRecord {
  return {
    runId: row.run_id,
    graphId: row.graph_id,
    graph: row.graph,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state,
    pid: row.pid,
    command: row.command,
    exitCode: row.exit_code,
    error: row.error,
    summary: row.summary === null ? null : JSON.parse(row.summary),
    progress: row.progress === null ? null : JSON.parse(row.progress),
    metrics: row.metrics,
  };
}
