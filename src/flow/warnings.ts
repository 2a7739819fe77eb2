/**
 * Whether a run went wrong as a whole: shares of what it did, against those of past runs of the same graph. Pure.
 *
 * A share has risen when it is larger by `minRise` at least and the rise is no chance: the one-sided z test of two
 * proportions with their pooled estimate (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3), at z ≥ 3.09, one false
 * alarm in a thousand where nothing changed.
 *
 * That test takes its units for independent. Papers are nearly so; mentions are not, since what makes one mention of a paper
 * NIL makes others NIL. So the variance of the share of NIL is estimated with papers as units, as that of a ratio of two
 * sums, and both counts are divided by the design effect that this shows (J. N. K. Rao and A. J. Scott, A simple method for
 * the analysis of clustered binary data, Biometrics 48, 1992, 577–585) before they are tested.
 */
import type { RunSummary, RunWarning } from '../model.js';

/** What a run did with the papers that it took anew. */
export type FreshCounts = RunSummary['fresh'];

export interface WarningOptions {
  /** How many past runs are looked at, newest first. */
  readonly pastRuns: number;
  /** Runs with fewer fresh papers are neither judged nor looked at; shares of fewer units are not compared. */
  readonly minPapers: number;
  /** Rise of a share, from 0 to 1, below which nothing is said. */
  readonly minRise: number;
}

/** z that a standard normal variable exceeds once in a thousand times. */
const CRITICAL_Z = 3.09;

/** A share, and of how many independent units it is one. */
export interface Share {
  /** From 0 to 1. */
  readonly value: number;
  readonly units: number;
}

interface Measure {
  readonly kind: RunWarning['kind'];
  readonly share: (counts: FreshCounts) => Share;
  /** How many there are to take the share of, and what they are called. */
  readonly total: (counts: FreshCounts) => number;
  /** Papers of a run that decide whether it is large enough; those taken anew unless told otherwise. */
  readonly size?: (counts: FreshCounts) => number;
  readonly noun: string;
  readonly words: string;
  /** Where to look first. */
  readonly advice: string;
}

const MEASURES: readonly Measure[] = [
  {
    kind: 'failed-share',
    ...plainShare((counts) => [counts.failed, counts.papers]),
    noun: 'papers',
    words: 'of the papers failed',
    advice: 'papergraph status --failed has the reasons',
  },
  {
    kind: 'card-only-share',
    ...plainShare((counts) => [counts.fromCardOnly, counts.papers - counts.failed]),
    noun: 'papers',
    words: 'of the papers were linked from their card only',
    advice: 'see whether the site of the full texts is up and still sends Markdown',
  },
  {
    kind: 'stale-share',
    ...plainShare((counts) => [counts.stale, counts.checked]),
    size: ({ checked }) => checked,
    noun: 'papers',
    words: 'of the papers stand by an old text, since the site could not be asked whether it changed',
    advice: 'see whether the site of the full texts is up',
  },
  {
    kind: 'empty-share',
    ...plainShare((counts) => [counts.empty, counts.papers - counts.failed - counts.fromCardOnly]),
    noun: 'full texts',
    words: 'of the full texts have no mention at all',
    advice: 'see whether they are papers, and in English',
  },
  {
    kind: 'nil-share',
    share: nilShare,
    total: (counts) => counts.mentions,
    noun: 'mentions',
    words: 'of the mentions have no concept (NIL)',
    advice: 'see whether the lexicon is the one it was, and whether these papers are of the same kind',
  },
];

function plainShare(
  parts: (counts: FreshCounts) => readonly [hits: number, of: number],
): Pick<Measure, 'share' | 'total'> {
  const total = (counts: FreshCounts) => parts(counts)[1];
  const share = (counts: FreshCounts) => {
    const [hits, of] = parts(counts);
    return { value: of > 0 ? hits / of : 0, units: Math.max(0, of) };
  };
  return { share, total };
}

