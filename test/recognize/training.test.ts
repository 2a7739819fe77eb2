import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../src/errors.js';
import { labelCount } from '../../src/recognize/tagger/labels.js';
import { packModel, unpackModel } from '../../src/recognize/tagger/model-file.js';
import { CrfTrainer, type TrainingSequence, type Weights } from '../../src/recognize/tagger/training.js';
import { TRAINING_DEFAULTS } from '../../src/recognize/tagger/training-options.js';

const OPTIONS = { ...TRAINING_DEFAULTS, hashBits: 8, epochs: 12, averaged: 2 };
const LABELS = labelCount(['Disease']);
const SINGLE = 4;

/** Units with two features each; where feature 7 is, there is a mention of one unit. */
function sequence(features: readonly number[]): TrainingSequence {
  const hashes = Int32Array.from(features.flatMap((feature) => [feature, 100]));
  const starts = Int32Array.from({ length: features.length + 1 }, (_, unit) => unit * 2);
  return {
    count: features.length,
    hashes,
    starts,
    lexiconStarts: starts.slice(1),
    allowed: Int32Array.from(features, (feature) => (feature === 7 ? 1 << SINGLE : 1)),
    weight: 1,
  };
}

const SEQUENCES = [sequence([1, 7, 2]), sequence([7, 3]), sequence([2, 2, 7, 1])];

function trained(seed: number): { weights: Weights; losses: number[] } {
  const trainer = new CrfTrainer(LABELS, { ...OPTIONS, seed });
  const losses = Array.from({ length: OPTIONS.epochs }, () => {
    const loss = trainer.epoch(SEQUENCES);
    trainer.remember();
    return loss;
  });
  return { weights: trainer.weights(), losses };
}

const pack = (weights: Weights) =>
  packModel(
    weights,
    { types: ['Disease'], sources: ['a corpus'], date: '2026-01-01', training: {} },
    OPTIONS.pruneBelow,
  );

describe('CrfTrainer', () => {
  it('learns what tells a mention', () => {
    const { weights, losses } = trained(1);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
    const [mention = 0, outside = 0] = [weights.rows[7 * LABELS + SINGLE], weights.rows[7 * LABELS]];
    expect(mention).toBeGreaterThan(outside);
  });

  it('gives the same bytes for the same seed, others for another', () => {
    expect(pack(trained(1).weights)).toEqual(pack(trained(1).weights));
    expect(pack(trained(1).weights)).not.toEqual(pack(trained(2).weights));
  });
});

describe('model file', () => {
  const { weights } = trained(1);
  const bytes = pack(weights);

  it('gives back what was packed, but for what rounding and pruning take', () => {
    const model = unpackModel(bytes, 'test.bin');
    expect(model.transitions).toEqual(weights.transitions);
    expect(model.head).toMatchObject({ types: ['Disease'], hashBits: 8, sources: ['a corpus'] });
    let next = 0;
    for (let row = 0; row < 1 << OPTIONS.hashBits; row++) {
      const at = ((model.kept[row >> 5] ?? 0) >> (row & 31)) & 1 ? next++ : -1;
      for (let label = 0; label < LABELS; label++) {
        const kept = at < 0 ? 0 : (model.weights[at * LABELS + label] ?? 0) * model.head.scale;
        const limit = at < 0 ? OPTIONS.pruneBelow : model.head.scale / 2 + 1e-6;
        expect(Math.abs(kept - (weights.rows[row * LABELS + label] ?? 0))).toBeLessThanOrEqual(limit);
      }
    }
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['another kind of file', new TextEncoder().encode('not a model at all, but long enough')],
    ['a file that is cut off', bytes.slice(0, bytes.length - 9)],
    ['a head that is cut off', bytes.slice(0, 24)],
    ['a damaged byte', bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1)],
    ['another version', bytes.with(4, 99)],
    ['a head of a wrong length', bytes.with(10, 1)],
  ])('refuses %s with what to do', (_, broken) => {
    expect(() => unpackModel(broken, 'test.bin')).toThrow(CannotRunError);
    expect(() => unpackModel(broken, 'test.bin')).toThrow(/^test\.bin: expected a tagger/);
  });
});
