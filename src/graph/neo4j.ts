/** The graph in Neo4j, by its own driver. */
import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
import { CannotRunError, messageOf, PapergraphError, TemporaryError } from '../errors.js';
import type { GraphTransaction } from './graph-transaction.js';
import { connectionError, isThereAlready, workError } from './neo4j-errors.js';
import { schemaStatements } from './neo4j-schema.js';
import { Neo4jTransaction } from './neo4j-transaction.js';
import { driverParameter, plainValue } from './neo4j-values.js';
import { ALL_LABELS, GRAPH_INFO_ID } from './schema.js';
import type { QueryRows } from './store.js';
import { TransactionalStore } from './transactional-store.js';

export interface Neo4jOptions {
  /** `bolt://127.0.0.1:7687`, `neo4j://…`, or with `+s`, `+ssc` for an encrypted connection; no user or password in it. */
  readonly uri: string;
  readonly user: string;
  /** Null for a server without authentication. */
  readonly password: string | null;
  /** Name of the database; Community has one, `neo4j`. */
  readonly database: string;
  /** What labels begin with. Default: nothing. */
  readonly labelPrefix?: string;
  /** Makes nothing, not even the schema. Default false. */
  readonly readOnly?: boolean;
  /** Milliseconds until a server that does not answer counts as absent. Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds for which a transaction is tried again after a deadlock or a lost connection. Default 30,000. */
  readonly retryMs?: number;
}

export class Neo4jStore extends TransactionalStore {
  readonly kind = 'neo4j';
  readonly location: string;
  readonly labelPrefix: string;
  /** Other processes may write. */
  protected readonly standing = null;
  protected readonly readOnly: boolean;
  readonly #options: Neo4jOptions;
  #driver: Driver | null = null;

  /** @throws CannotRunError for an address with a password in it */
  constructor(options: Neo4jOptions) {
    super();
    this.location = locationOf(options);
    this.labelPrefix = options.labelPrefix ?? '';
    this.readOnly = options.readOnly ?? false;
    this.#options = options;
  }

