import { describe, expect, it } from 'vitest';
import { answersOf, atThresholds, calibrationOf } from '../../src/evaluate/calibration.js';
import { differenceOf } from '../../src/evaluate/difference.js';
import { scoreOf } from '../../src/evaluate/figures.js';
import { outcomesOf } from '../../src/evaluate/outcomes.js';
import { typeResult } from '../../src/evaluate/report.js';
import { SpanTable } from '../../src/evaluate/span-table.js';
import { FACTS, predictedMention, written } from './support.js';

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
