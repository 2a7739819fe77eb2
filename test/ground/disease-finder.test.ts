import { beforeAll, describe, expect, it } from 'vitest';
import { groundDeps } from '../../pipelines/ground-deps.js';
import { readLinkingConfig } from '../../pipelines/linking-config.js';
import { DISEASE_FEATURES, DISEASE_WIDTH } from '../../src/ground/disease-feature-names.js';
import type { GroundDeps } from '../../src/ground/ground.js';
import { groundDisease } from '../../src/ground/ground-disease.js';
import { PaperDiseases } from '../../src/ground/paper-diseases.js';
import type { Abbreviation, Mention, RecognizedDocument } from '../../src/model.js';
import { smallLexicon } from '../support/small-linker.js';

let deps: GroundDeps;
beforeAll(async () => {
  deps = groundDeps(await smallLexicon(), readLinkingConfig());
});

const NOWHERE = { passage: 0, plainStart: 0, plainEnd: 0, start: 0, end: 0, evidence: 'tagger', score: 1 } as const;

function mention(text: string, more: Partial<Mention> = {}): Mention {
  return { type: 'Disease', ...NOWHERE, text, longForm: null, ...more };
}

function paper(mentions: readonly Mention[], abbreviations: readonly Abbreviation[] = []): PaperDiseases {
  const document = { paperId: 'PMID:1', origin: 'card', markdown: '', sections: [], passages: [] } as const;
  const recognized: RecognizedDocument = { document, abbreviations, species: [], mentions };
  return new PaperDiseases(recognized, deps.diseases);
}

function idsOf(text: string, more: Partial<Mention> = {}): string {
  const one = mention(text, more);
  const grounding = groundDisease(one, { lookup: deps, diseases: paper([one]) });
  return grounding.kind === 'linked' ? grounding.links.map(({ conceptId }) => conceptId).join(' ') : grounding.reason;
}

describe('candidates of diseases', () => {
  const routesOf = (text: string): string[] =>
    deps.diseases.finder.find(text).all.map(({ concept, route }) => `${route} ${concept.id}`);

  it.each([
    ['a name', 'breast cancer', 'name MONDO:0007254'],
    ['words in another order', 'cancers of the breast', 'similar MONDO:0007254'],
    ['an organ by its other word', 'renal disease', 'name MONDO:0005240'],
    ['a wrong letter', 'retinoblastomma', 'similar MONDO:0008380'],
    ['the end of the text', 'steroid-induced hypertension', 'head MONDO:0005044'],
    ['its beginning', 'asthma in childhood', 'front MONDO:0004979'],
    ['by way of the other terminology', 'Prostatic Neoplasms', 'mapped MONDO:0008315'],
    ['what is above, for the terminology that lacks it', 'malignant tumor', 'parent MESH:D009369'],
  ])('are found by %s', (_, text, expected) => expect(routesOf(text)).toContain(expected));

  it('does without similar names where all terminologies have the name', () => {
    expect(routesOf('hypertension')).toEqual(['name MONDO:0005044', 'name MESH:D006973']);
  });

  it.each(['GCX', 'QED'])('looks for nothing similar to capitals: %s', (text) => expect(routesOf(text)).toEqual([]));

  it('have a row of features each, and one for none of them', () => {
    for (const { candidates, rows } of deps.diseases.finder.find('severe hypertensive disease').byTerminology) {
      expect(rows.length).toBe((candidates.length + 1) * DISEASE_WIDTH);
      expect(rows.at((candidates.length + 1) * DISEASE_WIDTH - DISEASE_WIDTH + DISEASE_FEATURES.indexOf('none'))).toBe(
        1,
      );
    }
  });
});

describe('groundDisease', () => {
  it.each([
    ['breast cancer', 'MONDO:0007254 MESH:D001943'],
    ['Breast Neoplasms', 'MONDO:0007254 MESH:D001943'],
    ['severe hypertension', 'MONDO:0005044 MESH:D006973'],
    ['hypertensive', 'MONDO:0005044 MESH:D006973'],
    ['leukaemia', 'MONDO:0005059 MESH:D007938'],
    ['von Hippel–Lindau disease', 'MONDO:0008667 MESH:D006623'],
    ['breast and ovarian cancer', 'MONDO:0007254 MESH:D001943 MONDO:0008170 MESH:D010051'],
    ['hepatitis B and C', 'MONDO:0005344 MESH:D006509 MONDO:0005231 MESH:D006526'],
    ['quux', 'no-candidate'],
  ])('%s → %s', (text, expected) => expect(idsOf(text)).toBe(expected));

  it('leaves short capitals that are defined nowhere and that nothing supports', () => {
    expect(idsOf('ED', { score: 0.3 })).toBe('undefined-short-form');
    expect(idsOf('ED', { longForm: 'erectile dysfunction', score: 0.3 })).toBe('MONDO:0005362 MESH:D007172');
  });

  it('takes short capitals when the paper names the same disease in words', () => {
    const short = mention('ED', { score: 0.3 });
    const diseases = paper([short, mention('erectile dysfunction')]);
    expect(groundDisease(short, { lookup: deps, diseases }).kind).toBe('linked');
  });

  it('is surer of a surer mention, within 0..1', () => {
    const [low, high] = [0.55, 0.99].map((score) => {
      const one = mention('breast cancer', { score });
      const grounding = groundDisease(one, { lookup: deps, diseases: paper([one]) });
      return grounding.kind === 'linked' ? grounding.links[0].confidence : -1;
    });
    expect(low).toBeLessThan(high ?? 0);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThanOrEqual(1);
  });

  it('gives the same answer whatever was asked before', async () => {
    const texts = ['cancers of the breast', 'severe hypertension', 'acute renal disease', 'breast and ovarian cancer'];
    const first = texts.map((text) => idsOf(text));
    deps = groundDeps(await smallLexicon(), readLinkingConfig());
    expect(
      texts
        .toReversed()
        .map((text) => idsOf(text))
        .toReversed(),
    ).toEqual(first);
  });
});
