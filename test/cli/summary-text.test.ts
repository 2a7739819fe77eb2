import { describe, expect, it } from 'vitest';
import { summaryText } from '../../src/cli/summary-text.js';
import { SummaryBuilder } from '../../src/flow/summary.js';
import { isUnnamed } from '../../src/ground/unnamed.js';
import type { PaperOutcome, RunSummary } from '../../src/model.js';

function summary(lexicon: string, unnamed: number): RunSummary {
  const run = {
    id: 'r',
    startedAt: '',
    version: '1',
    lexicon,
    terminologies: [],
    model: '',
    settings: '',
    curation: '',
  };
  const builder = new SummaryBuilder(run, 'graph');
  const counts = { mentions: 9, nil: 5, unnamed, concepts: 2 };
  const outcome: PaperOutcome = { kind: 'written', paperId: 'PMC:1', origin: 'full-text', textFailure: null, counts };
  builder.add({ event: 'paper-done', outcome });
  builder.add({ event: 'paper-done', outcome: { ...outcome, kind: 'unchanged' } });
  return builder.build();
}

describe('the summary says what the whole lexicon would add', () => {
  it.each([
    ['starter-1a2b', 2, /^4 mentions are NIL because the starter terminology has no name for them/m],
    ['starter-1a2b', 2, /lexicon build --out full\.lexicon.*--lexicon full\.lexicon/],
  ])('%s, %d', (lexicon, unnamed, line) => {
    expect(summaryText(summary(lexicon, unnamed))).toMatch(line);
  });

  it.each([
    ['starter-1a2b', 0],
    ['mondo-2026+mesh-2019', 2],
  ])('but not with %s and %d', (lexicon, unnamed) => {
    expect(summaryText(summary(lexicon, unnamed))).not.toMatch(/starter|lexicon build/);
  });

  it.each([
    ['no-candidate', true],
    ['long-form-unknown', true],
    ['species-missing', true],
    ['ambiguous', false],
    ['undefined-short-form', false],
    ['not-a-member', false],
  ] as const)('%s is for lack of a name: %j', (reason, expected) => {
    expect(isUnnamed({ kind: 'nil', reason, detail: '', runnersUp: [] })).toBe(expected);
  });
});

describe('the summary says what went worse than in earlier runs', () => {
  it('each warning in a line of its own, none if there is none', () => {
    const message = '40.0 % of the papers failed';
    const text = summaryText({
      ...summary('x', 0),
      warnings: [{ kind: 'failed-share', now: 0.4, before: 0, message }],
    });
    expect(text.split('\n')).toContain(`Warning: ${message}`);
    expect(summaryText(summary('x', 0))).not.toContain('Warning');
  });
});
