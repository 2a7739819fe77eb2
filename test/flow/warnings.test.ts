import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreshCounts, type WarningOptions, warningsOf, zOfRise } from '../../src/flow/warnings.js';

const OPTIONS: WarningOptions = { pastRuns: 10, minPapers: 20, minRise: 0.1 };

/** Papers as mentions and NIL of each; what is not said of them is nothing. */
function fresh(
  papers: readonly (readonly [mentions: number, nil: number])[],
  other: Partial<FreshCounts> = {},
): FreshCounts {
  const total = (of: (mentions: number, nil: number) => number) => papers.reduce((sum, [m, n]) => sum + of(m, n), 0);
  return {
    papers: papers.length,
    failed: 0,
    fromCardOnly: 0,
    empty: 0,
    checked: papers.length,
    stale: 0,
    mentions: total((m) => m),
    nil: total((_, n) => n),
    squares: { mentions: total((m) => m * m), nil: total((_, n) => n * n), product: total((m, n) => m * n) },
    ...other,
  };
}

const repeat = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
/** 100 papers of 30 mentions, a fifth of them NIL, 2 of them failed, 3 from the card, 1 empty. */
const USUAL = fresh(repeat(100, [30, 6]), { failed: 2, fromCardOnly: 3, empty: 1 });
const kinds = (run: FreshCounts, past: readonly FreshCounts[], options = OPTIONS) =>
  warningsOf(run, past, options).map((warning) => warning.kind);

