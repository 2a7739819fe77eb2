import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../src/flow/ledger.js';
import type { PaperResult } from '../../src/flow/paper-result.js';
import type { Fingerprint, Trouble } from '../../src/model.js';

function ledgerPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'papergraph-ledger-')), 'deep', 'ledger.db');
}

const PRINT: Fingerprint = { text: 't', card: 'c', lexicon: 'l', model: 'm', settings: 's', curation: 'u' };
const COUNTS = { mentions: 3, nil: 1, unnamed: 1, concepts: 2 };
const WRITTEN = { graphHash: 'h1', origin: 'full-text', textSha256: 't', counts: COUNTS, annotations: null } as const;

function result(paperId: string, over: Partial<PaperResult> = {}): PaperResult {
  const card = {
    otherIds: [`DOI:10.1/${paperId}`],
    title: `Title of ${paperId}`,
    place: 'cards/a.md:1',
    url: `https://example.org/${paperId}`,
  };
  const good = { tried: PRINT, written: WRITTEN, failed: false, trouble: null, ms: 12, runId: 'r1' };
  return { paperId, ...card, ...good, ...over };
}

function trouble(over: Partial<Trouble> = {}): Trouble {
  const next = { attempts: 1, nextAttempt: '2026-11-27T02:00:00.000Z', parked: false };
  return { stage: 'fetch', kind: 'network', message: 'no connection', class: 'retry', ...next, ...over };
}

function failed(paperId: string, over: Partial<Trouble> = {}): PaperResult {
  return result(paperId, { written: null, failed: true, trouble: trouble({ stage: 'link', ...over }) });
}

function kept(paperId: string, body: Uint8Array): PaperResult {
  return result(paperId, { written: { ...WRITTEN, annotations: body } });
}

it('gives back what was entered, per graph', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g1', [result('PMC:PMC1'), result('PMC:PMC2', { trouble: trouble() })]);
  expect(ledger.get('g1', 'PMC:PMC1')).toMatchObject({
    title: 'Title of PMC:PMC1',
    place: 'cards/a.md:1',
    state: 'written',
    fingerprint: PRINT,
    tried: PRINT,
    graphHash: 'h1',
    origin: 'full-text',
    counts: COUNTS,
    trouble: null,
    runId: 'r1',
  });
  expect(ledger.get('g1', 'PMC:PMC2')?.trouble).toEqual(trouble());
  expect(ledger.get('g2', 'PMC:PMC1')).toBeNull();
  ledger.close();
});

it('tells papers that a run wrote from those that it only learned something of', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [result('PMC:PMC1'), result('PMC:PMC2'), result('PMC:PMC3'), result('PMC:PMC4')]);
  ledger.record('g', [
    result('PMC:PMC2', { runId: 'r2' }),
    result('PMC:PMC3', { runId: 'r2', written: null, trouble: trouble() }),
    { ...failed('PMC:PMC4'), runId: 'r2' },
  ]);
  const of = (runId: string) => ledger.papers('g', { runId }).map((entry) => [entry.paperId, entry.isFromRun]);
  expect(of('r1')).toEqual([['PMC:PMC1', true]]);
  expect(of('r2')).toEqual([
    ['PMC:PMC2', true],
    ['PMC:PMC3', false],
    ['PMC:PMC4', false],
  ]);
  for (const paperId of ['PMC:PMC1', 'PMC:PMC3']) {
    const fingerprint = ledger.get('g', paperId)?.fingerprint;
    if (fingerprint) ledger.carryOver('g', { paperId, runId: 'r3', fingerprint: { ...fingerprint, lexicon: 'later' } });
    expect(ledger.get('g', paperId)?.fingerprint?.lexicon).toBe('later');
  }
  expect([of('r1'), of('r2')[1]]).toEqual([[['PMC:PMC1', true]], ['PMC:PMC3', false]]);
  ledger.close();
});

