import { describe, expect, it } from 'vitest';
import { chooseEvidence, type Occurrence, sentenceAt } from '../../src/graph/evidence.js';
import { annotate, documentOf, type PassageSketch } from './grounded.js';

const CLEAR = 'The gene was found in all of the samples that were taken';

/** Texts chosen when every sentence of the passages is an occurrence, each as sure and as alone as `more` says. */
function chosen(passages: readonly PassageSketch[], more: readonly Partial<Occurrence>[] = []): readonly string[] {
  const document = documentOf(passages);
  const places = document.passages.flatMap(({ sentences }, passage) =>
    Array.from({ length: sentences.length / 2 }, (_, index) => ({
      passage,
      from: sentences[index * 2] ?? 0,
      to: sentences[index * 2 + 1] ?? 0,
    })),
  );
  const occurrences = places.map((place, index) => ({ place, confidence: 0.5, alone: true, ...more[index] }));
  return chooseEvidence(document, occurrences).map(({ text }) => text);
}

describe('evidence', () => {
  it('is three sentences at most, as they stand in the paper', () => {
    const sentences = ['1', '2', '3', '4'].map((name) => `${CLEAR} ${name}.`);
    expect(chosen([{ section: 'RESULTS', sentences }])).toEqual(sentences.slice(0, 3));
  });

  it('is rather from findings than from the introduction, and rather from there than from methods', () => {
    const of = (section: PassageSketch['section']) => ({ section, sentences: [`${CLEAR} ${section}.`] });
    const all = ['METHODS', 'INTRO', 'RESULTS', 'DISCUSS'] as const;
    expect(chosen(all.map(of))).toEqual([`${CLEAR} RESULTS.`, `${CLEAR} DISCUSS.`, `${CLEAR} INTRO.`]);
  });

  it('is rather a sentence with gene and disease together, then one with a surer link', () => {
    const sentences = ['plain', 'sure', 'together'].map((name) => `${CLEAR} ${name}.`);
    const more = [{}, { confidence: 0.9 }, { alone: false }];
    expect(chosen([{ section: 'RESULTS', sentences }], more)).toEqual([
      `${CLEAR} together.`,
      `${CLEAR} sure.`,
      `${CLEAR} plain.`,
    ]);
  });

  it.each<[string, PassageSketch]>([
    ['a heading', { section: 'RESULTS', kind: 'heading', sentences: [`${CLEAR}.`] }],
    ['a table cell', { section: 'TABLE', kind: 'table-cell', sentences: [`${CLEAR}.`] }],
    ['too short', { section: 'RESULTS', sentences: ['ABC1 fell.'] }],
    ['too long', { section: 'RESULTS', sentences: [`${CLEAR}${' and in others'.repeat(20)}.`] }],
    ['cut off', { section: 'RESULTS', sentences: [CLEAR] }],
  ])('is not %s where a clear sentence is, but stands in where there is none', (_name, poor) => {
    const good = { section: 'METHODS', sentences: [`${CLEAR} again.`] } as const;
    expect(chosen([poor, good])).toEqual(good.sentences);
    expect(chosen([poor])).toEqual(poor.sentences);
  });

  it('is rather a short sentence than a heading, where nothing is clear', () => {
    const heading: PassageSketch = { section: 'RESULTS', kind: 'heading', sentences: ['ABC1 in mice'] };
    expect(chosen([heading, { section: 'METHODS', sentences: ['ABC1 fell.'] }])).toEqual(['ABC1 fell.']);
  });

  it.each(['word0', 'word150', 'word299'])(
    'of a list as long as a page is what stands around the mention %s',
    (text) => {
      const list = Array.from({ length: 300 }, (_, index) => `word${index}`).join(', ');
      const document = documentOf([{ section: 'RESULTS', sentences: [`${list}.`] }]);
      const [annotation] = annotate(document, [{ text, to: ['MONDO:0000001'] }]).annotations;
      const place = annotation === undefined ? null : sentenceAt(document, annotation.mention);
      const [evidence] = place === null ? [] : chooseEvidence(document, [{ place, confidence: 1, alone: true }]);
      expect(evidence?.text).toContain(text);
      expect(evidence?.text.length).toBeLessThanOrEqual(300);
      expect(evidence?.text).toMatch(/^word.*[,\d.]$/);
    },
  );

  it('takes a title without a full stop, and a sentence that ends with a bracket', () => {
    expect(chosen([{ section: 'TITLE', kind: 'title', sentences: [CLEAR] }])).toEqual([CLEAR]);
    const bracket = `${CLEAR} (see there.)`;
    expect(chosen([{ section: 'METHODS', sentences: [`${CLEAR} x.`, bracket] }])).toContain(bracket);
  });

  it('has each text once', () => {
    const sentences = [`${CLEAR}.`, `${CLEAR}.`];
    expect(chosen([{ section: 'RESULTS', sentences }])).toEqual([`${CLEAR}.`]);
  });

  it('of nothing is nothing', () => {
    expect(chosen([])).toEqual([]);
  });
});

describe('the sentence of a mention', () => {
  it('is the one that it begins in', () => {
    const document = documentOf([{ section: 'RESULTS', sentences: ['One.', 'Two here.', 'Three.'] }]);
    const [annotation] = annotate(document, [{ text: 'here', to: ['NCBIGene:1'] }]).annotations;
    expect(annotation && sentenceAt(document, annotation.mention)).toEqual({ passage: 0, from: 5, to: 14 });
  });
});
