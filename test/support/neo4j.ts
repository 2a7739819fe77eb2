/** The Neo4j server for tests, from inside a test. */
import { inject } from 'vitest';
import type { Neo4jOptions } from '../../src/graph/neo4j.js';
import { emptyTestDatabase } from './neo4j-test-database.js';

const provided = inject('neo4j');

/** Null when tests against Neo4j run; else why they are skipped. */
export const neo4jMissing: string | null = typeof provided === 'string' ? provided : null;

/** Options for a store on the server for tests. @throws Error when there is no server */
export function neo4jOptions(): Neo4jOptions {
  if (typeof provided === 'string') throw new Error(`No Neo4j server for tests: ${provided}`);
  return { ...provided, database: 'neo4j' };
}

/** Removes all that tests have written. */
export function emptyNeo4j(): Promise<void> {
  return emptyTestDatabase(neo4jOptions());
}
