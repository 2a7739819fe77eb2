/** Parents, tree numbers and exact matches of all concepts, as lists of numbers. */
import { IntList } from './growable.js';
import type { TermTable } from './term-table.js';
import { KIND } from './types.js';

export interface ConceptLists {
  /** Lists 3c, 3c + 1, 3c + 2 are parents, tree numbers and exact matches of concept c. */
  readonly listStart: Int32Array;
  readonly listValues: Int32Array;
}

/** Pairs of concepts in both directions, by concept. */
export type MatchMap = ReadonlyMap<number, ReadonlySet<number>>;

export function listConcepts(table: TermTable, matches: MatchMap): ConceptLists {
  const byTree = conceptsByTree(table);
  const starts = new IntList();
  const values = new IntList();
  const put = (numbers: Iterable<number>): void => {
    starts.push(values.length);
    for (const number of [...new Set(numbers)].sort((a, b) => a - b)) values.push(number);
  };
  for (let concept = 0; concept < table.conceptCount; concept++) {
    put(parentsOf(table, concept, byTree));
    starts.push(values.length);
    for (const tree of table.extras.get(concept)?.treeNumbers ?? []) values.push(table.texts.intern(tree));
    put(matches.get(concept) ?? []);
  }
  starts.push(values.length);
  return { listStart: starts.view(), listValues: values.view() };
}

function conceptsByTree(table: TermTable): ReadonlyMap<string, number> {
  const byTree = new Map<string, number>();
  for (const [concept, { treeNumbers }] of table.extras) for (const tree of treeNumbers) byTree.set(tree, concept);
  return byTree;
}

/**
 * Named parents that are known, and the headings one tree number up. A supplementary disease is mapped to headings of
 * all sorts ("Aromatase Excess Syndrome" to the enzyme, too): only diseases are its parents.
 */
function parentsOf(table: TermTable, concept: number, byTree: ReadonlyMap<string, number>): readonly number[] {
  const extras = table.extras.get(concept);
  if (extras === undefined) return [];
  const kind = table.conceptKind.at(concept);
  const named = extras.parents.map((id) => table.numberOf(id));
  const above = extras.treeNumbers.map((tree) => byTree.get(tree.slice(0, tree.lastIndexOf('.'))) ?? -1);
  return [...named, ...above].filter(
    (parent) => parent >= 0 && parent !== concept && (kind !== KIND.disease || table.conceptKind.at(parent) === kind),
  );
}

/** Matches between known concepts in both directions, and how many ids of each source are unknown. */
export function resolveMatches(table: TermTable): {
  readonly matches: MatchMap;
  readonly unknown: Readonly<Record<string, number>>;
} {
  const matches = new Map<number, Set<number>>();
  const unknown = new Map<string, Set<string>>();
  for (const { subject, object, source } of table.matches) {
    const [from, to] = [table.numberOf(subject), table.numberOf(object)];
    if (from < 0) addTo(unknown, source, subject);
    if (to < 0) addTo(unknown, source, object);
    if (from < 0 || to < 0) continue;
    addTo(matches, from, to);
    addTo(matches, to, from);
  }
  return { matches, unknown: Object.fromEntries([...unknown].map(([source, ids]) => [source, ids.size])) };
}

function addTo<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
