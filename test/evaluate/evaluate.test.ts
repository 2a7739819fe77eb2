import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf, atThresholds, calibrationOf } from '../../src/evaluate/calibration.js';
import { differenceOf } from '../../src/evaluate/difference.js';
import { FIGURE_NAMES, scoreOf } from '../../src/evaluate/figures.js';
import { idsOf } from '../../src/evaluate/ids.js';
import { trimMarkup } from '../../src/evaluate/markup.js';
import { outcomesOf } from '../../src/evaluate/outcomes.js';
import type { ScoredDocument } from '../../src/evaluate/records.js';
import { typeResult } from '../../src/evaluate/report.js';
import { SpanTable } from '../../src/evaluate/span-table.js';
import { FACTS, predictedMention, type Written, written } from './support.js';

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

describe('spans', () => {
  it('overlap as each with each would say', () => {
    const span = fc.tuple(fc.nat(20), fc.nat(6)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(span), span, (spans, one) => {
        const expected = spans.some(({ start, end }) => one.start < end && start < one.end);
        expect(new SpanTable(spans, (first) => first).overlaps(one)).toBe(expected);
      }),
    );
  });
});

describe('trimMarkup', () => {
  it.each([
    ['*Trp53*', 'Trp53'],
    ['*Trp53*<sup>', 'Trp53'],
    ['**_x_** ', 'x'],
    ['<i>p</i>53', 'p</i>53'],
    ['`a`\n', 'a'],
    ['plain', 'plain'],
    ['a*b', 'a*b'],
    ['***', '***'],
    [' ', ' '],
    ['\ufeffx', '\ufeffx'],
  ])('%j is %j', (markdown, text) => {
    const { start, end } = trimMarkup(`__${markdown}--`, { start: 2, end: 2 + markdown.length });
    expect(`__${markdown}--`.slice(start, end)).toBe(text);
  });
});

describe('idsOf', () => {
  it.each([
    ['5133', ['5133']],
    ['NCBIGene:5133|GeneID:1; 2', ['5133', '1', '2']],
    ['mesh:D009369,OMIM:114480', ['MESH:D009369', 'OMIM:114480']],
    ['-', []],
    ['-1', []],
    ['', []],
    ['MONDO:0004992', ['MONDO:0004992']],
  ])('%j', (field, ids) => {
    expect([...idsOf(field)]).toEqual(ids);
  });
});

describe('errors by class', () => {
  it.each([
    ['right', '0-4 1', predictedMention('0-4 1')],
    ['right', '0-4', predictedMention('0-4')],
    ['missed', '0-4 1', predictedMention('8-9 1')],
    ['wrong-span', '0-4 1', predictedMention('3-9 1')],
    ['nil: species-missing', '0-4 1', predictedMention('0-4', { nil: 'species-missing' })],
    ['nil: no reason told', '0-4 1', predictedMention('0-4', { nil: null })],
    ['wrong-id: wrong-species', '0-4 1', predictedMention('0-4 2')],
    [
      'wrong-id: wrong-species',
      '0-4 4',
      predictedMention('0-4 3', { matchedNames: ['x-1'], runnersUp: [{ id: 'NCBIGene:4', name: 'X1' }] }),
    ],
    [
      'wrong-id: runner-up',
      '0-4 4',
      predictedMention('0-4 3', { matchedNames: ['x'], runnersUp: [{ id: 'NCBIGene:4', name: 'X1' }] }),
    ],
    ['wrong-id: not-a-candidate', '0-4 1', predictedMention('0-4 3')],
    ['wrong-id: partly-right', '0-4 1', predictedMention('0-4 1|3')],
    ['wrong-id: too-general', '0-4 D:3', predictedMention('0-4 D:1')],
    ['wrong-id: too-special', '0-4 D:1', predictedMention('0-4 D:3')],
    ['wrong-id: not-a-candidate', '0-4 D:1', predictedMention('0-4 D:9')],
  ])('%s', (outcome, gold, prediction) => {
    const document = { ...written({ gold: [gold] }), predicted: new SpanTable([prediction], (first) => first) };
    expect(outcomesOf([document], FACTS).gold.map((found) => found.outcome)).toEqual([outcome]);
  });

  it('are spurious where gold has nothing, unless it is neutral', () => {
    const document = written({
      gold: ['0-4 1'],
      neutral: ['20-24'],
      predicted: ['0-4 1', '3-9 2', '10-12 3', '20-24 4'],
    });
    expect(outcomesOf([document], FACTS).spurious.map(({ start, outcome }) => [start, outcome])).toEqual([
      [3, 'spurious: beside a mention'],
      [10, 'spurious'],
    ]);
  });

  it('add up: every gold mention has one outcome, and JOINT recall is the share of right ones', () => {
    const documents = [written({ gold: ['0-4 1', '5-9 2', '12-15 3'], predicted: ['0-4 1', '5-8 3', '30-34 3'] })];
    const { gold } = outcomesOf(documents, FACTS);
    expect(gold).toHaveLength(3);
    expect(scoreOf(documents).figures.JOINT.recall).toBeCloseTo(
      gold.filter((one) => one.outcome === 'right').length / 3,
    );
  });
});

