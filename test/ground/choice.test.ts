import { beforeAll, describe, expect, it } from 'vitest';
import type { Linker } from '../../pipelines/link-document.js';
import { together } from '../../src/ground/composite.js';
import { nil } from '../../src/ground/nil.js';
import { speciesEvidence } from '../../src/ground/species-evidence.js';
import type { Annotation, ConceptLink, Grounding, Mention } from '../../src/model.js';
import { plainDocument } from '../../src/text/document.js';
import { linkText, smallLinker } from '../support/small-linker.js';

let linker: Linker;
beforeAll(async () => {
  linker = await smallLinker();
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
    expect(evidence.near(at(abstract.indexOf('Abc')))).toMatchObject({
      direct: 'NCBITaxon:10116',
      adjacent: 'NCBITaxon:10116',
      before: 'NCBITaxon:10116',
      next: null,
      taxa: ['NCBITaxon:10090', 'NCBITaxon:10116'],
      earlier: [],
    });
    expect(evidence.near(at(abstract.lastIndexOf('Abc')))).toMatchObject({
      direct: null,
      adjacent: null,
      before: null,
      taxa: [],
      earlier: ['NCBITaxon:10090', 'NCBITaxon:10116'],
      above: [],
    });
  });

  it('looks at the passage above where nothing before in its own names a species', () => {
    const only = speciesEvidence(document, [spoken('Human', 'NCBITaxon:9606', 0)]);
    expect(only.near(at(abstract.indexOf('Abc')))).toMatchObject({ taxa: [], earlier: [], above: ['NCBITaxon:9606'] });
    expect(evidence.near(at(abstract.indexOf('Abc'))).above).toEqual([]);
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
    expect(reason).toMatch(/^short form of "Dose-limiting toxicities"; more general: "drug toxicity" is synonym of /);
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
