/** The database that tests may empty. It is marked by a node, so that no other one is ever emptied by mistake. */
import neo4j, { type Driver } from 'neo4j-driver';
import type { Neo4jAddress } from './neo4j-process.js';

const MARK = 'PapergraphTestDatabase';

/** Marks an empty database as one for tests. @throws Error for one that holds something and is not marked */
export async function claimTestDatabase(address: Neo4jAddress): Promise<void> {
  await withDriver(address, async (driver) => {
    if (await isMarked(driver)) return;
    const { records } = await driver.executeQuery('MATCH (n) RETURN count(n) AS nodes');
    const nodes = Number(records[0]?.get('nodes') ?? 0);
    if (nodes > 0) {
      throw new Error(
        `${address.uri}: expected an empty database or one marked by a node (:${MARK}), found ${nodes} nodes. ` +
          'Tests empty the database they run on. Name another server in PAPERGRAPH_TEST_NEO4J_URI',
      );
    }
    await driver.executeQuery(`CREATE (:${MARK})`);
  });
}

/** Removes everything but the mark. @throws Error for a database that is not marked */
export async function emptyTestDatabase(address: Neo4jAddress): Promise<void> {
  await withDriver(address, async (driver) => {
    if (!(await isMarked(driver))) throw new Error(`${address.uri}: not marked by a node (:${MARK}), so not emptied`);
    const session = driver.session();
    try {
      await session.run(`MATCH (n) WHERE NOT n:${MARK} CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`);
    } finally {
      await session.close();
    }
  });
}

async function isMarked(driver: Driver): Promise<boolean> {
  const { records } = await driver.executeQuery(`MATCH (n:${MARK}) RETURN n LIMIT 1`);
  return records.length > 0;
}

async function withDriver<T>({ uri, user, password }: Neo4jAddress, work: (driver: Driver) => Promise<T>): Promise<T> {
  const auth = password === null ? undefined : neo4j.auth.basic(user, password);
  const driver = neo4j.driver(uri, auth, {
    telemetryDisabled: true,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
  });
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}
