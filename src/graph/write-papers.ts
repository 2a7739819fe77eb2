/** How papers get into a graph, the same for every store: the steps here, the statements in the store. */

import { groupBy } from '../text/group-by.js';
import type { EdgeEnds, GraphTransaction, PresentProperties } from './graph-transaction.js';
import { MissingNodeError } from './missing-node.js';
import type { EdgeGroup, GraphRows, NodeGroup, Properties } from './rows.js';
import type { Standing } from './standing.js';

/** Where rows go. */
interface Target {
  readonly tx: GraphTransaction;
  /** What is known to stand there; null where others may write, too. */
  readonly standing: Standing | null;
}

/**
 * Writes the rows: nodes first, then each paper's old edges go and its new ones come. What is the same already is not
 * written again: popular concepts come with every batch, and rewriting them would grow the embedded file and make
 * writers of Neo4j wait for each other. A paper itself is always written, and before its edges are looked at: a second writer
 * of the same paper waits for it there, and then sees the edges that the first one made.
 *
 * @throws MissingNodeError when an edge names a node that neither the graph nor the rows have
 */
export async function writeRows({ tx, standing }: Target, rows: GraphRows): Promise<void> {
  for (const group of rows.nodes)
    await (group.label === 'Paper' ? tx.putNodes('Paper', group.rows) : putChangedNodes({ tx, standing }, group));
  await tx.deletePaperEdges(rows.paperIds);
  for (const group of rows.paperEdges) await createAll(tx, group);
  for (const group of rows.conceptEdges) await replaceEdges({ tx, standing }, group);
}

async function putChangedNodes({ tx, standing }: Target, { label, rows }: NodeGroup): Promise<void> {
  const told = rows.map((row) => ({ row, key: `${label}\n${row.id}`, value: JSON.stringify(row.properties) }));
  const unsure = told.filter(({ key, value }) => standing?.has(key, value) !== true);
  if (unsure.length === 0) return;
  const present = await tx.nodes(
    label,
    unsure.map(({ row }) => row.id),
  );
  const changed = unsure.map(({ row }) => row).filter(({ id, properties }) => isNews(present.get(id), properties));
  if (changed.length > 0) await tx.putNodes(label, changed);
  for (const { key, value } of unsure) standing?.note(key, value);
}

/** True for what is not in the graph so, except a card's bare id where a terminology's concept stands already. */
function isNews(present: PresentProperties | undefined, wanted: Properties): boolean {
  if (present === undefined) return true;
  if (present['known'] === true && wanted['known'] === false) return false;
  const names = Object.keys(wanted);
  if (names.length !== Object.keys(present).length) return true;
  return names.some((name) => JSON.stringify(wanted[name]) !== JSON.stringify(present[name]));
}

/** A node that is missing drops its edge without a word in every store, so the edges made are counted. */
async function createAll(tx: GraphTransaction, { shape, rows }: EdgeGroup): Promise<void> {
  const made = await tx.createEdges(shape, rows);
  if (made === rows.length) return;
  const { type, from, to } = shape;
  throw new MissingNodeError(
    `${type} from ${from} to ${to}: expected ${rows.length} edges, made ${made}: a node that an edge ends in is ` +
      'missing. Every concept of an edge must be among the concepts of its PaperGraph.',
  );
}

/** Each `from` of the group gets exactly the edges of the group: a parent it lost in a new release goes. */
async function replaceEdges({ tx, standing }: Target, { shape, rows: all }: EdgeGroup): Promise<void> {
  const bySource = [...groupBy(all, ({ from }) => from)].map(([from, edges]) => {
    return { key: `${shape.type}\n${from}`, value: edges.map(({ to }) => to).join('\n'), from, edges };
  });
  const unsure = bySource.filter(({ key, value }) => standing?.has(key, value) !== true);
  if (unsure.length === 0) return;
  const rows = unsure.flatMap(({ edges }) => edges);
  const present = await tx.edgesFrom(
    shape,
    unsure.map(({ from }) => from),
  );
  const wantedKeys = new Set(rows.map(keyOf));
  const presentKeys = new Set(present.map(keyOf));
  const stale = present.filter((edge) => !wantedKeys.has(keyOf(edge)));
  const missing = rows.filter((edge) => !presentKeys.has(keyOf(edge)));
  if (stale.length > 0) await tx.deleteEdges(shape, stale);
  if (missing.length > 0) await createAll(tx, { shape, rows: missing });
  for (const { key, value } of unsure) standing?.note(key, value);
}

function keyOf({ from, to }: EdgeEnds): string {
  return `${from}\n${to}`;
}
