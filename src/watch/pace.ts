/** How fast a running run goes and how much there is to do, from what was seen of it while this process watched. */
import type { RunRecord } from '../flow/run-records.js';

export interface Pace {
  /** Papers a minute: over the last minute seen, else since the start; null before the first paper. */
  readonly perMinute: number | null;
  /** Papers there are, as far as can be known: found so far, and before the input has ended at least as many as last time. */
  readonly total: number;
}

interface Sample {
  readonly at: number;
  readonly done: number;
}

const WINDOW_MS = 60_000;
/** Shorter spans say too little: papers are written in batches. */
const ENOUGH_MS = 5_000;

export class PaceKeeper {
  readonly #samples = new Map<string, Sample[]>();

  /**
   * @param run a running run
   * @param before the last run over the same graph that ended, if any
   * @param now milliseconds since 1970
   */
  look(run: RunRecord, before: RunRecord | null, now: number): Pace {
    const { summary } = run;
    if (summary === null) return { perMinute: null, total: before?.summary?.papers.found ?? 0 };
    const { papers } = summary;
    const done = papers.written + papers.unchanged + papers.skipped + papers.failed;
    const lastTime = summary.inputEnded ? 0 : (before?.summary?.papers.found ?? 0);
    return { perMinute: this.#rate(run, done, now), total: Math.max(papers.found, lastTime) };
  }

  #rate(run: RunRecord, done: number, now: number): number | null {
    const kept = (this.#samples.get(run.runId) ?? []).filter(({ at }) => now - at <= WINDOW_MS);
    this.#samples.clear(); // one run at a time writes to a state folder
    this.#samples.set(run.runId, [...kept, { at: now, done }]);
    const first = kept[0];
    if (first !== undefined && now - first.at >= ENOUGH_MS) return perMinute(done - first.done, now - first.at);
    return done === 0 ? null : perMinute(done, now - Date.parse(run.startedAt));
  }
}

function perMinute(papers: number, ms: number): number | null {
  return ms <= 0 ? null : (60_000 * papers) / ms;
}
