import { defineConfig } from 'vitest/config';

/** Tests that talk to a Neo4j server: `test/graph/store.neo4j.test.ts`. The server starts only if one of them runs. */
const NEO4J_TESTS = 'test/**/*.neo4j.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores are what the project is made for; more workers only push each other aside.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [NEO4J_TESTS] },
      },
      {
        extends: true,
        test: {
          name: 'neo4j',
          include: [NEO4J_TESTS],
          globalSetup: ['test/support/neo4j-global-setup.ts'],
          // One database for all of them: one file at a time.
          fileParallelism: false,
        },
      },
    ],
  },
});
