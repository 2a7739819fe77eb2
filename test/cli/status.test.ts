/** `status`, `retry` and `forget` on a state folder that real runs made. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as bad from '../support/bad-server.js';
import { type CardFolder, cardFolder } from '../support/card-site.js';
import { newFolder, papergraph } from '../support/cli.js';

const TEXT = '# A paper on TP53\n\n## Abstract\n\nMutations of TP53 are common in breast cancer.\n';

let site: bad.BadServer;
let folder: CardFolder;
const run = (...args: string[]) => papergraph(args, folder);

beforeAll(async () => {
  site = await bad.startBadServer();
  folder = cardFolder(site, ['good', 'gone', 'page'], { PAPERGRAPH_FAILURES_RETRY_DELAY_MINUTES: '60' });
  site.on('/paper/good/full.md', bad.markdown(TEXT));
  site.on('/paper/page/full.md', bad.markdown('<!doctype html><html><body>Log in \u001b[31m</body></html>'));
  writeFileSync(join(folder.cwd, 'broken.md'), 'no heading, no link\n');
  await run('link', '.');
});
afterAll(() => site.close());

describe('papergraph status', () => {
  it('tells of graphs, papers and runs', async () => {
    const { code, stdout } = await run('status');
    expect(code).toBe(0);
    expect(stdout).toMatch(/no run at the moment/);
    expect(stdout).toMatch(/Papers +3: 1 from the full text, 2 from the card only, 0 failed/);
    expect(stdout).toMatch(/Trouble +2 waiting for it/);
    expect(stdout).toMatch(/Z-\w{4} +done +3 +3 +0 .* 1$/m);
  });

  it('lists papers in trouble, all or of a kind', async () => {
    const all = await run('status', '--failed');
    expect(all.stdout).toMatch(/http-status +1 +20\d\d-.*404/);
    expect(all.stdout).toMatch(/not-markdown +1 /);
    const some = JSON.parse((await run('status', '--kind', 'http-status', '--json')).stdout);
    expect(some).toHaveLength(1);
    expect(some[0]).toMatchObject({ entry: { title: 'Card of gone', trouble: { kind: 'http-status', attempts: 1 } } });
    const none = await run('status', '--parked');
    expect([none.code, none.stdout]).toEqual([0, 'No paper is in such trouble.\n']);
  });

  it.each([
    ['gone.md', /Card of gone[\s\S]*card +gone\.md:1[\s\S]*trouble +fetch: http-status: .*404[\s\S]*from-card/],
    [
      'Card of good',
      /graph +\.papergraph\/graph: linked from the full text .*\d mentions?, [\s\S]*made of +card [\da-f]{8}/,
    ],
    ['papers.example.org', /3 papers with "papers\.example\.org"/],
    ['broken.md', /run 20.*: broken\.md:1: expected/],
  ])('tells what became of %s', async (name, story) => {
    const { code, stdout } = await run('status', name);
    expect(stdout).toMatch(story);
    expect(code).toBe(0);
  });

  it('is told whatever collector of traces is set; a run says that it cannot be used, and goes on', async () => {
    const env = { ...folder.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' };
    expect((await papergraph(['status'], { ...folder, env })).code).toBe(0);
    const cwd = newFolder();
    const { code, stderr } = await papergraph(['link', '--offline', '--workers', '1'], {
      cwd,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' },
    });
    expect(code).not.toBe(2);
    expect(stderr.match(/traces: expected the http or https address of a collector.*"msg":"notice"/g)).toHaveLength(1);
  });

  it('says so when there is no such paper, no such kind, no ledger', async () => {
    const unknown = await run('status', 'PMC999');
    expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringMatching(/No paper of that name: PMC999/)]);
    const kind = await run('status', '--kind', 'bad');
    expect([kind.code, kind.stderr]).toEqual([
      2,
      expect.stringMatching(/--kind: expected one of offline, .*got "bad"/),
    ]);
    const nowhere = await papergraph(['status'], { cwd: newFolder() });
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringMatching(/found no ledger.*papergraph link/)]);
  });
});

describe('papergraph retry', () => {
  const asked = () => site.seen('/paper/gone/full.md').length;

  it('has a paper tried again that waits', async () => {
    const before = asked();
    await run('link', '.');
    expect(asked()).toBe(before);
    const retry = await run('retry', '--kind', 'http-status');
    expect([retry.code, retry.stdout]).toEqual([0, '1 paper will be tried again with the next run\n']);
    site.on('/paper/gone/full.md', bad.markdown(TEXT));
    await run('link', '.');
    expect(asked()).toBe(before + 1);
    expect((await run('status', 'gone.md')).stdout).toMatch(/from-card[\s\S]*retry-asked[\s\S]*written/);
    const none = await run('retry', '--kind', 'http-status');
    expect([none.code, none.stdout]).toEqual([1, expect.stringMatching(/nothing to try again/)]);
  });
});

describe('papergraph forget', () => {
  const id = async (name: string) => JSON.parse((await run('status', name, '--json')).stdout).papers[0].entry.paperId;

  it('takes a paper out of graph and ledger, and what only it led to', async () => {
    const paper = await id('good.md');
    const forgotten = await run('forget', paper);
    expect([forgotten.code, forgotten.stdout]).toEqual([0, expect.stringMatching(/^1 paper left the graph/)]);
    const count = JSON.parse((await run('query', 'MATCH (p:Paper) RETURN count(p) AS papers', '--json')).stdout);
    expect(count).toEqual([{ papers: 2 }]);
    expect((await run('status', paper)).stdout).toMatch(/was forgotten in[\s\S]*written[\s\S]*forgotten/);
    expect((await run('export', '--format', 'tsv')).stdout).not.toContain(paper);
    const again = await run('forget', paper);
    expect([again.code, again.stdout]).toEqual([1, `Not known: ${paper}\n`]);
  });

  it('takes a list of ids from a file', async () => {
    writeFileSync(join(folder.cwd, 'retracted.txt'), `# by the journal\n${await id('page.md')}\n\nPMC1\n`);
    expect((await run('forget', '--file', 'retracted.txt')).stdout).toMatch(/^1 paper left the graph/);
    const none = await run('forget');
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/Expected ids of papers/)]);
  });
});
