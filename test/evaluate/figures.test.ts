import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIGURE_NAMES, scoreOf } from '../../src/evaluate/figures.js';
import type { ScoredDocument } from '../../src/evaluate/records.js';
import { type Written, written } from './support.js';

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Precision and recall of STRICT, OVERLAP, JOINT, DOC-MICRO, DOC-AVG. */
function figures(documents: readonly ScoredDocument[]): [number, number][] {
  const score = scoreOf(documents);
  return FIGURE_NAMES.map((name) => [round(score.figures[name].precision), round(score.figures[name].recall)]);
}

describe('figures', () => {
  it.each<readonly [what: string, document: Written, figures: string]>([
    ['all right', { gold: ['0-4 1', '5-9 2'], predicted: ['0-4 1', '5-9 2'] }, '1/1 1/1 1/1 1/1 1/1'],
    ['nothing predicted', { gold: ['0-4 1'] }, '0/0 0/0 0/0 0/0 0/0'],
    ['nothing in gold', { predicted: ['0-4 1'] }, '0/0 0/0 0/0 0/0 0/0'],
    ['nothing at all', {}, '0/0 0/0 0/0 0/0 0/0'],
    ['an end off by one', { gold: ['0-4 1'], predicted: ['0-5 1'] }, '0/0 1/1 1/1 1/1 1/1'],
    ['an end off by two', { gold: ['0-4 1'], predicted: ['0-6 1'] }, '0/0 1/1 0/0 1/1 1/1'],
    ['both ends off by one', { gold: ['1-4 1'], predicted: ['0-5 1'] }, '0/0 1/1 0/0 1/1 1/1'],
    ['side by side', { gold: ['0-4 1'], predicted: ['4-8 1'] }, '0/0 0/0 0/0 1/1 1/1'],
    ['another id', { gold: ['0-4 1'], predicted: ['0-4 2'] }, '1/1 1/1 0/0 0/0 0/0'],
    ['one of two ids', { gold: ['0-4 1|2'], predicted: ['0-4 1'] }, '1/1 1/1 1/1 1/0.5 1/0.5'],
    ['an id too many', { gold: ['0-4 1'], predicted: ['0-4 1|2'] }, '1/1 1/1 0/0 0.5/1 0.5/1'],
    ['NIL', { gold: ['0-4 1'], predicted: ['0-4'] }, '1/1 1/1 0/0 0/0 0/0'],
    ['gold without id', { gold: ['0-4', '5-9 2'], predicted: ['0-4 1', '5-9 2'] }, '1/1 1/1 1/1 0.5/1 0.5/1'],
    ['on a family', { gold: ['0-4 1'], neutral: ['10-20 8'], predicted: ['0-4 1', '12-15 8'] }, '1/1 1/1 1/1 1/1 1/1'],
    ['on a family and a gene', { gold: ['0-4 1'], neutral: ['3-9'], predicted: ['0-9 1'] }, '0/0 1/1 0/0 1/1 1/1'],
    [
      "a family's id, elsewhere",
      { gold: ['0-4 1'], neutral: ['10-20 8'], predicted: ['0-4 1', '30-34 8'] },
      '0.5/1 0.5/1 0.5/1 1/1 1/1',
    ],
    ['a long one over two', { gold: ['0-4 1', '5-9 2'], predicted: ['0-9 1'] }, '0/0 1/1 0/0 1/0.5 1/0.5'],
  ])('%s', (_, document, expected) => {
    expect(
      figures([written(document)])
        .map((pair) => pair.join('/'))
        .join(' '),
    ).toBe(expected);
  });

  it('pool documents, but for DOC-AVG, which is the mean over those with gold ids', () => {
    const documents = [
      written({ gold: ['0-1 1', '2-3 2', '4-5 3'], predicted: ['0-1 1'] }),
      written({ gold: ['0-1 1'], predicted: ['0-1 1', '7-8 5'] }),
      written({ gold: ['0-1'], predicted: ['7-8 5'] }),
    ];
    expect(figures(documents)).toEqual([
      [0.5, 0.4],
      [0.5, 0.4],
      [0.5, 0.5],
      [0.5, 0.5],
      [0.75, 0.667],
    ]);
    expect(scoreOf(documents)).toMatchObject({ documents: 3, gold: 5, predicted: 4 });
  });

  const mention = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 4 }));
  const mentions = fc.array(
    mention.map(([start, length, id]) => `${start}-${start + length}${id === 0 ? '' : ` ${id}`}`),
    { maxLength: 12 },
  );
  const documents = fc.array(fc.record({ gold: mentions, neutral: mentions, predicted: mentions }), { maxLength: 4 });

  it('are all 1 for gold against itself', () => {
    fc.assert(
      fc.property(mentions, (gold) => {
        const document = written({ gold: [...gold, '50-54 9'], predicted: [...gold, '50-54 9'] });
        expect(figures([document]).flat()).toEqual(Array(10).fill(1));
      }),
    );
  });

  it('do not depend on the order of documents and mentions', () => {
    const unique = (texts: readonly string[]) => [...new Map(texts.map((text) => [text.split(' ')[0], text])).values()];
    fc.assert(
      fc.property(documents, (all) => {
        const sorted = all.map(({ gold, neutral, predicted }) => ({
          gold: unique(gold),
          neutral: unique(neutral),
          predicted: unique(predicted),
        }));
        const reversed = sorted.toReversed().map(({ gold, neutral, predicted }) => ({
          gold: gold.toReversed(),
          neutral: neutral.toReversed(),
          predicted: predicted.toReversed(),
        }));
        expect(figures(reversed.map((one) => written(one)))).toEqual(figures(sorted.map((one) => written(one))));
      }),
    );
  });

  it('are between 0 and 1, F between precision and recall', () => {
    fc.assert(
      fc.property(documents, (all) => {
        for (const { precision, recall, f } of Object.values(scoreOf(all.map((one) => written(one))).figures)) {
          expect(Math.min(precision, recall, f)).toBeGreaterThanOrEqual(0);
          expect(f).toBeLessThanOrEqual(Math.max(precision, recall) + 1e-9);
          expect(f).toBeGreaterThanOrEqual(Math.min(precision, recall) - 1e-9);
        }
      }),
    );
  });
});
