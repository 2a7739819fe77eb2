import { describe, expect, it } from 'vitest';
import type { PaperOutcome, RunEvent } from '../../src/model.js';
import { RunMetrics, type RunMetricsOptions } from '../../src/watch/run-metrics.js';
import { readMetrics } from './prometheus-text.js';
import { runInfo, summaryOf, trouble } from './state-fixture.js';

const RUN = runInfo('2026-11-27T02:00:00.000Z');
const STARTED: RunEvent = { event: 'run-started', run: RUN, graph: 'g', lexiconPath: 'full.lexicon' };
const COUNTS = { mentions: 10, nil: 3, unnamed: 1, concepts: 4 };

function done(outcome: PaperOutcome): RunEvent {
  return { event: 'paper-done', outcome };
}

function written(over: Partial<Extract<PaperOutcome, { kind: 'written' | 'unchanged' }>> = {}): RunEvent {
  return done({
    kind: 'written',
    paperId: 'PMC:PMC1',
    origin: 'full-text',
    textFailure: null,
    counts: COUNTS,
    ...over,
  });
}

function stageDone(over: Partial<Extract<RunEvent, { event: 'stage-done' }>>): RunEvent {
  return { event: 'stage-done', stage: 'fetch', paperId: 'PMC:PMC1', ms: 300, outcome: 'ok', ...over };
}

async function seriesAfter(events: readonly RunEvent[], options: RunMetricsOptions = {}) {
  const metrics = new RunMetrics({ timeOfFile: () => null, ...options });
  for (const event of events) metrics.add(event);
  const { series, faults } = readMetrics(await metrics.text());
  expect(faults).toEqual([]);
  return series;
}

const found: RunEvent = { event: 'paper-found', paperId: 'PMC:PMC1' };
const fetching: RunEvent = { event: 'stage-started', stage: 'fetch', paperId: 'PMC:PMC1' };
const failure = { kind: 'network', message: 'cut off' } as const;