  /** For reading only, the server holds the transaction to reading; what it calls anything else is rolled back. */
  async query(
    cypher: string,
    params: Readonly<Record<string, unknown>>,
    { readOnly }: { readonly readOnly: boolean },
  ): Promise<QueryRows> {
    const parameters = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, driverParameter(value)]));
    const work = async (session: Session): Promise<QueryRows> => {
      const transaction = await session.beginTransaction();
      const result = transaction.run(cypher, parameters);
      const columns = await result.keys();
      const { records, summary } = await result;
      if (readOnly && summary.queryType !== 'r') throw refused();
      await transaction.commit();
      return { columns, rows: records.map((record) => [...record.values()].map(plainValue)) };
    };
    try {
      return await this.#with(readOnly ? 'read' : 'write', work);
    } catch (error) {
      throw queryError(error, this.location);
    }
  }

  async close(): Promise<void> {
    const driver = this.#driver;
    this.#driver = null;
    await driver?.close();
  }

  protected async connect(): Promise<void> {
    try {
      this.#driver = driverFor(this.#options);
      await this.#with('read', (session) => session.run('RETURN 1'));
    } catch (error) {
      throw connectionError(error, this.location);
    }
    if (this.readOnly) return;
    await this.#refuseForeignLabels();
    try {
      for (const statement of schemaStatements(this.labelPrefix)) await this.#makeSchema(statement);
    } catch (error) {
      throw new CannotRunError(`${this.location}: its constraints cannot be made: ${messageOf(error)}`, error);
    }
  }

  /** Properties are not declared here. */
  protected async addProperties(): Promise<void> {}

  protected async transaction<T>(mode: 'read' | 'write', work: (tx: GraphTransaction) => Promise<T>): Promise<T> {
    const step = (tx: ManagedTransaction) => work(new Neo4jTransaction(tx, this.labelPrefix));
    try {
      return await this.#with(mode, (session) =>
        mode === 'read' ? session.executeRead(step) : session.executeWrite(step),
      );
    } catch (error) {
      throw workError(error, this.location);
    }
  }

  /** Our constraints would hold for other people's nodes, and their nodes would be taken for ours. */
  async #refuseForeignLabels(): Promise<void> {
    const labels = ALL_LABELS.join('|');
    // In this order: another process may be about to make the graph, and its node comes before all others.
    const found = await this.ask(
      `MATCH (n:${labels}) WITH n LIMIT 1 OPTIONAL MATCH (ours:GraphInfo {id: $id}) WITH n, count(ours) AS ours WHERE ours = 0 RETURN labels(n)`,
      { id: GRAPH_INFO_ID },
    );
    if (found.rows.length === 0) return;
    throw new CannotRunError(
      `${this.location}: expected no nodes with our labels in a database without a graph of papergraph, found one with ` +
        `${JSON.stringify(found.rows[0]?.[0])}. Give ours a prefix (graph.labelPrefix, PAPERGRAPH_GRAPH_LABEL_PREFIX), or name another database`,
    );
  }

  /**
   * In a transaction of its own, as it must be. Processes that open a new graph at the same time meet here: the driver tries again
   * after a deadlock, and `IF NOT EXISTS` does not see what another transaction is about to make.
   */
  async #makeSchema(statement: string): Promise<void> {
    try {
      await this.#with('write', (session) => session.executeWrite((tx) => tx.run(statement)));
    } catch (error) {
      if (!isThereAlready(error)) throw error;
    }
  }

  async #with<T>(mode: 'read' | 'write', work: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#session(mode);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }

  #session(mode: 'read' | 'write'): Session {
    if (this.#driver === null) throw new CannotRunError(`${this.location}: this graph is not open`);
    const { database } = this.#options;
    return this.#driver.session({ database, defaultAccessMode: neo4j.session[mode === 'read' ? 'READ' : 'WRITE'] });
  }
}

function driverFor({ uri, user, password, connectTimeoutMs = 10_000, retryMs = 30_000 }: Neo4jOptions): Driver {
  const auth = password === null ? undefined : neo4j.auth.basic(user, password);
  return neo4j.driver(uri, auth, {
    connectionTimeout: connectTimeoutMs,
    connectionAcquisitionTimeout: 2 * connectTimeoutMs,
    maxTransactionRetryTime: retryMs,
    telemetryDisabled: true,
    // Warnings about labels that an empty graph does not have yet.
    notificationFilter: { minimumSeverityLevel: 'OFF' },
  });
}

/** The address and the database, without a secret: one inside the address would get into logs and messages. */
function locationOf({ uri, database }: Neo4jOptions): string {
  if (/^[^/]*\/\/[^/]*@/.test(uri)) {
    throw new CannotRunError(
      'graph.uri: expected an address without user and password, got one with them. ' +
        'Set NEO4J_USERNAME and NEO4J_PASSWORD instead',
    );
  }
  const address = uri.replace(/\/+$/, '');
  if (/^[a-z+]+:\/\/[^/]*\//.test(address)) {
    throw new CannotRunError(
      `graph.uri: expected an address without a path, such as bolt://localhost:7687, got ${uri}. Name the database with NEO4J_DATABASE (graph.database)`,
    );
  }
  return `${address}/${database}`;
}

function refused(): CannotRunError {
  return new CannotRunError('Expected a query that only reads (MATCH … RETURN …), got one that could change something');
}

/** A query's own fault is not the graph's. */
function queryError(error: unknown, location: string): Error {
  if (error instanceof PapergraphError) return error;
  if (error instanceof neo4j.Neo4jError && error.code === 'Neo.ClientError.Statement.AccessMode') return refused();
  const general = workError(error, location);
  if (general instanceof TemporaryError || general instanceof CannotRunError) return general;
  return new CannotRunError(`The graph does not take this query: ${messageOf(error)}`, error);
}
