import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../pipelines/serve.js';
import { StateLock } from '../../src/flow/state-lock.js';
import type { Settings } from '../../src/settings.js';
import { ask, formTokenIn, ownForm } from './ask.js';
import { readMetrics } from './prometheus-text.js';
import {
  addRun,
  addStillborn,
  annotationsOf,
  GRAPH,
  newState,
  openLedger,
  paper,
  runMetricsText,
  SCRIPT_PAPER,
  SCRIPT_TEXT,
  settingsFor,
  trouble,
  WARNING,
} from './state-fixture.js';

const open: RunningServer[] = [];
afterAll(async () => {
  for (const server of open) await server.close();
});

async function serve(folder: string, settings: Partial<Settings['serve']> = {}): Promise<string> {
  const server = await startServer(settingsFor(folder, settings));
  open.push(server);
  return server.address;
}

const RUN_1 = '2026-11-25T02:00:00.000Z-abcd';
const RUN_2 = '2026-11-26T02:00:00.000Z-abcd';
const PARKED = 'DOI:10.1000/a(b)/c';

/** Two runs, one of them with a warning; papers well, failed, waiting, parked, and one that tries to be a page. */
async function filledState(): Promise<string> {
  const folder = newState();
  addRun(folder, '2026-11-25T02:00:00.000Z', { minutes: 5 });
  const problem = {
    place: { path: 'cards/<b>.md', line: 3 },
    kind: 'not-a-card',
    message: 'expected a card',
    fatal: true,
  } as const;
  const summary = { warnings: [WARNING], inputProblems: [problem], inputProblemCounts: { fatal: 1, other: 0 } };
  addRun(folder, '2026-11-26T02:00:00.000Z', { minutes: 7, exitCode: 1, summary, metrics: await runMetricsText() });
  const ledger = openLedger(folder);
  const onlyCard = {
    graphHash: 'h',
    origin: 'card',
    textSha256: 't',
    counts: { mentions: 2, nil: 0, unnamed: 0, concepts: 2 },
    annotations: null,
  } as const;
  const text = {
    graphHash: 'h',
    origin: 'full-text',
    textSha256: 't',
    counts: { mentions: 6, nil: 0, unnamed: 0, concepts: 4 },
  } as const;
  ledger.record(GRAPH, [
    paper('PMC:PMC1', { otherIds: ['PMID:77'] }),
    paper('PMC:PMC2', {
      written: null,
      failed: true,
      trouble: trouble({
        stage: 'link',
        kind: 'too-slow',
        class: 'skip',
        nextAttempt: null,
        message: 'took <i>long</i>',
      }),
    }),
    paper('PMC:PMC3', {
      written: onlyCard,
      trouble: trouble({ message: 'no connection' }),
      url: 'javascript:alert(1)',
    }),
    paper(PARKED, {
      title: '',
      written: onlyCard,
      trouble: trouble({ parked: true, attempts: 10, nextAttempt: null, kind: 'http-status' }),
    }),
    paper(SCRIPT_PAPER, {
      title: 'A <script>window.broken = 1</script> title',
      written: { ...text, annotations: await annotationsOf(SCRIPT_PAPER, SCRIPT_TEXT) },
    }),
  ]);
  ledger.close();
  return folder;
}

