/** Writing to the ledger: all of a piece of work or nothing, with the error that the disk gave. */
import type Database from 'libsql';
import { CannotRunError, messageOf } from '../errors.js';

/**
 * Runs `work` in one transaction.
 *
 * @throws CannotRunError when the ledger does not take it, with what to do
 */
export function writeIn(database: Database.Database, work: () => void): void {
  try {
    database.exec('BEGIN IMMEDIATE');
    work();
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error instanceof CannotRunError ? error : new CannotRunError(problemOf(error), error);
  }
}

/** A full disk has ended the transaction already; that there is none to roll back must not hide why. */
function rollBack(database: Database.Database): void {
  try {
    if (database.inTransaction) database.exec('ROLLBACK');
  } catch {}
}

function problemOf(error: unknown): string {
  const message = messageOf(error);
  const advice = /locked|busy/i.test(message)
    ? 'Another process holds it for long; see papergraph status'
    : 'Make room on its disk, see that it is writable, and run the same again: nothing is lost';
  return `Expected to write to the ledger: ${message}. ${advice}`;
}
