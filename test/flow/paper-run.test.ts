import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAILURE_KINDS } from '../../pipelines/failure-policy.js';
import { CannotRunError, PaperError, TemporaryError } from '../../src/errors.js';
import type { FailurePolicy } from '../../src/flow/failure-policy.js';
import { Ledger } from '../../src/flow/ledger.js';
import { PaperRun } from '../../src/flow/paper-run.js';
import type { EarlierLexicon, FetchedText, FetchRequest, LinkedPaper, PaperRunDeps } from '../../src/flow/stages.js';
import { SummaryBuilder } from '../../src/flow/summary.js';
import type {
  FailureClass,
  FailureKind,
  Fingerprint,
  InputItem,
  PaperCard,
  PaperGraph,
  PaperText,
  RunEvent,
  RunInfo,
  RunSummary,
} from '../../src/model.js';

const RUN: RunInfo = {
  id: 'r',
  startedAt: '',
  version: '',
  lexicon: '',
  terminologies: [],
  model: '',
  settings: '',
  curation: '',
};

function card(id: string): PaperCard {
  const place = { path: `${id}.md`, line: 1 };
  const absent = { pmcid: null, pmid: null, doi: null, journal: null, date: null, tldr: null, contribution: null };
  const more = { abstract: null, fullTextUrl: null, figureCount: null, referenceCount: null, sourceUrl: null };
  const lists = { authors: [], keyFindings: [], assertions: [], otherSections: [] };
  return { id, place, title: id, markdown: `# ${id}`, ...absent, ...more, ...lists };
}

function textOf(paper: PaperCard, over: Partial<PaperText> = {}): PaperText {
  return { paperId: paper.id, origin: 'full-text', url: null, markdown: 'x', sha256: 'x', failure: null, ...over };
}

/** A text as its source gives it. */
function fetched(text: PaperText): FetchedText {
  return { text, fromCache: false, bytes: 0, host: null, warning: null };
}

/** Every kind is tried again at once, unless told otherwise. */
function policyOf(
  over: Partial<FailurePolicy> = {},
  classes: Partial<Record<FailureKind, FailureClass>> = {},
): FailurePolicy {
  const all = Object.fromEntries(FAILURE_KINDS.map((kind) => [kind, 'retry'])) as Record<FailureKind, FailureClass>;
  const delays = { retryDelayMinutes: 0, maxRetryDelayHours: 24, parkAfter: 100 };
  return { ...delays, ...over, classes: { ...all, 'cannot-run': 'stop', ...classes } };
}

function fingerprint(paper: PaperCard, text: PaperText | null): Fingerprint {
  const same = { lexicon: 'l', model: 'm', settings: 's', curation: 'u' };
  return { text: text === null ? '' : `${text.origin} ${text.sha256}`, card: paper.markdown, ...same };
}

function linkedPaper(paper: PaperCard, hash = `hash of ${paper.id}`): LinkedPaper {
  const node = {
    id: paper.id,
    title: '',
    authors: [],
    textOrigin: 'full-text',
    textSha256: '',
    mentionCount: 1,
    nilCount: 0,
  } as const;
  const edges = { concepts: [], taxa: [], mentions: [], assertions: [], subclassOf: [], exactMatch: [], inTaxon: [] };
  const graph: PaperGraph = { paper: { ...node, lexicon: '', linker: '' }, ...edges, hash };
  return { graph, counts: { mentions: 1, nil: 0, unnamed: 0, concepts: 1 }, annotations: null };
}

/** A graph of the test's own: what was written, in which batches; `failOn` makes batches with that paper fail. */
class MemoryStore {
  readonly papers = new Map<string, string>();
  readonly batches: string[][] = [];
  failOn: { id: string; error: Error } | undefined;

  async paperHashes(ids: readonly string[]): Promise<Map<string, string>> {
    return new Map(
      ids.flatMap((id) => {
        const hash = this.papers.get(id);
        return hash === undefined ? [] : [[id, hash] as const];
      }),
    );
  }

