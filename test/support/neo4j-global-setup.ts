/** Starts Neo4j before the tests that need it and ends it after them; says so when there is none. */
import type { TestProject } from 'vitest/node';
import type { Neo4jAddress } from './neo4j-process.js';
import { provideNeo4j } from './neo4j-server.js';
import { claimTestDatabase } from './neo4j-test-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server for tests; a text that says why there is none. */
    neo4j: Neo4jAddress | string;
    /** Address of its Browser; null when it has none that is known. */
    neo4jBrowser: string | null;
  }
}

/** Named as vitest wants it. @returns the teardown */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<(() => Promise<void>) | undefined> {
  const server = await provideNeo4j(process.env);
  if (typeof server === 'string') {
    if (process.env['CI'] === 'true') throw new Error(`Tests need a Neo4j server when CI=true: ${server}`);
    process.stderr.write(`\nTests against Neo4j are skipped: ${server}\n`);
    project.provide('neo4j', server);
    project.provide('neo4jBrowser', null);
    return undefined;
  }
  try {
    await claimTestDatabase(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { uri, user, password, source } = server;
  process.stderr.write(`\nTests against Neo4j run on ${uri} (${source})\n`);
  project.provide('neo4j', { uri, user, password });
  project.provide('neo4jBrowser', server.browser);
  return server.stop;
}