describe('pages and probes of a state folder with runs', () => {
  let address: string;
  beforeAll(async () => {
    address = await serve(await filledState());
  });

  const CASES: readonly (readonly [string, number, RegExp, readonly RegExp[]])[] = [
    [
      '/',
      200,
      /^text\/html/,
      [
        /10 papers: 6 written, 1 unchanged, 1 not due yet, 2 failed/,
        /nil share/,
        /<section id="now" data-live class="card warned">/,
        /data-name="State"><span class="state warn">done with warnings<[\s\S]*data-name="State"><span class="state good">done</,
        /class="trend/,
        /<strong>5<\/strong> papers/,
        /<strong>1<\/strong> parked/,
        /7 min 00 s/,
      ],
    ],
    [
      `/runs/${encodeURIComponent(RUN_2)}`,
      200,
      /^text\/html/,
      [
        /link: too-slow/,
        /expected to be linked within 120 s/,
        /cards\/&lt;b&gt;\.md:3/,
        /expected about 12 %/,
        /class="card warned">\n.*<span class="state warn">done with warnings</,
        /recognize and ground/,
        /papergraph link cards\//,
      ],
    ],
    [`/runs/${encodeURIComponent(RUN_1)}`, 200, /^text\/html/, [/5 min 00 s/]],
    ['/runs/none', 404, /^text\/html/, [/No such run/]],
    [
      '/papers',
      200,
      /^text\/html/,
      [
        /Papers in trouble/,
        /took &lt;i&gt;long&lt;\/i&gt;/,
        /parked: not tried again by itself/,
        /given up until/,
        /next attempt in/,
      ],
    ],
    ['/papers?show=all', 200, /^text\/html/, [/PMC:PMC1</, /full text read: 12 mentions of 4 concepts/]],
    ['/papers?q=pmc2', 200, /^text\/html/, [/PMC:PMC2/]],
    ['/papers?q=nothing-like-it', 200, /^text\/html/, [/No paper is like that/]],
    ['/papers?after=zzz', 200, /^text\/html/, [/No paper is in trouble/]],
    ['/papers/PMC%3APMC2', 200, /^text\/html/, [/took &lt;i&gt;long/, /failed/, /No annotations are kept/]],
    [
      `/papers/${encodeURIComponent(PARKED)}`,
      200,
      /^text\/html/,
      [/https:\/\/doi\.org\/10\.1000\/a\(b\)\/c/, /10 attempts/],
    ],
    [
      `/papers/${encodeURIComponent(SCRIPT_PAPER)}`,
      200,
      /^text\/html/,
      [
        /NCBIGene:672/,
        /<span class="m gene">3<\/span> mentions of 2 genes<\/li><li><span class="m disease">3<\/span> of 2 diseases<\/li>/,
        /https:\/\/monarchinitiative\.org\/MONDO:0007254/,
        /&lt;script&gt;window\.broken = 2/,
        /<td><a class="m gene"[^>]*>TP53<\/a><\/td>/,
        /preferred name of breast cancer/,
      ],
    ],
    ['/papers/PMC%3APMC99', 404, /^text\/html/, [/No such paper/]],
    ['/nowhere', 404, /^text\/html/, [/No such page/]],
    ['/healthz', 200, /^application\/json/, [/"ok":true/]],
    ['/readyz', 200, /^application\/json/, [/"name":"last-run","ok":true,"message":"done"/]],
    ['/api/runs', 200, /^application\/json/, [/"state":"done"/]],
    ['/api/papers/PMC%3APMC3', 200, /^application\/json/, [/"event":"from-card"/, /"kind":"network"/]],
    ['/api/papers/PMC%3APMC99', 404, /^application\/json/, [/no such paper/]],
    ['/assets/style.css', 200, /^text\/css/, [/prefers-color-scheme: dark/]],
    ['/neo4j-guide.html', 200, /^text\/html/, [/<slide>/, /<pre class="runnable">MATCH way = \(:Paper \{id:/]],
    ['/assets/..%2fpackage.json', 404, /^text\/plain/, []],
    ['/metrics', 200, /^text\/plain; version=0\.0\.4/, [/^papergraph_ledger_papers\{graph="state\/graph"\} 5$/m]],
  ];

  it.each(CASES)('%s is %i', async (path, status, type, texts) => {
    const answer = await ask(address, path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(type);
    for (const text of texts) expect(answer.body).toMatch(text);
    expect(answer.headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    if (type.source.includes('html')) expect(answer.headers['cache-control']).toBe('no-store');
    if (path !== '/metrics' && path !== '/neo4j-guide.html')
      expect(answer.body).not.toMatch(
        /<script(?! src="\/assets\/page\.js" defer>)|<i>long|href="javascript|style="|onerror="window/,
      );
  });

  const FILTERS: readonly (readonly [string, readonly string[]])[] = [
    ['', [PARKED, 'PMC:PMC2', 'PMC:PMC3']],
    ['?class=skip', ['PMC:PMC2']],
    ['?kind=network', ['PMC:PMC3']],
    ['?kind=no-such-kind', [PARKED, 'PMC:PMC2', 'PMC:PMC3']],
    ['?parked=yes', [PARKED]],
    ['?show=all&origin=full-text', ['PMC:PMC1', SCRIPT_PAPER]],
    ['?show=all&origin=card', [PARKED, 'PMC:PMC3']],
    ['?show=all&state=failed', ['PMC:PMC2']],
    ['?next=due', []],
    ['?next=waiting', ['PMC:PMC3']],
    ['?next=none', ['PMC:PMC2']],
    ['?parked=no&q=title of', ['PMC:PMC2', 'PMC:PMC3']],
    ['?show=all', [PARKED, 'PMC:PMC1', 'PMC:PMC2', 'PMC:PMC3', SCRIPT_PAPER]],
  ];

  it.each(FILTERS)('/papers%s shows %j', async (query, ids) => {
    const { body } = await ask(address, `/papers${query.replaceAll(' ', '%20')}`);
    expect(
      [...body.matchAll(/<a class="title" href="\/papers\/([^"]+)"/g)].map(([, id]) => decodeURIComponent(id ?? '')),
    ).toEqual(ids);
  });

  it('each tile leads to as many papers as it says', async () => {
    const folder = await filledState();
    const ledger = openLedger(folder);
    ledger.record(GRAPH, [
      paper('PMC:PMC4', { failed: true, written: null, trouble: trouble({ nextAttempt: '2026-01-01T00:00:00.000Z' }) }),
    ]);
    ledger.close();
    const place = await serve(folder);
    const tiles = [
      ...(await ask(place, '/')).body.matchAll(/class="tile [^"]*" href="([^"]+)"><strong>(\d+)<\/strong> ([^<]+)</g),
    ];
    const counts = tiles.map(async ([, path = '', , word = '']) => {
      const { body } = await ask(place, path.replaceAll('&amp;', '&'));
      return [word, String(body.match(/class="title"/g)?.length ?? 0)];
    });
    expect(await Promise.all(counts)).toEqual(tiles.map(([, , count, word]) => [word, count]));
    expect(tiles.map(([, , count, word]) => `${count} ${word}`)).toEqual([
      '6 papers',
      '2 full texts',
      '2 card only',
      '2 failed',
      '1 due now',
      '1 waiting',
      '1 parked',
      '1 given up',
    ]);
  });

  const NAMES: readonly (readonly [string, string])[] = [
    ['PMC3', '/PMC%3APMC3'],
    ['pmc3', '/PMC%3APMC3'],
    ['10.1000/A(b)/c', `/${encodeURIComponent(PARKED)}`],
    [encodeURIComponent('https://doi.org/10.1000/a(b)/c'), `/${encodeURIComponent(PARKED)}`],
    ['PMID%3A77', '/PMC%3APMC1'],
  ];

  it.each(NAMES)('a paper is found by %s, too', async (name, path) => {
    for (const base of ['/papers', '/api/papers']) {
      const answer = await ask(address, `${base}/${name}`);
      expect([answer.status, answer.headers.location]).toEqual([302, `${base}${path}`]);
      expect((await ask(address, answer.headers.location ?? '')).status).toBe(200);
    }
  });

  it.each(['/', '/papers', `/runs/${encodeURIComponent(RUN_1)}`, '/papers/PMC%3APMC1'])(
    '%s says once in which zone its times are',
    async (path) => {
      expect((await ask(address, path)).body.match(/<footer class="zone">Times are in /g)).toHaveLength(1);
    },
  );

  it('a paper that is not found may be searched for', async () => {
    const { body } = await ask(address, '/papers/%3Cb%3Ebreast');
    expect(body).toContain('<input type="search" name="q" value="&lt;b&gt;breast">');
  });

  it('gives metrics that Prometheus takes: its own process, the ledger, the newest run', async () => {
    const { series, faults } = readMetrics((await ask(address, '/metrics')).body);
    expect(faults).toEqual([]);
    expect(series.get('papergraph_ledger_papers_by_state{graph="state/graph",state="parked"}')).toBe(1);
    expect(series.get('papergraph_last_run_state{graph="state/graph",state="done"}')).toBe(1);
    expect(series.get('papergraph_last_run_duration_seconds{graph="state/graph"}')).toBe(420);
    expect(series.get('papergraph_last_run_warnings{graph="state/graph"}')).toBe(1);
    expect(series.get('papergraph_papers_found_total')).toBe(1);
    expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
  });
});

describe('a list longer than a page', () => {
  it('goes on behind the last paper, with the same filter, and every paper is there once', async () => {
    const folder = newState();
    addRun(folder, '2026-11-25T02:00:00.000Z');
    const ledger = openLedger(folder);
    const ids = [...Array(120).keys()].map((index) => `PMC:PMC${1000 + index}`);
    ledger.record(
      GRAPH,
      ids.map((id) => paper(id, { failed: true, written: null, trouble: trouble() })),
    );
    ledger.close();
    const address = await serve(folder);
    const seen: string[] = [];
    for (let path: string | undefined = '/papers?kind=network'; path !== undefined; ) {
      const { body }: { body: string } = await ask(address, path);
      seen.push(
        ...[...body.matchAll(/<a class="title" href="\/papers\/([^"]+)"/g)].map(([, id]) =>
          decodeURIComponent(id ?? ''),
        ),
      );
      path = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      expect(path ?? 'kind=network').toContain('kind=network');
    }
    expect(seen).toEqual(ids);
  });
});

describe('a state folder in another condition', () => {
  it('that is not there yet: pages say so, nothing is made', async () => {
    const folder = newState();
    const address = await serve(folder);
    expect((await ask(address, '/')).body).toContain('No run yet');
    expect((await ask(address, '/papers')).status).toBe(200);
    expect((await ask(address, '/papers/PMC%3APMC1')).status).toBe(404);
    expect((await ask(address, '/readyz')).status).toBe(200);
    expect(readMetrics((await ask(address, '/metrics')).body).faults).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    addRun(folder, '2026-11-25T02:00:00.000Z');
    expect((await ask(address, '/')).body).toContain('10 papers');
  });

  it('whose ledger is none: an error that says so, not ready, alive', async () => {
    const folder = newState();
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'ledger.db'),
      'this is no database at all, but long enough to be read as one'.repeat(20),
    );
    const address = await serve(folder);
    expect(await ask(address, '/')).toMatchObject({
      status: 500,
      body: expect.stringContaining('expected the ledger of earlier runs'),
    });
    expect(await ask(address, '/readyz')).toMatchObject({
      status: 503,
      body: expect.stringContaining('"name":"ledger","ok":false'),
    });
    expect((await ask(address, '/healthz')).status).toBe(200);
    expect((await ask(address, '/metrics')).body).toContain('papergraph_ledger_readable 0');
  });

  it('whose ledger is replaced: the new one is shown', async () => {
    const [folder, other] = [newState(), newState()];
    addRun(folder, '2026-11-25T02:00:00.000Z');
    const address = await serve(folder);
    expect((await ask(address, '/')).body).toContain('10 papers');
    addRun(other, '2026-11-26T02:00:00.000Z', {
      summary: { papers: { found: 77, written: 77, unchanged: 0, fromCardOnly: 0, skipped: 0, failed: 0, left: 0 } },
    });
    rmSync(folder, { recursive: true });
    renameSync(other, folder);
    expect((await ask(address, '/')).body).toContain('77 papers');
  });

  it('that cannot be a folder: not ready', async () => {
    const file = newState();
    writeFileSync(file, '');
    const answer = await ask(await serve(join(file, 'state')), '/readyz');
    expect(answer).toMatchObject({
      status: 503,
      body: expect.stringContaining('"name":"state-folder","ok":false,"message":"is no folder"'),
    });
    expect(answer.body).not.toContain(dirname(file));
  });

  it('with a run that was killed: crashed, not running, and not ready', async () => {
    const folder = newState();
    addRun(folder, '2026-11-25T02:00:00.000Z', { state: null });
    const address = await serve(folder);
    expect((await ask(address, '/')).body).toContain('<span class="state bad">crashed</span>');
    expect(await ask(address, '/readyz')).toMatchObject({
      status: 503,
      body: expect.stringContaining('"message":"crashed"'),
    });
    expect((await ask(address, '/metrics')).body).toContain(
      'papergraph_last_run_state{graph="state/graph",state="crashed"} 1',
    );
  });

  it('with a run that goes on: progress, rate, where its papers are', async () => {
    const folder = newState();
    addRun(folder, new Date(Date.now() - 60_000).toISOString(), { state: null });
    const lock = StateLock.take(folder, 'papergraph link');
    const address = await serve(folder);
    const { body } = await ask(address, '/');
    lock.release();
    expect(body).toContain('<span class="state busy">running</span>');
    expect(body).toMatch(/aria-valuemax="10" aria-valuenow="10"/);
    expect(body).toMatch(/papers a minute · now 5 fetching, 2 linking, 3 waiting for a thread, 1 writing/);
    expect(body).toContain('data-refresh="2000"');
  });

  it('with a graph made anew in the place of another: metrics are those of the new one', async () => {
    const folder = newState();
    addRun(folder, '2026-11-25T02:00:00.000Z', { graphId: 'old', state: 'failed', exitCode: 2 });
    addRun(folder, '2026-11-26T02:00:00.000Z');
    const { series } = readMetrics((await ask(await serve(folder), '/metrics')).body);
    expect(series.get('papergraph_last_run_state{graph="state/graph",state="failed"}')).toBe(0);
    expect(series.get('papergraph_last_run_state{graph="state/graph",state="done"}')).toBe(1);
  });

  it('with two graphs: one is chosen, and links keep it', async () => {
    const folder = newState();
    addRun(folder, '2026-11-25T02:00:00.000Z', { graphId: 'other', graph: 'bolt://db:7687' });
    addRun(folder, '2026-11-26T02:00:00.000Z');
    const ledger = openLedger(folder);
    ledger.record('other', [paper('PMC:PMC5', { failed: true, written: null, trouble: trouble() })]);
    ledger.close();
    const address = await serve(folder);
    expect((await ask(address, '/papers')).body).not.toContain('PMC:PMC5');
    const { body } = await ask(address, '/papers?graph=other');
    expect(body).toContain('href="/papers/PMC%3APMC5?graph=other"');
    expect(body).toContain('<option value="other" selected>bolt://db:7687</option>');
    expect((await ask(address, '/papers/PMC%3APMC5?graph=other')).status).toBe(200);
    const run = await ask(address, `/runs/${encodeURIComponent(RUN_1)}`);
    expect(run.body).toContain('<option value="other" selected>');
    expect((await ask(address, '/?graph=other')).body).toContain('href="/papers?parked=yes&amp;graph=other"');
  });
});

describe('a run that could not begin', () => {
  const LATE = '2026-11-27T02:00:00.000Z';
  const good = Date.parse('2026-11-26T02:07:00.000Z') / 1000;

  it('is shown with the graph that is known, with its error, and is no graph', async () => {
    const folder = await filledState();
    const runId = addStillborn(folder, LATE);
    const address = await serve(folder);
    const { body } = await ask(address, '/');
    expect(body).toMatch(/<strong>5<\/strong> papers/);
    expect(body).toContain('expected a lexicon &lt;here&gt;');
    expect(body).toContain('<span class="graph" title="the graph that is written to">state/graph</span>');
    expect(body.match(/data-name="State"/g)).toHaveLength(3);
    expect((await ask(address, `/runs/${encodeURIComponent(runId)}`)).body).toContain(
      'expected a lexicon &lt;here&gt;',
    );
    expect((await ask(address, '/papers?show=all')).body).toContain('PMC:PMC1');
  });

  it('is the last run of the graph for Prometheus, which keeps its papers and its last done run', async () => {
    const folder = await filledState();
    addStillborn(folder, LATE);
    const { series } = readMetrics((await ask(await serve(folder), '/metrics')).body);
    expect(series.get('papergraph_ledger_papers{graph="state/graph"}')).toBe(5);
    expect(series.get('papergraph_last_run_state{graph="state/graph",state="failed"}')).toBe(1);
    expect(series.get('papergraph_last_run_state{graph="state/graph",state="done"}')).toBe(0);
    expect(series.get('papergraph_last_done_run_ended_timestamp_seconds{graph="state/graph"}')).toBe(good);
  });

  it('hides the graph not even when many in a row could not', async () => {
    const folder = await filledState();
    for (let day = 0; day < 120; day += 1)
      addStillborn(folder, new Date(Date.parse(LATE) + day * 86_400_000).toISOString());
    const address = await serve(folder);
    expect((await ask(address, '/')).body).toMatch(/<strong>5<\/strong> papers/);
    const { series } = readMetrics((await ask(address, '/metrics')).body);
    expect(series.get('papergraph_last_done_run_ended_timestamp_seconds{graph="state/graph"}')).toBe(good);
  });

  it('says nothing of a graph elsewhere', async () => {
    const folder = newState();
    addRun(folder, '2026-11-25T02:00:00.000Z', { graphId: 'other', graph: 'bolt://db:7687' });
    addRun(folder, '2026-11-26T02:00:00.000Z');
    addStillborn(folder, LATE, 'bolt://db:7687');
    const { series } = readMetrics((await ask(await serve(folder), '/metrics')).body);
    expect(series.get('papergraph_last_run_state{graph="bolt://db:7687",state="failed"}')).toBe(1);
    expect(series.get('papergraph_last_run_state{graph="state/graph",state="failed"}')).toBe(0);
  });

  it('stands alone where there was no other', async () => {
    const folder = newState();
    addStillborn(folder, LATE);
    expect((await ask(await serve(folder), '/')).body).toContain('It could not begin');
  });
});

describe('the retry button', () => {
  let folder: string;
  let address: string;
  let token: string;
  beforeAll(async () => {
    folder = await filledState();
    address = await serve(folder);
    token = formTokenIn((await ask(address, '/papers')).body);
  });

  function trouble3() {
    const ledger = openLedger(folder);
    const found = ledger.get(GRAPH, 'PMC:PMC3')?.trouble;
    ledger.close();
    return found;
  }

  const form = () => ({ form: token, graph: GRAPH, paper: 'PMC:PMC3', back: '/papers?kind=network' });
  const REFUSED: readonly (readonly [string, () => Parameters<typeof ask>[2]])[] = [
    ['no form token', () => ({ form: { ...form(), form: '' }, headers: ownForm(address) })],
    [
      'the form token of another process',
      () => ({ form: { ...form(), form: 'x'.repeat(32) }, headers: ownForm(address) }),
    ],
    [
      'a page elsewhere',
      () => ({ form: form(), headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' } }),
    ],
    ['neither Origin nor Sec-Fetch-Site', () => ({ form: form() })],
    [
      'no form at all',
      () => ({ method: 'POST' as const, headers: { ...ownForm(address), 'Content-Type': 'application/json' } }),
    ],
    ['a foreign Host', () => ({ form: form(), headers: { ...ownForm(address), Host: 'evil.example' } })],
  ];

  it.each(REFUSED)('does nothing with %s', async (_name, question) => {
    const before = trouble3();
    expect((await ask(address, '/retry', question())).status).toBe(403);
    expect(trouble3()).toEqual(before);
  });

  it.each(['no-such-graph', ''])('does nothing for the graph %j, which is not there', async (graph) => {
    const before = trouble3();
    const answer = await ask(address, '/retry', { form: { ...form(), graph }, headers: ownForm(address) });
    expect([answer.status, answer.body]).toEqual([404, expect.stringContaining('No such graph')]);
    expect(trouble3()).toEqual(before);
  });

  it('makes a paper due, says so, and comes back to where it was', async () => {
    const answer = await ask(address, '/retry', { form: form(), headers: ownForm(address) });
    expect([answer.status, answer.headers.location]).toEqual([303, '/papers?kind=network&asked=1']);
    expect(Date.parse(trouble3()?.nextAttempt ?? '')).toBeLessThanOrEqual(Date.now());
    const page = await ask(address, answer.headers.location ?? '');
    expect(page.body).toContain('1 paper due now. The next run takes it.');
    expect(page.body).toContain('name="back" value="/papers?kind=network"');
    expect((await ask(address, '/papers/PMC%3APMC3')).body).toContain('another try asked for');
  });

  it('takes all that are shown, and leaves out what is not in trouble', async () => {
    const papers = new URLSearchParams({ form: token, graph: GRAPH });
    for (const id of ['PMC:PMC1', 'PMC:PMC2', PARKED]) papers.append('paper', id);
    const answer = await ask(address, '/retry', { form: papers, headers: ownForm(address) });
    expect(answer.headers.location).toBe('/?asked=2');
  });
});

describe('who may ask', () => {
  const HOSTS: readonly (readonly [string, number])[] = [
    ['localhost', 200],
    ['localhost:7410', 200],
    ['127.0.0.1', 200],
    ['[::1]:7410', 200],
    ['LOCALHOST', 200],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost.evil.example', 403],
    ['10.0.0.1', 403],
    ['169.254.169.254', 403],
  ];

  it.each(HOSTS)('on loopback, Host %s is %i', async (host, status) => {
    const address = await serve(newState());
    for (const path of ['/', '/metrics', '/healthz'])
      expect((await ask(address, path, { headers: { Host: host } })).status).toBe(status);
  });

  it.each([['0.0.0.0'], ['::'], ['192.168.1.1']])('%s without a token is refused', async (host) => {
    await expect(startServer(settingsFor(newState(), { host }))).rejects.toThrow(
      /expected a token.*PAPERGRAPH_SERVE_TOKEN/,
    );
  });

  it.each([
    ['a taken port', { port: -1 }, /expected a free port/],
    ['a foreign address', { host: '203.0.113.7', token: 'x'.repeat(20) }, /expected an address of this machine/],
  ] as const)('%s is told', async (_name, settings, message) => {
    const taken = Number(new URL(await serve(newState())).port);
    const port = 'port' in settings ? taken : 0;
    await expect(startServer(settingsFor(newState(), { ...settings, port }))).rejects.toThrow(message);
  });
});

describe('with a token', () => {
  const TOKEN = 'a-secret-of-some-length';
  let address: string;
  beforeAll(async () => {
    address = (await serve(await filledState(), { host: '0.0.0.0', token: TOKEN })).replace('0.0.0.0', '127.0.0.1');
  });

  const html = { Accept: 'text/html' };
  const bearer = { Authorization: `Bearer ${TOKEN}` };
  const CASES: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    ['/healthz', {}, 200],
    ['/readyz', {}, 200],
    ['/assets/style.css', {}, 200],
    ['/neo4j-guide.html', {}, 200],
    ['/login', html, 200],
    ['/', {}, 401],
    ['/', html, 303],
    ['/metrics', {}, 401],
    ['/api/runs', {}, 401],
    ['/papers/PMC%3APMC1', {}, 401],
    ['/nowhere', {}, 401],
    ['/', bearer, 200],
    ['/metrics', bearer, 200],
    ['/metrics', { ...bearer, Host: 'papers.example.org' }, 200],
    ['/metrics', { Authorization: 'Bearer wrong' }, 401],
    ['/metrics', { Authorization: `Bearer ${TOKEN}x` }, 401],
    ['/metrics', { Authorization: 'Bearer ' }, 401],
    ['/metrics', { Authorization: `Basic ${TOKEN}` }, 401],
    ['/', { Cookie: 'papergraph=9999999999999.forged' }, 401],
    ['/', { Cookie: `papergraph=${TOKEN}` }, 401],
  ];

  it.each(CASES)('%s with %j is %i', async (path, headers, status) => {
    const answer = await ask(address, path, { headers });
    expect(answer.status).toBe(status);
    expect(answer.body + JSON.stringify(answer.headers)).not.toContain(TOKEN);
  });

  async function logIn(token: string, next: string) {
    const form = formTokenIn((await ask(address, '/login', { headers: html })).body);
    return ask(address, '/login', { form: { form, token, next }, headers: ownForm(address) });
  }

  it('the form gives a cookie that scripts and other sites do not get, and that opens the pages', async () => {
    const answer = await logIn(TOKEN, '/papers?show=all');
    expect([answer.status, answer.headers.location]).toEqual([303, '/papers?show=all']);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^papergraph=[^;]+;.*HttpOnly.*SameSite=Strict/);
    expect(cookie).not.toContain(TOKEN);
    const pair = cookie.split(';')[0] ?? '';
    const page = await ask(address, '/papers', { headers: { Cookie: pair } });
    expect(page.status).toBe(200);
    const out = await ask(address, '/logout', {
      form: { form: formTokenIn(page.body) },
      headers: { ...ownForm(address), Cookie: pair },
    });
    expect(out.headers['set-cookie']?.[0]).toMatch(/^papergraph=;.*Max-Age=0/);
  });

  it('a wrong token is told', async () => {
    const answer = await logIn('wrong', '/');
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
    expect(answer.body).toContain('That is not the token.');
  });

  it.each([['//evil.example'], ['/\\evil.example'], ['https://evil.example/'], ['javascript:alert(1)'], ['']])(
    'login does not lead to %j',
    async (next) => {
      expect((await logIn(TOKEN, next)).headers.location).toBe('/');
    },
  );

  it('a bearer needs no form token, for scripts', async () => {
    const answer = await ask(address, '/retry', { form: { paper: 'PMC:PMC2', graph: GRAPH }, headers: bearer });
    expect(answer.headers.location).toBe('/?asked=1');
  });

  it('a form that is too large is refused', async () => {
    const answer = await ask(address, '/login', { form: { token: 'x'.repeat(2e6) }, headers: ownForm(address) });
    expect(answer.status).toBe(413);
  });
});