  async writePapers(papers: readonly PaperGraph[]): Promise<void> {
    const ids = papers.map(({ paper }) => paper.id);
    if (this.failOn !== undefined && ids.includes(this.failOn.id)) throw this.failOn.error;
    this.batches.push(ids);
    for (const { paper, hash } of papers) this.papers.set(paper.id, hash);
  }
}

interface Result {
  readonly summary: RunSummary;
  readonly events: RunEvent[];
  readonly error: unknown;
}

function newLedger(): Ledger {
  return Ledger.open(join(mkdtempSync(join(tmpdir(), 'papergraph-run-')), 'ledger.db'));
}

async function* items(ids: readonly string[]): AsyncIterable<InputItem> {
  for (const id of ids) yield { kind: 'card', card: card(id) };
}

async function run(
  over: Partial<PaperRunDeps> & { readonly store: MemoryStore },
  ids: readonly string[] = ['a', 'b', 'c'],
): Promise<Result> {
  const events: RunEvent[] = [];
  const summary = new SummaryBuilder(RUN, 'memory');
  const emit = (event: RunEvent) => {
    events.push(event);
    summary.add(event);
  };
  const { signal } = new AbortController();
  const fixed = {
    graphId: 'g',
    runId: 'r',
    papersInFlight: 4,
    batchPapers: 2,
    writers: 1,
    stop: signal,
    cutOff: signal,
  };
  const stages = {
    fetchText: async (paper: PaperCard) => fetched(textOf(paper)),
    link: async (paper: PaperCard) => linkedPaper(paper),
    fingerprint,
    policy: policyOf(),
    redact: (text: string) => text,
  };
  const papers = new PaperRun({ ...fixed, ...stages, inputs: items(ids), ledger: newLedger(), emit, ...over });
  const error = await papers.takeAll().catch((caught: unknown) => caught);
  return { summary: summary.build(), events, error };
}

describe('a run', () => {
  it('writes every paper once, in batches', async () => {
    const store = new MemoryStore();
    const { summary } = await run({ store });
    expect([...store.papers.keys()].toSorted()).toEqual(['a', 'b', 'c']);
    expect(Math.max(...store.batches.map((batch) => batch.length))).toBeLessThanOrEqual(2);
    expect(summary.papers).toEqual({
      found: 3,
      written: 3,
      unchanged: 0,
      fromCardOnly: 0,
      skipped: 0,
      failed: 0,
      left: 0,
    });
  });

  it('does nothing the second time, and does not link again', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    await run({ store, ledger });
    const { summary, events } = await run({ store, ledger });
    expect(summary.papers.unchanged).toBe(3);
    expect(summary.mentions).toBe(3);
    expect(events.filter((event) => event.event === 'stage-done' && event.stage === 'link')).toEqual([]);
  });

  it('does it all again for an emptied graph, which has a new id', async () => {
    const ledger = newLedger();
    await run({ store: new MemoryStore(), ledger });
    const { summary } = await run({ store: new MemoryStore(), ledger, graphId: 'another' });
    expect(summary.papers.written).toBe(3);
  });

  it('compares hashes when the ledger was lost, and writes nothing', async () => {
    const store = new MemoryStore();
    await run({ store });
    const before = store.batches.length;
    const { summary } = await run({ store });
    expect([summary.papers.unchanged, store.batches.length]).toEqual([3, before]);
  });

  it('writes a paper again when its text changed, and only that one', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    await run({ store, ledger });
    const fetchText = async (paper: PaperCard) => fetched(textOf(paper, { sha256: paper.id === 'b' ? 'new' : 'x' }));
    const link = async (paper: PaperCard) => linkedPaper(paper, 'another hash');
    const { summary } = await run({ store, ledger, fetchText, link });
    expect([summary.papers.written, summary.papers.unchanged]).toEqual([1, 2]);
    expect(store.papers.get('b')).toBe('another hash');
  });

  it('has a bounded number of papers on the way', async () => {
    let [now, most] = [0, 0];
    const link = async (paper: PaperCard) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return linkedPaper(paper);
    };
    await run(
      { store: new MemoryStore(), link },
      Array.from({ length: 40 }, (_, index) => `p${index}`),
    );
    expect(most).toBe(4);
  });
});