it('keeps entries over closing and opening', () => {
  const path = ledgerPath();
  const first = Ledger.open(path);
  first.record('g', [kept('PMC:PMC1', Uint8Array.of(1, 2, 255))]);
  const before = first.get('g', 'PMC:PMC1');
  first.close();
  const second = Ledger.open(path);
  expect(second.get('g', 'PMC:PMC1')).toEqual(before);
  expect([...second.annotationsOf('g')]).toEqual([{ paperId: 'PMC:PMC1', body: Uint8Array.of(1, 2, 255) }]);
  expect(second.annotations('g', 'PMC:PMC1')).toEqual(Uint8Array.of(1, 2, 255));
  second.close();
});

it('knows what stands in the graph also after a failure', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [result('PMC:PMC1')]);
  ledger.record('g', [{ ...failed('PMC:PMC1'), tried: { ...PRINT, text: '' } }]);
  expect(ledger.get('g', 'PMC:PMC1')).toMatchObject({ state: 'failed', graphHash: 'h1', fingerprint: PRINT });
  expect(ledger.get('g', 'PMC:PMC1')?.tried?.text).toBe('');
  ledger.close();
});

it('gives annotations in the order of ids', () => {
  const ledger = Ledger.open(ledgerPath());
  const ids = ['PMC:PMC3', 'PMC:PMC1', 'DOI:10.1/a', 'PMC:PMC2'];
  ledger.record(
    'g',
    ids.map((id) => kept(id, Uint8Array.of(7))),
  );
  expect([...ledger.annotationsOf('g')].map(({ paperId }) => paperId)).toEqual(ids.toSorted());
  ledger.close();
});

it('drops annotations of an earlier text when a paper is written without any', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [kept('PMC:PMC1', Uint8Array.of(7))]);
  ledger.record('g', [failed('PMC:PMC1')]);
  expect([...ledger.annotationsOf('g')]).toHaveLength(1);
  ledger.record('g', [result('PMC:PMC1')]);
  expect([...ledger.annotationsOf('g')]).toEqual([]);
  ledger.close();
});

describe('papers of a selection', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [
    result('a'),
    result('b', { trouble: trouble({ kind: 'http-status' }), written: { ...WRITTEN, origin: 'card' } }),
    failed('c', { kind: 'too-slow', class: 'skip', nextAttempt: null }),
    failed('d', { kind: 'network', parked: true, nextAttempt: null }),
  ]);

  it.each([
    [{}, ['a', 'b', 'c', 'd']],
    [{ inTrouble: true }, ['b', 'c', 'd']],
    [{ inTrouble: false }, ['a']],
    [{ kind: 'http-status' }, ['b']],
    [{ class: 'retry' }, ['b', 'd']],
    [{ class: 'retry', parked: false }, ['b']],
    [{ stage: 'link' }, ['c', 'd']],
    [{ parked: true }, ['d']],
    [{ paperId: 'c' }, ['c']],
    [{ text: 'TITLE OF B' }, ['b']],
    [{ text: 'doi:10.1/c' }, ['c']],
    [{ text: 'example.org/D' }, ['d']],
    [{ text: "no'such" }, []],
  ] as const)('%j', (selection, ids) => {
    expect(ledger.papers('g', selection).map(({ paperId }) => paperId)).toEqual(ids);
  });

  it('comes in pages', () => {
    expect(ledger.papers('g', {}, { limit: 2 }).map(({ paperId }) => paperId)).toEqual(['a', 'b']);
    expect(ledger.papers('g', {}, { limit: 2, after: 'b' }).map(({ paperId }) => paperId)).toEqual(['c', 'd']);
  });

  it('is counted', () => {
    const counts = { papers: 4, fullText: 1, cardOnly: 1, failed: 2, parked: 1, givenUp: 1 };
    expect(ledger.counts('g', Date.parse('2026-11-27T01:59:59Z'))).toEqual({ ...counts, due: 0, waiting: 1 });
    expect(ledger.counts('g', Date.parse('2026-11-27T02:00:00Z'))).toEqual({ ...counts, due: 1, waiting: 0 });
    expect(ledger.counts('other')).toMatchObject({ papers: 0, due: 0 });
  });
});

