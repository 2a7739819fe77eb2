/** The whole graph as files for other graph stores and tools. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CannotRunError, messageOf, PapergraphError } from '../src/errors.js';
import { StateLock } from '../src/flow/state-lock.js';
import type { GraphFile } from '../src/graph/graph-file.js';
import { kgxFiles } from '../src/graph/kgx.js';
import { neo4jAdminFiles } from '../src/graph/neo4j-admin.js';
import type { GraphStore } from '../src/graph/store.js';
import type { Settings } from '../src/settings.js';
import type { GraphFormat } from './graph-formats.js';
import { withGraph } from './open-graph.js';

const FILES: Readonly<Record<GraphFormat, (graph: GraphStore) => readonly GraphFile[]>> = {
  'neo4j-admin': neo4jAdminFiles,
  kgx: kgxFiles,
};

export interface ExportGraphOptions {
  readonly format: GraphFormat;
  /** Made if it is not there; files of the same names are replaced. */
  readonly folder: string;
  /** For who finds the state folder in use. */
  readonly command: string;
}

/**
 * Writes the files one after the other, a page of the graph in memory at a time. No run works on the state folder meanwhile,
 * so that no edge is written whose concept came later.
 *
 * @returns names of the files
 * @throws CannotRunError when the graph cannot be read, the folder not be written, or the state folder is in use
 */
export async function exportGraph(settings: Settings, options: ExportGraphOptions): Promise<readonly string[]> {
  // Before the graph is opened: an embedded one is read as it was then.
  const lock = StateLock.take(settings.state.dir, options.command);
  try {
    return await withGraph(settings, { readOnly: true }, async (graph) => {
      const files = FILES[options.format](graph);
      for (const file of files) await write(options.folder, file);
      return files.map(({ name }) => name);
    });
  } finally {
    lock.release();
  }
}

async function write(folder: string, { name, gzip, pieces }: GraphFile): Promise<void> {
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    if (gzip) await pipeline(pieces(), createGzip(), createWriteStream(path));
    else await pipeline(pieces(), createWriteStream(path));
  } catch (error) {
    if (error instanceof PapergraphError) throw error;
    throw new CannotRunError(`${path}: expected a file that can be written: ${messageOf(error)}`, error);
  }
}