/** The share of NIL among mentions, with mentions divided by the design effect of their standing in papers. */
function nilShare(counts: FreshCounts): Share {
  const { nil, mentions, squares } = counts;
  const papers = counts.papers - counts.failed;
  if (mentions === 0 || papers < 2) return { value: 0, units: 0 };
  const value = nil / mentions;
  const spread = squares.nil - 2 * value * squares.product + value * value * squares.mentions;
  const variance = (papers / (papers - 1)) * (Math.max(0, spread) / (mentions * mentions));
  const ifIndependent = (value * (1 - value)) / mentions;
  // Where all are NIL or none is, there is no spread to see: each paper counts once then.
  const effect = ifIndependent === 0 ? mentions / papers : Math.max(1, variance / ifIndependent);
  return { value, units: mentions / Math.max(1, effect) };
}

/**
 * Warnings of a run; none for a small one or where there is nothing to compare it with.
 *
 * @param past fresh counts of earlier runs of the same graph, newest first; those that are too small are left out here
 */
export function warningsOf(run: FreshCounts, past: readonly FreshCounts[], options: WarningOptions): RunWarning[] {
  return MEASURES.flatMap((measure) => {
    const size = measure.size ?? freshPapers;
    const runs = past.filter((counts) => size(counts) >= options.minPapers).slice(0, options.pastRuns);
    if (size(run) < options.minPapers || runs.length === 0) return [];
    const earlier = runs.reduce(sum);
    const [now, before] = [measure.share(run), measure.share(earlier)];
    const isEnough = Math.min(measure.total(run), measure.total(earlier)) >= options.minPapers;
    if (!isEnough || !hasRisen(now, before, options.minRise)) return [];
    return [warning(measure, { run, earlier, runs: runs.length })];
  });
}

function freshPapers({ papers }: FreshCounts): number {
  return papers;
}

function sum(a: FreshCounts, b: FreshCounts): FreshCounts {
  return {
    papers: a.papers + b.papers,
    failed: a.failed + b.failed,
    fromCardOnly: a.fromCardOnly + b.fromCardOnly,
    empty: a.empty + b.empty,
    checked: a.checked + b.checked,
    stale: a.stale + b.stale,
    mentions: a.mentions + b.mentions,
    nil: a.nil + b.nil,
    squares: {
      mentions: a.squares.mentions + b.squares.mentions,
      nil: a.squares.nil + b.squares.nil,
      product: a.squares.product + b.squares.product,
    },
  };
}

/** Rounding must not decide: from 0.2 to 0.3 is a rise of 0.1. */
const TINY = 1e-9;

function hasRisen(now: Share, before: Share, minRise: number): boolean {
  const rise = now.value - before.value;
  return rise > TINY && rise >= minRise - TINY && zOfRise(now, before) >= CRITICAL_Z;
}

/** z of the rise from one share to another; 0 where both are 0, both are 1, or there are no units. */
export function zOfRise(now: Share, before: Share): number {
  const pooled = (now.value * now.units + before.value * before.units) / (now.units + before.units);
  const variance = pooled * (1 - pooled) * (1 / now.units + 1 / before.units);
  return variance > 0 ? (now.value - before.value) / Math.sqrt(variance) : 0;
}

interface Comparison {
  readonly run: FreshCounts;
  readonly earlier: FreshCounts;
  readonly runs: number;
}

function warning(measure: Measure, { run, earlier, runs }: Comparison): RunWarning {
  const { kind, noun, words, advice } = measure;
  const [now, before] = [measure.share(run).value, measure.share(earlier).value];
  const past = `${percent(before)} of ${measure.total(earlier)} ${noun} in ${runs === 1 ? 'the run' : `${runs} runs`} before`;
  const message = `${percent(now)} ${words}, ${Math.round(now * measure.total(run))} of ${measure.total(run)}; expected about what it was, ${past}. If you did not change anything, ${advice}`;
  return { kind, now, before, message };
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
