import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../src/errors.js';
import { Neo4jStore } from '../../src/graph/neo4j.js';

const options = { user: 'neo4j', password: 'a secret', database: 'neo4j' };

describe('a Neo4j store without a server', () => {
  it('says what to do when nobody answers', async () => {
    const store = new Neo4jStore({ ...options, uri: 'bolt://127.0.0.1:1', connectTimeoutMs: 500 });
    const error: unknown = await store.open().catch((thrown: unknown) => thrown);
    await store.close();
    expect(error).toBeInstanceOf(CannotRunError);
    expect(String(error)).toMatch(/bolt:\/\/127\.0\.0\.1:1\/neo4j: no Neo4j server answers there.*docker compose up/);
    expect(String(error)).not.toContain('a secret');
  });

  it.each([
    ['bolt://127.0.0.1:7687', 'bolt://127.0.0.1:7687/neo4j'],
    ['neo4j+s://graph.example.org/', 'neo4j+s://graph.example.org/neo4j'],
  ])('tells where %s is', (uri, location) => {
    expect(new Neo4jStore({ ...options, uri }).location).toBe(location);
  });

  it('takes no password in the address, and does not repeat it', () => {
    const make = () => new Neo4jStore({ ...options, uri: 'bolt://neo4j:hidden@127.0.0.1:7687' });
    expect(make).toThrow(/without user and password/);
    expect(make).not.toThrow(/hidden/);
  });

  it('refuses an address of another protocol', async () => {
    const store = new Neo4jStore({ ...options, uri: 'http://127.0.0.1:7474' });
    await expect(store.open()).rejects.toThrow(CannotRunError);
  });
});
