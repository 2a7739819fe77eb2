/** Tables of the embedded store, from the schema: its properties are typed, and every label and edge type is declared. */
import { EDGE_TYPES, EDGES, NODE_LABELS, NODE_PROPERTIES, type PropertyType, type PropertyTypes } from './schema.js';

const COLUMN_TYPE: Readonly<Record<PropertyType, string>> = {
  string: 'STRING',
  int: 'INT64',
  float: 'DOUBLE',
  bool: 'BOOL',
  'string[]': 'STRING[]',
  'int[]': 'INT64[]',
};

/** A name as the statements write it; `starts` and others are words of the language when bare. Only for schema names. */
export function quoted(name: string): string {
  return `\`${name}\``;
}

/** A property of an `UNWIND`ed row, brought to its column's type. */
export function fromRow(row: string, name: string, type: PropertyType): string {
  return `CAST(${row}.${quoted(name)} AS ${COLUMN_TYPE[type]})`;
}

/** Statements that make all tables that are not there yet, node tables first. */
export function tableStatements(): readonly string[] {
  const nodes = NODE_LABELS.map(
    (label) =>
      `CREATE NODE TABLE IF NOT EXISTS ${quoted(label)} (${columns(NODE_PROPERTIES[label]).join(', ')}, PRIMARY KEY (id))`,
  );
  const edges = EDGE_TYPES.map((type) => {
    const { from, to, properties } = EDGES[type];
    const ends = to.map((label) => `FROM ${quoted(from)} TO ${quoted(label)}`);
    return `CREATE REL TABLE IF NOT EXISTS ${quoted(type)} (${[...ends, ...columns(properties)].join(', ')})`;
  });
  return [...nodes, ...edges];
}

/** Statements that add all columns that are not there yet, for tables made by an earlier version. */
export function columnStatements(): readonly string[] {
  const tables = [
    ...NODE_LABELS.map((label) => [label, NODE_PROPERTIES[label]] as const),
    ...EDGE_TYPES.map((type) => [type, EDGES[type].properties] as const),
  ];
  return tables.flatMap(([table, types]) =>
    columns(types).map((column) => `ALTER TABLE ${quoted(table)} ADD IF NOT EXISTS ${column}`),
  );
}

function columns(types: PropertyTypes): string[] {
  return Object.entries(types).map(([name, type]) => `${quoted(name)} ${COLUMN_TYPE[type]}`);
}