const CASES: readonly (readonly [string, readonly RunEvent[], Readonly<Record<string, number | undefined>>])[] = [
  [
    'nothing yet',
    [],
    {
      'papergraph_papers_total{outcome="written"}': 0,
      'papergraph_retries_total{stage="fetch"}': 0,
      'papergraph_stage_in_flight{stage="link"}': 0,
      'papergraph_stage_duration_seconds_count{stage="write"}': 0,
      papergraph_nil_share: 0,
      papergraph_run_ended_timestamp_seconds: undefined,
      papergraph_lexicon_age_seconds: undefined,
    },
  ],
  [
    'a run begins',
    [STARTED],
    {
      papergraph_run_started_timestamp_seconds: Date.parse(RUN.startedAt) / 1000,
      'papergraph_run_info{version="0.1.0",lexicon="mondo-2026-05-05"}': 1,
    },
  ],
  [
    'papers by outcome',
    [
      written(),
      written({ kind: 'unchanged' }),
      done({ kind: 'skipped', paperId: 'PMC:PMC2', why: 'parked', trouble: trouble() }),
      done({ kind: 'skipped', paperId: 'PMC:PMC3', why: 'waiting', trouble: trouble() }),
      done({ kind: 'failed', paperId: 'PMC:PMC4', trouble: trouble({ stage: 'link', kind: 'too-slow' }) }),
    ],
    {
      'papergraph_papers_total{outcome="written"}': 1,
      'papergraph_papers_total{outcome="unchanged"}': 1,
      'papergraph_papers_total{outcome="parked"}': 1,
      'papergraph_papers_total{outcome="waiting"}': 1,
      'papergraph_papers_total{outcome="failed"}': 1,
      'papergraph_papers_failed_total{stage="link",kind="too-slow"}': 1,
    },
  ],
  [
    'mentions of what was linked now, not of what stood there',
    [written(), written({ kind: 'unchanged' })],
    {
      papergraph_mentions_total: 10,
      papergraph_nil_mentions_total: 3,
      papergraph_nil_share: 0.3,
    },
  ],
  [
    'papers from the card, by why',
    [written({ origin: 'card', textFailure: failure })],
    {
      'papergraph_papers_from_card_total{kind="network"}': 1,
      papergraph_papers_empty_total: 0,
    },
  ],
  [
    'a full text in which nothing is found',
    [written({ counts: { ...COUNTS, mentions: 0, nil: 0 } })],
    {
      papergraph_papers_empty_total: 1,
      papergraph_nil_share: 0,
    },
  ],
  [
    'stages: outcome, latency, in flight',
    [fetching, fetching, stageDone({ ms: 300 })],
    {
      'papergraph_stage_in_flight{stage="fetch"}': 1,
      'papergraph_stage_outcomes_total{stage="fetch",outcome="ok"}': 1,
      'papergraph_stage_duration_seconds_sum{stage="fetch"}': 0.3,
      'papergraph_stage_duration_seconds_bucket{le="0.25",stage="fetch"}': 0,
      'papergraph_stage_duration_seconds_bucket{le="0.5",stage="fetch"}': 1,
    },
  ],
  [
    'bytes and requests by host',
    [
      stageDone({ host: 'example.org', bytes: 50_000 }),
      stageDone({ host: 'example.org', outcome: 'from-card' }),
      stageDone({ host: 'example.org', outcome: 'from-cache' }),
    ],
    {
      'papergraph_fetched_bytes_total{host="example.org"}': 50_000,
      'papergraph_host_fetches_total{host="example.org",outcome="ok"}': 1,
      'papergraph_host_fetches_total{host="example.org",outcome="from-card"}': 1,
      'papergraph_host_fetches_total{host="example.org",outcome="from-cache"}': undefined,
      papergraph_fetched_text_bytes_count: 1,
    },
  ],
  [
    'retries, queues, papers on their way, stopping, input problems',
    [
      found,
      found,
      written(),
      { event: 'retry', stage: 'fetch', paperId: 'PMC:PMC1', attempt: 1, delayMs: 10, reason: 'x' },
      {
        event: 'progress',
        found: 2,
        done: 1,
        inStage: { card: 0, fetch: 1, link: 0, write: 0 },
        queues: { link: 7, write: 3 },
      },
      { event: 'stopping', signal: 'SIGTERM', inFlight: 1 },
      {
        event: 'input-problem',
        problem: { place: { path: 'a.md', line: 1 }, kind: 'not-a-card', message: 'x', fatal: true },
      },
    ],
    {
      papergraph_papers_found_total: 2,
      papergraph_papers_in_flight: 1,
      'papergraph_retries_total{stage="fetch"}': 1,
      'papergraph_queue_length{queue="link"}': 7,
      'papergraph_queue_length{queue="write"}': 3,
      papergraph_run_stopping: 1,
      'papergraph_input_problems_total{kind="not-a-card"}': 1,
    },
  ],
  [
    'a run that ends leaves nothing in flight',
    [
      found,
      fetching,
      {
        event: 'progress',
        found: 1,
        done: 0,
        inStage: { card: 0, fetch: 1, link: 0, write: 0 },
        queues: { link: 7, write: 3 },
      },
      { event: 'run-done', summary: summaryOf(RUN, { papers: { ...summaryOf(RUN).papers, left: 1 } }) },
    ],
    {
      papergraph_papers_in_flight: 0,
      'papergraph_stage_in_flight{stage="fetch"}': 0,
      'papergraph_queue_length{queue="link"}': 0,
      papergraph_papers_left: 1,
      papergraph_run_ended_timestamp_seconds: 1_800_000_000,
    },
  ],
];

describe('figures of a run', () => {
  it.each(CASES)('%s', async (_name, events, expected) => {
    const series = await seriesAfter(events, { now: () => 1_800_000_000_000 });
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, series.get(key)]))).toEqual(expected);
  });

  it('tell the age of the lexicon, by the time of its file', async () => {
    const options = {
      timeOfFile: (path: string) => (path === 'full.lexicon' ? 1000_000 : null),
      now: () => 91_000_000,
    };
    const series = await seriesAfter([STARTED], options);
    expect(series.get('papergraph_lexicon_timestamp_seconds')).toBe(1000);
    expect(series.get('papergraph_lexicon_age_seconds')).toBe(90_000);
  });

  it('tell the memory of the process, under a name that does not collide with that of serve', async () => {
    const series = await seriesAfter([]);
    expect(series.get('papergraph_run_process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect([...series.keys()].filter((key) => !key.startsWith('papergraph_'))).toEqual([]);
  });

  it('have a bounded number of series, and never a paper', async () => {
    const events = [...Array(200).keys()].flatMap((index) => [
      { ...found, paperId: `PMC:PMC${index}` },
      stageDone({ paperId: `PMC:PMC${index}`, host: `host${index}.example.org`, bytes: 10 }),
    ]);
    const series = await seriesAfter(events);
    const hosts = [...series.keys()].filter((key) => key.startsWith('papergraph_fetched_bytes_total{'));
    expect(hosts).toHaveLength(51);
    expect(series.get('papergraph_fetched_bytes_total{host="other"}')).toBe(1500);
    expect([...series.keys()].filter((key) => key.includes('PMC'))).toEqual([]);
  });

  it('of two runs in one process are apart', async () => {
    await seriesAfter([written(), written()]);
    expect((await seriesAfter([written()])).get('papergraph_mentions_total')).toBe(10);
  });
});
