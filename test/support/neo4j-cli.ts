/** `npm run neo4j`: a Neo4j server for a developer, with Browser; its data stays in `.neo4j/home`. Ends with Ctrl-C. */
import { fileURLToPath } from 'node:url';
import { mavenProblem, startWithMaven } from './neo4j-maven.js';

const HOME = fileURLToPath(new URL('../../.neo4j/home', import.meta.url));

async function main(): Promise<void> {
  const problem = mavenProblem();
  if (problem !== null) {
    console.error(`Expected Java 17 and Maven to start Neo4j: ${problem}. With Docker instead: docker compose up -d`);
    process.exitCode = 2;
    return;
  }
  console.log('Starting Neo4j; the first start fetches 137 MB …');
  const server = await startWithMaven({ home: HOME, boltPort: 7687, httpPort: 7474, java: ['-Xmx1g'] });
  console.log(`Bolt     ${server.uri} (no password)`);
  console.log(`Browser  ${server.browser}`);
  console.log(`Link     npx papergraph link --graph ${server.uri}`);
  console.log('Ctrl-C ends it; the data stays.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  console.log('Stopping …');
  await server.stop();
}

await main();
