/** Constraints and indexes of Neo4j. */
import { withLabelPrefix } from './label-prefix.js';
import { CONCEPT_LABEL, type EdgeType, NODE_LABELS, type NodeLabel } from './schema.js';

/** Properties that people look nodes up by. */
const LOOKED_UP: readonly (readonly [NodeLabel, string])[] = [
  ['Paper', 'date'],
  ['Paper', 'doi'],
  ['Paper', 'pmcid'],
  ['Paper', 'pmid'],
  ['Gene', 'name'],
  ['Disease', 'name'],
];

/** Full-text indexes: what is searched for words, by `CALL db.index.fulltext.queryNodes`. */
const WORDS: readonly (readonly [name: string, label: NodeLabel | typeof CONCEPT_LABEL, properties: string])[] = [
  ['papergraph_concept_names', CONCEPT_LABEL, 'n.name, n.fullName'],
  ['papergraph_paper_titles', 'Paper', 'n.title'],
];

const MENTIONS: EdgeType = 'MENTIONS';

/**
 * Statements that make constraints and indexes where they are not there yet, one a transaction. A node is known by label and id;
 * `Concept` has an index only, because two labels may share an id that no terminology knows. Indexes fill in the background.
 */
export function schemaStatements(labelPrefix: string): readonly string[] {
  const constraints = NODE_LABELS.map(
    (label) =>
      `CREATE CONSTRAINT papergraph_${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
  );
  const lookups = [[CONCEPT_LABEL, 'id'] as const, ...LOOKED_UP].map(
    ([label, property]) =>
      `CREATE INDEX papergraph_${label.toLowerCase()}_${property} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`,
  );
  const words = WORDS.map(
    ([name, label, properties]) =>
      `CREATE FULLTEXT INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON EACH [${properties}]`,
  );
  const weakest = `CREATE INDEX papergraph_mentions_confidence IF NOT EXISTS FOR ()-[m:${MENTIONS}]-() ON (m.confidence)`;
  return [...constraints, ...lookups, ...words, weakest].map((statement) => withLabelPrefix(statement, labelPrefix));
}
