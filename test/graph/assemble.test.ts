import { describe, expect, it } from 'vitest';
import { type AssembleInput, assemblePaper } from '../../src/graph/assemble.js';
import { contentHash } from '../../src/graph/content-hash.js';
import type { PaperGraph } from '../../src/model.js';
import {
  annotate,
  asserted,
  cardOf,
  conceptOf,
  documentOf,
  lexiconOf,
  type MentionSketch,
  textOf,
} from './grounded.js';

const DOCUMENT = documentOf([
  { section: 'TITLE', kind: 'title', sentences: ['ABC1 in lung cancer of mice'] },
  { section: 'RESULTS', sentences: ['ABC1 rose in every lung cancer that we have looked at.', 'ABC1 fell.'] },
  { section: 'METHODS', sentences: ['Abc1 was bought from a shop that sells such things.'] },
]);

const LEXICON = lexiconOf(
  [
    conceptOf('NCBIGene:1', { fullName: 'a b c 1', geneType: 'protein-coding', taxonId: 'NCBITaxon:9606' }),
    conceptOf('NCBIGene:2', { taxonId: 'NCBITaxon:7' }),
    conceptOf('NCBIGene:3'),
    conceptOf('NCBITaxon:9606', { name: 'Homo sapiens' }),
    conceptOf('MONDO:1', { parents: ['MONDO:2', 'MONDO:3'], exactMatches: ['MESH:D1', 'MESH:GONE', 'MONDO:9'] }),
    conceptOf('MONDO:2', { parents: ['MONDO:4'] }),
    conceptOf('MONDO:3', { parents: ['MONDO:4', 'MONDO:404', 'MONDO:3'] }),
    conceptOf('MONDO:4', { parents: ['MONDO:2'] }),
    conceptOf('MONDO:9', { parents: ['MONDO:4'], exactMatches: ['MESH:D9'] }),
    conceptOf('MESH:D1', { parents: ['MESH:D0'], treeNumbers: ['C04.1'], exactMatches: ['MONDO:1'] }),
    conceptOf('MESH:D0'),
    conceptOf('MESH:D9', { exactMatches: ['MONDO:9'] }),
    conceptOf('MONDO:7', { exactMatches: ['OMIM:7'] }),
    conceptOf('OMIM:7', { exactMatches: ['MONDO:7'] }),
    conceptOf('MESH:D5', { kind: 'Other', name: 'a drug' }),
  ],
  { 'MONDO:OLD': 'MONDO:1' },
  { 'NCBIGene:2': ['NCBIGene:1', 'NCBIGene:3'] },
);

function assembled(mentions: readonly MentionSketch[], more: Partial<AssembleInput> = {}): PaperGraph {
  return assemblePaper({
    card: cardOf(),
    text: textOf(),
    grounded: annotate(DOCUMENT, mentions),
    concepts: LEXICON,
    lexiconRelease: 'starter',
    linkerVersion: '1',
    ...more,
  });
}

const gene = (text: string, ...to: MentionSketch['to'] & unknown[]): MentionSketch => ({ text, to });
const disease = (text: string, ...to: MentionSketch['to'] & unknown[]): MentionSketch => ({
  text,
  type: 'Disease',
  to,
});

describe('the paper', () => {
  it('has what card and text say, and nothing for what they do not say', () => {
    const card = cardOf({ date: '2026-01-06', figureCount: 0, fullTextUrl: 'https://example.org/a.md' });
    expect(assembled([], { card }).paper).toEqual({
      id: 'PMC:PMC7',
      title: 'A title of H2O',
      authors: ['Ada Example'],
      pmcid: 'PMC7',
      date: '2026-01-06',
      year: 2026,
      url: 'https://example.org/a.md',
      figureCount: 0,
      textOrigin: 'full-text',
      textSha256: 'c'.repeat(64),
      mentionCount: 0,
      nilCount: 0,
      lexicon: 'starter',
      linker: '1',
    });
  });

  it('says why only the card was read', () => {
    const text = textOf({ origin: 'card', failure: { kind: 'http-status', message: '404' } });
    expect(assembled([], { text }).paper).toMatchObject({ textOrigin: 'card', textFailure: 'http-status' });
  });

  it('takes the title of the full text when there is no card', () => {
    expect(assembled([], { card: cardOf({ title: '' }) }).paper.title).toBe('ABC1 in lung cancer of mice');
  });

  it('counts mentions, NIL among them', () => {
    const { paper, mentions } = assembled([gene('ABC1', 'NCBIGene:1'), { text: 'lung', to: 'ambiguous' }]);
    expect(paper).toMatchObject({ mentionCount: 2, nilCount: 1 });
    expect(mentions).toHaveLength(1);
  });
});

