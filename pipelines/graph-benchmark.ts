/** How quickly a graph takes papers: new, changed and unchanged, beside a bare loop of the driver in the same minutes. */
import { CannotRunError } from '../src/errors.js';
import { GraphPatience } from '../src/flow/graph-patience.js';
import { type PaperStore, WriteQueue } from '../src/flow/write-queue.js';
import { BareLoop } from '../src/graph/neo4j-bare-loop.js';
import type { GraphStore } from '../src/graph/store.js';
import type { PaperGraph, RunInfo } from '../src/model.js';
import { packageVersion } from '../src/resources.js';
import type { Settings } from '../src/settings.js';
import { EDGES_OF_PAPER, generatedPaper } from './generated-papers.js';
import { graphTarget, withGraph } from './open-graph.js';

export interface GraphBenchmarkOptions {
  readonly papers: number;
  /** False leaves the bare loop out. */
  readonly bare: boolean;
  /** Told after each tenth of each part. */
  readonly onProgress: (message: string) => void;
}

/** Rates of one way of writing. */
export interface WriteRates {
  readonly papersPerSecond: number;
  readonly edgesPerSecond: number;
}

export interface GraphBenchmark {
  readonly graph: string;
  readonly papers: number;
  /** From papers to concepts. What concepts have among themselves is written with them and counted to neither side. */
  readonly edges: number;
  /** Transactions under way at one time, of ours and of the bare loop. */
  readonly writers: number;
  readonly fresh: WriteRates;
  readonly changed: WriteRates;
  /** Papers whose hash is as it was: compared, not written. */
  readonly unchanged: { readonly papersPerSecond: number; readonly timesFasterThanChanged: number };
  /** The same rows by a bare loop, batch by batch in turns with ours; null where it was left out, and for the embedded store. */
  readonly bare: { readonly fresh: WriteRates; readonly changed: WriteRates } | null;
  /** Rates of ours divided by those of the bare loop. */
  readonly shareOfBare: { readonly fresh: number; readonly changed: number } | null;
  /** Resident memory of this process in MB, at the end of each tenth of the fresh papers. */
  readonly rssMb: readonly number[];
}

/** Ids of our papers and of those of the bare loop begin with these. */
const [OURS, BARE] = [91, 92];

const RUN: RunInfo = {
  id: '2026-01-01T00:00:00.000Z-0000',
  startedAt: '2026-01-01T00:00:00.000Z',
  version: packageVersion(),
  lexicon: 'generated',
  terminologies: [],
  model: '',
  settings: '',
  curation: '',
};

/**
 * Fills an empty graph with generated papers and leaves them there.
 *
 * @throws CannotRunError for a graph that holds papers
 */
export async function benchmarkGraph(settings: Settings, options: GraphBenchmarkOptions): Promise<GraphBenchmark> {
  return withGraph(settings, { readOnly: false }, async (graph) => {
    const { papers } = await graph.counts();
    if (papers > 0) {
      throw new CannotRunError(
        `${graph.location}: expected an empty graph for a benchmark, found ${papers} papers. Name another with --graph or --state`,
      );
    }
    const target = graphTarget(settings);
    const bare = options.bare && target.kind === 'neo4j' ? new BareLoop({ ...settings.graph, uri: target.uri }) : null;
    try {
      const { batchPapers: batch, writers } = settings.graph;
      return await measure({ graph, bare, batch, writers }, options);
    } finally {
      await bare?.close();
    }
  });
}

interface Writers {
  readonly graph: GraphStore;
  readonly bare: BareLoop | null;
  readonly batch: number;
  readonly writers: number;
}

