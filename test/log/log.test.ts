import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger, eventLogger, type LogOptions, logForm } from '../../src/log.js';
import type { RunEvent, StageName, Trouble } from '../../src/model.js';
import { harmIn, nasty } from '../support/nasty.js';

const RUN = { id: 'r-1', startedAt: '2026-11-27T21:00:00.000Z', version: '1', lexicon: 'starter-1', settingsHash: '' };
const STARTED: RunEvent = { event: 'run-started', run: RUN, graph: 'the graph', lexiconPath: 'starter' };
const FETCHED: RunEvent = { event: 'stage-done', stage: 'fetch', paperId: 'PMC:PMC1', ms: 1234.56, outcome: 'ok' };
const FROM_CARD: RunEvent = { ...FETCHED, outcome: 'from-card', message: 'http-status: expected 200, but it is 404' };
const RETRY: RunEvent = {
  event: 'retry',
  stage: 'fetch',
  paperId: 'PMC:PMC1',
  attempt: 2,
  delayMs: 99.6,
  reason: 'reset',
};
function trouble(message: string): Trouble {
  return { stage: 'link', kind: 'too-slow', message, class: 'retry', attempts: 2, nextAttempt: null, parked: true };
}

const FAILED: RunEvent = {
  event: 'paper-done',
  outcome: { kind: 'failed', paperId: 'DOI:10.1/a b', trouble: trouble('no words') },
};
const PROGRESS: RunEvent = {
  event: 'progress',
  done: 3,
  found: 9,
  inStage: { card: 0, fetch: 4, link: 2, write: 0 },
  queues: { link: 1, write: 0 },
};
const FOUND: RunEvent = { event: 'paper-found', paperId: 'PMC:PMC1' };

function written(events: readonly RunEvent[], options: Omit<LogOptions, 'destination'>): string {
  const parts: string[] = [];
  const write = eventLogger(createLogger({ ...options, destination: { write: (text) => parts.push(text) } }), RUN.id);
  for (const event of events) write(event);
  return parts.join('');
}

const ALL = [STARTED, FOUND, FETCHED, FROM_CARD, RETRY, FAILED, PROGRESS];

describe('the log in JSON', () => {
  it('has a line an event with run, paper, stage, duration, outcome', () => {
    const lines = written(ALL, { level: 'debug' }).trimEnd().split('\n');
    const records = lines.map((line): Record<string, unknown> => JSON.parse(line));
    expect(records.map((record) => [record['level'], record['msg']])).toEqual([
      ['info', 'run-started'],
      ['debug', 'paper-found'],
      ['info', 'stage-done'],
      ['warn', 'stage-done'],
      ['warn', 'retry'],
      ['error', 'paper-done'],
      ['info', 'progress'],
    ]);
    expect(records[3]).toMatchObject({
      run: 'r-1',
      paper: 'PMC:PMC1',
      stage: 'fetch',
      ms: 1234.6,
      outcome: 'from-card',
    });
    expect(records.every((record) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(record['time'])))).toBe(true);
  });
});

describe('the readable log', () => {
  it('has one calm line an event: time, level, paper, stage, duration, outcome, reason', () => {
    const lines = written(ALL, { level: 'debug', form: 'text' })
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /, ''));
    expect(lines).toEqual([
      'INFO   run-started         run=r-1  graph="the graph"  lexicon=starter  release=starter-1  version=1',
      'DEBUG  PMC:PMC1                              paper-found',
      'INFO   PMC:PMC1            fetch    1.235 s  ok',
      'WARN   PMC:PMC1            fetch    1.235 s  from-card   http-status: expected 200, but it is 404',
      'WARN   PMC:PMC1            fetch             retry       attempt=2  delayMs=100  reset',
      'ERROR  "DOI:10.1/a b"      link              failed      kind=too-slow  attempts=2  next=parked  no words',
      'INFO   progress            done=3  found=9  inStage={"card":0,"fetch":4,"link":2,"write":0}  queues={"link":1,"write":0}',
    ]);
  });

  it.each([
    ['x'.repeat(5000), 600],
    ['🧬'.repeat(650), 600],
    ['x'.repeat(600), 600],
  ])('shows so much of a long reason', (reason, letters) => {
    const line = written([{ ...RETRY, reason }], { level: 'info', form: 'text' });
    expect([...line.slice(line.indexOf('delayMs=100  ') + 13).trimEnd()]).toHaveLength(letters);
  });

  it('has colors only when asked', () => {
    expect(written([FAILED], { level: 'info', form: 'text', colors: true })).toContain('Z \u001b[31mERROR \u001b[0m ');
    expect(written([FETCHED], { level: 'info', form: 'text', colors: true })).not.toContain('\u001b');
    expect(written([FAILED], { level: 'info', form: 'text' })).not.toContain('\u001b');
  });
});