describe('mentions', () => {
  it('are one edge for each concept, with count, sections, names and the surest link', () => {
    const sure = { conceptId: 'NCBIGene:1', confidence: 0.98765, reason: 'the surest' };
    const { mentions, concepts } = assembled([
      gene('ABC1', 'NCBIGene:1'),
      gene('ABC1', sure),
      gene('ABC1', { conceptId: 'NCBIGene:1', justification: 'semapv:CompositeMatching' }),
      gene('Abc1', 'NCBIGene:1', 'NCBIGene:1'),
    ]);
    expect(mentions).toHaveLength(1);
    expect(mentions[0]).toMatchObject({
      conceptId: 'NCBIGene:1',
      kind: 'Gene',
      count: 4,
      sections: ['METHODS', 'RESULTS', 'TITLE'],
      sectionCounts: [1, 2, 1],
      confidence: 0.9877,
      names: ['ABC1', 'Abc1'],
      methods: ['semapv:CompositeMatching', 'semapv:LexicalMatching'],
      reason: 'the surest',
    });
    expect(concepts).toEqual([
      {
        id: 'NCBIGene:1',
        kind: 'Gene',
        name: 'name of NCBIGene:1',
        fullName: 'a b c 1',
        terminology: 'NCBIGene',
        geneType: 'protein-coding',
        known: true,
      },
    ]);
  });

  it('share the places of the sentences and passages that speak of both', () => {
    const { mentions } = assembled([
      gene('ABC1', 'NCBIGene:1'),
      disease('lung cancer', 'MONDO:1'),
      gene('ABC1', 'NCBIGene:1'),
      gene('ABC1', 'NCBIGene:1'),
      gene('Abc1', 'NCBIGene:1'),
    ]);
    const at = (text: string) => DOCUMENT.markdown.indexOf(text);
    const [lung, abc1] = ['MONDO:1', 'NCBIGene:1'].map((id) => mentions.find(({ conceptId }) => conceptId === id));
    expect(abc1?.sentences).toEqual([at('ABC1 in'), at('ABC1 rose'), at('ABC1 fell'), at('Abc1 was')]);
    expect(abc1?.passages).toEqual([at('ABC1 in'), at('ABC1 rose'), at('Abc1 was')]);
    expect(lung?.sentences).toEqual([at('ABC1 in')]);
  });

  it('show evidence that stands in the source as it is', () => {
    const { mentions } = assembled([
      gene('ABC1', 'NCBIGene:1'),
      gene('ABC1', 'NCBIGene:1'),
      gene('ABC1', 'NCBIGene:1'),
    ]);
    const [edge] = mentions;
    expect(edge?.evidence).toEqual(['ABC1 rose in every lung cancer that we have looked at.']);
    expect(edge?.evidenceSections).toEqual(['RESULTS']);
    const [start, end] = [edge?.evidenceStarts[0], edge?.evidenceEnds[0]];
    expect(DOCUMENT.markdown.slice(start, end)).toBe(edge?.evidence[0]);
  });

  it('show rather sentences in which gene and disease stand together', () => {
    const [alone, together] = [
      'ABC1 was seen in many of the samples of this study.',
      'ABC1 and lung cancer go together in all of our samples.',
    ];
    const document = documentOf([{ section: 'RESULTS', sentences: [alone, together] }]);
    const sketches = [gene('ABC1', 'NCBIGene:1'), gene('ABC1', 'NCBIGene:1'), disease('lung cancer', 'MONDO:1')];
    const { mentions } = assembled([], { grounded: annotate(document, sketches) });
    expect(mentions.find(({ kind }) => kind === 'Gene')?.evidence).toEqual([together, alone]);
  });

  it('below the wanted confidence give no edge, but count', () => {
    const graph = assembled([gene('ABC1', { conceptId: 'NCBIGene:1', confidence: 0.4 })], { minConfidence: 0.5 });
    expect(graph).toMatchObject({ mentions: [], concepts: [], paper: { mentionCount: 1, nilCount: 0 } });
  });

  it('of a retired id are of its successor', () => {
    expect(assembled([disease('lung cancer', 'MONDO:OLD')]).mentions[0]?.conceptId).toBe('MONDO:1');
  });

  it('of a concept that the lexicon does not have are an error', () => {
    expect(() => assembled([gene('ABC1', 'NCBIGene:404')])).toThrow(/NCBIGene:404, linked to "ABC1"/);
  });

  it('have at most ten names', () => {
    const names = Array.from({ length: 12 }, (_, index) => `name${index}x`);
    const document = documentOf([{ section: 'RESULTS', sentences: [`name11x ${names.join(' ')}`] }]);
    const grounded = annotate(
      document,
      ['name11x', ...names].map((text) => gene(text, 'NCBIGene:1')),
    );
    expect(assembled([], { grounded }).mentions[0]?.names).toEqual(['name11x', ...names.slice(0, 9)]);
  });
});

