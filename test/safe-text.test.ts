import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorText } from '../src/cli/error-text.js';
import { summaryText } from '../src/cli/summary-text.js';
import { table } from '../src/cli/terminal.js';
import { CannotRunError } from '../src/errors.js';
import { SummaryBuilder } from '../src/flow/summary.js';
import type { Trouble } from '../src/model.js';
import { safeJson, safeText } from '../src/safe-text.js';
import { harmIn, nasty } from './support/nasty.js';

describe('safe text', () => {
  it('is one line without codes, and safe text stays as it is', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const safe = safeText(text);
        expect(harmIn(safe)).toEqual([]);
        expect(safeText(safe)).toBe(safe);
        expect([...safe].length).toBeLessThanOrEqual([...text].length);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['Plain text, β-catenin “quoted”', 'naïve café', '中文 の日本語', '👩‍🔬 🧬', 'می‌خواهم', 'क्‍ष'])(
    '%s is left alone',
    (text) => {
      expect(safeText(text)).toBe(text);
    },
  );

  it('in JSON stands for the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(nasty, fc.array(nasty)), (value) => {
        const json = safeJson(JSON.stringify(value));
        expect(harmIn(json)).toEqual([]);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('what is printed beside the log', () => {
  it('tables', () => {
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        expect(harmIn(table([a], [[b], [{ [a]: b }]]), true)).toEqual([]);
        expect(table([a], [[b], [{ [a]: b }]]).split('\n')).toHaveLength(4);
      }),
    );
  });

  it('the summary', () => {
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        const lines = (x: string, y: string) => summaryWith(x, y).split('\n');
        expect(harmIn(summaryWith(a, b), true)).toEqual([]);
        expect(lines(a, b)).toHaveLength(lines('a', 'b').length);
      }),
    );
  });

  it('errors, each line of which begins with the name of the program', () => {
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        for (const error of [new CannotRunError(a, new Error(b)), new Error(a), a]) {
          const text = errorText(error, {});
          expect(harmIn(text, true)).toEqual([]);
          expect(text.split('\n').every((line) => line.startsWith('papergraph:'))).toBe(true);
        }
      }),
    );
  });
});

function summaryWith(a: string, b: string): string {
  const run = {
    id: 'r',
    startedAt: '',
    version: '1',
    lexicon: 'x',
    terminologies: [],
    model: '',
    settings: '',
    curation: '',
  };
  const builder = new SummaryBuilder(run, a);
  const place = { path: a, line: 1 };
  builder.add({ event: 'input-problem', problem: { place, kind: 'unreadable', message: b, fatal: true } });
  const trouble: Trouble = {
    stage: 'link',
    kind: 'defect',
    message: b,
    class: 'retry',
    attempts: 1,
    nextAttempt: null,
    parked: false,
  };
  builder.add({ event: 'paper-done', outcome: { kind: 'failed', paperId: a, trouble } });
  return summaryText(builder.build([{ kind: 'nil-share', now: 1, before: 0, message: b }]));
}
