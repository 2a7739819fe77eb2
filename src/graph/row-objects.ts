/** Rows of a query as objects, by the names of their columns. */
import type { PlainValue, QueryRows } from './store.js';

export type RowObject = Readonly<Record<string, PlainValue>>;

export function rowObjects({ columns, rows }: QueryRows): RowObject[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
}
