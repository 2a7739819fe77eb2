/** Values on their way into and out of the embedded store. */
import type { LbugValue } from '@ladybugdb/core';
import type { PropertyValue } from '../model.js';
import type { Properties } from './rows.js';
import type { PropertyType, PropertyTypes } from './schema.js';
import type { PlainValue } from './store.js';

/**
 * Properties as fields of a row for `UNWIND`: all that the table has, null where absent, since the rows of one list must
 * have one form. Floats go as text: the binding takes 1 for an integer and 0.5 for a float, and in one list it would
 * read the bits of the one as the other (1 arrived as 5e-324).
 */
export function rowFields(types: PropertyTypes, properties: Properties): Record<string, LbugValue> {
  const fields: Record<string, LbugValue> = {};
  for (const [name, type] of Object.entries(types)) fields[name] = field(type, properties[name]);
  return fields;
}

function field(type: PropertyType, value: PropertyValue | undefined): LbugValue {
  if (value === undefined) return null;
  if (type === 'float') return String(value);
  return typeof value === 'object' ? [...value] : value;
}

/** A result's value as plain data, see PlainValue. */
export function plainValue(value: unknown): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return plainObject([...value].map(([key, entry]) => [String(key), entry]));
  return plainObject(Object.entries(value));
}

function plainObject(entries: readonly (readonly [string, unknown])[]): PlainValue {
  const fields = new Map(entries);
  if (fields.has('_nodes') && fields.has('_rels')) {
    return { nodes: plainValue(fields.get('_nodes')), edges: plainValue(fields.get('_rels')) };
  }
  if (fields.has('_id') && fields.has('_label')) return element(fields);
  return Object.fromEntries(entries.map(([key, value]) => [key, plainValue(value)]));
}

/** A node or an edge: edges have ends. Columns that are null are properties that are absent. */
function element(fields: ReadonlyMap<string, unknown>): PlainValue {
  const name = fields.has('_src') ? '_type' : '_label';
  const properties = [...fields].filter(([key, value]) => !key.startsWith('_') && value !== null);
  return {
    [name]: plainValue(fields.get('_label')),
    ...Object.fromEntries(properties.map(([key, value]) => [key, plainValue(value)])),
  };
}