describe('a full text that cannot be had', () => {
  const failure = { kind: 'network', message: 'no connection' } as const;
  const fromCard = async (paper: PaperCard) => fetched(textOf(paper, { origin: 'card', sha256: 'card', failure }));

  it('gives a paper from the card, marked and counted, and tried again', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    const { summary } = await run({ store, ledger, fetchText: fromCard });
    expect([summary.papers.written, summary.papers.fromCardOnly, summary.textFailures]).toEqual([3, 3, { network: 3 }]);
    const again = await run({ store, ledger, link: async (paper) => linkedPaper(paper, 'from the full text') });
    expect([again.summary.papers.written, again.summary.papers.fromCardOnly]).toEqual([3, 0]);
  });

  it('does not replace what was linked from the full text before', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    await run({ store, ledger });
    const { summary } = await run({ store, ledger, fetchText: fromCard });
    expect([summary.papers.unchanged, summary.papers.fromCardOnly, summary.textFailures]).toEqual([
      3,
      0,
      { network: 3 },
    ]);
  });
});

describe('a failure', () => {
  it('of one paper leaves the others, also those of its batch', async () => {
    const store = new MemoryStore();
    store.failOn = { id: 'b', error: new Error('broken row') };
    const { summary, error } = await run({ store, batchPapers: 3 });
    expect(error).toBeUndefined();
    expect([...store.papers.keys()].toSorted()).toEqual(['a', 'c']);
    expect([summary.papers.failed, summary.failures]).toEqual([1, { 'write: defect': 1 }]);
  });

  it('in linking is told with its stage and tried again in the next run', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    const link = async (paper: PaperCard) => {
      if (paper.id === 'c') throw new PaperError('cannot read it');
      return linkedPaper(paper);
    };
    const { summary } = await run({ store, ledger, link });
    expect(summary.failures).toEqual({ 'link: unreadable': 1 });
    expect(summary.examples['link: unreadable']).toBe('cannot read it');
    expect((await run({ store, ledger })).summary.papers).toMatchObject({ written: 1, unchanged: 2, failed: 0 });
  });

  it('that would pass is not tried paper by paper', async () => {
    const store = new MemoryStore();
    store.failOn = { id: 'a', error: new TemporaryError('server is restarting') };
    const { summary, events } = await run({ store, batchPapers: 3 });
    expect(summary.papers.failed).toBe(3);
    const outcomes = events.flatMap((event) => (event.event === 'paper-done' ? [event.outcome] : []));
    expect(outcomes.every((outcome) => outcome.kind === 'failed' && outcome.trouble.kind === 'graph-away')).toBe(true);
  });

  it('of class stop ends the run and is thrown', async () => {
    const store = new MemoryStore();
    store.failOn = { id: 'a', error: new CannotRunError('the graph is gone') };
    const many = ['a', ...Array.from({ length: 50 }, (_, index) => `p${index}`)];
    const { summary, error } = await run({ store, batchPapers: 1, papersInFlight: 2 }, many);
    expect(error).toBeInstanceOf(CannotRunError);
    expect(summary.papers.written).toBeLessThan(50);
  });
});