async function measure(writers: Writers, options: GraphBenchmarkOptions): Promise<GraphBenchmark> {
  const { papers, onProgress } = options;
  const rssMb: number[] = [];
  const fresh = await turns(writers, { papers, version: 1, replace: false }, (done) => {
    rssMb.push(Math.round(process.memoryUsage.rss() / 1e6));
    onProgress(`new: ${done} papers, ${rssMb.at(-1)} MB`);
  });
  const some = Math.min(papers, Math.max(writers.batch, Math.floor(papers / 5)));
  const changed = await turns(writers, { papers: some, version: 2, replace: true }, (done) =>
    onProgress(`changed: ${done} papers`),
  );
  const unchanged = await unchangedRate(writers, some);
  onProgress(`unchanged: ${some} papers`);
  return {
    graph: writers.graph.location,
    papers,
    edges: papers * EDGES_OF_PAPER,
    writers: writers.writers,
    fresh: fresh.ours,
    changed: changed.ours,
    unchanged: { papersPerSecond: unchanged, timesFasterThanChanged: unchanged / changed.ours.papersPerSecond },
    bare: fresh.bare === null || changed.bare === null ? null : { fresh: fresh.bare, changed: changed.bare },
    shareOfBare:
      fresh.bare === null || changed.bare === null
        ? null
        : {
            fresh: fresh.ours.edgesPerSecond / fresh.bare.edgesPerSecond,
            changed: changed.ours.edgesPerSecond / changed.bare.edgesPerSecond,
          },
    rssMb,
  };
}

interface Load {
  readonly papers: number;
  readonly version: number;
  readonly replace: boolean;
}

/** As many batches at a time as there are writers, ours and the bare loop's in turns, so that both meet the same machine and the same size of the graph. */
async function turns(
  { graph, bare, batch, writers }: Writers,
  { papers, version, replace }: Load,
  onTenth: (done: number) => void,
) {
  const ms = { ours: 0, bare: 0 };
  const tenth = Math.max(batch, Math.floor(papers / 10));
  let told = 0;
  for (let from = 0; from < papers; from += batch * writers) {
    const count = Math.min(batch * writers, papers - from);
    const batches = (set: number) => inBatches(batchOf(from, count, { set, version }), batch);
    const ours = async () => {
      ms.ours += await timedEach(batches(OURS), (some) => written(graph, some));
    };
    const theirs = async () => {
      if (bare !== null) ms.bare += await timedEach(batches(BARE), (some) => bare.write(some, RUN, replace));
    };
    // Whoever comes first finds a server that is a little colder.
    for (const turn of (from / (batch * writers)) % 2 === 0 ? [ours, theirs] : [theirs, ours]) await turn();
    if (from + count < told + tenth && from + count < papers) continue;
    told = from + count;
    onTenth(told);
  }
  return { ours: rates(papers, ms.ours), bare: bare === null ? null : rates(papers, ms.bare) };
}

/** As a run writes: hashes first, then what changed. Making the papers is not part of it. */
async function written(graph: GraphStore, papers: readonly PaperGraph[]): Promise<void> {
  const present = await graph.paperHashes(papers.map(({ paper }) => paper.id));
  const changed = papers.filter(({ paper, hash }) => present.get(paper.id) !== hash);
  if (changed.length > 0) await graph.writePapers(changed, RUN);
}

async function unchangedRate({ graph, batch }: Writers, papers: number): Promise<number> {
  const store: PaperStore = {
    paperHashes: (ids) => graph.paperHashes(ids),
    writePapers: () => Promise.reject(new Error('expected every paper to be as it was')),
  };
  let ms = 0;
  for (let from = 0; from < papers; from += batch) {
    const some = batchOf(from, Math.min(batch, papers - from), { set: OURS, version: 2 });
    const cutOff = new AbortController().signal;
    const queue = new WriteQueue(store, {
      batchPapers: some.length,
      writers: 1,
      waitMs: 0,
      cutOff,
      patience: new GraphPatience(),
    });
    ms += await timed(async () => void (await Promise.all(some.map((paper) => queue.add(paper)))));
  }
  return (papers * 1000) / ms;
}

function batchOf(from: number, count: number, set: { readonly set: number; readonly version: number }): PaperGraph[] {
  return Array.from({ length: count }, (_, index) => generatedPaper(from + index, set));
}

function inBatches(papers: readonly PaperGraph[], size: number): PaperGraph[][] {
  const starts = Array.from({ length: Math.ceil(papers.length / size) }, (_, index) => index * size);
  return starts.map((start) => papers.slice(start, start + size));
}

/** Milliseconds until the work is done with all batches, begun at the same time. */
function timedEach<T>(batches: readonly T[], work: (batch: T) => Promise<void>): Promise<number> {
  return timed(async () => void (await Promise.all(batches.map(work))));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function rates(papers: number, ms: number): WriteRates {
  return { papersPerSecond: (papers * 1000) / ms, edgesPerSecond: (papers * EDGES_OF_PAPER * 1000) / ms };
}
