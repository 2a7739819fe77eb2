import { describe, expect, it } from 'vitest';
import { browserFiles } from '../../src/graph/browser-files.js';
import { browserGuide } from '../../src/graph/browser-guide.js';
import { SAVED_QUERIES } from '../../src/graph/queries.js';
import { queryText } from '../../src/graph/saved-query.js';

const files = browserFiles();

describe('files for Neo4j Browser', () => {
  it.each(SAVED_QUERIES.map((saved) => [saved.name, saved] as const))('have the saved query %s', (name, saved) => {
    const [path, ...more] = [...files.keys()].filter((file) => file.endsWith(`/${name}.cypher`));
    expect(more).toEqual([]);
    const text = files.get(path ?? '') ?? '';
    expect(text.split('\n')[0]).toBe(`// ${saved.title}`);
    expect(text).not.toContain('$');
    expect(text.endsWith(';\n')).toBe(true);
  });

  it('fill in values as Cypher writes them', () => {
    expect(files.get('Papers/mentions-of-paper.cypher')).toContain("(:Paper {id: 'PMC:PMC12817307'})-[m:MENTIONS]->");
    expect(files.get('Genes and diseases/top-diseases.cypher')).toContain('LIMIT 20;');
  });

  it('name a style for each label and edge of the graph', () => {
    const grass = files.get('papergraph.grass') ?? '';
    for (const rule of ['node.Paper', 'node.Gene', 'node.Disease', 'relationship.MENTIONS', 'relationship.ASSERTS'])
      expect(grass).toContain(`${rule} {`);
    expect(grass.split('{').length).toBe(grass.split('}').length);
  });
});

it('the text of a query has no indent of its own, and keeps that within', () => {
  const [saved] = SAVED_QUERIES.filter(({ name }) => name === 'pairs-of-gene');
  const lines = saved === undefined ? [] : queryText(saved, 'embedded').split('\n');
  expect(lines[0]).toMatch(/^MATCH/);
  expect(lines.some((line) => /^ {2}sum\(CASE/.test(line))).toBe(true);
});

describe('the guide for Neo4j Browser', () => {
  const guide = browserGuide('Lit');

  it('has each query once, as it is typed', () => {
    for (const saved of SAVED_QUERIES) expect(guide.split(`<h4>${saved.title}</h4>`).length).toBe(2);
    expect(guide).toContain('(p:LitPaper)-[m:MENTIONS]-&gt;');
    expect(guide).not.toMatch(/<pre[^>]*>[^<]*(?:->|\$\w)/);
  });
});

it('with a prefix for labels, queries and style have it', () => {
  const prefixed = browserFiles('Lit');
  expect(prefixed.get('papergraph.grass')).toMatch(/^node\.LitGene \{/m);
  expect(prefixed.get('papergraph.grass')).toMatch(/^node \{/m);
  expect(prefixed.get('Pictures/draw-paper.cypher')).toContain('(:LitPaper {id:');
  expect(prefixed.get('Genes and diseases/find-concept.cypher')).toContain("'papergraph_Lit_concept_names'");
});
