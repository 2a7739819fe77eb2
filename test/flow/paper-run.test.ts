import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CannotRunError, PaperError, TemporaryError } from '../../src/errors.js';
import { Ledger } from '../../src/flow/ledger.js';
import { type LinkedPaper, type PaperRunDeps, runPapers } from '../../src/flow/paper-run.js';
import { SummaryBuilder } from '../../src/flow/summary.js';
import type { InputItem, PaperCard, PaperGraph, PaperText, RunEvent, RunInfo, RunSummary } from '../../src/model.js';

const RUN: RunInfo = { id: 'r', startedAt: '', version: '', lexicon: '', settingsHash: '' };

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
  const fixed = { graphId: 'g', runId: 'r', papersInFlight: 4, batchPapers: 2, stop: new AbortController().signal };
  const stages = {
    fetchText: async (paper: PaperCard) => ({ text: textOf(paper), fromCache: false }),
    link: async (paper: PaperCard) => linkedPaper(paper),
    fingerprint: (paper: PaperCard, text: PaperText) => `${paper.id} ${text.sha256} ${text.origin}`,
  };
  const error = await runPapers({ ...fixed, ...stages, inputs: items(ids), ledger: newLedger(), emit, ...over }).catch(
    (caught: unknown) => caught,
  );
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
    const fetchText = async (paper: PaperCard) => ({
      text: textOf(paper, { sha256: paper.id === 'b' ? 'new' : 'x' }),
      fromCache: false,
    });
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
  const fromCard = async (paper: PaperCard) => ({
    text: textOf(paper, { origin: 'card', sha256: 'card', failure }),
    fromCache: false,
  });

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
    expect([summary.papers.failed, summary.failures]).toEqual([1, { 'write: broken row': 1 }]);
  });

  it('in linking is told with its stage and tried again in the next run', async () => {
    const [store, ledger] = [new MemoryStore(), newLedger()];
    const link = async (paper: PaperCard) => {
      if (paper.id === 'c') throw new PaperError('cannot read it');
      return linkedPaper(paper);
    };
    const { summary } = await run({ store, ledger, link });
    expect(summary.failures).toEqual({ 'link: cannot read it': 1 });
    expect((await run({ store, ledger })).summary.papers).toMatchObject({ written: 1, unchanged: 2, failed: 0 });
  });

  it('that would pass is not tried paper by paper', async () => {
    const store = new MemoryStore();
    store.failOn = { id: 'a', error: new TemporaryError('server is restarting') };
    const { summary, events } = await run({ store, batchPapers: 3 });
    expect(summary.papers.failed).toBe(3);
    const outcomes = events.flatMap((event) => (event.event === 'paper-done' ? [event.outcome] : []));
    expect(outcomes.every((outcome) => outcome.kind === 'failed' && outcome.next === 'retry-next-run')).toBe(true);
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
      return { text: textOf(paper), fromCache: false };
    };
    const { summary } = await run({ store: new MemoryStore(), fetchText, stop: controller.signal, papersInFlight: 1 });
    expect([summary.papers.failed, summary.papers.left]).toEqual([0, 1]);
  });
});
