import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { traceRun } from '../../pipelines/trace-run.js';
import type { RunEvent } from '../../src/model.js';
import type { Span } from '../../src/watch/otlp.js';
import { RunTraces } from '../../src/watch/run-traces.js';
import { newState, runInfo, settingsFor, summaryOf, trouble } from './state-fixture.js';

const RUN = runInfo('2026-11-27T02:00:00.000Z');
const COUNTS = { mentions: 10, nil: 3, unnamed: 1, concepts: 4 };
const paperId = 'PMC:PMC1';

const STARTED: RunEvent = { event: 'run-started', run: RUN, graph: 'g', lexiconPath: 'l' };
const FOUND: RunEvent = { event: 'paper-found', paperId };
const FETCHED: RunEvent = {
  event: 'stage-done',
  stage: 'fetch',
  paperId,
  ms: 300,
  outcome: 'ok',
  host: 'example.org',
  bytes: 500,
};
const RETRY: RunEvent = { event: 'retry', stage: 'fetch', paperId, attempt: 1, delayMs: 20.4, reason: 'cut off' };
const LINKED: RunEvent = { event: 'stage-done', stage: 'link', paperId, ms: 100, outcome: 'ok' };
const WRITTEN: RunEvent = {
  event: 'paper-done',
  outcome: { kind: 'written', paperId, origin: 'full-text', textFailure: null, counts: COUNTS },
};
const FAILED: RunEvent = {
  event: 'paper-done',
  outcome: { kind: 'failed', paperId, trouble: trouble({ stage: 'link', kind: 'too-slow', message: 'took too long' }) },
};
const SKIPPED: RunEvent = {
  event: 'paper-done',
  outcome: { kind: 'skipped', paperId, why: 'waiting', trouble: trouble() },
};
const ENDED: RunEvent = { event: 'run-done', summary: summaryOf(RUN) };

/** Spans of these events, one each 1000 ms from 10,000 on. */
function spansOf(events: readonly RunEvent[]): Span[] {
  const spans: Span[] = [];
  let now = 9000;
  const traces = new RunTraces({ onSpans: (more) => spans.push(...more), now: () => now });
  for (const event of events) {
    now += 1000;
    traces.add(event);
  }
  return spans;
}

