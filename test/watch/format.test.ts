import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/flow/run-records.js';
import { isLoopback } from '../../src/watch/access.js';
import { distance, percent, zoneText } from '../../src/watch/format.js';
import { conceptPage, paperPage, webAddress } from '../../src/watch/links.js';
import { PaceKeeper } from '../../src/watch/pace.js';
import { runInfo, summaryOf } from './state-fixture.js';

describe('numbers and times', () => {
  it.each([
    [0, 'now'],
    [4000, 'now'],
    [40_000, 'in 40 s'],
    [-120_000, '2 min ago'],
    [7_200_000, 'in 2 h'],
    [-90 * 3_600_000, '4 days ago'],
  ])('%i ms from now is %s', (ms, text) => expect(distance(ms)).toBe(text));

  it.each([
    [1, 3, '33.3 %'],
    [0, 3, '0.0 %'],
    [0, 0, '–'],
  ])('%i of %i is %s', (part, whole, text) => expect(percent(part, whole)).toBe(text));
});

describe('the zone of times', () => {
  it.each([
    ['UTC', 'Times are in UTC.'],
    ['Etc/UTC', 'Times are in UTC.'],
    ['Europe/Berlin', 'Times are in the time zone Europe/Berlin.'],
  ])('%s', (zone, text) => expect(zoneText(zone)).toBe(text));
});

describe('addresses', () => {
  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['[::1]', true],
    ['::ffff:127.0.0.1', true],
    ['a.localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['localhost.example.org', false],
    ['127.0.0.1.example.org', false],
    ['', false],
  ])('%s is this machine: %s', (host, expected) => expect(isLoopback(host)).toBe(expected));

  it.each([
    ['NCBIGene:672', 'https://www.ncbi.nlm.nih.gov/gene/672'],
    ['MONDO:0007254', 'https://monarchinitiative.org/MONDO:0007254'],
    ['MESH:D001943', 'https://meshb.nlm.nih.gov/record/ui?ui=D001943'],
    ['OMIM:114480', 'https://omim.org/entry/114480'],
    ['CHEBI:1', null],
    ['NCBIGene:"><script>', 'https://www.ncbi.nlm.nih.gov/gene/%22%3E%3Cscript%3E'],
  ])('%s is shown at %s', (id, page) => expect(conceptPage(id)).toBe(page));

  it.each([
    ['PMC:PMC1', 'https://pmc.ncbi.nlm.nih.gov/articles/PMC1/'],
    ['PMID:12', 'https://pubmed.ncbi.nlm.nih.gov/12/'],
    ['DOI:10.1000/x', 'https://doi.org/10.1000/x'],
    ['URL:0123456789abcdef', null],
  ])('%s is published at %s', (id, page) => expect(paperPage(id)).toBe(page));

  it.each([
    ['https://example.org/', 'https://example.org/'],
    ['HTTP://example.org/', 'HTTP://example.org/'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    [' https://x', null],
    [null, null],
  ])('a browser is sent to %s: %s', (url, expected) => expect(webAddress(url)).toBe(expected));
});

describe('the pace of a run', () => {
  const T0 = Date.parse('2026-11-27T02:00:00.000Z');
  const run = (written: number, found: number, inputEnded = false): RunRecord => {
    const info = runInfo('2026-11-27T02:00:00.000Z');
    const papers = { found, written, unchanged: 0, fromCardOnly: 0, skipped: 0, failed: 0, left: 0 };
    const summary = summaryOf(info, { papers, inputEnded });
    const base = {
      runId: info.id,
      graphId: 'g',
      graph: 'g',
      startedAt: info.startedAt,
      endedAt: null,
      pid: 1,
    } as const;
    return {
      ...base,
      state: 'running',
      command: '',
      exitCode: null,
      error: null,
      summary,
      progress: null,
      metrics: '',
    };
  };

  it('is not known before the first paper, then that since the start, then that of the last minute', () => {
    const keeper = new PaceKeeper();
    expect(keeper.look(run(0, 10), null, T0 + 1000).perMinute).toBeNull();
    expect(keeper.look(run(10, 20), null, T0 + 4000).perMinute).toBe(150);
    expect(keeper.look(run(70, 80), null, T0 + 61_000).perMinute).toBe(70);
    expect(keeper.look(run(70, 80), null, T0 + 200_000).perMinute).toBe(21);
  });

  it.each([
    [false, 500, 500],
    [false, 5, 20],
    [true, 500, 20],
  ])('input ended %s, %i papers last time: there are %i', (inputEnded, last, total) => {
    expect(new PaceKeeper().look(run(10, 20, inputEnded), run(last, last, true), T0 + 4000).total).toBe(total);
  });
});