describe('relations', () => {
  it('lead up to all ancestors, around cycles and past unknown parents', () => {
    const { subclassOf, concepts } = assembled([disease('lung cancer', 'MONDO:1')]);
    expect(subclassOf.filter(({ from }) => from.startsWith('MONDO'))).toEqual([
      { from: 'MONDO:1', to: 'MONDO:2' },
      { from: 'MONDO:1', to: 'MONDO:3' },
      { from: 'MONDO:2', to: 'MONDO:4' },
      { from: 'MONDO:3', to: 'MONDO:4' },
      { from: 'MONDO:4', to: 'MONDO:2' },
    ]);
    expect(concepts.map(({ id }) => id)).toEqual(['MESH:D0', 'MESH:D1', 'MONDO:1', 'MONDO:2', 'MONDO:3', 'MONDO:4']);
  });

  it('match MONDO with MeSH from either side, and bring the ancestors of both', () => {
    const fromMondo = assembled([disease('lung cancer', 'MONDO:1')]);
    const fromMesh = assembled([disease('lung cancer', 'MESH:D1')]);
    for (const { exactMatch, subclassOf } of [fromMondo, fromMesh]) {
      expect(exactMatch).toEqual([{ from: 'MONDO:1', to: 'MESH:D1' }]);
      expect(subclassOf).toContainEqual({ from: 'MESH:D1', to: 'MESH:D0' });
      expect(subclassOf).toContainEqual({ from: 'MONDO:3', to: 'MONDO:4' });
    }
  });

  it('match MONDO with OMIM from either side', () => {
    for (const id of ['MONDO:7', 'OMIM:7']) {
      const { exactMatch, concepts } = assembled([disease('lung cancer', id)]);
      expect(exactMatch).toEqual([{ from: 'MONDO:7', to: 'OMIM:7' }]);
      expect(concepts).toContainEqual(expect.objectContaining({ id: 'OMIM:7', kind: 'Disease', known: true }));
    }
  });

  it('are those of asserted diseases too', () => {
    const { exactMatch, subclassOf } = assembled([], { card: cardOf({ assertions: [asserted('MONDO:9')] }) });
    expect(exactMatch).toEqual([{ from: 'MONDO:9', to: 'MESH:D9' }]);
    expect(subclassOf).toContainEqual({ from: 'MONDO:9', to: 'MONDO:4' });
  });

  it('lead from genes to taxa, which go by their id where the lexicon has no name', () => {
    const { inTaxon, taxa } = assembled([gene('ABC1', 'NCBIGene:1'), gene('ABC1', 'NCBIGene:2')]);
    expect(inTaxon).toEqual([
      { from: 'NCBIGene:1', to: 'NCBITaxon:9606' },
      { from: 'NCBIGene:2', to: 'NCBITaxon:7' },
    ]);
    expect(taxa).toEqual([
      { id: 'NCBITaxon:7', name: 'NCBITaxon:7' },
      { id: 'NCBITaxon:9606', name: 'Homo sapiens' },
    ]);
  });
});

describe('orthologs', () => {
  it('stand on the gene with their symbols, and bring no node of their own', () => {
    const { concepts } = assembled([gene('ABC1', 'NCBIGene:2')]);
    expect(concepts).toEqual([
      expect.objectContaining({
        id: 'NCBIGene:2',
        orthologIds: ['NCBIGene:1', 'NCBIGene:3'],
        orthologSymbols: ['name of NCBIGene:1', 'name of NCBIGene:3'],
      }),
    ]);
  });

  it('of an asserted gene do as well, and a reference gene has none', () => {
    const assertions = ['NCBIGene:2', 'NCBIGene:1'].map((id) => asserted(id, { kind: 'Gene' }));
    const { concepts } = assembled([], { card: cardOf({ assertions }) });
    expect(concepts.map(({ id, orthologIds }) => [id, orthologIds])).toEqual([
      ['NCBIGene:1', undefined],
      ['NCBIGene:2', ['NCBIGene:1', 'NCBIGene:3']],
    ]);
  });
});