describe('a graph that is not as the ledger has it', () => {
  it('gets what it lacks: it was restored from a backup, or lost its last writes', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    await run({ store, ledger });
    store.papers.delete('b');
    const { summary } = await run({ store, ledger });
    expect([summary.papers.written, summary.papers.unchanged]).toEqual([1, 2]);
    expect([...store.papers.keys()].toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('ends the run when it takes no batch for a while, instead of fetching everything for nothing', async () => {
    const store = new MemoryStore();
    store.writePapers = async () => {
      throw new TemporaryError('server is gone');
    };
    const many = Array.from({ length: 100 }, (_, index) => `p${index}`);
    const { summary, error } = await run({ store, batchPapers: 1, papersInFlight: 2 }, many);
    expect(error).toBeInstanceOf(CannotRunError);
    expect(summary.papers.failed).toBeLessThan(10);
  });
});

describe('an input that breaks off', () => {
  it('leaves no paper on its way behind', async () => {
    async function* broken(): AsyncIterable<InputItem> {
      yield* items(['a', 'b']);
      throw new Error('disk gone');
    }
    const store = new MemoryStore();
    const { summary, error } = await run({ store, inputs: broken() });
    expect(String(error)).toContain('disk gone');
    expect([summary.papers.written, store.papers.size, summary.inputEnded]).toEqual([2, 2, false]);
  });
});

describe('stopping', () => {
  it('finishes what is on the way, takes nothing more, and the next run goes on', async () => {
    const [store, ledger, controller] = [new MemoryStore(), newLedger(), new AbortController()];
    const many = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const link = async (paper: PaperCard) => {
      if (paper.id === 'p5') controller.abort();
      return linkedPaper(paper);
    };
    const { summary } = await run({ store, ledger, link, stop: controller.signal }, many);
    expect(summary.papers.written).toBe(store.papers.size);
    expect(store.papers.size).toBeLessThan(20);
    const { summary: next } = await run({ store, ledger }, many);
    expect(next.papers.written + next.papers.unchanged).toBe(20);
    expect(next.papers.unchanged).toBe(summary.papers.written);
  });

  it('a download that is cut off counts as left, not as failed', async () => {
    const controller = new AbortController();
    const fetchText = async (paper: PaperCard) => {
      if (paper.id === 'b') {
        controller.abort();
        throw new DOMException('cut off', 'AbortError');
      }
      return fetched(textOf(paper));
    };
    const { summary } = await run({ store: new MemoryStore(), fetchText, stop: controller.signal, papersInFlight: 1 });
    expect([summary.papers.failed, summary.papers.left]).toEqual([0, 1]);
  });
});

describe('a paper in trouble', () => {
  const failure = { kind: 'http-status', message: '404' } as const;
  const hour = policyOf({ retryDelayMinutes: 60, parkAfter: 3 });
  const give404 = (asked: FetchRequest[]) => async (paper: PaperCard, request: FetchRequest) => {
    asked.push(request);
    return fetched(textOf(paper, { origin: 'card', sha256: 'card', failure: request.cacheOnly ? offline : failure }));
  };
  const offline = { kind: 'offline', message: 'not in the cache' } as const;

  it('waits for its next attempt: the network is not asked, and it is not linked again', async () => {
    const [store, ledger, asked] = [new MemoryStore(), newLedger(), [] as FetchRequest[]];
    await run({ store, ledger, policy: hour, fetchText: give404(asked) }, ['a']);
    const { summary } = await run({ store, ledger, policy: hour, fetchText: give404(asked) }, ['a']);
    expect(asked.map(({ cacheOnly }) => cacheOnly)).toEqual([false, true]);
    expect([summary.papers.unchanged, summary.textFailures]).toEqual([1, { 'http-status': 1 }]);
    expect(ledger.get('g', 'a')?.trouble).toMatchObject({ kind: 'http-status', message: '404', attempts: 1 });
  });

  it('is tried at once when its card changed, or when somebody asks', async () => {
    const [store, ledger, asked] = [new MemoryStore(), newLedger(), [] as FetchRequest[]];
    const deps = { store, ledger, policy: hour, fetchText: give404(asked) };
    await run(deps, ['a']);
    async function* changed(): AsyncIterable<InputItem> {
      yield { kind: 'card', card: { ...card('a'), markdown: '# a, corrected' } };
    }
    await run({ ...deps, inputs: changed() });
    ledger.askRetry('g', {});
    await run({ ...deps, inputs: changed() });
    expect(asked.map(({ cacheOnly }) => cacheOnly)).toEqual([false, false, false]);
  });

  it('is parked after so many failures, and asked for again only on request', async () => {
    const [store, ledger, asked] = [new MemoryStore(), newLedger(), [] as FetchRequest[]];
    const deps = { store, ledger, policy: { ...hour, retryDelayMinutes: 0 }, fetchText: give404(asked) };
    for (let night = 0; night < 5; night++) await run(deps, ['a']);
    expect(asked.map(({ cacheOnly }) => cacheOnly)).toEqual([false, false, false, true, true]);
    expect(ledger.get('g', 'a')?.trouble).toMatchObject({ parked: true, nextAttempt: null, attempts: 3 });
    expect(ledger.history('g', 'a').map(({ event }) => event)).toEqual(['from-card', 'from-card', 'parked']);
    ledger.askRetry('g', { parked: true });
    const link = async (paper: PaperCard) => linkedPaper(paper, 'from the full text');
    const { summary } = await run({ store, ledger, policy: hour, link }, ['a']);
    expect([summary.papers.written, ledger.get('g', 'a')?.trouble]).toEqual([1, null]);
  });

  it('that could not be linked is skipped, with its reason, until something changes', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    const link = async () => {
      throw new PaperError('cannot read it');
    };
    const policy = policyOf({}, { unreadable: 'skip' });
    await run({ store, ledger, policy, link }, ['a']);
    const { summary, events } = await run({ store, ledger, policy }, ['a']);
    expect(summary.papers).toMatchObject({ skipped: 1, failed: 0, left: 0 });
    const [outcome] = events.flatMap((event) => (event.event === 'paper-done' ? [event.outcome] : []));
    expect(outcome).toMatchObject({ kind: 'skipped', why: 'given-up', trouble: { message: 'cannot read it' } });
    const model = (paper: PaperCard, text: PaperText | null) => ({ ...fingerprint(paper, text), model: 'm2' });
    expect((await run({ store, ledger, policy, fingerprint: model }, ['a'])).summary.papers.written).toBe(1);
  });

  it('of a kind that is to end the run ends it', async () => {
    const policy = policyOf({}, { 'http-status': 'stop' });
    const { error } = await run({ store: new MemoryStore(), policy, fetchText: give404([]) });
    expect(String(error)).toMatch(/kind http-status ends the run.*404/);
  });

  it('that is no fault of its own is due again at once and never parked', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    const away = async (paper: PaperCard) => fetched(textOf(paper, { origin: 'card', sha256: 'c', failure: offline }));
    for (let night = 0; night < 5; night++) await run({ store, ledger, policy: hour, fetchText: away }, ['a']);
    expect(ledger.get('g', 'a')?.trouble).toMatchObject({ kind: 'offline', attempts: 0, parked: false });
    const { summary } = await run({ store, ledger, policy: hour }, ['a']);
    expect(summary.papers.fromCardOnly).toBe(0);
  });
});

