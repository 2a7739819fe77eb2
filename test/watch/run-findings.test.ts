import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation, ConceptLink, Mention, MentionType, NilReason, SectionType } from '../../src/model.js';
import { FindingsBuilder, type FoundPaper, type NamedConcept } from '../../src/watch/run-findings.js';

function mention(type: MentionType, start = 0): Mention {
  const place = { passage: 0, plainStart: start, plainEnd: start + 1, start, end: start + 1 };
  return { type, ...place, text: 'x', longForm: null, evidence: 'lexicon', score: 1 };
}

function link(conceptId: string, confidence = 0.95, matchedName = `name of ${conceptId}`): ConceptLink {
  const how = { scope: 'EXACT', forgiven: [], justification: 'semapv:LexicalMatching', reason: '' } as const;
  return { conceptId, matchedName, ...how, confidence, runnersUp: [], part: 0 };
}

function linked(type: MentionType, ...links: readonly [ConceptLink, ...ConceptLink[]]): Annotation {
  return { mention: mention(type), grounding: { kind: 'linked', links } };
}

function none(type: MentionType, reason: NilReason): Annotation {
  return { mention: mention(type), grounding: { kind: 'nil', reason, detail: '', runnersUp: [] } };
}

function found(annotations: readonly Annotation[], over: Partial<FoundPaper> = {}): FoundPaper {
  return { annotations, names: [], sectionAt: () => 'RESULTS', ...over };
}

function findingsOf(...papers: readonly FoundPaper[]) {
  const builder = new FindingsBuilder();
  for (const paper of papers) builder.add(paper);
  return builder.build();
}

const TP53 = link('NCBIGene:7157');
const BRCA1 = link('NCBIGene:672');
const CANCER = link('MONDO:0004992', 0.7);
const NEOPLASMS = link('MESH:D009369', 0.85);
const short = ({ id, papers, mentions }: { id: string; papers: number; mentions: number }) =>
  `${id} ${papers} ${mentions}`;

describe('concepts', () => {
  const gene = (...links: readonly [ConceptLink, ...ConceptLink[]]) => linked('Gene', ...links);
  it.each<readonly [string, readonly FoundPaper[], readonly string[]]>([
    ['nothing', [], []],
    ['a paper counts once, its mentions all', [found([gene(TP53), gene(TP53)])], ['NCBIGene:7157 1 2']],
    [
      'papers come before mentions',
      [found([gene(TP53), gene(TP53), gene(TP53), gene(BRCA1)]), found([gene(BRCA1)])],
      ['NCBIGene:672 2 2', 'NCBIGene:7157 1 3'],
    ],
    [
      'then mentions, then ids',
      [found([gene(TP53), gene(BRCA1), gene(link('NCBIGene:1')), gene(link('NCBIGene:1'))])],
      ['NCBIGene:1 1 2', 'NCBIGene:672 1 1', 'NCBIGene:7157 1 1'],
    ],
    ['both parts of a mention lead to one', [found([gene(TP53, { ...TP53, part: 1 })])], ['NCBIGene:7157 1 1']],
  ])('%s', (_, papers, wanted) => expect(findingsOf(...papers).genes.top.map(short)).toEqual(wanted));

  it('have the names that they have now, and count as one under a retired id', () => {
    const named = { currentId: 'NCBIGene:7157', name: 'TP53', fullName: 'tumor protein p53' };
    const names: readonly NamedConcept[] = [
      { id: 'NCBIGene:7157', ...named },
      { id: 'NCBIGene:99', ...named },
    ];
    const { genes } = findingsOf(found([gene(TP53), gene(link('NCBIGene:99'))], { names }));
    expect(genes).toEqual({
      concepts: 1,
      top: [{ id: 'NCBIGene:7157', name: 'TP53', fullName: 'tumor protein p53', papers: 1, mentions: 2 }],
    });
  });

  it('go by the name that matched where none was kept', () => {
    const { genes } = findingsOf(found([gene(TP53)]));
    expect(genes.top[0]).toMatchObject({ name: 'name of NCBIGene:7157', fullName: null });
  });

  it('are diseases of MONDO, not once more those of MeSH', () => {
    const { diseases, genes } = findingsOf(found([linked('Disease', CANCER, NEOPLASMS)]));
    expect(diseases.top.map(short)).toEqual(['MONDO:0004992 1 1']);
    expect(genes).toEqual({ concepts: 0, top: [] });
  });

  it('are named fifteen, and counted all', () => {
    const all = Array.from({ length: 40 }, (_, number) => gene(link(`NCBIGene:${number}`)));
    const { genes } = findingsOf(found(all));
    expect([genes.concepts, genes.top.length]).toEqual([40, 15]);
  });
});