describe('warnings of a run', () => {
  it.each<[string, FreshCounts, FreshCounts[], string[]]>([
    ['the first run, however bad', { ...USUAL, failed: 90 }, [], []],
    ['exactly as before', USUAL, [USUAL, USUAL], []],
    ['better than before', { ...USUAL, failed: 0 }, [{ ...USUAL, failed: 50 }], []],
    ['failures rose', { ...USUAL, failed: 40 }, [USUAL, USUAL], ['failed-share']],
    ['card only rose', { ...USUAL, fromCardOnly: 60 }, [USUAL], ['card-only-share']],
    ['empty texts rose', { ...USUAL, empty: 30 }, [USUAL], ['empty-share']],
    ['NIL rose', fresh(repeat(100, [30, 20])), [USUAL], ['nil-share']],
    [
      'all at once',
      fresh(repeat(100, [30, 29]), { failed: 40, fromCardOnly: 40, empty: 15 }),
      [USUAL],
      ['failed-share', 'card-only-share', 'empty-share', 'nil-share'],
    ],
    ['all failed', fresh(repeat(50, [0, 0]), { failed: 50 }), [USUAL], ['failed-share']],
    ['a small run', { ...USUAL, papers: 19, failed: 19 }, [USUAL], []],
    ['only small runs before', { ...USUAL, failed: 90 }, [{ ...USUAL, papers: 19, failed: 0 }], []],
    [
      'small runs before beside a large one',
      { ...USUAL, failed: 40 },
      [fresh(repeat(19, [0, 0]), { failed: 19 }), USUAL],
      ['failed-share'],
    ],
    [
      'a certain rise that is small',
      fresh(repeat(10_000, [30, 6]), { failed: 1000 }),
      [fresh(repeat(10_000, [30, 6]), { failed: 100 })],
      [],
    ],
    [
      'a certain rise of just the least',
      fresh(repeat(1000, [1, 0]), { failed: 300 }),
      [fresh(repeat(1000, [1, 0]), { failed: 200 })],
      ['failed-share'],
    ],
    [
      'a large rise that may be chance',
      fresh(repeat(20, [30, 6]), { failed: 3 }),
      [fresh(repeat(20, [30, 6]), { failed: 0 })],
      [],
    ],
    [
      'no full texts at all',
      fresh(repeat(50, [3, 1]), { fromCardOnly: 50 }),
      [fresh(repeat(50, [3, 1]), { fromCardOnly: 50 })],
      [],
    ],
  ])('%s', (_, run, past, expected) => {
    expect(kinds(run, past)).toEqual(expected);
  });

  it('take mentions of one paper for dependent', () => {
    // From a tenth to three tenths of the mentions: in every paper a few more, or six papers more that are NIL wholly.
    const even = (nil: number) => fresh(repeat(30, [40, nil]));
    const lumps = (papers: number) =>
      fresh([...repeat(papers, [40, 40] as const), ...repeat(30 - papers, [40, 0] as const)]);
    expect([even(4).nil, even(12).nil]).toEqual([lumps(3).nil, lumps(9).nil]);
    expect(kinds(even(12), [even(4)])).toEqual(['nil-share']);
    expect(kinds(lumps(9), [lumps(3)])).toEqual([]);
    expect(kinds(lumps(15), [lumps(3)])).toEqual(['nil-share']);
  });

  it('look at the newest runs only', () => {
    const bad = { ...USUAL, failed: 60 };
    expect(kinds(bad, [...repeat(10, USUAL), ...repeat(90, bad)])).toEqual(['failed-share']);
    expect(kinds(bad, [...repeat(10, USUAL), ...repeat(90, bad)], { ...OPTIONS, pastRuns: 100 })).toEqual([]);
    expect(kinds(bad, [bad, ...repeat(10, USUAL)], { ...OPTIONS, pastRuns: 1 })).toEqual([]);
  });

  it('say what came, what was before and where to look', () => {
    expect(warningsOf({ ...USUAL, failed: 40 }, [USUAL, USUAL], OPTIONS)).toEqual([
      {
        kind: 'failed-share',
        now: 0.4,
        before: 0.02,
        message:
          '40.0 % of the papers failed, 40 of 100; expected about what it was, 2.0 % of 200 papers in 2 runs before. If you did not change anything, papergraph status --failed has the reasons',
      },
    ]);
  });

  it('never come where shares are the same or lower, nor for a run and itself', () => {
    const papers = fc.array(
      fc.tuple(fc.nat(50), fc.nat(50)).map(([m, n]) => [m, Math.min(m, n)] as const),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(papers, fc.nat(80), fc.nat(80), (list, failed, rest) => {
        const counts = fresh(list, {
          failed: Math.min(failed, list.length),
          fromCardOnly: Math.min(rest, Math.max(0, list.length - failed)),
        });
        expect(kinds(counts, [counts], { ...OPTIONS, minPapers: 1, minRise: 0 })).toEqual([]);
        expect(kinds(counts, [])).toEqual([]);
      }),
    );
  });

  it('are rare where nothing changed, though mentions come in lumps', () => {
    // Papers of 1 to 60 mentions with any share of NIL: among 2,000 pairs of runs two alarms are to be expected.
    const paper = fc.noBias(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 100 })));
    const papers = fc
      .sample(paper, { numRuns: 2000 * 120, seed: 7 })
      .map(([m, share]) => [m, Math.round((m * share) / 100)] as const);
    const runs = Array.from({ length: 4000 }, (_, at) => fresh(papers.slice(at * 60, at * 60 + 60)));
    const alarms = runs.filter(
      (run, at) => at % 2 === 1 && kinds(run, runs.slice(at - 1, at), { ...OPTIONS, minRise: 0 }).length > 0,
    );
    expect(alarms.length).toBeLessThan(10);
  });
});

describe('z of a rise', () => {
  it.each([
    // 12 and 10 of 200: p = 0.055, sqrt(0.055·0.945·0.01) = 0.0228.
    [{ value: 0.06, units: 200 }, { value: 0.05, units: 200 }, 0.44],
    [{ value: 0, units: 50 }, { value: 0, units: 50 }, 0],
    [{ value: 1, units: 50 }, { value: 1, units: 50 }, 0],
    [{ value: 1, units: 50 }, { value: 0, units: 50 }, 10],
    [{ value: 0, units: 0 }, { value: 0, units: 0 }, 0],
    // Half against a fifth of 100 each: p = 0.35, sqrt(0.35·0.65·0.02) = 0.0675.
    [{ value: 0.5, units: 100 }, { value: 0.2, units: 100 }, 4.45],
  ])('%j against %j is %d', (now, before, z) => {
    expect(zOfRise(now, before)).toBeCloseTo(z, 2);
  });
});

it.each([
  [{ checked: 100, stale: 60 }, ['stale-share']],
  [{ checked: 100, stale: 3 }, []],
  [{ checked: 10, stale: 10 }, []],
])('a site that cannot be asked is seen also when nothing is done anew: %j', (counts, expected) => {
  const idle = { checked: 100, stale: 0 };
  expect(kinds(fresh([], counts), [fresh([], idle), fresh([], idle)])).toEqual(expected);
});