describe('assertions', () => {
  const assertions = (...entities: readonly ReturnType<typeof asserted>[]) =>
    assembled([], { card: cardOf({ assertions: entities }) });

  it('are one edge for each concept, with the names of the card', () => {
    const { assertions: edges } = assertions(
      asserted('MESH:D1', { name: 'DLT', aliases: ['x'] }),
      asserted('MESH:D1', { name: 'toxicity', section: 'full-text', aliases: ['x', 'y'] }),
      asserted('MESH:D1', { name: 'DLT' }),
    );
    expect(edges).toEqual([
      {
        conceptId: 'MESH:D1',
        kind: 'Disease',
        names: ['DLT', 'toxicity'],
        aliases: ['x', 'y'],
        ids: ['MESH:D1'],
        sections: ['full-text', 'linked'],
      },
    ]);
  });

  it('of a retired id are of its successor, under the name of the card', () => {
    const { assertions: edges, concepts } = assertions(asserted('MONDO:OLD', { name: 'old name' }));
    expect(edges).toMatchObject([{ conceptId: 'MONDO:1', names: ['old name'], ids: ['MONDO:OLD'] }]);
    expect(concepts).toContainEqual(expect.objectContaining({ id: 'MONDO:1', known: true, formerIds: ['MONDO:OLD'] }));
  });

  it('without an id are none', () => {
    expect(assertions(asserted(null))).toMatchObject({ assertions: [], concepts: [] });
  });

  it.each([
    ['NCBIGene:404', 'Other', 'Gene'],
    ['MONDO:404', 'Other', 'Disease'],
    ['NCBITaxon:404', 'Disease', 'Other'],
    ['MESH:C404', 'Disease', 'Disease'],
    ['MESH:C404', 'Other', 'Other'],
    ['MESH:D5', 'Disease', 'Other'],
    ['NCBITaxon:9606', 'Other', 'Other'],
  ] as const)('of %s, called %s by the card, end in the kind %s', (id, kind, expected) => {
    const { assertions: edges, concepts } = assertions(asserted(id, { kind }));
    expect(edges[0]?.kind).toBe(expected);
    expect(concepts).toContainEqual(expect.objectContaining({ id, kind: expected }));
  });

  it('of an unknown id keep it, marked, with the name of the card', () => {
    expect(assertions(asserted('MESH:C404', { name: 'card name' })).concepts).toEqual([
      { id: 'MESH:C404', kind: 'Disease', name: 'card name', terminology: 'MESH', known: false },
    ]);
  });
});

describe('the hash', () => {
  const mentions = [gene('ABC1', 'NCBIGene:1'), disease('lung cancer', 'MONDO:1')];

  it('is equal for equal input', () => {
    expect(assembled(mentions).hash).toBe(assembled(mentions).hash);
    expect(assembled(mentions).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Partial<AssembleInput>]>([
    ['the title', { card: cardOf({ title: 'Another' }) }],
    ['an assertion', { card: cardOf({ assertions: [asserted('MONDO:9')] }) }],
    ['the lexicon', { lexiconRelease: 'full' }],
    ['a link', { grounded: annotate(DOCUMENT, mentions.slice(1)) }],
    ['the text', { text: textOf({ sha256: 'd'.repeat(64) }) }],
  ])('changes with %s', (_what, more) => {
    expect(assembled(mentions, more).hash).not.toBe(assembled(mentions).hash);
  });
});

describe('the content hash', () => {
  it('does not depend on the order of keys, at any depth, but on that of lists', () => {
    expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(contentHash({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
    expect(contentHash({ a: 1, b: undefined })).toBe(contentHash({ a: 1 }));
  });
});

describe('the order', () => {
  it('does not depend on the order of what comes in', () => {
    const forward = [asserted('MONDO:9'), asserted('MONDO:1'), asserted('MESH:C404')];
    const [one, other] = [forward, forward.toReversed()].map((assertions) =>
      assembled([], { card: cardOf({ assertions }) }),
    );
    expect(other?.hash).toBe(one?.hash);
  });
});
