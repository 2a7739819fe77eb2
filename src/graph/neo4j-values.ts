/** Values on their way into and out of Neo4j. The driver sends plain JS numbers as floats: integers are marked. */
import neo4j, { type Integer } from 'neo4j-driver';
import type { PropertyValue } from '../model.js';
import type { Properties } from './rows.js';
import { CONCEPT_LABEL, EDGES, NODE_PROPERTIES, type PropertyType, type PropertyTypes } from './schema.js';
import type { PlainValue } from './store.js';

const EDGE_PROPERTIES: Readonly<Record<string, PropertyTypes>> = Object.fromEntries(
  Object.entries(EDGES).map(([type, { properties }]) => [type, properties]),
);

type DriverValue = PropertyValue | Integer | readonly Integer[];

/** Properties as the driver takes them, integers as its integers by the schema's word. */
export function driverProperties(types: PropertyTypes, properties: Properties): Record<string, DriverValue> {
  const entries = Object.entries(properties).map(([name, value]) => [name, driverValue(types[name], value)] as const);
  return Object.fromEntries(entries);
}

function driverValue(type: PropertyType | undefined, value: PropertyValue): DriverValue {
  if (type === 'int') return neo4j.int(Number(value));
  if (type === 'int[]' && typeof value === 'object') return value.map((item) => neo4j.int(item));
  return value;
}

/** A query's parameters with whole numbers as integers, so that `LIMIT $n` and `{year: $year}` mean what they say. */
export function driverParameter(value: unknown): unknown {
  if (Number.isSafeInteger(value)) return neo4j.int(Number(value));
  if (Array.isArray(value)) return value.map(driverParameter);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, driverParameter(entry)]));
}

/** A result's value as plain data, see PlainValue. Dates, times and points are their text. */
export function plainValue(value: unknown): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (neo4j.isInt(value)) return value.inSafeRange() ? value.toNumber() : value.toString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object') return plainObject(value);
  return String(value);
}

function plainObject(value: object): PlainValue {
  if (neo4j.isNode(value)) {
    const label = labelOf(value.labels);
    return { _label: label, ...plainProperties(typesOf(NODE_PROPERTIES, label), value.properties) };
  }
  if (neo4j.isRelationship(value)) {
    const { type, properties } = value;
    return { _type: type, ...plainProperties(typesOf(EDGE_PROPERTIES, type), properties) };
  }
  if (neo4j.isPath(value)) {
    const nodes = [value.start, ...value.segments.map(({ end }) => end)];
    const edges = value.segments.map(({ relationship }) => relationship);
    return { nodes: nodes.map(plainValue), edges: edges.map(plainValue) };
  }
  return Object.getPrototypeOf(value) === Object.prototype ? plainEntries(value) : String(value);
}

function plainEntries(value: object): Readonly<Record<string, PlainValue>> {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainValue(entry)]));
}

/** Properties in the order of the schema, then all others; the server has no order. */
function plainProperties(types: PropertyTypes, properties: object): Readonly<Record<string, PlainValue>> {
  const values = plainEntries(properties);
  const names = Object.keys(types).filter((name) => name in values);
  return { ...Object.fromEntries(names.map((name) => [name, values[name] ?? null])), ...values };
}

function typesOf(tables: Readonly<Record<string, PropertyTypes>>, name: string): PropertyTypes {
  const known = Object.keys(tables).find((table) => name.endsWith(table));
  return known === undefined ? {} : (tables[known] ?? {});
}

/** The label that tells nodes apart; every concept has `Concept` beside it. Both may have a prefix. */
function labelOf(labels: readonly string[]): string {
  return labels.find((label) => !label.endsWith(CONCEPT_LABEL)) ?? labels[0] ?? '';
}
