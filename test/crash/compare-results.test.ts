import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/flow/ledger-rows.js';
import type { Trouble } from '../../src/model.js';
import { compareResults } from './compare-results.js';
import type { Result } from './read-result.js';

const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  paperId: 'a',
  title: '',
  place: 'a.md:1',
  url: null,
  otherIds: [],
  state: 'written',
  fingerprint: null,
  graphHash: 'h',
  origin: 'full-text',
  textSha256: '',
  counts: { mentions: 1, nil: 0, unnamed: 0, concepts: 1 },
  tried: null,
  trouble: null,
  isFromRun: true,
  runId: 'r',
  updatedAt: '',
  checkedAt: '',
  ...more,
});

const DISK: Trouble = {
  stage: 'write',
  kind: 'cannot-run',
  message: 'disk',
  class: 'stop',
  attempts: 0,
  nextAttempt: '2026-11-27T00:00:00.000Z',
  parked: false,
};

const GOOD: Result = {
  graph: {},
  hashes: new Map([['a', 'h']]),
  ledger: new Map([['a', entry()]]),
  annotations: new Map([['a', 'n']]),
};

const CASES: readonly (readonly [string, Partial<Result>, readonly string[]])[] = [
  ['all is well', {}, []],
  ['a paper is not in the graph', { hashes: new Map() }, ['paper a: not in the graph']],
  ['a paper is not in the ledger', { ledger: new Map([['a', null]]) }, ['paper a: not in the ledger']],
  [
    'the ledger says that it failed',
    { ledger: new Map([['a', entry({ state: 'failed', trouble: DISK })]]) },
    ['paper a: failed in the ledger (disk)'],
  ],
  [
    'the paper is in trouble still',
    { ledger: new Map([['a', entry({ trouble: DISK })]]) },
    ['paper a: in trouble still (disk)'],
  ],
  [
    'the ledger is ahead of the graph',
    { ledger: new Map([['a', entry({ graphHash: 'new' })]]) },
    ['paper a: hash new in the ledger, h in the graph'],
  ],
  ['annotations are lost', { annotations: new Map() }, ['annotations of a: missing']],
  ['annotations are of another text', { annotations: new Map([['a', 'old']]) }, ['annotations of a: differ']],
  [
    'annotations are of a paper that is none',
    {
      annotations: new Map([
        ['a', 'n'],
        ['z', 'n'],
      ]),
    },
    ['annotations of z: should not be there'],
  ],
];

describe('comparing results', () => {
  it.each(CASES)('%s', (_name, changed, differences) => {
    const compared = compareResults({ ...GOOD, ...changed }, GOOD, { ids: ['a'], isFact: () => false });
    expect(compared.differences).toEqual(differences);
  });
});
