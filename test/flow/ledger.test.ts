import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { Ledger, type LedgerEntry } from '../../src/flow/ledger.js';

function ledgerPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'papergraph-ledger-')), 'deep', 'ledger.db');
}

function entry(paperId: string, over: Partial<LedgerEntry> = {}): LedgerEntry {
  const counts = { mentions: 3, nil: 1, unnamed: 1, concepts: 2 };
  const written = { state: 'written', fingerprint: 'f1', graphHash: 'h1', origin: 'full-text' } as const;
  return { paperId, ...written, textFailure: null, reason: null, counts, runId: 'r1', ...over };
}

const failed = { state: 'failed', fingerprint: '', graphHash: '', origin: null, reason: 'no server' } as const;

it('gives back what was entered, per graph', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g1', [entry('PMC:PMC1'), entry('PMC:PMC2', { textFailure: 'robots', origin: 'card' })]);
  expect(ledger.get('g1', 'PMC:PMC1')).toEqual(entry('PMC:PMC1'));
  expect(ledger.get('g1', 'PMC:PMC2')?.textFailure).toBe('robots');
  expect(ledger.get('g2', 'PMC:PMC1')).toBeNull();
  ledger.close();
});

it('keeps entries over closing and opening', () => {
  const path = ledgerPath();
  const first = Ledger.open(path);
  first.record('g', [entry('PMC:PMC1')], [{ paperId: 'PMC:PMC1', body: Uint8Array.of(1, 2, 255) }]);
  first.close();
  const second = Ledger.open(path);
  expect(second.get('g', 'PMC:PMC1')).toEqual(entry('PMC:PMC1'));
  expect([...second.annotationsOf('g')]).toEqual([{ paperId: 'PMC:PMC1', body: Uint8Array.of(1, 2, 255) }]);
  second.close();
});

it('knows what stands in the graph also after a failure', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [entry('PMC:PMC1')]);
  ledger.record('g', [entry('PMC:PMC1', failed)]);
  expect(ledger.get('g', 'PMC:PMC1')).toEqual(entry('PMC:PMC1', { state: 'failed', reason: 'no server' }));
  ledger.close();
});

it('gives annotations in the order of ids', () => {
  const ledger = Ledger.open(ledgerPath());
  const ids = ['PMC:PMC3', 'PMC:PMC1', 'DOI:10.1/a', 'PMC:PMC2'];
  ledger.record(
    'g',
    ids.map((id) => entry(id)),
    ids.map((paperId) => ({ paperId, body: Uint8Array.of(7) })),
  );
  expect([...ledger.annotationsOf('g')].map(({ paperId }) => paperId)).toEqual(ids.toSorted());
  ledger.close();
});

it('drops annotations of an earlier text when a paper is written without any', () => {
  const ledger = Ledger.open(ledgerPath());
  ledger.record('g', [entry('PMC:PMC1')], [{ paperId: 'PMC:PMC1', body: Uint8Array.of(7) }]);
  ledger.record('g', [entry('PMC:PMC1', failed)]);
  expect([...ledger.annotationsOf('g')]).toHaveLength(1);
  ledger.record('g', [entry('PMC:PMC1', { fingerprint: 'f2' })]);
  expect([...ledger.annotationsOf('g')]).toEqual([]);
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
  expect(() => Ledger.open(path)).toThrow(/layout 2 or older, got 99/);
});

it('goes on with a ledger of layout 1, which did not count mentions without a name', () => {
  const path = ledgerPath();
  const first = Ledger.open(path);
  first.record('g', [entry('PMC:PMC1')]);
  first.close();
  const database = new Database(path);
  database.exec('ALTER TABLE papers DROP COLUMN unnamed; PRAGMA user_version = 1');
  database.close();
  const ledger = Ledger.open(path);
  const counts = { mentions: 3, nil: 1, unnamed: 0, concepts: 2 };
  expect(ledger.get('g', 'PMC:PMC1')).toEqual(entry('PMC:PMC1', { counts }));
  ledger.record('g', [entry('PMC:PMC1')]);
  expect(ledger.get('g', 'PMC:PMC1')).toEqual(entry('PMC:PMC1'));
  ledger.close();
});

it('is opened and read while another process writes', () => {
  const path = ledgerPath();
  const first = Ledger.open(path);
  first.record('g', [entry('PMC:PMC1')]);
  const writer = new Database(path);
  writer.exec('BEGIN IMMEDIATE');
  const reader = Ledger.open(path);
  expect(reader.get('g', 'PMC:PMC1')).toEqual(entry('PMC:PMC1'));
  for (const open of [reader, first, writer]) open.close();
});
