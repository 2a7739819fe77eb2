import { describe, expect, it } from 'vitest';
import { starterLexicon } from '../../pipelines/build-lexicon.js';
import { knownNode } from '../../src/graph/concepts.js';
import type { Dump } from '../graph/dump.js';
import { compareGraphs } from './compare-graphs.js';
import { factsOf } from './terminology-facts.js';

const paper = (id: string, title: string) => [{ _label: 'Paper', id, title }] as const;
const mention = (from: string, to: string, count: number) =>
  [from, to, { _type: 'MENTIONS', count, names: ['x'] }] as const;

const GRAPH: Dump = {
  Paper: [paper('a', 'A'), paper('b', 'B')],
  MENTIONS: [mention('a', 'NCBIGene:1', 2), mention('b', 'NCBIGene:1', 1)],
  Run: [[{ _label: 'Run', id: '1' }]],
};

/** What is done to the graph, and what is to be said of it. */
const CASES: readonly (readonly [string, Dump, readonly string[]])[] = [
  ['the same', GRAPH, []],
  ['rows in another order', { ...GRAPH, Paper: [paper('b', 'B'), paper('a', 'A')] }, []],
  [
    'properties in another order',
    { ...GRAPH, Paper: [[{ title: 'A', id: 'a', _label: 'Paper' }], paper('b', 'B')] },
    [],
  ],
  ['another run', { ...GRAPH, Run: [] }, []],
  ['a paper less', { ...GRAPH, Paper: [paper('a', 'A')] }, ['Paper b: missing']],
  ['another title', { ...GRAPH, Paper: [paper('a', 'Z'), paper('b', 'B')] }, ['Paper a: title is "Z", should be "A"']],
  [
    'a property less',
    { ...GRAPH, Paper: [[{ _label: 'Paper', id: 'a' }], paper('b', 'B')] },
    ['Paper a: title is absent, should be "A"'],
  ],
  [
    'a mention of an earlier text',
    { ...GRAPH, MENTIONS: [...(GRAPH['MENTIONS'] ?? []), mention('a', 'NCBIGene:2', 1)] },
    ['MENTIONS a -> NCBIGene:2: should not be there'],
  ],
  [
    'an edge twice',
    { ...GRAPH, MENTIONS: [...(GRAPH['MENTIONS'] ?? []), mention('b', 'NCBIGene:1', 1)] },
    ['MENTIONS b -> NCBIGene:1: should not be there'],
  ],
  [
    'another count',
    { ...GRAPH, MENTIONS: [mention('a', 'NCBIGene:1', 3), mention('b', 'NCBIGene:1', 1)] },
    ['MENTIONS a -> NCBIGene:1: count is 3, should be 2'],
  ],
];

describe('comparing graphs', () => {
  it.each(CASES)('%s', (_name, found, differences) => {
    const compared = compareGraphs(found, GRAPH, () => false);
    expect(compared).toEqual({ rows: 4, differences, leftovers: 0 });
  });

  it('takes a concept that no paper leads to any more for what it is, but not one that says what is wrong', async () => {
    const lexicon = await starterLexicon();
    const gene = lexicon.concept('NCBIGene:7157');
    if (gene === null) throw new Error('expected TP53 in the starter terminology');
    const { kind, ...properties } = knownNode(gene, lexicon);
    const facts: Dump = {
      Gene: [[{ _label: kind, ...properties }]],
      IN_TAXON: [['NCBIGene:7157', 'NCBITaxon:9606', { _type: 'IN_TAXON' }]],
    };
    const wrong: Dump = {
      Gene: [[{ _label: kind, ...properties, name: 'TP35' }]],
      IN_TAXON: [['NCBIGene:7157', 'NCBITaxon:10090', { _type: 'IN_TAXON' }]],
    };
    expect(compareGraphs(facts, {}, factsOf(lexicon))).toEqual({ rows: 0, differences: [], leftovers: 2 });
    expect(compareGraphs(wrong, {}, factsOf(lexicon)).differences).toEqual([
      'Gene NCBIGene:7157: should not be there',
      'IN_TAXON NCBIGene:7157 -> NCBITaxon:10090: should not be there',
    ]);
    expect(compareGraphs(wrong, facts, factsOf(lexicon)).differences).toHaveLength(3);
  });
});
