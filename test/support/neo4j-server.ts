/** Which Neo4j server the integration tests talk to: one that is named, one from Docker, one from Maven, or none. */
import { dockerProblem, startWithDocker } from './neo4j-docker.js';
import { mavenProblem, startWithMaven } from './neo4j-maven.js';
import { connectionProblem, type RunningNeo4j } from './neo4j-process.js';

/** Environment of the tests. Never NEO4J_URI, which names a user's own graph. */
export interface TestEnvironment {
  readonly PAPERGRAPH_TEST_NEO4J_URI?: string | undefined;
  readonly PAPERGRAPH_TEST_NEO4J_USER?: string | undefined;
  readonly PAPERGRAPH_TEST_NEO4J_PASSWORD?: string | undefined;
}

/** The server lives for a minute or two: compiling its hot code thoroughly costs more than it gives (60 s against 32 s). */
export const FOR_TESTS: readonly string[] = ['-Xmx768m', '-XX:TieredStopAtLevel=1'];

/** @returns a server, or why there is none */
export async function provideNeo4j(environment: TestEnvironment): Promise<RunningNeo4j | string> {
  const uri = environment.PAPERGRAPH_TEST_NEO4J_URI;
  if (uri !== undefined && uri !== '') return connectTo(uri, environment);
  const docker = dockerProblem();
  if (docker === null) return startWithDocker();
  const maven = mavenProblem();
  if (maven === null) return startWithMaven({ home: null, boltPort: 0, httpPort: 0, java: FOR_TESTS });
  return `no PAPERGRAPH_TEST_NEO4J_URI, ${docker}, ${maven}`;
}

/** A server that was named must answer: tests that were asked for are not skipped. */
async function connectTo(uri: string, environment: TestEnvironment): Promise<RunningNeo4j> {
  const password = environment.PAPERGRAPH_TEST_NEO4J_PASSWORD ?? null;
  const address = { uri, user: environment.PAPERGRAPH_TEST_NEO4J_USER ?? 'neo4j', password };
  const problem = await connectionProblem(address);
  if (problem !== null) throw new Error(`PAPERGRAPH_TEST_NEO4J_URI=${uri}: expected a Neo4j server, got: ${problem}`);
  return { ...address, browser: null, source: 'PAPERGRAPH_TEST_NEO4J_URI', stop: async () => {} };
}
