/** What runs left behind: graph, ledger, annotations, cache and the files of the state folder. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import cacache from 'cacache';
import { Ledger } from '../../src/flow/ledger.js';
import type { LedgerEntry } from '../../src/flow/ledger-rows.js';
import type { PaperId } from '../../src/model.js';
import { type Dump, dump } from '../graph/dump.js';
import type { GraphUnderTest } from './graph-under-test.js';

export interface Result {
  readonly graph: Dump;
  /** `hash` of the papers in the graph. */
  readonly hashes: ReadonlyMap<PaperId, string>;
  readonly ledger: ReadonlyMap<PaperId, LedgerEntry | null>;
  /** SHA-256 of each paper's annotations as kept. */
  readonly annotations: ReadonlyMap<PaperId, string>;
}

/** @param ids the papers that should be there */
export async function readResult(graph: GraphUnderTest, state: string, ids: readonly PaperId[]): Promise<Result> {
  const store = graph.store(state);
  const ledger = Ledger.open(join(state, 'ledger.db'));
  try {
    const { graphId } = await store.open();
    return {
      graph: await dump(store),
      hashes: await store.paperHashes(ids),
      ledger: new Map(ids.map((id) => [id, ledger.get(graphId, id)])),
      annotations: new Map([...ledger.annotationsOf(graphId)].map(({ paperId, body }) => [paperId, sha256(body)])),
    };
  } finally {
    ledger.close();
    await store.close();
  }
}

export interface CacheState {
  readonly entries: number;
  /** Keys of entries whose text is missing or another. */
  readonly broken: readonly string[];
}

/** Reads back the text of every entry, checked against its SHA-256. */
export async function readCache(state: string): Promise<CacheState> {
  const folder = join(state, 'cache');
  const entries = Object.values(await cacache.ls(folder));
  const broken: string[] = [];
  for (const { key, integrity } of entries) {
    await cacache.get.byDigest(folder, integrity, { memoize: false }).catch(() => broken.push(key));
  }
  return { entries: entries.length, broken };
}

/** What may stand in a state folder after a run has ended. */
const KNOWN: readonly RegExp[] = [
  /^ledger\.db(?:-wal|-shm)?$/,
  /^lock\.(?:db|json)$/,
  /^graph$/,
  /^cache$/,
  /^cache\/(?:content-v2|index-v5|tmp)$/,
];

/** Files and folders of a state folder that no run should leave behind. */
export function strangers(state: string): string[] {
  const top = readdirSync(state);
  const cache = existsSync(join(state, 'cache'))
    ? readdirSync(join(state, 'cache')).map((name) => `cache/${name}`)
    : [];
  return [...top, ...cache].filter((name) => !KNOWN.some((known) => known.test(name)));
}

/** Files that a killed run was about to move to their place in the cache. */
export function temporaries(state: string): string[] {
  const folder = join(state, 'cache', 'tmp');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function sha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
