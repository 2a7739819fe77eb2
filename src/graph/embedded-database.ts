/** One open file of the embedded database, with one connection: statements run one after the other. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Connection, Database, type LbugValue, type PreparedStatement, type QueryResult } from '@ladybugdb/core';
import PQueue from 'p-queue';
import { CannotRunError, messageOf } from '../errors.js';
import { recoverFromCheckpoint } from './embedded-recovery.js';

export interface EmbeddedOptions {
  /** File of the graph; a `.wal` file stands beside it while it is written to. Its folder must exist. */
  readonly path: string;
  /** Opens an existing file for reading only; another process may be writing to it. Default false. */
  readonly readOnly?: boolean;
  /** Memory for cached pages, in bytes. Default 1 GiB. */
  readonly bufferBytes?: number;
  /**
   * Bytes of log after which changes are moved into the file. Moving rewrites every part that changed: with 16 MiB,
   * 300,000 edges took 137 s and single batches waited for more than a minute, with 256 MiB 17 s. Default 256 MiB.
   */
  readonly checkpointBytes?: number;
}

export type Row = Readonly<Record<string, LbugValue>>;

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Files open in this process. The file's own lock keeps other processes away, but not this one. */
const openPaths = new Set<string>();

export class EmbeddedDatabase {
  readonly #path: string;
  readonly #database: Database;
  readonly #connection: Connection;
  readonly #prepared = new Map<string, PreparedStatement>();
  readonly #queue = new PQueue({ concurrency: 1 });
  #open = true;
  /** Set once the disk did not take something: the log may end anywhere, so nothing more may be written to it. */
  #broken: Error | null = null;

  private constructor(path: string, database: Database) {
    this.#path = path;
    this.#database = database;
    this.#connection = new Connection(database);
  }

  /** @throws CannotRunError when the file cannot be opened, with what to do */
  static async open(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
    const { path, readOnly = false, bufferBytes = 1024 ** 3, checkpointBytes = 256 * 1024 ** 2 } = options;
    const file = resolve(path);
    if (openPaths.has(file)) throw new CannotRunError(`${path}: this graph is open in this process already`);
    if (readOnly && !existsSync(file)) {
      throw new CannotRunError(`${path}: expected a graph here, found none. Make one with: papergraph link`);
    }
    // A power cut or a full disk can tear the last record of the log; what was committed before it is taken, and the ledger's
    // hashes show which papers are to be written again.
    const throwOnTornLog = false;
    const database = new Database(file, bufferBytes, true, readOnly, 0, true, checkpointBytes, throwOnTornLog);
    try {
      if (!readOnly) await recoverFromCheckpoint(file);
      await database.init();
    } catch (error) {
      throw new CannotRunError(openingProblem(path, error), error);
    }
    openPaths.add(file);
    return new EmbeddedDatabase(file, database);
  }

  /** Runs one statement. */
  run(statement: string, params: Readonly<Record<string, LbugValue>> = {}): Promise<Rows> {
    return this.#alone(() => this.#execute(statement, params));
  }

  /** What the database itself says of a statement. Statements about files and settings count as reading, see read-only.ts. */
  async isReadOnly(statement: string): Promise<boolean> {
    return this.#alone(async () => (await this.#prepare(statement)).isReadOnly());
  }

  /** Runs `work` in one transaction; nothing else runs on this connection meanwhile. Rolled back if `work` throws. */
  transaction<T>(mode: 'read' | 'write', work: (run: EmbeddedDatabase['run']) => Promise<T>): Promise<T> {
    const run: EmbeddedDatabase['run'] = (statement, params = {}) => this.#execute(statement, params);
    return this.#alone(async () => {
      await run(mode === 'read' ? 'BEGIN TRANSACTION READ ONLY' : 'BEGIN TRANSACTION');
      try {
        const result = await work(run);
        await run('COMMIT');
        return result;
      } catch (error) {
        await this.#rollback();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#queue.onIdle();
    if (this.#broken !== null) {
      leaveOpen(this.#database);
      return;
    }
    this.#prepared.clear();
    await this.#connection.close();
    await this.#database.close();
    openPaths.delete(this.#path);
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.add(work);
  }

  /** A statement that fails has ended the transaction already; then there is nothing to roll back. */
  async #rollback(): Promise<void> {
    try {
      await this.#execute('ROLLBACK', {});
    } catch (error) {
      if (!messageOf(error).includes('No active transaction')) throw error;
    }
  }

  async #execute(statement: string, params: Readonly<Record<string, LbugValue>>): Promise<Rows> {
    if (this.#broken !== null) throw this.#broken;
    try {
      return await readAll(await this.#connection.execute(await this.#prepare(statement), { ...params }));
    } catch (error) {
      if (messageOf(error).includes('IO exception')) this.#broken = diskProblem(this.#path, error);
      throw this.#broken ?? error;
    }
  }

  /** Kept by text: each preparing leaks some 7 KB outside the JavaScript heap, and the texts of a run are few. */
  async #prepare(statement: string): Promise<PreparedStatement> {
    const known = this.#prepared.get(statement);
    if (known !== undefined) return known;
    const prepared = await this.#connection.prepare(statement);
    if (!prepared.isSuccess()) throw new Error(prepared.getErrorMessage());
    this.#prepared.set(statement, prepared);
    return prepared;
  }
}

function diskProblem(path: string, error: unknown): CannotRunError {
  const what = `${path}: expected to write to the disk of the graph: ${messageOf(error)}`;
  return new CannotRunError(`${what}. Is it full? Make room, then run the same again`, error);
}

/** Databases that cannot be closed. */
const leftOpen: Database[] = [];

/**
 * Closing writes what is left of the log. Where the disk does not take it, LadybugDB throws in a destructor, which ends the
 * process by SIGABRT, and so does Node when it frees the database at the end. So it is kept until the process has ended,
 * and the end is the operating system's, which frees nothing. What was committed is in the log.
 */
function leaveOpen(database: Database): void {
  if (leftOpen.push(database) === 1) process.once('exit', (code) => process.exit(code));
}

/** All rows of the last result. Every result is closed: one left open would keep the file locked after `close`. */
async function readAll(results: QueryResult | QueryResult[]): Promise<Rows> {
  const all = Array.isArray(results) ? results : [results];
  try {
    const last = all.at(-1);
    if (last === undefined) return { columns: [], rows: [] };
    return { columns: await last.getColumnNames(), rows: await last.getAll() };
  } finally {
    for (const result of all) result.close();
  }
}

function openingProblem(path: string, error: unknown): string {
  const message = messageOf(error);
  if (message.includes('lock')) {
    return `${path}: expected to write to this graph alone, but another process has it open. Wait until it is done`;
  }
  if (message.includes('checkpoint is in progress')) {
    return `${path}: expected a graph at rest, but a run is just ending or was killed while it did. Wait a little; if nothing runs, link anything into it once`;
  }
  if (message.includes('valid')) return `${path}: expected a graph file, found something else. Name another path`;
  if (message.includes('directory')) return `${path}: expected a file of a graph or a free name, found a folder`;
  return `${path}: the graph cannot be opened: ${message}`;
}