describe('confidence', () => {
  const answer = (confidence: number, right: boolean) => ({ confidence, right, onGold: true });

  it('is without error when it is the share of right answers', () => {
    const answers = Array.from({ length: 10 }, (_, index) => answer(0.8, index < 8));
    expect(calibrationOf(answers)?.error).toBeCloseTo(0);
    expect(calibrationOf(answers)?.bins.map((bin) => bin.answers)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 10, 0]);
  });

  it.each([
    [[answer(1, true)], 0],
    [[answer(1, false)], 1],
    [[answer(0.95, true), answer(0.95, false)], 0.45],
    [[answer(0.9, true), answer(0.1, true)], 0.5],
    [[answer(0.3, true), answer(0.3, false), answer(0.3, false)], 1 / 3 - 0.3],
  ])('%j has an error of %d', (answers, error) => {
    expect(calibrationOf(answers)?.error).toBeCloseTo(error);
  });

  it('says nothing without answers, and leaves out what gold says nothing of', () => {
    expect(calibrationOf([])).toBeNull();
    const predicted = [
      predictedMention('0-4 1', { confidence: 0.9 }),
      predictedMention('5-9 1', { confidence: 0.8 }),
      predictedMention('20-22 1', { confidence: 0.7 }),
      predictedMention('30-32'),
    ];
    const document = { ...written({ gold: ['0-4 1', '5-9'] }), predicted: new SpanTable(predicted, (first) => first) };
    expect(answersOf([document])).toEqual([
      { confidence: 0.9, right: true, onGold: true },
      { confidence: 0.7, right: false, onGold: false },
    ]);
  });

  it('as a threshold leaves out what is below', () => {
    const answers = [answer(0.9, true), answer(0.5, false), answer(0.5, true)];
    expect(atThresholds(answers, 4, [0, 0.5, 0.6, 1])).toEqual([
      { threshold: 0, answers: 3, precision: 2 / 3, recall: 0.5 },
      { threshold: 0.5, answers: 3, precision: 2 / 3, recall: 0.5 },
      { threshold: 0.6, answers: 1, precision: 1, recall: 0.25 },
      { threshold: 1, answers: 0, precision: 0, recall: 0 },
    ]);
  });
});

describe('difference of two runs', () => {
  const options = { corpus: 'c', type: 'Gene', examples: 0, thresholds: [], absent: 0 };
  const result = (predicted: readonly string[], more = {}) =>
    typeResult([written({ gold: ['0-4 1', '5-9 2', '12-15 3'], predicted })], FACTS, { ...options, ...more });

  it('names what was won and lost', () => {
    const before = result(['0-4 1', '5-9 3']);
    const now = result(['5-9 2', '12-15']);
    const [change] = differenceOf({ results: [now] }, { results: [before] }).results;
    expect(change?.won).toEqual([
      { document: '1', start: 5, end: 9, text: 't5', outcome: 'wrong-id: not-a-candidate' },
    ]);
    expect(change?.lost).toEqual([{ document: '1', start: 0, end: 4, text: 't0', outcome: 'missed' }]);
    expect(change?.sameGold).toBe(true);
    expect(change?.figures.STRICT.f).toBeCloseTo(0);
    expect(change?.figures.JOINT.precision).toBeCloseTo(0.5);
    expect(change?.figures.JOINT.recall).toBeCloseTo(0);
  });

  it('is nothing for a run against itself, and tells what only one run has', () => {
    const [one, other] = [result(['0-4 1']), result([], { type: 'Disease' })];
    const same = differenceOf({ results: [one, other] }, { results: [one] });
    expect(same.results.map(({ won, lost, figures: { JOINT } }) => [won, lost, JOINT.f])).toEqual([[[], [], 0]]);
    expect([same.onlyOld, same.onlyNew]).toEqual([[], ['c Disease']]);
  });
});
