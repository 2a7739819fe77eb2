import { beforeAll, describe, expect, it } from 'vitest';
import type { Linker } from '../../pipelines/link-document.js';
import type { CandidateConcept } from '../../src/ground/candidates.js';
import { together } from '../../src/ground/composite.js';
import { confidenceByMapping, confidenceOf } from '../../src/ground/confidence.js';
import { chooseDisease, probabilityOfChoice, scoreDiseases } from '../../src/ground/disease-choice.js';
import { nil } from '../../src/ground/nil.js';
import { speciesEvidence } from '../../src/ground/species-evidence.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import type { Annotation, Concept, ConceptLink, Grounding, Mention, NameScope } from '../../src/model.js';
import { plainDocument } from '../../src/text/document.js';
import { linkText, smallLexicon, smallLinker } from '../support/small-linker.js';

let lexicon: Lexicon;
let linker: Linker;
beforeAll(async () => {
  lexicon = await smallLexicon();
  linker = await smallLinker();
});

function concept(id: string, more: Partial<Concept> = {}): Concept {
  const empty = { parents: [], treeNumbers: [], taxonId: null, geneType: null, exactMatches: [] };
  return { id, kind: 'Disease', name: id, fullName: null, ...empty, ...more };
}

function candidate(of: Concept, scope: NameScope, more: Partial<CandidateConcept> = {}): CandidateConcept {
  return { concept: of, name: 'x', scope, forgiven: [], orthologOf: null, ...more };
}

const ids = (scored: readonly CandidateConcept[]): string[] => scored.map((one) => one.concept.id);

describe('scoreDiseases', () => {
  it.each<[string, CandidateConcept[], string[]]>([
    [
      'by the kind of name',
      [candidate(concept('A'), 'RELATED'), candidate(concept('B'), 'EXACT'), candidate(concept('C'), 'LABEL')],
      ['C', 'B', 'A'],
    ],
    [
      'by what is forgiven',
      [candidate(concept('A'), 'LABEL', { forgiven: ['case', 'plural'] }), candidate(concept('B'), 'LABEL')],
      ['B', 'A'],
    ],
    [
      'headings before supplementary records',
      [candidate(concept('MESH:C1'), 'EXACT'), candidate(concept('MESH:D1', { treeNumbers: ['C01'] }), 'EXACT')],
      ['MESH:D1', 'MESH:C1'],
    ],
    ['equals by id', [candidate(concept('B'), 'LABEL'), candidate(concept('A'), 'LABEL')], ['A', 'B']],
  ])('%s', (_, candidates, expected) => expect(ids(scoreDiseases(candidates))).toEqual(expected));
});

describe('chooseDisease', () => {
  const cancer = 'MONDO:0004992';
  const of = (id: string): CandidateConcept => candidate(lexicon.concept(id) ?? concept(id), 'EXACT');

  it('takes the more general of equals', () => {
    expect(chooseDisease(scoreDiseases([of('MONDO:0007254'), of(cancer)]), lexicon)?.concept.id).toBe(cancer);
    expect(
      chooseDisease(scoreDiseases([of(cancer), of('MONDO:0005070'), of('MONDO:0008170')]), lexicon)?.concept.id,
    ).toBe('MONDO:0005070');
  });

  it('takes none of equals side by side, and none of none', () => {
    expect(chooseDisease(scoreDiseases([of('MONDO:0007254'), of('MONDO:0008170')]), lexicon)).toBeNull();
    expect(chooseDisease([], lexicon)).toBeNull();
  });

  it('is surer the farther the others are', () => {
    const [exact, label, related] = [0.9, 1, 0.25].map((score) => ({ ...of(cancer), score }));
    if (exact === undefined || label === undefined || related === undefined) throw new Error('three were made');
    expect(probabilityOfChoice(label, [])).toBe(1);
    expect(probabilityOfChoice(label, [exact])).toBeLessThan(probabilityOfChoice(label, [related]));
    expect(probabilityOfChoice(label, [label])).toBe(0.5);
  });
});

