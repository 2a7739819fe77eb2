import { describe, expect, it } from 'vitest';
import { FeatureRows } from '../../../src/ground/ranker/feature-rows.js';
import { minimize } from '../../../src/ground/ranker/minimize.js';
import { namedWeights, Ranker, softmax } from '../../../src/ground/ranker/ranker.js';
import { formatRanker, parseRanker, RANKER_VERSION, type RankerModel } from '../../../src/ground/ranker/ranker-file.js';
import { foldOf, type RankerExample, trainRanker } from '../../../src/ground/ranker/train-ranker.js';

const FEATURES = ['bias', 'species', 'noise'] as const;

/** The right candidate is the one of the species; the noise says nothing. */
function toyExamples(): RankerExample[] {
  return Array.from({ length: 40 }, (_, i) => {
    const first = i % 2;
    return {
      document: String(i),
      values: Float32Array.of(1, 1 - first, (i * 7) % 3, 1, first, (i * 5) % 3),
      right: i % 10 === 9 ? Uint8Array.of(first, 1 - first) : Uint8Array.of(1 - first, first),
      weight: 1,
    };
  });
}

describe('trainRanker', () => {
  const weights = trainRanker(toyExamples(), new Float64Array(FEATURES.length));
  const ranker = new Ranker(FEATURES, namedWeights(FEATURES, weights));

  it('finds what the right candidates have in common', () => {
    const [right = 0, wrong = 0] = softmax(ranker.scores(Float32Array.of(1, 1, 0, 1, 0, 0)));
    expect(right).toBeGreaterThan(0.85);
    expect(right + wrong).toBeCloseTo(1);
  });

  it('gives probabilities as often right as they say: nine of ten toy examples follow the species', () => {
    const [right = 0] = softmax(ranker.scores(Float32Array.of(1, 1, 1, 1, 0, 1)));
    expect(right).toBeCloseTo(0.9, 1);
  });

  it('gives the same weights each time, and a weight of nothing to what all candidates share', () => {
    expect(trainRanker(toyExamples(), new Float64Array(FEATURES.length))).toEqual(weights);
    expect(Math.abs(weights[0] ?? 1)).toBeLessThan(1e-6);
  });

  it('adds the probabilities of several right candidates', () => {
    const two = { document: '1', values: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), right: Uint8Array.of(1, 1, 0) };
    const learned = trainRanker([{ ...two, weight: 1 }], new Float64Array(3), { l2: 0.01, steps: 50 });
    expect(learned[0]).toBeCloseTo(learned[1] ?? 9);
    expect(learned[2] ?? 0).toBeLessThan(learned[0] ?? 0);
  });

  it('learns nothing from examples without a wrong or a right candidate', () => {
    const none = [Uint8Array.of(0, 0), Uint8Array.of(1, 1)].map((right) => ({
      document: '1',
      values: Float32Array.of(1, 0, 0, 0, 1, 0),
      right,
      weight: 1,
    }));
    expect([...trainRanker(none, new Float64Array(3))]).toEqual([0, 0, 0]);
  });
});

describe('minimize', () => {
  it('finds the bottom of a narrow valley (Rosenbrock)', () => {
    const [x = 0, y = 0] = minimize(Float64Array.of(-1.2, 1), 200, ([a = 0, b = 0], gradient) => {
      gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a);
      gradient[1] = 200 * (b - a * a);
      return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
    });
    expect(x).toBeCloseTo(1, 3);
    expect(y).toBeCloseTo(1, 3);
  });
});

describe('foldOf', () => {
  it('spreads documents over all parts and never moves one', () => {
    const folds = Array.from({ length: 500 }, (_, i) => foldOf(String(1000 + i), 5));
    for (let fold = 0; fold < 5; fold++) expect(folds.filter((one) => one === fold).length).toBeGreaterThan(50);
    expect(foldOf('1234', 5)).toBe(foldOf('1234', 5));
  });
});

describe('FeatureRows', () => {
  it('keeps rows apart, grows, and starts anew with zeros', () => {
    const rows = new FeatureRows(3);
    for (let i = 0; i < 100; i++) rows.set(rows.add(), 1, i + 1);
    expect(rows.values.length).toBe(300);
    expect([rows.get(0, 1), rows.get(99, 1), rows.get(99, 2)]).toEqual([1, 100, 0]);
    rows.clear();
    expect(rows.get(rows.add(), 1)).toBe(0);
  });
});

describe('the file of a ranker', () => {
  const model: RankerModel = {
    version: RANKER_VERSION,
    date: '2026-01-01',
    name: 'gene',
    sources: ['train.pubtator.gz: 3 documents'],
    examples: 40,
    training: { l2: 0.001 },
    passes: [{ species: 2.5 }],
    calibration: {},
    threshold: 0.3,
  };

  it('is read back as it was', () => {
    expect(parseRanker(formatRanker(model), 'gene.json')).toEqual(model);
  });

  it.each([
    ['a weight changed by hand', formatRanker(model).replace('2.5', '2.6'), /checksum/],
    [
      'another version',
      formatRanker(model).replace(`"version": ${RANKER_VERSION}`, '"version": 0'),
      new RegExp(`version ${RANKER_VERSION}`),
    ],
    ['cut off', formatRanker(model).slice(0, 80), /gene\.json: expected a ranker/],
  ])('is refused: %s', (_, json, message) => {
    expect(() => parseRanker(json, 'gene.json')).toThrow(message);
  });
});
