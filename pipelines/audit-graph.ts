/** Cards against texts, over a whole graph: page by page, so that any number of papers can be audited. */
import { CannotRunError } from '../src/errors.js';
import { type Asserted, auditPaper, type Derived, type PaperClaims } from '../src/graph/audit.js';
import { type RowObject, rowObjects } from '../src/graph/row-objects.js';
import { KIND_OF_CONCEPT } from '../src/graph/saved-query.js';
import { scanIds } from '../src/graph/scan.js';
import type { GraphStore, PlainValue } from '../src/graph/store.js';
import type { AuditRow, ConceptId, ConceptKind, PaperId } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { groupBy } from '../src/text/group-by.js';
import { withGraph } from './open-graph.js';

/** Papers asked for at one time. */
const PAGE = 200;

const asserted = (kind: GraphStore['kind']) => `
  UNWIND $ids AS id MATCH (p:Paper {id: id})-[a:ASSERTS]->(c)
  RETURN id AS paper, c.id AS concept, ${KIND_OF_CONCEPT[kind]} AS kind, a.names AS names, a.aliases AS aliases, a.ids AS ids
  ORDER BY paper, concept`;

const derived = (kind: GraphStore['kind']) => `
  UNWIND $ids AS id MATCH (p:Paper {id: id})-[m:MENTIONS]->(c)
  RETURN id AS paper, c.id AS concept, ${KIND_OF_CONCEPT[kind]} AS kind, m.names AS names, m.confidence AS confidence
  ORDER BY paper, concept`;

const MATCHES = 'MATCH (a:Disease)-[:EXACT_MATCH]->(b:Disease) RETURN a.id AS a, b.id AS b';

/**
 * Audits papers of a graph, all of them or those named.
 *
 * @param visit called with the rows of each paper, papers in the order of their ids, and waited for
 * @throws CannotRunError when there is no such graph, or a paper that is named is not in it
 */
export async function auditGraph(
  settings: Settings,
  papers: readonly PaperId[] | null,
  visit: (rows: readonly AuditRow[]) => void | Promise<void>,
): Promise<void> {
  await withGraph(settings, { readOnly: true }, async (graph) => {
    if (papers !== null) await checkPresent(graph, papers);
    const matches = await exactMatches(graph);
    const isSame = (a: ConceptId, b: ConceptId) => matches.has(`${a}\n${b}`) || matches.has(`${b}\n${a}`);
    for await (const ids of papers === null ? scanIds(graph, 'Paper', PAGE) : [papers]) {
      for (const claims of await claimsOf(graph, ids)) await visit(auditPaper(claims, isSame));
    }
  });
}

async function checkPresent(graph: GraphStore, papers: readonly PaperId[]): Promise<void> {
  const present = await graph.paperHashes(papers);
  const missing = papers.filter((id) => !present.has(id));
  if (missing.length === 0) return;
  throw new CannotRunError(
    `${graph.location}: expected papers of this graph, found none of ${missing.join(', ')}. Their ids: papergraph status NAME`,
  );
}

async function exactMatches(graph: GraphStore): Promise<ReadonlySet<string>> {
  const pairs = await rowsOf(graph, MATCHES, {});
  return new Set(pairs.map(({ a, b }) => `${a}\n${b}`));
}

async function claimsOf(graph: GraphStore, ids: readonly PaperId[]): Promise<PaperClaims[]> {
  const paperOf = (row: RowObject) => String(row['paper']);
  const claimed = groupBy(await rowsOf(graph, asserted(graph.kind), { ids }), paperOf);
  const found = groupBy(await rowsOf(graph, derived(graph.kind), { ids }), paperOf);
  return ids.map((paper) => ({
    paper,
    asserted: (claimed.get(paper) ?? []).map(assertedOf),
    derived: (found.get(paper) ?? []).map(derivedOf),
  }));
}

function assertedOf(row: RowObject): Asserted {
  const [names, aliases, ids] = [texts(row['names']), texts(row['aliases']), texts(row['ids'])];
  return { conceptId: String(row['concept']), kind: kindOf(row), names, aliases, ids };
}

function derivedOf(row: RowObject): Derived {
  const confidence = Number(row['confidence']);
  return { conceptId: String(row['concept']), kind: kindOf(row), names: texts(row['names']), confidence };
}

function kindOf({ kind }: RowObject): ConceptKind {
  return kind === 'Gene' || kind === 'Disease' ? kind : 'Other';
}

/** A list of strings; empty for a property that an older graph does not have. */
function texts(value: PlainValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

async function rowsOf(
  graph: GraphStore,
  cypher: string,
  params: Readonly<Record<string, unknown>>,
): Promise<RowObject[]> {
  return rowObjects(await graph.ask(cypher, params));
}
