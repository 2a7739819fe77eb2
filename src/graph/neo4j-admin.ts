/**
 * The graph as files for `neo4j-admin database import full`: for each label and each pair of labels that a type of edge joins
 * a file with the header and one with the data, and a file with the arguments. Columns and types come from the schema.
 */
import { type GraphFile, inPieces, wholeText } from './graph-file.js';
import { withLabelPrefix } from './label-prefix.js';
import { schemaStatements } from './neo4j-schema.js';
import type { EdgeShape } from './rows.js';
import { EDGE_SHAPES, type ScannedProperties, scanEdges, scanNodes } from './scan.js';
import {
  CONCEPT_LABEL,
  EDGES,
  isConceptLabel,
  NODE_LABELS,
  NODE_PROPERTIES,
  type NodeLabel,
  type PropertyType,
  type PropertyTypes,
} from './schema.js';
import type { GraphStore, PlainValue } from './store.js';

const COLUMN_TYPE: Readonly<Record<PropertyType, string>> = {
  string: 'string',
  int: 'long',
  float: 'double',
  bool: 'boolean',
  'string[]': 'string[]',
  'int[]': 'long[]',
};

/** Elements of a list have no quotes of their own, so what parts them must not stand in any: a character for just that. */
const LIST_DELIMITER = '\u001f';
const LIST_DELIMITER_NAME = 'U+001F';

/** What is seen while the data is written, for the two files that come last. */
interface Seen {
  lineBreaks: boolean;
  /** Pattern and property of empty lists: the import takes them for absent. */
  readonly emptyLists: Map<string, readonly [pattern: string, property: string]>;
}

/** Names of the file with the arguments and of the one with the statements to run afterwards. */
export const IMPORT_ARGUMENTS = 'import.args';
export const AFTER_IMPORT = 'after-import.cypher';

type Graph = Pick<GraphStore, 'ask' | 'labelPrefix'>;

/**
 * All files, the arguments last. They give the graph that was written online, with two exceptions that the importer leaves no
 * choice about: a list of one empty text comes as an empty list, and U+001F in a list's element as a blank.
 */
export function neo4jAdminFiles(graph: Graph): readonly GraphFile[] {
  const seen: Seen = { lineBreaks: false, emptyLists: new Map() };
  const all = [
    ...NODE_LABELS.map((label) => nodePair(graph, label, seen)),
    ...EDGE_SHAPES.map((shape) => edgePair(graph, shape, seen)),
  ];
  const args: GraphFile = {
    name: IMPORT_ARGUMENTS,
    gzip: false,
    pieces: () => wholeText(`${importArguments(all, seen).join('\n')}\n`),
  };
  const after: GraphFile = {
    name: AFTER_IMPORT,
    gzip: false,
    pieces: () => wholeText(afterImport(seen, graph.labelPrefix)),
  };
  return [...all.flatMap(({ files }) => files), args, after];
}

interface FilePair {
  /** `--nodes=Gene:Concept` or `--relationships=MENTIONS`. */
  readonly option: string;
  readonly files: readonly [GraphFile, GraphFile];
}

function nodePair(graph: Graph, label: NodeLabel, seen: Seen): FilePair {
  const types = NODE_PROPERTIES[label];
  const columns = Object.entries(types).map(([name, type]) =>
    name === 'id' ? `id:ID(${label})` : `${name}:${COLUMN_TYPE[type]}`,
  );
  const lines = async function* (): AsyncGenerator<string> {
    const pattern = withLabelPrefix(`(n:${label})`, graph.labelPrefix);
    for await (const { properties } of scanNodes(graph, label)) yield line(cells(types, properties, { pattern, seen }));
  };
  const labels = isConceptLabel(label) ? `${label}:${CONCEPT_LABEL}` : label;
  const option = withLabelPrefix(`--nodes=:${labels}`, graph.labelPrefix).replace('=:', '=');
  return { option, files: pairOf(`nodes-${label}`, columns, lines) };
}

function edgePair(graph: Graph, shape: EdgeShape, seen: Seen): FilePair {
  const { type, from, to } = shape;
  const types = EDGES[type].properties;
  const own = Object.entries(types).map(([name, kind]) => `${name}:${COLUMN_TYPE[kind]}`);
  const columns = [`:START_ID(${from})`, ...own, `:END_ID(${to})`];
  const lines = async function* (): AsyncGenerator<string> {
    const pattern = `()-[n:${type}]->()`;
    for await (const edge of scanEdges(graph, shape)) {
      yield line([quoted(edge.from), ...cells(types, edge.properties, { pattern, seen }), quoted(edge.to)]);
    }
  };
  return { option: `--relationships=${type}`, files: pairOf(`edges-${type}-${to}`, columns, lines) };
}

function pairOf(
  name: string,
  columns: readonly string[],
  lines: () => AsyncGenerator<string>,
): readonly [GraphFile, GraphFile] {
  return [
    { name: `${name}-header.csv`, gzip: false, pieces: () => wholeText(line(columns)) },
    { name: `${name}.csv.gz`, gzip: true, pieces: () => inPieces(lines()) },
  ];
}

/** One a line, as `@import.args` takes them. Reading line breaks in values costs time, so it is asked for if there are any. */
function importArguments(pairs: readonly FilePair[], { lineBreaks }: Seen): readonly string[] {
  return [
    '--id-type=string',
    `--array-delimiter=${LIST_DELIMITER_NAME}`,
    `--multiline-fields=${lineBreaks}`,
    '--bad-tolerance=0',
    '--strict=true',
    ...pairs.map(({ option, files }) => `${option}=${files.map(({ name }) => name).join(',')}`),
  ];
}

/** Constraints and index as a run makes them, and the empty lists. */
function afterImport({ emptyLists }: Seen, labelPrefix: string): string {
  const fills = [...emptyLists.values()].map(
    ([pattern, property]) =>
      `MATCH ${pattern} WHERE n.\`${property}\` IS NULL CALL (n) { SET n.\`${property}\` = [] } IN TRANSACTIONS OF 10000 ROWS`,
  );
  return [...schemaStatements(labelPrefix), 'CALL db.awaitIndexes(3600)', ...fills]
    .map((statement) => `${statement};\n`)
    .join('');
}

function line(fields: readonly string[]): string {
  return `${fields.join(',')}\n`;
}

interface Place {
  readonly pattern: string;
  readonly seen: Seen;
}

function cells(types: PropertyTypes, properties: ScannedProperties, { pattern, seen }: Place): readonly string[] {
  return Object.keys(types).map((name) => {
    const value = properties[name];
    const written = cell(value);
    if (Array.isArray(value) && written === EMPTY) seen.emptyLists.set(`${pattern} ${name}`, [pattern, name]);
    if (/[\n\r]/.test(written)) seen.lineBreaks = true;
    return written;
  });
}

const EMPTY = '""';

/** Nothing at all for an absent value; in quotes what could hold anything, an empty text too. */
function cell(value: PlainValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return quoted(Array.isArray(value) ? value.map(element).join(LIST_DELIMITER) : String(value));
}

function element(value: PlainValue): string {
  return String(value).replaceAll(LIST_DELIMITER, ' ');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