describe.each(['json', 'text'] as const)('levels in %s', (form) => {
  it.each([
    ['debug', 7],
    ['info', 6],
    ['warn', 3],
    ['error', 1],
  ] as const)('%s gives %d lines', (level, lines) => {
    expect(written(ALL, { level, form }).split('\n')).toHaveLength(lines + 1);
  });
});

describe('what the format means', () => {
  it.each([
    ['auto', true, {}, 'progress', true],
    ['auto', false, {}, 'json', false],
    ['text', true, {}, 'text', true],
    ['text', true, { NO_COLOR: '1' }, 'text', false],
    ['text', true, { NO_COLOR: '' }, 'text', true],
    ['text', true, { TERM: 'dumb' }, 'text', false],
    ['text', false, {}, 'text', false],
    ['json', true, {}, 'json', true],
    ['progress', false, {}, 'progress', false],
  ] as const)('%s, terminal %j, %j: %s, colors %j', (format, isTerminal, environment, form, colors) => {
    expect(logForm(format, { isTerminal, environment })).toEqual({ form, colors });
  });
});

/** Events that carry text from outside in every field that can hold it. */
const nastyEvents: fc.Arbitrary<RunEvent> = fc.tuple(nasty, nasty, nasty).chain(([a, b, c]) => {
  const stage: StageName = 'fetch';
  return fc.constantFrom<RunEvent>(
    { event: 'run-started', run: { ...RUN, lexicon: a, version: b }, graph: c, lexiconPath: a },
    { event: 'input-problem', problem: { place: { path: a, line: 1 }, kind: 'not-a-card', message: b, fatal: true } },
    { event: 'paper-found', paperId: a },
    { event: 'stage-started', stage, paperId: a },
    { event: 'stage-done', stage, paperId: a, ms: 1, outcome: 'failed', message: b },
    { event: 'retry', stage, paperId: a, attempt: 1, delayMs: 1, reason: c },
    { event: 'paper-done', outcome: { kind: 'failed', paperId: a, trouble: trouble(b) } },
    { event: 'paper-done', outcome: { kind: 'skipped', paperId: a, why: 'waiting', trouble: trouble(c) } },
    { event: 'stopping', signal: a, inFlight: 1 },
  );
});

describe('text from outside', () => {
  it('makes no line and no code of its own in the readable form', () => {
    fc.assert(
      fc.property(nastyEvents, (event) => {
        const text = written([event], { level: 'debug', form: 'text' });
        expect(text.split('\n')).toHaveLength(2);
        expect(harmIn(text, true)).toEqual([]);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARN|ERROR|DEBUG) /);
      }),
      { numRuns: 1000 },
    );
  });

  it('makes none in JSON either, and is there unchanged', () => {
    fc.assert(
      fc.property(nastyEvents, nasty, (event, reason) => {
        const events = [event, { ...RETRY, reason }];
        const text = written(events, { level: 'debug' });
        expect(harmIn(text, true)).toEqual([]);
        const lines = text.trimEnd().split('\n');
        expect(lines).toHaveLength(2);
        const records = lines.map((line): Record<string, unknown> => JSON.parse(line));
        expect(records.map((record) => record['msg'])).toEqual([event.event, 'retry']);
        expect(records[1]?.['reason']).toBe(reason);
      }),
      { numRuns: 1000 },
    );
  });
});
