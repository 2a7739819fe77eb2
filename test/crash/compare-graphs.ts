/** Two graphs row by row: what one has and the other has not, and which properties differ. */
import { contentHash } from '../../src/graph/content-hash.js';
import type { PlainValue } from '../../src/graph/store.js';
import type { Dump } from '../graph/dump.js';

export type Row = readonly PlainValue[];

export interface GraphComparison {
  /** Rows of the graph that is right. */
  readonly rows: number;
  /** What differs, one line each. */
  readonly differences: readonly string[];
  /** Rows too many that say what is true of their concepts: what earlier texts spoke of. */
  readonly leftovers: number;
}

/** Data about runs, which no two graphs have alike. */
const ABOUT_RUNS: readonly string[] = ['Run', 'PROCESSED_IN', 'GraphInfo'];

/**
 * Compares all rows but those about runs.
 *
 * @param isFact true for a row about concepts that any paper that names them brings
 */
export function compareGraphs(found: Dump, wanted: Dump, isFact: (kind: string, row: Row) => boolean): GraphComparison {
  const kinds = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter(
    (kind) => !ABOUT_RUNS.includes(kind),
  );
  const differences: string[] = [];
  let [rows, leftovers] = [0, 0];
  for (const kind of kinds) {
    const right = wanted[kind] ?? [];
    const { missing, extra } = difference(found[kind] ?? [], right);
    const wrong = extra.filter((row) => missing.some((other) => keyOf(other) === keyOf(row)) || !isFact(kind, row));
    rows += right.length;
    leftovers += extra.length - wrong.length;
    differences.push(...told(kind, missing, wrong));
  }
  return { rows, differences, leftovers };
}

/** As multisets: a row that stands twice where it should stand once is one too many. */
function difference(found: readonly Row[], wanted: readonly Row[]): { readonly missing: Row[]; readonly extra: Row[] } {
  const left = new Map<string, Row[]>();
  for (const row of wanted) {
    const hash = contentHash(row);
    left.set(hash, [...(left.get(hash) ?? []), row]);
  }
  const extra = found.filter((row) => left.get(contentHash(row))?.pop() === undefined);
  return { missing: [...left.values()].flat(), extra };
}

/** A row of the same key on both sides is one difference: other properties. */
function told(kind: string, missing: readonly Row[], extra: readonly Row[]): string[] {
  const unmatched = [...extra];
  const lines = missing.map((row) => {
    const at = unmatched.findIndex((other) => keyOf(other) === keyOf(row));
    if (at < 0) return `${kind} ${keyOf(row)}: missing`;
    const [other = []] = unmatched.splice(at, 1);
    return `${kind} ${keyOf(row)}: ${propertiesThatDiffer(other, row)}`;
  });
  return [...lines, ...unmatched.map((row) => `${kind} ${keyOf(row)}: should not be there`)];
}

/** Id of a node; `from -> to` of an edge. */
function keyOf(row: Row): string {
  const [first, to] = row;
  return row.length === 1 ? String(propertiesOf(first)['id']) : `${first} -> ${to}`;
}

function propertiesThatDiffer(found: Row, wanted: Row): string {
  const [is, should] = [propertiesOf(found.at(-1)), propertiesOf(wanted.at(-1))];
  const names = [...new Set([...Object.keys(should), ...Object.keys(is)])];
  return names
    .filter((name) => contentHash([is[name] ?? null]) !== contentHash([should[name] ?? null]))
    .map((name) => `${name} is ${short(is[name])}, should be ${short(should[name])}`)
    .join('; ');
}

/** Properties of a node or an edge; none for any other value. */
export function propertiesOf(value: PlainValue | undefined): Readonly<Record<string, PlainValue>> {
  const isRecord = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isRecord ? Object.fromEntries(Object.entries(value)) : {};
}

function short(value: PlainValue | undefined): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