it('makes papers due when somebody asks, and says so in their history', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [result('a'), failed('b', { parked: true, nextAttempt: null, attempts: 10 }), failed('c')]);
  expect(ledger.askRetry('g', { parked: true })).toEqual(['b']);
  const after = ledger.get('g', 'b')?.trouble;
  expect(after).toMatchObject({ parked: false, attempts: 0 });
  expect(Date.parse(after?.nextAttempt ?? '')).toBeLessThanOrEqual(Date.now());
  expect(ledger.history('g', 'b').map(({ event }) => event)).toEqual(['parked', 'retry-asked']);
  expect(ledger.askRetry('g', {})).toEqual(['b', 'c']);
  ledger.close();
});

it('forgets a paper but for the fact that it was forgotten', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [kept('a', Uint8Array.of(1)), result('b')]);
  ledger.forget('g', ['a', 'unknown']);
  expect([ledger.get('g', 'a'), ledger.annotations('g', 'a')]).toEqual([null, null]);
  expect(ledger.get('g', 'b')).not.toBeNull();
  expect(ledger.history('g', 'a').map(({ event }) => event)).toEqual(['written', 'forgotten']);
  ledger.close();
});

it('tells a paper’s story, of which the last 50 events are kept', () => {
  const ledger = Ledger.open(ledgerPath());
  const steps = [
    result('a', { trouble: trouble(), written: { ...WRITTEN, origin: 'card' } }),
    failed('a'),
    failed('a', { parked: true }),
    result('a', { written: null }),
    result('a', { written: null }),
    result('a'),
  ];
  for (const step of steps) ledger.record('g', [step]);
  expect(ledger.history('g', 'a').map(({ event }) => event)).toEqual([
    'from-card',
    'failed',
    'parked',
    'recovered',
    'written',
  ]);
  expect(ledger.history('g', 'a')[1]).toMatchObject({ stage: 'link', message: 'no connection', runId: 'r1', ms: 12 });
  for (let index = 0; index < 60; index++) ledger.record('g', [failed('a', { message: `number ${index}` })]);
  const messages = ledger.history('g', 'a').map(({ message }) => message);
  expect([messages.length, messages[0], messages.at(-1)]).toEqual([50, 'number 10', 'number 59']);
  ledger.close();
});

it('refuses a file that is no ledger, naming it and what to do', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'papergraph-ledger-')), 'ledger.db');
  writeFileSync(path, 'not a database, but long enough to be taken for a header of one'.repeat(20));
  expect(() => Ledger.open(path)).toThrow(/ledger\.db: expected the ledger of earlier runs .*--state/);
});

it('refuses a ledger of a newer layout', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'papergraph-ledger-')), 'ledger.db');
  const database = new Database(path);
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect(() => Ledger.open(path)).toThrow(/layout 3 or older, got 99/);
});

/** What the tables were before layout 3. */
const LAYOUT_2 = `
  CREATE TABLE papers (
    graph_id TEXT NOT NULL, paper_id TEXT NOT NULL,
    state TEXT NOT NULL, fingerprint TEXT NOT NULL, graph_hash TEXT NOT NULL,
    origin TEXT, text_failure TEXT, reason TEXT,
    mentions INTEGER NOT NULL, nil INTEGER NOT NULL, concepts INTEGER NOT NULL,
    attempts INTEGER NOT NULL, run_id TEXT NOT NULL, updated_at TEXT NOT NULL,
    unnamed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (graph_id, paper_id)
  ) WITHOUT ROWID;
  CREATE TABLE annotations (graph_id TEXT NOT NULL, paper_id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (graph_id, paper_id));
  INSERT INTO papers VALUES ('g', 'good', 'written', 'f', 'h', 'full-text', NULL, NULL, 5, 2, 3, 1, 'r', '2026-11-01', 1),
    ('g', 'card', 'written', 'f', 'h', 'card', 'network', NULL, 5, 2, 3, 1, 'r', '2026-11-01', 1),
    ('g', 'link', 'written', 'f', 'h', 'card', 'no-link', NULL, 5, 2, 3, 1, 'r', '2026-11-01', 1),
    ('g', 'bad', 'failed', '', '', NULL, NULL, 'broken', 0, 0, 0, 4, 'r', '2026-11-01', 0);
  INSERT INTO annotations VALUES ('g', 'good', x'07');
  PRAGMA user_version = 2;
`;

