/** A prefix for labels, for a database that holds other things: `(:Gene)` of the program is `(:LitGene)` there. */
import { ALL_LABELS } from './schema.js';

/** A label of the schema where Cypher names one: behind a colon or a bar, in backquotes or not. */
const LABEL = new RegExp(`([:|]\`?)(${ALL_LABELS.join('|')})\\b`, 'g');

/** Where Cypher names one of our constraints or indexes. */
const SCHEMA_NAME = /\bpapergraph_(?=[a-z])/g;

/**
 * Cypher that is written with the labels and index names of the schema, as a graph with this prefix takes it. Only for texts of
 * the program.
 */
export function withLabelPrefix(cypher: string, prefix: string): string {
  if (prefix === '') return cypher;
  return cypher.replace(LABEL, `$1${prefix}$2`).replace(SCHEMA_NAME, `papergraph_${prefix}_`);
}
