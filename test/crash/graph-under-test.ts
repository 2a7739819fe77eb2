/** The graph that a crash test writes to: a file in the state folder, or a Neo4j server. */
import { join } from 'node:path';
import { EmbeddedStore } from '../../src/graph/embedded.js';
import { Neo4jStore } from '../../src/graph/neo4j.js';
import type { GraphStore } from '../../src/graph/store.js';
import type { Neo4jAddress } from '../support/neo4j-process.js';
import { emptyTestDatabase } from '../support/neo4j-test-database.js';
import type { KillableNeo4j } from './killable-neo4j.js';

export interface GraphUnderTest {
  readonly kind: GraphStore['kind'];
  /** Environment with which the program writes there. */
  readonly env: Readonly<Record<string, string>>;
  /** A store for reading what runs with this state folder wrote. */
  store(state: string): GraphStore;
  /** Makes room for a graph from scratch, once all was read. */
  empty(): Promise<void>;
  /** The server, if it may be killed. */
  readonly server: KillableNeo4j | null;
}

/** Each state folder has a graph of its own. */
export function embeddedGraph(): GraphUnderTest {
  return {
    kind: 'embedded',
    env: {},
    store: (state) => new EmbeddedStore({ path: join(state, 'graph'), readOnly: true }),
    empty: async () => {},
    server: null,
  };
}

/** @param address a server whose database is marked as one for tests */
export function neo4jGraph(address: Neo4jAddress, server: KillableNeo4j | null): GraphUnderTest {
  const { uri, user, password } = address;
  return {
    kind: 'neo4j',
    env: { NEO4J_URI: uri, NEO4J_USERNAME: user, ...(password === null ? {} : { NEO4J_PASSWORD: password }) },
    store: () => new Neo4jStore({ uri, user, password, database: 'neo4j', readOnly: true }),
    empty: () => emptyTestDatabase(address),
    server,
  };
}
