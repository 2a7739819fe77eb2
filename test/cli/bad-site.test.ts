/** The program against a site that misbehaves, and stopped in the middle: each paper has an outcome, none is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/model.js';
import * as bad from '../support/bad-server.js';
import { cardFolder } from '../support/card-site.js';
import { type CliResult, papergraph } from '../support/cli.js';

const TEXT = '# A paper on TP53\n\n## Abstract\n\nMutations of TP53 are common in breast cancer.\n';

let site: bad.BadServer;
beforeAll(async () => {
  site = await bad.startBadServer();
});
afterAll(() => site.close());

const project = (names: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  cardFolder(site, names, more);

function summaryOf({ stdout }: CliResult): RunSummary {
  return JSON.parse(stdout);
}

describe('a site that misbehaves', () => {
  const behaviors: Readonly<Record<string, bad.Behavior>> = {
    good: bad.markdown(TEXT),
    busy: bad.inTurn(bad.status(500), bad.markdown(TEXT)),
    gone: bad.status(404),
    down: bad.status(503),
    loop: bad.redirectTo('/paper/loop/full.md'),
    inward: bad.redirectTo('http://10.0.0.1/full.md'),
    page: bad.markdown('<!doctype html><html><body>Please log in</body></html>'),
    bomb: bad.gzipBomb(30_000_000),
  };
  const names = Object.keys(behaviors);

  it('leaves papers from the card, each with its reason in summary and graph, and they are tried again', async () => {
    for (const [name, behavior] of Object.entries(behaviors)) site.on(`/paper/${name}/full.md`, behavior);
    const options = project(names);
    const { papers, textFailures } = summaryOf(await papergraph(['link', '.', '--json'], options));
    expect(papers).toMatchObject({ found: names.length, written: names.length, fromCardOnly: 6, failed: 0 });
    expect(textFailures).toEqual({
      'http-status': 2,
      redirect: 1,
      'forbidden-address': 1,
      'not-markdown': 1,
      'too-large': 1,
    });

    const query =
      'MATCH (p:Paper) RETURN p.title AS title, p.textOrigin AS origin, p.textFailure AS failure ORDER BY title';
    const rows: Record<string, unknown>[] = JSON.parse((await papergraph(['query', query, '--json'], options)).stdout);
    expect(rows.filter(({ origin }) => origin === 'full-text').map(({ title }) => title)).toEqual([
      'Card of busy',
      'Card of good',
    ]);
    expect(rows.find(({ title }) => title === 'Card of page')).toMatchObject({
      origin: 'card',
      failure: 'not-markdown',
    });

    site.on('/paper/gone/full.md', bad.markdown(TEXT));
    const again = summaryOf(await papergraph(['link', '.', '--json'], options));
    expect(again.papers).toMatchObject({ written: 1, unchanged: names.length - 1, fromCardOnly: 5 });
  });
});

describe('Ctrl-C', () => {
  const names = Array.from({ length: 30 }, (_, index) => `slow${index}`);

  it('finishes what is on its way, says what was left, and the next run does the rest', async () => {
    for (const name of names) site.on(`/paper/${name}/full.md`, bad.slowHeaders(100, bad.markdown(TEXT)));
    const options = project(names, { PAPERGRAPH_RUN_PAPERS_IN_FLIGHT: '2' });
    let stop = () => {};
    const stopped = await papergraph(['link', '.', '--json'], {
      ...options,
      onStart: (child) => {
        // Once: a second signal would end the program at once.
        stop = () => {
          stop = () => {};
          child.kill('SIGINT');
        };
      },
      onStderr: (text) => text.includes('paper-done') && stop(),
    });
    const { papers } = summaryOf(stopped);
    expect(stopped.code).toBe(130);
    expect(papers.written).toBeGreaterThan(0);
    expect(papers.written + papers.left).toBe(papers.found);
    expect(papers.found).toBeLessThan(names.length);
    const rest = await papergraph(['link', '.', '--json'], options);
    expect(rest.code).toBe(0);
    expect(summaryOf(rest).papers).toMatchObject({
      written: names.length - papers.written,
      unchanged: papers.written,
      failed: 0,
    });
  });
});
