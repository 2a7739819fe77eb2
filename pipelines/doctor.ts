/** What a run needs, checked one by one; nothing is changed but a trial file in the state folder. */

import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../src/errors.js';
import { Ledger, ledgerPath } from '../src/flow/ledger.js';
import { StateLock } from '../src/flow/state-lock.js';
import { Curation } from '../src/ground/curation/curation.js';
import { counted } from '../src/number-text.js';
import type { Settings } from '../src/settings.js';
import { graphTarget, withGraph } from './open-graph.js';
import { openConfiguredLexicon } from './open-lexicon.js';
import { readCuration } from './read-curation.js';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found. */
  readonly found: string;
  /** What to do; null when there is nothing to do. */
  readonly advice: string | null;
}

/** Free bytes in the state folder below which a batch soon has no room for full texts. */
const ENOUGH_BYTES = 1e9;

/** Runs all checks, in the order in which a run needs them. */
export async function checkAll(settings: Settings): Promise<Check[]> {
  const checks: readonly [
    string,
    string,
    (settings: Settings) => Promise<Omit<Check, 'name' | 'ok'> & { ok?: boolean }>,
  ][] = [
    ['node', 'Install Node 20 or newer', checkNode],
    ['lexicon', 'Build one: papergraph lexicon build --out full.lexicon', checkLexicon],
    ['curation', 'Correct that row or the setting link.curation', checkCuration],
    ['disk', 'Make the folder writable, or name another with --state', checkDisk],
    ['state', 'Make room on its disk, or name another folder with --state', checkState],
    [
      'graph',
      'Start Neo4j (docker compose up -d) and check NEO4J_URI and NEO4J_PASSWORD, or use no --graph for the embedded graph',
      checkGraph,
    ],
    [
      'network',
      'Check the connection and DNS, or name a mirror with fetch.hostMap; until then texts come from the cache, else from the card',
      checkNetwork,
    ],
  ];
  const results: Check[] = [];
  for (const [name, advice, check] of checks) {
    try {
      results.push({ name, ok: true, ...(await check(settings)) });
    } catch (error) {
      results.push({ name, ok: false, found: messageOf(error), advice });
    }
  }
  return results;
}

async function checkNode(): Promise<Omit<Check, 'name' | 'ok'>> {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node ${process.versions.node}, expected 20 or newer`);
  return { found: `Node ${process.versions.node}`, advice: null };
}

async function checkLexicon(settings: Settings): Promise<Omit<Check, 'name' | 'ok'>> {
  const { lexicon, source } = await openConfiguredLexicon(settings);
  const { names, concepts, release } = lexicon.info;
  const advice =
    settings.lexicon.file === null
      ? 'For the whole: papergraph lexicon build --out full.lexicon, then --lexicon full.lexicon'
      : null;
  return { found: `${source}: ${names} names of ${concepts} concepts, release ${release}`, advice };
}

async function checkCuration(settings: Settings): Promise<Omit<Check, 'name' | 'ok'>> {
  const { rows, files } = readCuration(settings.link.curation);
  const where = files.length === 0 ? 'no file' : files.join(', ');
  if (rows.length === 0) return { found: `no rows in ${where}`, advice: null };
  const { lexicon } = await openConfiguredLexicon(settings);
  const { problems } = new Curation(rows, lexicon);
  const [first] = problems;
  const without = first === undefined ? '' : `, ${problems.length} without effect`;
  const found = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} in ${where}${without}`;
  return { found, advice: first === undefined ? null : `${first.place.path}:${first.place.line}: ${first.message}` };
}

async function checkDisk({ state }: Settings): Promise<Omit<Check, 'name' | 'ok'> & { ok?: boolean }> {
  mkdirSync(state.dir, { recursive: true });
  const trial = join(state.dir, `.doctor-${process.pid}`);
  const { bavail, bsize } = statfsSync(state.dir);
  const free = bavail * bsize;
  if (free < ENOUGH_BYTES) {
    const found = `${state.dir}: ${Math.round(free / 1e6)} MB free, expected at least ${ENOUGH_BYTES / 1e6} MB`;
    return { ok: false, found, advice: 'Make room on this disk, or name a folder on another one with --state' };
  }
  try {
    writeFileSync(trial, 'trial');
  } finally {
    rmSync(trial, { force: true });
  }
  return { found: `${state.dir}: writable, ${Math.round(free / 1e9)} GB free`, advice: null };
}

async function checkState({ state }: Settings): Promise<Omit<Check, 'name' | 'ok'> & { ok?: boolean }> {
  const holder = StateLock.holder(state.dir);
  if (holder !== null) {
    const found = `${state.dir}: process ${holder.pid} on ${holder.host} works on it (${holder.command})`;
    return { ok: false, found, advice: 'Wait for its end, or name another folder with --state' };
  }
  const path = ledgerPath(state.dir);
  if (!existsSync(path)) return { found: `${path}: none yet`, advice: null };
  const ledger = Ledger.open(path);
  try {
    const counts = ledger.graphIds().map((graphId) => ledger.counts(graphId));
    const papers = counts.reduce((sum, { papers: some }) => sum + some, 0);
    const parked = counts.reduce((sum, count) => sum + count.parked + count.givenUp, 0);
    const advice = parked > 0 ? 'Some are not tried again by themselves: papergraph status --failed' : null;
    return {
      found: `${path}: ${counted(papers, 'paper')} in ${counted(counts.length, 'graph')}, ${parked} parked or given up`,
      advice,
    };
  } finally {
    ledger.close();
  }
}

async function checkGraph(settings: Settings): Promise<Omit<Check, 'name' | 'ok'>> {
  const target = graphTarget(settings);
  const isEmbedded = target.kind === 'embedded';
  if (isEmbedded && !existsSync(target.path))
    return { found: `${target.path}: none yet`, advice: 'Make it: papergraph link' };
  return withGraph(settings, { readOnly: isEmbedded }, async (graph) => {
    const { papers } = await graph.counts();
    return { found: `${graph.location}: ${papers} papers`, advice: papers === 0 ? 'Fill it: papergraph link' : null };
  });
}

async function checkNetwork({ fetch }: Settings): Promise<Omit<Check, 'name' | 'ok'>> {
  if (fetch.offline) return { found: 'not used (offline)', advice: null };
  const host = 'tomesphere.com';
  const mapped = Object.entries(fetch.hostMap).find(([from]) => from.includes(host));
  if (mapped !== undefined) return { found: `${mapped[0]} is read from ${mapped[1]}`, advice: null };
  const { address } = await lookup(host);
  const advice = fetch.contact === null ? 'Set fetch.contact, so that site owners can reach you' : null;
  return { found: `${host} is ${address}`, advice };
}
