/** A graph against the ledger: is each paper in it as it was written, and nothing else? And what prunes it. */
import { CannotRunError } from '../src/errors.js';
import { Ledger } from '../src/flow/ledger.js';
import type { LedgerEntry } from '../src/flow/ledger-rows.js';
import { StateLock } from '../src/flow/state-lock.js';
import { scanIds } from '../src/graph/scan.js';
import type { GraphStore } from '../src/graph/store.js';
import type { PaperId } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { LEDGER_PAGE, ledgerPages } from './ledger-pages.js';
import { withGraph } from './open-graph.js';
import { checkLedger } from './paper-status.js';

/**
 * - `missing`: written by the ledger, and not in the graph;
 * - `different`: there, with another content than was written last;
 * - `edges`: its number of MENTIONS edges is not what was written;
 * - `unknown`: in the graph, and the ledger knows nothing of it.
 */
export type Discrepancy = 'missing' | 'different' | 'edges' | 'unknown';

export interface VerifyFinding {
  readonly paper: PaperId;
  readonly kind: Discrepancy;
  readonly detail: string;
}

export interface Verification {
  readonly graph: string;
  /** Papers of the ledger that should be in the graph. */
  readonly papers: number;
  /** The first 1,000. */
  readonly findings: readonly VerifyFinding[];
  readonly counts: Readonly<Record<Discrepancy, number>>;
}

const MOST_FINDINGS = 1000;

/** @throws CannotRunError when there is no such graph, or the state folder has no ledger of it */
export async function verifyGraph(settings: Settings): Promise<Verification> {
  return withGraph(settings, { readOnly: true }, async (graph, graphId) => {
    const ledger = Ledger.open(checkLedger(settings));
    try {
      if (!ledger.graphIds().includes(graphId)) throw new CannotRunError(noLedger(settings, graph));
      return await compare({ graph, graphId, ledger });
    } finally {
      ledger.close();
    }
  });
}

/**
 * Removes concepts and taxa that no paper leads to, and runs that no paper stands as they wrote it, but for the newest.
 *
 * @throws CannotRunError when a run holds the state folder, or the graph cannot be opened
 */
export async function pruneGraph(settings: Settings): Promise<{ readonly concepts: number; readonly runs: number }> {
  const lock = StateLock.take(settings.state.dir, 'papergraph graph prune');
  try {
    return await withGraph(settings, { readOnly: false }, async (graph) => {
      const concepts = await graph.removeUnusedConcepts();
      return { concepts, runs: await graph.removeUnusedRuns() };
    });
  } finally {
    lock.release();
  }
}

interface Compared {
  readonly graph: GraphStore;
  readonly graphId: string;
  readonly ledger: Ledger;
}

async function compare({ graph, graphId, ledger }: Compared): Promise<Verification> {
  const findings: VerifyFinding[] = [];
  const counts = { missing: 0, different: 0, edges: 0, unknown: 0 };
  const tell = (finding: VerifyFinding) => {
    counts[finding.kind]++;
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };
  let papers = 0;
  for (const page of ledgerPages(ledger, graphId)) {
    const entries = page.filter(({ graphHash }) => graphHash !== '');
    papers += entries.length;
    const present = await graphPapers(
      graph,
      entries.map(({ paperId }) => paperId),
    );
    for (const entry of entries) for (const finding of checked(entry, present.get(entry.paperId))) tell(finding);
  }
  for await (const ids of scanIds(graph, 'Paper', LEDGER_PAGE)) {
    for (const paper of ids) {
      if ((ledger.get(graphId, paper)?.graphHash ?? '') !== '') continue;
      tell({
        paper,
        kind: 'unknown',
        detail: 'not in this ledger: written from another state folder, or left over; link its card, or forget it',
      });
    }
  }
  return { graph: graph.location, papers, findings, counts };
}

interface GraphPaper {
  readonly hash: string;
  readonly edges: number;
}

async function graphPapers(graph: GraphStore, ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, GraphPaper>> {
  const text =
    'UNWIND $ids AS id MATCH (p:Paper {id: id}) OPTIONAL MATCH (p)-[m:MENTIONS]->() RETURN id, p.hash AS hash, count(m) AS edges';
  const { rows } = await graph.ask(text, { ids });
  return new Map(rows.map(([id, hash, edges]) => [String(id), { hash: String(hash), edges: Number(edges) }]));
}

function checked({ paperId: paper, graphHash, counts }: LedgerEntry, present: GraphPaper | undefined): VerifyFinding[] {
  if (present === undefined) return [{ paper, kind: 'missing', detail: 'link its card again' }];
  if (present.hash !== graphHash) {
    const detail = `content ${present.hash.slice(0, 12)}, written ${graphHash.slice(0, 12)}: link its card again`;
    return [{ paper, kind: 'different', detail }];
  }
  if (present.edges === counts.concepts) return [];
  const detail = `${present.edges} MENTIONS edges, written ${counts.concepts}: forget the paper and link its card again`;
  return [{ paper, kind: 'edges', detail }];
}

function noLedger({ state }: Settings, graph: GraphStore): string {
  return `${state.dir}: expected the ledger of ${graph.location}, found none of this graph. Name the state folder that it was linked with (--state)`;
}
