/** The graph that the settings name: Neo4j for an address, else the embedded store at a path. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotRunError, messageOf } from '../src/errors.js';
import { EmbeddedStore } from '../src/graph/embedded.js';
import { Neo4jStore } from '../src/graph/neo4j.js';
import type { GraphStore } from '../src/graph/store.js';
import type { Settings } from '../src/settings.js';

/** Schemes of the Bolt protocol, with and without encryption. */
const NEO4J_ADDRESS = /^(?:bolt|neo4j)(?:\+s|\+ssc)?:\/\//;
const ANY_ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Opens the graph, does the work, and closes the graph whatever happened.
 *
 * @throws CannotRunError when it cannot be opened, with what to do
 */
export async function withGraph<T>(
  settings: Settings,
  options: { readonly readOnly: boolean },
  work: (graph: GraphStore, graphId: string) => Promise<T>,
): Promise<T> {
  const graph = graphFor(settings, options.readOnly);
  try {
    const { graphId } = await graph.open();
    return await work(graph, graphId);
  } finally {
    await graph.close();
  }
}

export type GraphTarget =
  | { readonly kind: 'neo4j'; readonly uri: string }
  | { readonly kind: 'embedded'; readonly path: string };

/** Which store the settings name. @throws CannotRunError for an address of another kind */
export function graphTarget({ graph, state }: Settings): GraphTarget {
  const { uri } = graph;
  if (uri === null) return { kind: 'embedded', path: join(state.dir, 'graph') };
  if (NEO4J_ADDRESS.test(uri)) return { kind: 'neo4j', uri };
  if (!ANY_ADDRESS.test(uri)) return { kind: 'embedded', path: uri };
  throw new CannotRunError(`graph.uri: expected a bolt:// or neo4j:// address or a path, got ${uri}`);
}

/** Where the graph is, as runs and their pages call it. It need not be there. */
export function graphLocation(settings: Settings): string {
  const target = graphTarget(settings);
  if (target.kind === 'embedded') return target.path;
  return new Neo4jStore({ ...settings.graph, uri: target.uri, readOnly: true }).location;
}

function graphFor(settings: Settings, readOnly: boolean): GraphStore {
  const target = graphTarget(settings);
  if (target.kind === 'neo4j') return new Neo4jStore({ ...settings.graph, uri: target.uri, readOnly });
  const { path } = target;
  if (readOnly && !existsSync(path)) {
    throw new CannotRunError(`${path}: expected a graph here, found none. Make one with: papergraph link`);
  }
  makeFolder(dirname(path));
  return new EmbeddedStore({ path, readOnly });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const what = `expected a folder for the graph that can be made and written: ${messageOf(error)}`;
    throw new CannotRunError(`${folder}: ${what}. Name another with --state or --graph`, error);
  }
}
