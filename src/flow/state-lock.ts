/**
 * One process at a time works on a state folder. The lock is SQLite's own on a file beside the ledger: the kernel lets go of
 * it when the process ends, however it ends, so nothing is ever stale. Who holds it stands in a file beside it.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { CannotRunError, messageOf } from '../errors.js';

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** The command as typed. */
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** How long another process may need to look at the lock, milliseconds. */
const PATIENCE_MS = 500;

/** Locks of this process: SQLite's keep other processes away, but not this one. */
const held = new Set<string>();

export class StateLock {
  readonly #key: string;
  readonly #database: Database.Database;

  private constructor(key: string, database: Database.Database) {
    this.#key = key;
    this.#database = database;
  }

  /** @throws CannotRunError when another process has it, saying which, or when the folder cannot be written to */
  static take(folder: string, command: string): StateLock {
    const key = resolve(folder);
    if (held.has(key)) throw new CannotRunError(`${folder}: this process works on this state folder already`);
    const database = openLock(folder);
    try {
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw new CannotRunError(isBusy(error) ? taken(folder) : broken(folder, error), error);
    }
    held.add(key);
    const lock = new StateLock(key, database);
    try {
      writeHolder(folder, command);
      return lock;
    } catch (error) {
      lock.release();
      throw new CannotRunError(broken(folder, error), error);
    }
  }

  /** Who has the lock at the moment; null when nobody has. */
  static holder(folder: string): LockHolder | null {
    return isFree(folder) ? null : readHolder(folder);
  }

  release(): void {
    if (!held.delete(this.#key)) return;
    this.#database.exec('ROLLBACK');
    this.#database.close();
  }
}

function openLock(folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true });
    const database = new Database(join(folder, 'lock.db'));
    database.pragma(`busy_timeout = ${PATIENCE_MS}`);
    return database;
  } catch (error) {
    throw new CannotRunError(broken(folder, error), error);
  }
}

/** Reads, which an exclusive lock refuses and which keeps nobody away for long. */
function isFree(folder: string): boolean {
  if (held.has(resolve(folder))) return false;
  let database: Database.Database | undefined;
  try {
    database = new Database(join(folder, 'lock.db'), { fileMustExist: true });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return true;
  } catch (error) {
    return !isBusy(error);
  } finally {
    database?.close();
  }
}

function isBusy(error: unknown): boolean {
  return /busy|locked/i.test(messageOf(error));
}

function taken(folder: string): string {
  const holder = readHolder(folder);
  const who =
    holder === null
      ? 'another process'
      : `process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.command})`;
  return `${folder}: expected to be the only run on this state folder, but ${who} works on it. Wait for its end, or name another folder with --state`;
}

function broken(folder: string, error: unknown): string {
  return `${folder}: expected a state folder that can be made and written to: ${messageOf(error)}. Name another with --state`;
}

function writeHolder(folder: string, command: string): void {
  const holder: LockHolder = { pid: process.pid, host: hostname(), command, since: new Date().toISOString() };
  // One name for all, since only the holder writes it: what a killed process left is written over.
  const part = join(folder, 'lock.json.part');
  writeFileSync(part, JSON.stringify(holder));
  renameSync(part, join(folder, 'lock.json'));
}

function readHolder(folder: string): LockHolder | null {
  try {
    const holder: LockHolder = JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'));
    return holder;
  } catch {
    return null; // between taking and writing it, or on a full disk: held all the same
  }
}
