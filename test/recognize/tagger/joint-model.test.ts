import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../../src/errors.js';
import type { MentionType } from '../../../src/model.js';
import { HashList } from '../../../src/recognize/tagger/hash-list.js';
import { JointModel } from '../../../src/recognize/tagger/joint-model.js';
import { labelCount } from '../../../src/recognize/tagger/labels.js';
import { packModel, type TaggerModel, unpackModel } from '../../../src/recognize/tagger/model-file.js';
import { SumTable } from '../../../src/recognize/tagger/sum-table.js';

const BITS = 7;

/** A model with some rows; each weight is its row, label and the model's own factor. */
function modelOf(types: readonly MentionType[], rows: readonly number[], hashBits = BITS): TaggerModel {
  const labels = labelCount(types);
  const weights = {
    labels,
    hashBits,
    rows: new Float32Array(labels << hashBits),
    transitions: new Float64Array(labels ** 2),
  };
  for (const row of rows) {
    for (let label = 0; label < labels; label++)
      weights.rows[row * labels + label] = ((row * 7 + label * 3) % 200) - 99.5;
  }
  return unpackModel(packModel(weights, { types, sources: [], date: '', training: {} }, 0.5), 'test.bin');
}

/** What the rows of one model add up to, looked up the slow way. */
function sumOf({ kept, weights, labels }: TaggerModel, hashes: readonly number[]): number[] {
  const rowAt = new Map<number, number>();
  for (let row = 0; row < 1 << BITS; row++) if (((kept[row >> 5] ?? 0) >>> (row & 31)) & 1) rowAt.set(row, rowAt.size);
  return Array.from({ length: labels }, (_, label) =>
    hashes.reduce((sum, hash) => {
      const row = rowAt.get(hash & ((1 << BITS) - 1));
      return row === undefined ? sum : sum + (weights[row * labels + label] ?? 0);
    }, 0),
  );
}

function listOf(hashes: readonly number[]): HashList {
  const list = new HashList();
  for (const hash of hashes) list.push(hash);
  return list;
}

const rows = fc.uniqueArray(fc.integer({ min: 0, max: (1 << BITS) - 1 }), { maxLength: 60 });
const hashes = fc.array(fc.integer(), { maxLength: 40 });

describe('JointModel', () => {
  it('adds up what each model would by itself, side by side', () => {
    fc.assert(
      fc.property(rows, rows, hashes, (one, other, wanted) => {
        const models = [modelOf(['Disease'], one), modelOf(['Gene', 'GeneFamily'], other)];
        const joint = new JointModel(models);
        const [pairs, sums] = [new Int32Array(joint.pairs), new Int32Array(joint.labels)];
        joint.add(listOf(wanted), pairs);
        joint.unpack(pairs, sums);
        expect([...sums]).toEqual(models.flatMap((model) => sumOf(model, wanted)));
      }),
    );
  });

  it('refuses models of different sizes with what to do', () => {
    expect(() => new JointModel([modelOf(['Disease'], [1]), modelOf(['Gene'], [1], 8)])).toThrow(CannotRunError);
  });
});

describe('SumTable', () => {
  const joint = new JointModel([modelOf(['Disease'], [1, 2, 3, 64])]);
  const featuresOf = (key: number): number[] => [key, key * 2, 64];

  it('gives the sum of the features of keys, whatever was asked for before, and asks for them once', () => {
    const key = fc.integer({ min: 0, max: 5000 });
    const keysOfUnits = fc.array(fc.array(key, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(keysOfUnits, (units) => {
        const asked: number[] = [];
        const table = new SumTable(joint, (key, out) => {
          asked.push(key);
          for (const feature of featuresOf(key)) out.push(feature);
        });
        for (const keys of units) {
          const [sums, wanted] = [new Int32Array(joint.pairs), new Int32Array(joint.pairs)];
          table.add(Int32Array.from(keys), sums);
          joint.add(listOf(keys.flatMap(featuresOf)), wanted);
          expect(sums).toEqual(wanted);
        }
        expect(asked).toEqual([...new Set(units.flat())]);
      }),
    );
  });

  it('asks again after it was cleared', () => {
    let row = 1;
    const table = new SumTable(joint, (_, out) => out.push(row));
    const [before, after] = [new Int32Array(joint.pairs), new Int32Array(joint.pairs)];
    table.add(Int32Array.of(0), before);
    row = 2;
    table.clear();
    table.add(Int32Array.of(0), after);
    expect(after).not.toEqual(before);
  });
});