describe('traces of papers', () => {
  it.each<[string, readonly RunEvent[], readonly string[]]>([
    [
      'a paper with its stages',
      [STARTED, FOUND, FETCHED, LINKED, WRITTEN],
      ['paper 11000-14000', 'fetch 11700-12000', 'link 12900-13000'],
    ],
    ['a paper that failed', [STARTED, FOUND, FAILED], ['paper 11000-12000 took too long']],
    ['a paper that is not due', [STARTED, FOUND, SKIPPED], []],
    ['a paper that was put back', [STARTED, FOUND, FETCHED, ENDED, WRITTEN], []],
    ['a paper that nobody found', [STARTED, FETCHED, WRITTEN], []],
  ])('%s', (_name, events, expected) => {
    const shown = spansOf(events).map(
      ({ name, start, end, error }) => `${name} ${start}-${end}${error === null ? '' : ` ${error}`}`,
    );
    expect(shown).toEqual(expected);
  });

  it('have one id, the stages below the paper, and say what was done', () => {
    const [paper, fetch, link] = spansOf([STARTED, FOUND, RETRY, FETCHED, LINKED, WRITTEN]);
    expect(paper?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect([fetch?.traceId, link?.traceId]).toEqual([paper?.traceId, paper?.traceId]);
    expect([paper?.parentSpanId, fetch?.parentSpanId, link?.parentSpanId]).toEqual([
      null,
      paper?.spanId,
      paper?.spanId,
    ]);
    expect(new Set([paper?.spanId, fetch?.spanId, link?.spanId]).size).toBe(3);
    expect(paper?.attributes).toEqual({
      'run.id': RUN.id,
      'paper.id': paperId,
      outcome: 'written',
      origin: 'full-text',
      mentions: 10,
      nil: 3,
    });
    expect(fetch?.attributes).toEqual({ outcome: 'ok', 'server.address': 'example.org', bytes: 500 });
    expect(fetch?.events).toEqual([
      { at: 12_000, name: 'retry', attributes: { attempt: 1, 'delay.ms': 20, reason: 'cut off' } },
    ]);
    expect(link?.events).toEqual([]);
  });
});

describe('a collector', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function collector(status = 200) {
    const asked: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        asked.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces).toString() });
        response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const place = server.address();
    return { asked, endpoint: `http://127.0.0.1:${place !== null && typeof place === 'object' ? place.port : 0}` };
  }

  function tracing(endpoint: string | null, headers: string | null = null) {
    const problems: string[] = [];
    const settings = { ...settingsFor(newState()), traces: { endpoint, headers } };
    return { problems, run: traceRun(settings, (message) => problems.push(message)) };
  }

  it('gets spans in the JSON of OTLP, with its headers', async () => {
    const { asked, endpoint } = await collector();
    const { run, problems } = tracing(`${endpoint}/`, 'api-key=a%20b, tenant=50%');
    for (const event of [STARTED, FOUND, FETCHED, FAILED]) run.add(event);
    await run.close();
    expect([asked.length, problems]).toEqual([1, []]);
    expect(asked[0]).toMatchObject({
      path: '/v1/traces',
      headers: { 'content-type': 'application/json', 'api-key': 'a b', tenant: '50%' },
    });
    const { resourceSpans } = JSON.parse(asked[0]?.body ?? '');
    expect(resourceSpans[0].resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'papergraph' },
    });
    const [paper, fetch] = resourceSpans[0].scopeSpans[0].spans;
    expect(paper).toMatchObject({ name: 'paper', kind: 1, status: { code: 2, message: 'took too long' } });
    expect(paper.startTimeUnixNano).toMatch(/^\d{19}$/);
    expect(BigInt(fetch.endTimeUnixNano) - BigInt(fetch.startTimeUnixNano)).toBe(300_000_000n);
    expect(fetch).toMatchObject({ parentSpanId: paper.spanId, status: { code: 0 } });
    expect(fetch.attributes).toContainEqual({ key: 'bytes', value: { intValue: '500' } });
  });

  it('gets many spans in requests of some hundred, each span once', async () => {
    const { asked, endpoint } = await collector();
    const { run } = tracing(endpoint);
    run.add(STARTED);
    for (let index = 0; index < 700; index++) for (const event of [FOUND, FETCHED, WRITTEN]) run.add(event);
    await run.close();
    const sizes = asked.map(({ body }) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256);
    const ids = asked.flatMap(({ body }) => [...body.matchAll(/"spanId":"(\w+)"/g)].map(([, id]) => id));
    expect([ids.length, new Set(ids).size]).toEqual([1400, 1400]);
  });

  it.each([
    ['that refuses', 503, /status 503/],
    ['that is away', null, /fetch failed/],
  ] as const)('%s costs spans only, and is told of once', async (_name, status, message) => {
    const { endpoint } = await collector(status ?? 200);
    if (status === null) closers.pop()?.();
    const { run, problems } = tracing(endpoint);
    run.add(STARTED);
    for (let index = 0; index < 700; index++) for (const event of [FOUND, WRITTEN]) run.add(event);
    await run.close();
    for (const event of [FOUND, WRITTEN]) run.add(event);
    await run.close();
    expect(problems).toEqual([expect.stringMatching(message)]);
  });

  it.each(['collector:4317', 'grpc://collector:4317', '//collector', 'http://', '4317', 'not an address'])(
    'that cannot be one (%s) is told of once, after the run began',
    async (endpoint) => {
      const { run, problems } = tracing(endpoint);
      run.add(STARTED);
      expect(problems).toEqual([]);
      for (const event of [FOUND, FETCHED, WRITTEN, ENDED]) run.add(event);
      await run.close();
      expect(problems).toEqual([expect.stringContaining(`got ${JSON.stringify(endpoint)}`)]);
    },
  );

  it('that no setting names gets nothing', async () => {
    const { run, problems } = tracing(null);
    for (const event of [STARTED, FOUND, WRITTEN]) run.add(event);
    await run.close();
    expect(problems).toEqual([]);
  });
});