it.each([1, 2])('goes on with a ledger of layout %i', (layout) => {
  const path = ledgerPath();
  Ledger.open(path).close();
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  const database = new Database(path);
  database.exec(LAYOUT_2);
  if (layout === 1) database.exec('ALTER TABLE papers DROP COLUMN unnamed; PRAGMA user_version = 1');
  database.close();
  const ledger = Ledger.open(path);
  const counts = { mentions: 5, nil: 2, unnamed: layout === 1 ? 0 : 1, concepts: 3 };
  expect(ledger.get('g', 'good')).toMatchObject({ fingerprint: null, graphHash: 'h', counts, trouble: null });
  expect(ledger.get('g', 'card')?.trouble).toMatchObject({ kind: 'network', class: 'retry', stage: 'fetch' });
  expect(ledger.get('g', 'link')?.trouble).toBeNull();
  expect(ledger.get('g', 'bad')).toMatchObject({ state: 'failed', trouble: { message: 'broken', attempts: 4 } });
  expect(ledger.annotations('g', 'good')).toEqual(Uint8Array.of(7));
  ledger.record('g', [result('good')]);
  expect(ledger.get('g', 'good')?.fingerprint).toEqual(PRINT);
  ledger.close();
  Ledger.open(path).close();
});

it('is opened and read while another process writes', () => {
  const path = ledgerPath();
  const first = Ledger.open(path);
  first.record('g', [result('PMC:PMC1')]);
  const writer = new Database(path);
  writer.exec('BEGIN IMMEDIATE');
  const reader = Ledger.open(path);
  expect(reader.get('g', 'PMC:PMC1')?.graphHash).toBe('h1');
  for (const open of [reader, first, writer]) open.close();
});

describe('runs', () => {
  const run = (id: string, startedAt: string) => ({
    id,
    startedAt,
    version: '1',
    lexicon: 'l',
    terminologies: [],
    model: '',
    settings: '',
    curation: '',
  });
  const of = { graphId: 'g', graph: 'here', pid: 7, command: 'papergraph link' };

  it('are entered, told of and ended; one that did not end crashed when the next begins', () => {
    const ledger = Ledger.open(ledgerPath());
    ledger.runs.begin(run('r1', '2026-11-01'), of);
    expect(ledger.runs.get('r1')).toMatchObject({ state: 'running', summary: null, exitCode: null, ...of });
    ledger.runs.begin(run('r2', '2026-11-02'), { ...of, graphId: 'other' });
    ledger.runs.end('r2', { state: 'done', exitCode: 0, error: null });
    expect(ledger.runs.list({ limit: 10 }).map(({ runId, state }) => [runId, state])).toEqual([
      ['r2', 'done'],
      ['r1', 'crashed'],
    ]);
    expect(ledger.runs.list({ limit: 10, graphId: 'g' }).map(({ runId }) => runId)).toEqual(['r1']);
    expect(ledger.runs.get('r2')).toMatchObject({ exitCode: 0, endedAt: expect.stringMatching(/^20/) });
    ledger.runs.cannotBegin(
      { runId: 'r3', startedAt: '2026-11-03', graph: 'bolt://x', command: 'c', pid: 7 },
      'no server',
    );
    expect(ledger.runs.list({ limit: 1, graphId: 'g' })[0]).toMatchObject({
      runId: 'r3',
      state: 'failed',
      error: 'no server',
      exitCode: 2,
    });
    expect(ledger.runs.get('unknown')).toBeNull();
    ledger.close();
  });
});
