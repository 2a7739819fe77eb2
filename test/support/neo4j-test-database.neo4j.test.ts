import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyNeo4j, neo4jMissing, neo4jOptions } from './neo4j.js';
import { claimTestDatabase, emptyTestDatabase } from './neo4j-test-database.js';

describe.skipIf(neo4jMissing !== null)('a database that is not marked as one for tests', () => {
  let driver: Driver;

  beforeAll(async () => {
    const { uri, user, password } = neo4jOptions();
    driver = neo4j.driver(uri, password === null ? undefined : neo4j.auth.basic(user, password));
    await emptyNeo4j();
    await driver.executeQuery('MATCH (m:PapergraphTestDatabase) DELETE m CREATE (:Precious)');
  });
  afterAll(async () => {
    await driver.executeQuery('MATCH (n:Precious) DELETE n');
    await claimTestDatabase(neo4jOptions());
    await driver.close();
  });

  it('is neither claimed nor emptied', async () => {
    await expect(claimTestDatabase(neo4jOptions())).rejects.toThrow(/expected an empty database or one marked/);
    await expect(emptyTestDatabase(neo4jOptions())).rejects.toThrow(/not marked/);
    const { records } = await driver.executeQuery('MATCH (n:Precious) RETURN count(n) AS left');
    expect(Number(records[0]?.get('left'))).toBe(1);
  });
});
