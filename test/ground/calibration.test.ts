import { describe, expect, it } from 'vitest';
import {
  type CalibrationExample,
  calibrationError,
  fitLogistic,
  logistic,
  reliability,
  weightsOf,
} from '../../src/ground/calibration.js';

/** Links that are right as often as a logistic function of one number says; no chance: every 1 of n, evenly. */
function links(count: number): CalibrationExample[] {
  return Array.from({ length: count }, (_, i) => {
    const value = (i % 21) / 5 - 2;
    const probability = 1 / (1 + Math.exp(-(0.5 + 1.5 * value)));
    const place = ((Math.floor(i / 21) * 37) % 100) / 100;
    return { values: Float64Array.of(1, value), right: place < probability };
  });
}

describe('calibration', () => {
  const examples = links(4200);
  const weights = fitLogistic(examples, 2);

  it('finds the function that the links follow', () => {
    expect(weights[0]).toBeCloseTo(0.5, 1);
    expect(weights[1]).toBeCloseTo(1.5, 1);
  });

  it('tells probabilities that hold for other links', () => {
    const told = links(2100).map(({ values, right }) => ({ confidence: logistic(values, weights), right }));
    expect(calibrationError(told)).toBeLessThan(0.02);
  });

  it('shows what is wrong with overconfidence', () => {
    const told = links(2100).map(({ right }) => ({ confidence: 0.99, right }));
    expect(calibrationError(told)).toBeGreaterThan(0.3);
    expect(reliability(told)).toHaveLength(1);
  });

  it('takes weights by name', () => {
    expect([...weightsOf(['a', 'b', 'c'], { c: 3, a: 1 })]).toEqual([1, 0, 3]);
  });

  it('has an error of 0 where there is no link', () => {
    expect(calibrationError([])).toBe(0);
    expect(reliability([])).toEqual([]);
  });
});
