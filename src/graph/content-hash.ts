/** Hashes of records: equal content, equal hash, whatever the order in which keys were set. */
import { createHash } from 'node:crypto';
import { compareText } from './order.js';

/** SHA-256, hex, of a record as JSON with sorted keys. Keys whose value is undefined do not count. */
export function contentHash(record: unknown): string {
  return createHash('sha256').update(JSON.stringify(record, sortKeys)).digest('hex');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => compareText(a, b)));
}
