/** The graph in one file, by the embedded database LadybugDB. One process writes; others may read meanwhile. */
import type { LbugValue } from '@ladybugdb/core';
import { CannotRunError, messageOf, PaperError, PapergraphError, TemporaryError } from '../errors.js';
import { EmbeddedDatabase, type EmbeddedOptions } from './embedded-database.js';
import { columnStatements, tableStatements } from './embedded-ddl.js';
import { EmbeddedTransaction } from './embedded-transaction.js';
import { plainValue } from './embedded-values.js';
import type { GraphTransaction } from './graph-transaction.js';
import { beginsAsReading } from './read-only.js';
import { Standing } from './standing.js';
import type { QueryRows } from './store.js';
import { TransactionalStore } from './transactional-store.js';

export class EmbeddedStore extends TransactionalStore {
  readonly kind = 'embedded';
  readonly location: string;
  /** The file holds nothing else. */
  readonly labelPrefix = '';
  protected readonly standing = new Standing();
  protected readonly readOnly: boolean;
  readonly #options: EmbeddedOptions;
  #database: EmbeddedDatabase | null = null;

  constructor(options: EmbeddedOptions) {
    super();
    this.location = options.path;
    this.readOnly = options.readOnly ?? false;
    this.#options = options;
  }

  async query(
    cypher: string,
    params: Readonly<Record<string, unknown>>,
    { readOnly }: { readonly readOnly: boolean },
  ): Promise<QueryRows> {
    const database = this.#opened();
    if (!readOnly) this.standing.forget();
    try {
      if (readOnly && !(beginsAsReading(cypher) && (await database.isReadOnly(cypher)))) throw refused();
      const { columns, rows } = await database.run(cypher, asParameters(params));
      return { columns, rows: rows.map((row) => columns.map((name) => plainValue(row[name]))) };
    } catch (error) {
      if (error instanceof PapergraphError) throw error;
      throw new CannotRunError(`The graph does not take this query: ${messageOf(error)}`, error);
    }
  }

  async close(): Promise<void> {
    const database = this.#database;
    this.#database = null;
    await database?.close();
  }

  protected async connect(): Promise<void> {
    const database = await EmbeddedDatabase.open(this.#options);
    this.#database = database;
    this.standing.forget();
    if (this.readOnly) return;
    for (const statement of tableStatements()) await database.run(statement);
  }

  protected async addProperties(): Promise<void> {
    for (const statement of columnStatements()) await this.#opened().run(statement);
  }

  /** Reading takes a transaction too, so that several statements see one state of the graph. */
  protected async transaction<T>(mode: 'read' | 'write', work: (tx: GraphTransaction) => Promise<T>): Promise<T> {
    try {
      return await this.#opened().transaction(mode, (run) => work(new EmbeddedTransaction(run)));
    } catch (error) {
      throw classified(error, this.location);
    }
  }

  #opened(): EmbeddedDatabase {
    if (this.#database === null) throw new CannotRunError(`${this.location}: this graph is not open`);
    return this.#database;
  }
}

function refused(): CannotRunError {
  return new CannotRunError('Expected a query that only reads (MATCH … RETURN …), got one that could change something');
}

/** A user's parameters as the binding takes them; it refuses what it cannot hold by itself. */
function asParameters(params: Readonly<Record<string, unknown>>): Record<string, LbugValue> {
  return { ...params } as Record<string, LbugValue>;
}

/** Trouble with memory may pass; anything else is about what was to be written. Trouble with the disk is told before. */
function classified(error: unknown, location: string): Error {
  if (error instanceof PapergraphError) return error;
  const message = messageOf(error);
  if (/Buffer manager|memory/i.test(message)) {
    return new TemporaryError(`${location}: the graph could not be written: ${message}`, error);
  }
  return new PaperError(`${location}: the graph does not take this: ${message}`, error);
}
