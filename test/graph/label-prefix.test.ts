import { expect, it } from 'vitest';
import { withLabelPrefix } from '../../src/graph/label-prefix.js';
import { SAVED_QUERIES } from '../../src/graph/queries.js';
import { CONCEPT_LABEL, NODE_LABELS } from '../../src/graph/schema.js';

it.each([
  ['(p:Paper)-[m:MENTIONS]->(:Gene {id: $gene})', '(p:LitPaper)-[m:MENTIONS]->(:LitGene {id: $gene})'],
  ['MATCH (n:`Run`) RETURN n', 'MATCH (n:`LitRun`) RETURN n'],
  ['(c:Gene:Disease:Other)', '(c:LitGene:LitDisease:LitOther)'],
  ['(n:Paper|Gene)', '(n:LitPaper|LitGene)'],
  ['CASE WHEN c:Gene THEN 1 END', 'CASE WHEN c:LitGene THEN 1 END'],
  ["{terminology: 'MONDO'}", "{terminology: 'MONDO'}"],
  ['(x:GeneFamily)-[:MENTIONS|ASSERTS]->(y:Papers)', '(x:GeneFamily)-[:MENTIONS|ASSERTS]->(y:Papers)'],
  ["CALL x('papergraph_paper_titles')", "CALL x('papergraph_Lit_paper_titles')"],
  ['RETURN p.id AS Paper', 'RETURN p.id AS Paper'],
])('%s', (cypher, prefixed) => {
  expect(withLabelPrefix(cypher, 'Lit')).toBe(prefixed);
  expect(withLabelPrefix(cypher, '')).toBe(cypher);
});

it('reaches every label of every saved query', () => {
  const bare = new RegExp(`(?<![A-Za-z.'])(?:${[...NODE_LABELS, CONCEPT_LABEL].join('|')})(?![A-Za-z'])`);
  for (const { text } of SAVED_QUERIES) expect(withLabelPrefix(text.neo4j, 'Lit')).not.toMatch(bare);
});
