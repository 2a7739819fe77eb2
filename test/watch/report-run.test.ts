/** `papergraph report --run` over state folders filled as runs fill them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { reportRun } from '../../pipelines/report-run.js';
import { StateLock } from '../../src/flow/state-lock.js';
import type { RunInfo } from '../../src/model.js';
import {
  addRun,
  addStillborn,
  annotationsOf,
  GRAPH,
  NO_LEXICON,
  newState,
  openLedger,
  paper,
  SCRIPT_PAPER,
  SCRIPT_TEXT,
  settingsFor,
  trouble,
  WARNING,
} from './state-fixture.js';

const EVIL = '<script>window.broken = 1</script>';
const EARLY = '2026-11-25T02:00:00.000Z';
const LATE = '2026-11-26T02:00:00.000Z';

/** Addresses that a browser loads by itself; where a link leads, it goes only when somebody follows it. */
const LOADED = /<(?:link|img|iframe|object|embed|video|audio|source|use|base)\b|\bsrc=|@import|url\((?!["']?data:)/;

async function pageOf(folder: string, runId: string | null = null): Promise<string> {
  return reportRun(settingsFor(folder), runId);
}

/** Counts of a summary in which as many papers were linked as are given. */
function linkedPapers(written: number) {
  const fresh = {
    papers: written,
    failed: 0,
    fromCardOnly: 0,
    empty: 0,
    checked: written,
    stale: 0,
    mentions: 6,
    nil: 0,
  };
  return {
    papers: { found: written, written, unchanged: 0, fromCardOnly: 0, skipped: 0, failed: 0, left: 0 },
    fresh: { ...fresh, squares: { mentions: 0, nil: 0, product: 0 } },
    failures: {},
  };
}

async function textOf(paperId: string) {
  const counts = { mentions: 6, nil: 0, unnamed: 0, concepts: 4 };
  const annotations = await annotationsOf(paperId, SCRIPT_TEXT);
  return { graphHash: 'h', origin: 'full-text', textSha256: 't', counts, annotations } as const;
}

describe('a run with failures and a paper that tries to be a page', () => {
  let page: string;
  beforeAll(async () => {
    const folder = newState();
    const problem = {
      place: { path: 'b.md', line: 3 },
      kind: 'not-a-card',
      message: `not ${EVIL}`,
      fatal: true,
    } as const;
    const summary = {
      warnings: [{ ...WARNING, message: `warned ${EVIL}` }],
      inputProblems: [problem],
      inputProblemCounts: { fatal: 1, other: 0 },
      examples: { 'link: too-slow': `slow ${EVIL}`, network: 'no connection' },
    };
    const { id: runId } = addRun(folder, LATE, { summary, exitCode: 1 });
    const failed = { written: null, failed: true, runId } as const;
    const ledger = openLedger(folder);
    ledger.record(GRAPH, [
      paper(SCRIPT_PAPER, { title: `A ${EVIL} title`, runId, written: await textOf(SCRIPT_PAPER) }),
      paper('PMC:PMC7', { ...failed, title: `Lost ${EVIL}`, trouble: trouble({ message: `no ${EVIL}` }) }),
      paper('PMC:PMC8', { ...failed, trouble: trouble({ parked: true, nextAttempt: null }) }),
      paper('PMC:PMC9', { ...failed, trouble: trouble({ class: 'skip', nextAttempt: null }) }),
      paper('PMC:PMC10', { ...failed, runId: 'another', title: 'of another run', trouble: trouble() }),
    ]);
    ledger.close();
    page = await pageOf(folder);
  });

  it.each([
    ['state', /<span class="state warn">done with warnings</],
    ['outcomes', /10 papers: 6 written, 1 unchanged, 1 not due yet, 2 failed/],
    ['what was linked', /<dt>Papers<\/dt><dd>6</],
    ['top genes, with their pages', /Top genes[\s\S]*href="https:\/\/www\.ncbi\.nlm\.nih\.gov\/gene\/672"/],
    ['top diseases', /Top diseases[\s\S]*MONDO:0007254/],
    ['confidence, for those who do not see it', /role="img" aria-label="Confidence of links: 0–0\.1 0, /],
    ['sections', /Where mentions stand[\s\S]*>title<[\s\S]*>abstract</],
    ['failures by kind', /Failures <span class="muted">2<[\s\S]*link: too-slow/],
    ['failed papers', /Failed papers <span class="muted">3</],
    ['what happens next', /1 tried again by later runs, 1 parked after too many failures, 1 given up until card/],
    ['when, in a time that stays true', /1 attempt · tried again by runs from 2099-01-01 02:00:00 on/],
    ['missing texts', /No full text, because[\s\S]*no connection/],
    ['input problems', /b\.md:3/],
    ['time in stages', /recognize and ground[\s\S]*9\.0 s/],
    ['the command', /papergraph link cards\//],
    ['the lexicon', /mondo-2026-05-05/],
  ])('has %s', (_, wanted) => expect(page).toMatch(wanted));

  it('has every text of papers and servers as text', () => {
    for (const text of ['Lost ', 'no ', 'slow ', 'warned ', 'not ']) {
      expect(page).toContain(`${text}&lt;script&gt;window.broken = 1&lt;/script&gt;`);
    }
    expect(page).not.toContain('<script');
  });

  it('loads nothing, and allows nothing to be loaded or run', () => {
    expect(page).not.toMatch(LOADED);
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    expect(policy.replaceAll('&#39;', "'").replace(/sha256-[\w+/=]{44}/, 'sha256-…')).toBe(
      "default-src 'none'; style-src 'sha256-…'; script-src 'none'",
    );
  });

  it('leaves out papers of another run', () => expect(page).not.toContain('of another run'));
});

describe('the papers of a run', () => {
  const written = async (runId: string, ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => paper(id, { runId, written: await textOf(id) })));

  it('are those that stand as it left them', async () => {
    const folder = newState();
    const early = addRun(folder, EARLY, { summary: linkedPapers(3) });
    const late = addRun(folder, LATE, { summary: linkedPapers(1) });
    const ledger = openLedger(folder);
    ledger.record(GRAPH, await written(early.id, ['PMC:PMC1', 'PMC:PMC2', 'PMC:PMC3']));
    ledger.record(GRAPH, await written(late.id, ['PMC:PMC1']));
    // That run only learned that the text cannot be asked for any more.
    ledger.record(GRAPH, [paper('PMC:PMC2', { runId: late.id, written: null, trouble: trouble() })]);
    ledger.close();
    expect(await pageOf(folder, early.id)).toContain('Still as this run left them: 1 of its 3 papers.');
    const newest = await pageOf(folder);
    expect(newest).not.toContain('as this run left them');
    expect(newest).toMatch(/BRCA1[\s\S]*?<td class="n">1<\/td>/);
  });

  it('are told of without charts where no annotations are kept', async () => {
    const folder = newState();
    const run = addRun(folder, LATE, { summary: linkedPapers(2) });
    const ledger = openLedger(folder);
    ledger.record(GRAPH, [paper('PMC:PMC1', { runId: run.id }), paper('PMC:PMC2', { runId: run.id })]);
    ledger.close();
    const page = await pageOf(folder);
    expect(page).toContain('Of 2 papers no annotations were kept (state.keepAnnotations was off)');
    expect(page).not.toContain('Top genes');
    expect(page).toMatch(/<dt>Mentions<\/dt><dd>6</);
  });

  it('are none where all was as it should be: the page says so', async () => {
    const folder = newState();
    addRun(folder, LATE, { summary: linkedPapers(0) });
    const page = await pageOf(folder);
    expect(page).toContain('This run linked no paper anew');
    expect(page).not.toContain('as this run left them');
  });

  it('that failed and that later runs took up are told of, too', async () => {
    const folder = newState();
    const { id: runId } = addRun(folder, EARLY);
    const failed = { written: null, failed: true, trouble: trouble() } as const;
    const ledger = openLedger(folder);
    ledger.record(GRAPH, [paper('PMC:PMC1', { ...failed, runId }), paper('PMC:PMC2', { ...failed, runId: 'later' })]);
    ledger.close();
    const page = await pageOf(folder);
    expect(page).toContain('Later runs took up 1 of the 2 failed papers again');
    expect(page).toMatch(/Failed papers <span class="muted">1</);
  });

  it('are named a hundred, and counted all, where more failed', async () => {
    const folder = newState();
    const { id: runId } = addRun(folder, LATE);
    const ledger = openLedger(folder);
    const ids = Array.from({ length: 620 }, (_, number) => `PMC:PMC${1000 + number}`);
    ledger.record(
      GRAPH,
      ids.map((id) => paper(id, { runId, written: null, failed: true, trouble: trouble() })),
    );
    ledger.close();
    const page = await pageOf(folder);
    expect(page.match(/Title of PMC:/g)).toHaveLength(100);
    expect(page).toContain('and 520 more');
    expect(page).toContain('620 tried again by later runs');
  });
});

describe('a run that did not come to its end', () => {
  it('could not begin: the page says why', async () => {
    const folder = newState();
    addRun(folder, EARLY);
    addStillborn(folder, LATE);
    const page = await pageOf(folder);
    expect(page).toContain(NO_LEXICON.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    expect(page).toMatch(/state bad">failed<[\s\S]*It could not begin; nothing was changed/);
  });

  it('goes on: the page says how far it is, and that it is of a moment', async () => {
    const folder = newState();
    addRun(folder, new Date(Date.now() - 60_000).toISOString(), { state: null });
    const lock = StateLock.take(folder, 'papergraph link');
    try {
      const page = await pageOf(folder);
      expect(page).toMatch(/state busy">running<[\s\S]*going on when this page was made, 1 min/);
      expect(page).toMatch(/role="progressbar"[\s\S]*aria-valuenow="10"/);
    } finally {
      lock.release();
    }
  });

  it('has crashed: nobody holds its state folder any more', async () => {
    const folder = newState();
    addRun(folder, LATE, { state: null });
    const page = await pageOf(folder);
    expect(page).toMatch(
      /state bad">crashed<[\s\S]*last heard of 1 min 01 s after it began[\s\S]*killed, out of memory/,
    );
  });

  it('has told nothing yet: there is a page all the same', async () => {
    const folder = newState();
    const ledger = openLedger(folder);
    const run: RunInfo = {
      ...{ id: 'r', startedAt: LATE, version: '', lexicon: '', terminologies: [] },
      model: '',
      settings: '',
      curation: '',
    };
    ledger.runs.begin(run, { graphId: GRAPH, graph: 'g', pid: 1, command: 'papergraph link' });
    ledger.close();
    expect(await pageOf(folder, 'r')).toContain('It ended before it had counted anything');
  });
});

describe('a run that is not there', () => {
  it('is told with the ids of the newest', async () => {
    const folder = newState();
    const [early, late] = [addRun(folder, EARLY), addRun(folder, LATE)];
    await expect(pageOf(folder, 'none')).rejects.toThrow(
      `expected the id of a run, found none of id none. The newest are ${late.id}, ${early.id}`,
    );
  });

  it('is told where there is none at all', async () => {
    const folder = newState();
    openLedger(folder).close();
    await expect(pageOf(folder)).rejects.toThrow('found none in the state folder');
    await expect(pageOf(newState())).rejects.toThrow('found no ledger');
  });
});