describe('the time for finishing is over', () => {
  it('puts back what is not being written yet', async () => {
    const [stop, cutOff, store] = [new AbortController(), new AbortController(), new MemoryStore()];
    const link = async (paper: PaperCard) => {
      if (paper.id !== 'a') return linkedPaper(paper);
      stop.abort();
      cutOff.abort();
      return linkedPaper(paper);
    };
    const { summary, error } = await run({ store, link, stop: stop.signal, cutOff: cutOff.signal, papersInFlight: 1 });
    expect([error, store.papers.size]).toEqual([undefined, 0]);
    expect(summary.papers).toMatchObject({ found: 2, written: 0, failed: 0, left: 2 });
  });
});

describe('a run with another lexicon that is told the earlier one', () => {
  const withLexicon = (lexicon: string, model = 'm') => ({
    fingerprint: (paper: PaperCard, text: PaperText | null) => ({ ...fingerprint(paper, text), lexicon, model }),
  });

  /** What is asked of a run with the lexicon "new" after one with "l", and its outcomes by paper. */
  async function relinked(
    over: Partial<Pick<PaperRunDeps, 'fingerprint'>> = {},
    { release = 'l', lost = [] as string[] } = {},
  ) {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    await run({ store, ledger });
    for (const id of lost) store.papers.delete(id);
    const link = async (paper: PaperCard) => linkedPaper(paper, `new hash of ${paper.id}`);
    const asked: string[] = [];
    const earlier: EarlierLexicon = {
      release,
      isAffected: async ({ card: { id } }) => {
        asked.push(id);
        return id === 'b';
      },
    };
    const { summary } = await run({ store, ledger, earlier, link, ...withLexicon('new'), ...over });
    return { store, ledger, asked: asked.toSorted(), papers: summary.papers };
  }

  it('leaves papers that are not affected as they are, and never asks of them again', async () => {
    const { store, ledger, asked, papers } = await relinked();
    expect([asked, papers.written, papers.unchanged]).toEqual([['a', 'b', 'c'], 1, 2]);
    const { fingerprint: kept, graphHash, state } = ledger.get('g', 'a') ?? {};
    expect([kept?.lexicon, graphHash, state]).toEqual(['new', 'hash of a', 'written']);
    expect(ledger.history('g', 'a').map(({ event }) => event)).toEqual(['written', 'carried-over']);
    expect(ledger.history('g', 'b').map(({ event }) => event)).toEqual(['written', 'written']);
    const plain = await run({ store, ledger, ...withLexicon('new') });
    expect(plain.summary.papers).toMatchObject({ written: 0, unchanged: 3 });
  });

  it.each([
    ['linked with some other lexicon', {}, { release: 'older' }],
    ['that differ elsewhere, too', withLexicon('new', 'm2'), {}],
  ])('links papers %s anew without asking', async (_, over, options) => {
    const { asked, papers } = await relinked(over, options);
    expect([asked, papers.written]).toEqual([[], 3]);
  });

  it('links a paper anew that the graph does not have as the ledger says', async () => {
    const { asked, papers } = await relinked({}, { lost: ['a'] });
    expect([asked, papers.written, papers.unchanged]).toEqual([['b', 'c'], 2, 1]);
  });

  it('keeps the trouble of a paper that is linked from its card', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    const failure = { kind: 'http-status', message: '404' } as const;
    const fetchText = async (paper: PaperCard) => fetched(textOf(paper, { origin: 'card', sha256: 'c', failure }));
    await run({ store, ledger, fetchText }, ['a']);
    const earlier: EarlierLexicon = { release: 'l', isAffected: async () => false };
    const { summary } = await run({ store, ledger, fetchText, earlier, ...withLexicon('new') }, ['a']);
    expect(summary.papers).toMatchObject({ unchanged: 1, fromCardOnly: 1 });
    const { trouble, fingerprint: kept, tried } = ledger.get('g', 'a') ?? {};
    expect([trouble?.attempts, kept?.lexicon, tried?.lexicon]).toEqual([2, 'new', 'new']);
  });
});