describe('speciesEvidence', () => {
  const title = 'Human cells.';
  const abstract = 'The mouse and rat Abc. Then Abc alone.';
  const document = plainDocument({ paperId: 'PMID:1', title, abstract });
  const spoken = (text: string, taxonId: string, passage: number) => {
    const plainStart = (passage === 0 ? title : abstract).indexOf(text);
    return { taxonId, passage, plainStart, plainEnd: plainStart + text.length, text };
  };
  const evidence = speciesEvidence(document, [
    spoken('Human', 'NCBITaxon:9606', 0),
    spoken('mouse', 'NCBITaxon:10090', 1),
    spoken('rat', 'NCBITaxon:10116', 1),
  ]);
  const at = (plainStart: number): Mention => ({
    type: 'Gene',
    passage: 1,
    plainStart,
    plainEnd: plainStart + 3,
    start: 0,
    end: 0,
    text: 'Abc',
    longForm: null,
    evidence: 'lexicon',
    score: 1,
  });

  it('counts words of the title three times', () => {
    expect([...evidence.share]).toEqual([
      ['NCBITaxon:9606', 0.6],
      ['NCBITaxon:10090', 0.2],
      ['NCBITaxon:10116', 0.2],
    ]);
  });

  it('knows the word before and the sentence', () => {
    const near = {
      adjacent: 'NCBITaxon:10116',
      before: 'NCBITaxon:10116',
      taxa: ['NCBITaxon:10090', 'NCBITaxon:10116'],
    };
    expect(evidence.near(at(abstract.indexOf('Abc')))).toEqual(near);
    expect(evidence.near(at(abstract.lastIndexOf('Abc')))).toEqual({ adjacent: null, before: null, taxa: [] });
  });
});

describe('confidenceOf', () => {
  const best = { scope: 'LABEL', route: 'name', forgiven: 0, mentionScore: 1, choice: 1 } as const;
  it.each([
    ['a related name', { ...best, scope: 'RELATED' as const }],
    ['only the head', { ...best, route: 'head' as const }],
    ['something forgiven', { ...best, forgiven: 1 }],
    ['a doubtful mention', { ...best, mentionScore: 0.2 }],
    ['another candidate', { ...best, choice: 0.5 }],
  ])('is lower with %s', (_, evidence) => {
    expect(confidenceOf(evidence)).toBeLessThan(confidenceOf(best));
    expect(confidenceOf(evidence)).toBeGreaterThan(0);
  });

  it('is at most 1, and lower by a mapping', () => {
    expect(confidenceOf(best)).toBeLessThanOrEqual(1);
    expect(confidenceByMapping(confidenceOf(best))).toBeLessThan(confidenceOf(best));
  });
});

describe('a link', () => {
  const linksOf = (text: string): readonly ConceptLink[] =>
    linkText(linker, text).annotations.flatMap(({ grounding }: Annotation) =>
      grounding.kind === 'linked' ? grounding.links : [],
    );

  it('says what matched, what was forgiven, how and why', () => {
    expect(linksOf('TNFα in patients')).toMatchObject([
      {
        conceptId: 'NCBIGene:7124',
        matchedName: 'TNF-alpha',
        scope: 'EXACT',
        forgiven: ['greek', 'dash'],
        justification: 'semapv:CompositeMatching',
        reason: 'synonym of TNF; Homo sapiens, named in the sentence',
        runnersUp: [{ conceptId: 'NCBIGene:21926' }],
        part: 0,
      },
    ]);
  });

  it('by a published match says so, and is less sure', () => {
    const mapped = linksOf('Prostatic Neoplasms'); // a name in MeSH alone
    expect(mapped.map(({ conceptId, justification }) => [conceptId, justification])).toEqual([
      ['MONDO:0008315', 'semapv:MappingChaining'],
      ['MESH:D011471', 'semapv:LexicalMatching'],
    ]);
    expect(mapped[0]?.reason).toBe('prostate cancer is the published exactMatch of MESH:D011471 (Prostatic Neoplasms)');
    expect(mapped[0]?.confidence).toBeLessThan(mapped[1]?.confidence ?? 0);
  });

  it('to something more general says so', () => {
    const reason = linksOf('Dose-limiting toxicities (DLT).')[1]?.reason;
    expect(reason).toMatch(/^short form of "Dose-limiting toxicities"; more general: "toxicities" is synonym of /);
  });
});

describe('together', () => {
  const link: ConceptLink = {
    conceptId: 'A',
    matchedName: 'a',
    scope: 'LABEL',
    forgiven: [],
    justification: 'semapv:LexicalMatching',
    reason: '',
    confidence: 1,
    runnersUp: [],
    part: 0,
  };
  const linked: Grounding = { kind: 'linked', links: [link] };

  it('numbers the parts, and is NIL when one of them is', () => {
    expect(together([linked, linked])).toMatchObject({ links: [{ part: 0 }, { part: 1 }] });
    expect(together([linked, nil('ambiguous', '', [])])).toMatchObject({ kind: 'nil', reason: 'ambiguous' });
    expect(together([])).toBeNull();
  });
});

describe('linking', () => {
  it('gives the same answer for the same paper', async () => {
    const text = 'Human p53, mouse p53, breast and ovarian cancer, DLT, dose-limiting toxicities (DLT), TNF-α and GC.';
    const again = linkText(await smallLinker(), text, 'TP53 in mice');
    expect(linkText(linker, text, 'TP53 in mice').annotations).toEqual(again.annotations);
    expect(again.annotations.length).toBeGreaterThan(6);
  });
});
