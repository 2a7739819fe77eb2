/** What a saved query is, and what the texts of several have in common. */
import { curie, PAPER_PREFIX, PREFIX } from '../curie.js';
import { withLabelPrefix } from './label-prefix.js';
import type { GraphStore } from './store.js';

export interface SavedQuery {
  readonly name: string;
  /** What it answers, for people. */
  readonly title: string;
  /** What its columns mean, where their names do not say it all. */
  readonly note?: string;
  /** Parameters with an example for each. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Cypher with the labels of the schema, for GraphStore.ask. */
  readonly text: Readonly<Record<GraphStore['kind'], string>>;
}

/** One text for both stores. */
export const same = (text: string): SavedQuery['text'] => ({ neo4j: text, embedded: text });

/** Examples, all of them from the card that comes with the program. */
export const EXAMPLE = {
  gene: curie(PREFIX.gene, '5133'),
  disease: curie(PREFIX.mondo, '0004992'),
  paper: curie(PAPER_PREFIX.pmc, 'PMC12817307'),
} as const;

/** Up to 15 steps reach the root from anywhere in MONDO and MeSH; the embedded store wants a bound. */
export const UNDER = '<-[:SUBCLASS_OF*0..20]-';

/** What a node `c` is: `Gene`, `Disease` or `Other`, whatever prefix its labels have. */
export const KIND_OF_CONCEPT: Readonly<Record<GraphStore['kind'], string>> = {
  neo4j: "CASE WHEN c:Gene THEN 'Gene' WHEN c:Disease THEN 'Disease' ELSE 'Other' END",
  embedded: 'label(c)',
};

/**
 * Number of papers that mention node `variable`, as an expression of Neo4j: it is kept with the node and costs no reading of edges.
 * The embedded store has to count them in any case.
 */
export function papersOf(variable: string): string {
  return `COUNT { (${variable})<-[:MENTIONS]-() }`;
}

/** Text of a query for a store, without the indent that it has here. */
export function queryText(saved: SavedQuery, kind: GraphStore['kind']): string {
  const lines = saved.text[kind].replace(/^\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

export interface TypedOptions {
  readonly labelPrefix: string;
  /** Values of parameters; those of the example where none are given. */
  readonly params?: SavedQuery['params'];
}

/** A query as people type it: below its title as a comment, with values in place of its parameters, to be changed there. */
export function typedQuery(saved: SavedQuery, kind: GraphStore['kind'], { labelPrefix, params }: TypedOptions): string {
  const values: SavedQuery['params'] = params ?? saved.params;
  const cypher = withLabelPrefix(queryText(saved, kind), labelPrefix);
  const filled = cypher.replace(/\$(\w+)/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? String(value) : `'${escaped(value)}'`;
  });
  const head = [saved.title, ...(saved.note === undefined ? [] : [saved.note])].map((line) => `// ${line}\n`);
  return `${head.join('')}${filled};\n`;
}

function escaped(value: string): string {
  return value.replace(/[\\']/g, '\\$&');
}