describe('what a review once found', () => {
  const ids = Array.from({ length: 8 }, (_, index) => `p${index}`);

  it('a graph that goes away between two runs costs no paper its standing, and ends the run', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    await run({ store, ledger }, ids);
    const hashes = store.paperHashes;
    store.paperHashes = async () => {
      throw new TemporaryError('server is gone');
    };
    const skip = policyOf({}, { defect: 'skip' });
    const { error } = await run({ store, ledger, policy: skip, papersInFlight: 1 }, ids);
    expect(String(error)).toMatch(/took none of 3 batches in a row/);
    store.paperHashes = hashes;
    const { summary } = await run({ store, ledger, policy: skip }, ids);
    expect(summary.papers).toMatchObject({ skipped: 0, failed: 0, written: 0 + summary.papers.written });
    expect(summary.papers.written + summary.papers.unchanged).toBe(ids.length);
  });

  it('an old text is told as trouble, and the paper stands', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    await run({ store, ledger }, ['a']);
    const warning = { kind: 'http-status', message: 'it is 503' } as const;
    const stale = async (paper: PaperCard) => ({ ...fetched(textOf(paper)), warning });
    const { summary, events } = await run({ store, ledger, fetchText: stale }, ['a']);
    expect([summary.papers.unchanged, summary.fresh.stale, summary.textFailures]).toEqual([1, 1, { 'http-status': 1 }]);
    expect(events).toContainEqual(expect.objectContaining({ event: 'stage-done', stage: 'fetch', outcome: 'stale' }));
    expect(ledger.get('g', 'a')).toMatchObject({ origin: 'full-text', trouble: { kind: 'http-status', attempts: 1 } });
    await run({ store, ledger }, ['a']);
    expect(ledger.get('g', 'a')?.trouble).toBeNull();
  });

  it.each([
    ['offline', { attempts: 0, parked: false }],
    ['forbidden-address', { class: 'skip', attempts: 1, nextAttempt: null }],
  ] as const)('a link alone fails by its own kind: %s', async (kind, expected) => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    async function* linkOnly(): AsyncIterable<InputItem> {
      yield { kind: 'card', card: { ...card('a'), title: '' } };
    }
    const failure = { kind, message: 'm' };
    const fetchText = async (paper: PaperCard) => fetched(textOf(paper, { origin: 'card', sha256: 'c', failure }));
    const policy = policyOf({ parkAfter: 2 }, { 'forbidden-address': 'skip' });
    for (let night = 0; night < 4; night++) await run({ store, ledger, policy, fetchText, inputs: linkOnly() });
    expect(ledger.get('g', 'a')?.trouble).toMatchObject({ kind, ...expected });
  });

  describe('a link that is dead', () => {
    const failure = { kind: 'http-status', message: '404' } as const;
    const asked: FetchRequest[] = [];
    const dead = async (paper: PaperCard, request: FetchRequest) => {
      asked.push(request);
      return fetched(textOf(paper, { origin: 'card', sha256: 'c', failure }));
    };
    const policy = policyOf({ parkAfter: 3 });

    it('is not asked for again because of a new lexicon, but the card is linked with it', async () => {
      const [store, ledger] = [new MemoryStore(), newLedger()];
      for (let night = 0; night < 3; night++) await run({ store, ledger, policy, fetchText: dead }, ['a']);
      const lexicon = (paper: PaperCard, text: PaperText | null) => ({ ...fingerprint(paper, text), lexicon: 'new' });
      const link = async (paper: PaperCard) => linkedPaper(paper, 'with the new lexicon');
      asked.length = 0;
      const { summary } = await run({ store, ledger, policy, fetchText: dead, fingerprint: lexicon, link }, ['a']);
      expect([summary.papers.written, asked.map(({ cacheOnly }) => cacheOnly)]).toEqual([1, [true]]);
      expect(ledger.get('g', 'a')?.trouble).toMatchObject({ parked: true, attempts: 3 });
    });

    it('gets all its tries anew with another link in the card', async () => {
      const [store, ledger] = [new MemoryStore(), newLedger()];
      for (let night = 0; night < 3; night++) await run({ store, ledger, policy, fetchText: dead }, ['a']);
      async function* changed(): AsyncIterable<InputItem> {
        yield { kind: 'card', card: { ...card('a'), markdown: '# a, with another link' } };
      }
      await run({ store, ledger, policy, fetchText: dead, inputs: changed() });
      expect(ledger.get('g', 'a')?.trouble).toMatchObject({ parked: false, attempts: 1 });
    });

    it('that somebody asks to be tried while it is on its way is not parked by that try', async () => {
      const [store, ledger] = [new MemoryStore(), newLedger()];
      for (let night = 0; night < 2; night++) await run({ store, ledger, policy, fetchText: dead }, ['a']);
      const fetchText = async (paper: PaperCard, request: FetchRequest) => {
        ledger.askRetry('g', {});
        return dead(paper, request);
      };
      await run({ store, ledger, policy, fetchText }, ['a']);
      expect(ledger.get('g', 'a')?.trouble).toMatchObject({ parked: false, attempts: 1 });
    });
  });

  it('a ledger that cannot be read ends the run, not the process', async () => {
    const ledger = newLedger();
    ledger.get = () => {
      throw new CannotRunError('disk gone');
    };
    const { error, summary } = await run({ store: new MemoryStore(), ledger });
    expect(String(error)).toMatch(/disk gone/);
    expect(summary.papers.failed).toBe(0);
  });
});
