import { expect, it } from 'vitest';
import { SeenRuns } from '../../src/watch/seen-runs.js';
import { papergraph } from '../support/cli.js';
import { addRun, GRAPH, newState, openLedger, paper } from './state-fixture.js';

it('a run that ends between its record and the lock has not crashed', () => {
  const folder = newState();
  const { id } = addRun(folder, '2026-11-25T02:00:00.000Z', { state: null });
  const ledger = openLedger(folder);
  const read = ledger.runs.list({ limit: 1 });
  const seen = new SeenRuns(ledger.runs, () => {
    ledger.runs.end(id, { state: 'done', exitCode: 0, error: null });
    return false;
  });
  expect(read.map((run) => seen.asItIs(run))).toMatchObject([{ state: 'done', exitCode: 0, error: null }]);
  ledger.close();
});

it('"status" tells of a killed run as pages do, as text and as JSON', async () => {
  const folder = newState();
  addRun(folder, '2026-11-25T02:00:00.000Z', { state: null });
  const ledger = openLedger(folder);
  ledger.record(GRAPH, [paper('PMC:PMC1')]);
  ledger.close();
  const text = await papergraph(['status', '--state', folder]);
  expect(text.stdout).toMatch(/Z-abcd +crashed /);
  const json = JSON.parse((await papergraph(['status', '--json', '--state', folder])).stdout);
  expect(json.graphs[0].runs).toMatchObject([{ state: 'crashed' }]);
});
