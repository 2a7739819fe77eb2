import { afterAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../pipelines/serve.js';
import type { LedgerCounts } from '../../src/flow/ledger.js';
import { StateLock } from '../../src/flow/state-lock.js';
import { KeptCounts } from '../../src/watch/kept-counts.js';
import { ask, formTokenIn, ownForm } from './ask.js';
import { addRun, GRAPH, newState, openLedger, paper, settingsFor, summaryOf, trouble } from './state-fixture.js';

/** A ledger that says how often it counted, each time at this cost in milliseconds, and the clock that it moves. */
function counting(cost: number) {
  let now = 0;
  let papers = 0;
  const none = { fullText: 0, cardOnly: 0, failed: 0, due: 0, waiting: 0, parked: 0, givenUp: 0 };
  const counts = (): LedgerCounts => {
    now += cost;
    papers += 1;
    return { papers, ...none };
  };
  const kept = new KeptCounts({ counts }, () => now);
  const papersAfter = (ms: number, graph = 'g') => {
    now += ms;
    return kept.of(graph).papers;
  };
  return { kept, papersAfter };
}

describe('counts that are kept', () => {
  it.each([
    ['cheap ones for ten seconds', 1, [0, 5000, 4999, 1, 9999], [1, 1, 1, 2, 2]],
    ['dear ones for twenty times their cost', 2000, [0, 10_000, 29_999, 1, 39_999, 1], [1, 1, 1, 2, 2, 3]],
  ])('%s', (_name, cost, waits, expected) => {
    const { papersAfter } = counting(cost);
    expect(waits.map((ms) => papersAfter(ms))).toEqual(expected);
  });

  it('each graph by itself, and anew when told', () => {
    const { kept, papersAfter } = counting(1);
    expect([papersAfter(0, 'a'), papersAfter(0, 'b'), papersAfter(0, 'a')]).toEqual([1, 2, 1]);
    kept.forget('a');
    expect([papersAfter(0, 'a'), papersAfter(0, 'b')]).toEqual([3, 2]);
  });
});

describe('a server', () => {
  const open: RunningServer[] = [];
  afterAll(async () => {
    for (const server of open) await server.close();
  });

  it('counts once for pages and scrapes, tells of a run as it is, and counts anew after a retry', async () => {
    const folder = newState();
    const run = addRun(folder, new Date(Date.now() - 60_000).toISOString(), { state: null });
    const lock = StateLock.take(folder, 'papergraph link');
    const ledger = openLedger(folder);
    const failed = { failed: true, written: null, trouble: trouble() };
    ledger.record(GRAPH, [paper('PMC:PMC1'), paper('PMC:PMC2', failed)]);
    const server = await startServer(settingsFor(folder));
    open.push(server);
    const { address } = server;
    expect((await ask(address, '/')).body).toMatch(/<strong>2<\/strong> papers/);

    ledger.record(GRAPH, [paper('PMC:PMC3')]);
    const papers = { found: 77, written: 33, unchanged: 0, fromCardOnly: 0, skipped: 0, failed: 0, left: 0 };
    const progress = {
      found: 77,
      done: 33,
      inStage: { card: 0, fetch: 9, link: 1, write: 1 },
      queues: { link: 0, write: 0 },
    };
    ledger.runs.report(run.id, { summary: summaryOf(run, { papers }), progress, metrics: '' });
    const { body } = await ask(address, '/');
    expect(body).toMatch(/<strong>2<\/strong> papers/);
    expect(body).toMatch(/aria-valuenow="33"/);
    expect((await ask(address, '/metrics')).body).toMatch(/^papergraph_ledger_papers\{graph="state\/graph"\} 2$/m);

    const form = { form: formTokenIn((await ask(address, '/papers')).body), graph: GRAPH, paper: 'PMC:PMC2' };
    expect((await ask(address, '/retry', { form, headers: ownForm(address) })).status).toBe(303);
    expect((await ask(address, '/')).body).toMatch(/<strong>3<\/strong> papers/);
    ledger.close();
    lock.release();
  });
});