it('tells why mentions have no concept, by type', () => {
  const { nil, mentions, papers } = findingsOf(
    found([none('Gene', 'ambiguous'), none('GeneFamily', 'not-a-member')]),
    found([none('Disease', 'ambiguous'), none('Gene', 'ambiguous'), linked('Gene', TP53)]),
  );
  expect([...nil]).toEqual([
    ['ambiguous', { Gene: 2, GeneFamily: 0, Disease: 1 }],
    ['not-a-member', { Gene: 0, GeneFamily: 1, Disease: 0 }],
  ]);
  expect([papers, mentions]).toEqual([2, { Gene: 3, GeneFamily: 1, Disease: 1 }]);
});

it('counts mentions by the section that they stand in', () => {
  const annotations = [2, 12, 13].map((start) => ({ ...linked('Gene', TP53), mention: mention('Gene', start) }));
  const sectionAt = (offset: number): SectionType => (offset < 10 ? 'TITLE' : 'METHODS');
  const { sections } = findingsOf(found(annotations, { sectionAt }));
  expect([...sections].map(([type, { Gene }]) => [type, Gene])).toEqual([
    ['TITLE', 1],
    ['METHODS', 2],
  ]);
});

describe('confidence', () => {
  const binsOf = (...annotations: readonly Annotation[]) =>
    findingsOf(found(annotations)).confidence.flatMap(({ Gene, Disease }, bin) => (Gene + Disease > 0 ? [bin] : []));

  it.each([
    [0, 0],
    [0.0999, 0],
    [0.1, 1],
    [0.3, 3],
    [0.5999, 5],
    [0.6, 6],
    [0.7, 7],
    [0.9, 9],
    [1, 9],
  ])('%f is in bin %i', (confidence, bin) =>
    expect(binsOf(linked('Gene', link('NCBIGene:1', confidence)))).toEqual([bin]),
  );

  it('is that of the surest link of a mention', () => {
    const { confidence } = findingsOf(found([linked('Disease', CANCER, NEOPLASMS)]));
    expect(confidence[8]).toEqual({ Gene: 0, GeneFamily: 0, Disease: 1 });
    expect(binsOf(linked('Disease', CANCER, NEOPLASMS))).toEqual([8]);
  });

  it('and NIL together are all mentions, however papers are cut', () => {
    const annotation = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }).map((confidence) => linked('Gene', link('NCBIGene:1', confidence))),
      fc.constantFrom<NilReason>('ambiguous', 'no-candidate').map((reason) => none('Disease', reason)),
    );
    fc.assert(
      fc.property(fc.array(fc.array(annotation)), (papers) => {
        const { confidence, nil, mentions, sections } = findingsOf(...papers.map((one) => found(one)));
        const sum = (all: readonly { Gene: number; Disease: number }[]) =>
          all.reduce((total, { Gene, Disease }) => total + Gene + Disease, 0);
        expect(sum(confidence) + sum([...nil.values()])).toBe(papers.flat().length);
        expect(sum([mentions])).toBe(papers.flat().length);
        expect(sum([...sections.values()])).toBe(papers.flat().length);
      }),
    );
  });
});
