import { afterEach, describe, expect, it, vi } from 'vitest';
import { setup } from './neo4j-global-setup.js';
import { provideNeo4j } from './neo4j-server.js';

/** A test project that only notes what is provided. */
function project() {
  const provided = new Map<string, unknown>();
  return { provided, provide: (key: string, value: unknown) => void provided.set(key, value) };
}

describe('the Neo4j server for tests', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('must answer when it is named', async () => {
    const environment = { PAPERGRAPH_TEST_NEO4J_URI: 'bolt://127.0.0.1:1' };
    await expect(provideNeo4j(environment)).rejects.toThrow(
      /PAPERGRAPH_TEST_NEO4J_URI=bolt:\/\/127\.0\.0\.1:1: expected/,
    );
  });

  it("is never a user's own, and none where there is neither Docker nor Java", async () => {
    vi.stubEnv('PATH', '');
    vi.stubEnv('NEO4J_URI', 'bolt://127.0.0.1:1');
    expect(await provideNeo4j({})).toBe('no PAPERGRAPH_TEST_NEO4J_URI, no docker, no java');
  });

  it('is missed in silence by nobody: a line says so, and with CI=true it is an error', async () => {
    vi.stubEnv('PATH', '');
    vi.stubEnv('PAPERGRAPH_TEST_NEO4J_URI', '');
    vi.stubEnv('CI', '');
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { provided, provide } = project();
    await setup({ provide });
    expect(provided.get('neo4j')).toMatch(/no docker/);
    expect(written).toHaveBeenCalledWith(expect.stringMatching(/Tests against Neo4j are skipped: .*no docker/));
    vi.stubEnv('CI', 'true');
    await expect(setup({ provide })).rejects.toThrow(/need a Neo4j server when CI=true/);
  });
});
