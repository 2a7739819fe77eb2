/** What a disturbed series of runs left, against what one undisturbed run gives. */
import type { PaperId } from '../../src/model.js';
import { compareGraphs, type GraphComparison, type Row } from './compare-graphs.js';
import type { Result } from './read-result.js';

/** Compares graphs, and looks for papers that are missing in graph, ledger or annotations. */
export function compareResults(
  found: Result,
  wanted: Result,
  { ids, isFact }: { readonly ids: readonly PaperId[]; readonly isFact: (kind: string, row: Row) => boolean },
): GraphComparison {
  const graphs = compareGraphs(found.graph, wanted.graph, isFact);
  const papers = ids.flatMap((id) => [...unwritten(found, id), ...otherAnnotations(found, wanted, id)]);
  const strange = [...found.annotations.keys()].filter((id) => !wanted.annotations.has(id));
  const extra = strange.map((id) => `annotations of ${id}: should not be there`);
  return { ...graphs, differences: [...papers, ...extra, ...graphs.differences] };
}

/** The ledger must say "written", with the hash that stands in the graph. */
function unwritten(found: Result, id: PaperId): string[] {
  const hash = found.hashes.get(id);
  const entry = found.ledger.get(id);
  if (hash === undefined) return [`paper ${id}: not in the graph`];
  if (entry === null || entry === undefined) return [`paper ${id}: not in the ledger`];
  if (entry.state !== 'written') return [`paper ${id}: ${entry.state} in the ledger (${entry.trouble?.message})`];
  if (entry.trouble !== null) return [`paper ${id}: in trouble still (${entry.trouble.message})`];
  return entry.graphHash === hash ? [] : [`paper ${id}: hash ${entry.graphHash} in the ledger, ${hash} in the graph`];
}

function otherAnnotations(found: Result, wanted: Result, id: PaperId): string[] {
  const [is, should] = [found.annotations.get(id), wanted.annotations.get(id)];
  if (is === should && is !== undefined) return [];
  return [
    `annotations of ${id}: ${is === undefined ? 'missing' : should === undefined ? 'should not be there' : 'differ'}`,
  ];
}
