/**
 * Takes papers through fetch, link and write: many on their way at once, a bounded number of them, each with an outcome
 * that is a value. Nothing here knows how a stage does its work.
 */
import PQueue from 'p-queue';
import { messageOf, PapergraphError, TemporaryError } from '../errors.js';
import type {
  InputItem,
  PaperCard,
  PaperCounts,
  PaperGraph,
  PaperId,
  PaperOutcome,
  PaperText,
  RunEvent,
  StageName,
} from '../model.js';
import type { Ledger, LedgerEntry } from './ledger.js';
import { type PaperStore, WriteQueue } from './write-queue.js';

/** A text, and whether it came without asking the network. */
export interface FetchedText {
  readonly text: PaperText;
  readonly fromCache: boolean;
}

/** What linking one paper gives. */
export interface LinkedPaper {
  readonly graph: PaperGraph;
  readonly counts: PaperCounts;
  /** For `papergraph export`; null when they are not kept. */
  readonly annotations: Uint8Array | null;
}

/** Tells of a retry: number of the attempt that failed, milliseconds until the next, why. */
export type RetryHook = (attempt: number, delayMs: number, reason: string) => void;

export interface PaperRunDeps {
  readonly graphId: string;
  readonly runId: string;
  readonly inputs: AsyncIterable<InputItem>;
  /** A text that cannot be had is no error: the card is the text then. */
  readonly fetchText: (card: PaperCard, onRetry: RetryHook) => Promise<FetchedText>;
  readonly link: (card: PaperCard, text: PaperText) => Promise<LinkedPaper>;
  readonly store: PaperStore;
  readonly ledger: Ledger;
  /** Hash of all that a paper's graph depends on. */
  readonly fingerprint: (card: PaperCard, text: PaperText) => string;
  readonly emit: (event: RunEvent) => void;
  /** Aborted to stop: no further paper is taken, those on their way are finished. */
  readonly stop: AbortSignal;
  /** Papers on their way at one time. */
  readonly papersInFlight: number;
  /** Papers written in one transaction. */
  readonly batchPapers: number;
}

/** Milliseconds that linked papers wait for others before they are written together. */
const BATCH_WAIT_MS = 200;

/**
 * Runs all papers of the input to their outcomes.
 *
 * @throws the first error of class `stop` (the graph is gone, the disk is full), after what was on its way has ended
 */
export async function runPapers(deps: PaperRunDeps): Promise<void> {
  const run = new PaperRun(deps);
  await run.takeAll();
  if (run.fatal !== undefined) throw run.fatal;
}

class PaperRun {
  readonly #deps: PaperRunDeps;
  readonly #papers: PQueue;
  readonly #writes: WriteQueue;
  /** The first error that ends the run. */
  fatal: Error | undefined;

  constructor(deps: PaperRunDeps) {
    this.#deps = deps;
    this.#papers = new PQueue({ concurrency: deps.papersInFlight });
    this.#writes = new WriteQueue(deps.store, { batchPapers: deps.batchPapers, waitMs: BATCH_WAIT_MS });
  }

  async takeAll(): Promise<void> {
    try {
      await this.#takeInputs();
    } finally {
      // Also when reading the inputs fails: nothing may be closed under papers that are on their way.
      await this.#papers.onIdle();
    }
  }

  async #takeInputs(): Promise<void> {
    let papers = 0;
    for await (const item of this.#deps.inputs) {
      if (this.#stopped()) break;
      if (item.kind === 'problem') {
        this.#deps.emit({ event: 'input-problem', problem: item.problem });
        continue;
      }
      papers++;
      this.#deps.emit({ event: 'paper-found', paperId: item.card.id });
      void this.#papers.add(() => this.#run(item.card));
      await this.#papers.onSizeLessThan(1);
    }
    if (!this.#stopped()) this.#deps.emit({ event: 'input-ended', papers });
  }

  #stopped(): boolean {
    return this.#deps.stop.aborted || this.fatal !== undefined;
  }

  async #run(card: PaperCard): Promise<void> {
    if (this.#stopped()) return;
    const way = new PaperWay(this.#deps, this.#writes, card);
    try {
      this.#deps.emit({ event: 'paper-done', outcome: await way.go() });
    } catch (error) {
      // Cut off because the run was stopped: the paper has no outcome and counts as left.
      if (this.#deps.stop.aborted && error instanceof Error && error.name === 'AbortError') return;
      this.#fail(way, error);
    }
  }

  #fail(way: PaperWay, error: unknown): void {
    const { stage } = way;
    const paperId = way.card.id;
    const next = error instanceof PapergraphError ? error.next : 'skip';
    const reason = messageOf(error);
    if (next === 'stop') this.fatal ??= error instanceof Error ? error : new Error(reason);
    this.#deps.emit({ event: 'paper-done', outcome: { kind: 'failed', paperId, stage, next, reason } });
    try {
      this.#deps.ledger.record(this.#deps.graphId, [failedEntry(paperId, reason, this.#deps.runId)]);
    } catch (ledgerError) {
      this.fatal ??= ledgerError instanceof Error ? ledgerError : new Error(messageOf(ledgerError));
    }
  }
}

/** The way of one paper through the stages; `stage` tells how far it came. */
class PaperWay {
  readonly #deps: PaperRunDeps;
  readonly #writes: WriteQueue;
  readonly card: PaperCard;
  stage: StageName = 'fetch';

  constructor(deps: PaperRunDeps, writes: WriteQueue, card: PaperCard) {
    this.#deps = deps;
    this.#writes = writes;
    this.card = card;
  }

  async go(): Promise<PaperOutcome> {
    const { card } = this;
    const { text } = await this.#fetch();
    if (text.failure !== null && card.title === '' && card.abstract === null) {
      throw new TemporaryError(`nothing to link: no full text (${text.failure.kind}), no title, no abstract`);
    }
    const fingerprint = this.#deps.fingerprint(card, text);
    const before = this.#deps.ledger.get(this.#deps.graphId, card.id);
    if (before?.origin != null && isDone(before, fingerprint, text) && (await this.#standsInGraph(before))) {
      return done('unchanged', text, { ...before, origin: before.origin });
    }
    const linked = await this.#timed('link', () => this.#deps.link(card, text), ok);
    const kind = await this.#timed('write', () => this.#writes.add(linked.graph), ok);
    this.#record(fingerprint, text, linked);
    return done(kind, text, { paperId: card.id, origin: text.origin, counts: linked.counts });
  }

  /** A graph may be behind the ledger: restored from a backup, or recovered after a torn write. */
  async #standsInGraph({ paperId, graphHash }: LedgerEntry): Promise<boolean> {
    return (await this.#deps.store.paperHashes([paperId])).get(paperId) === graphHash;
  }

  #fetch(): Promise<FetchedText> {
    const onRetry: RetryHook = (attempt, delayMs, reason) =>
      this.#deps.emit({ event: 'retry', stage: 'fetch', paperId: this.card.id, attempt, delayMs, reason });
    return this.#timed('fetch', () => this.#deps.fetchText(this.card, onRetry), tellFetched);
  }

  /** Runs one stage between its two events. */
  async #timed<T>(stage: StageName, work: () => Promise<T>, tell: (result: T) => Told): Promise<T> {
    const place = { stage, paperId: this.card.id };
    this.stage = stage;
    this.#deps.emit({ event: 'stage-started', ...place });
    const start = performance.now();
    try {
      const result = await work();
      this.#deps.emit({ event: 'stage-done', ...place, ms: performance.now() - start, ...tell(result) });
      return result;
    } catch (error) {
      const ms = performance.now() - start;
      this.#deps.emit({ event: 'stage-done', ...place, ms, outcome: 'failed', message: messageOf(error) });
      throw error;
    }
  }

  #record(fingerprint: string, text: PaperText, linked: LinkedPaper): void {
    const { id } = this.card;
    const entry: LedgerEntry = {
      paperId: id,
      state: 'written',
      fingerprint,
      graphHash: linked.graph.hash,
      origin: text.origin,
      textFailure: text.failure?.kind ?? null,
      reason: null,
      counts: linked.counts,
      runId: this.#deps.runId,
    };
    const kept = linked.annotations === null ? [] : [{ paperId: id, body: linked.annotations }];
    this.#deps.ledger.record(this.#deps.graphId, [entry], kept);
  }
}

/** What a stage's last event says beside its time. */
interface Told {
  readonly outcome: 'ok' | 'from-card' | 'from-cache';
  readonly message?: string;
}

const ok = (): Told => ({ outcome: 'ok' });

function tellFetched({ text, fromCache }: FetchedText): Told {
  if (text.failure !== null) return { outcome: 'from-card', message: `${text.failure.kind}: ${text.failure.message}` };
  return { outcome: fromCache ? 'from-cache' : 'ok' };
}

/**
 * True when nothing is to be done: all is as it was, or the full text that was linked before cannot be had at the moment,
 * in which case what stands in the graph is better than what the card alone would give.
 */
function isDone(before: LedgerEntry, fingerprint: string, text: PaperText): boolean {
  if (before.graphHash === '') return false;
  if (before.fingerprint === fingerprint) return before.state === 'written';
  return before.origin === 'full-text' && text.origin === 'card' && text.failure?.kind !== 'no-link';
}

function done(
  kind: 'written' | 'unchanged',
  text: PaperText,
  result: { readonly paperId: PaperId; readonly origin: PaperText['origin']; readonly counts: PaperCounts },
): PaperOutcome {
  const { paperId, origin, counts } = result;
  return { kind, paperId, origin, textFailure: text.failure, counts };
}

function failedEntry(paperId: PaperId, reason: string, runId: string): LedgerEntry {
  const counts = { mentions: 0, nil: 0, unnamed: 0, concepts: 0 };
  return {
    paperId,
    state: 'failed',
    fingerprint: '',
    graphHash: '',
    origin: null,
    textFailure: null,
    reason,
    counts,
    runId,
  };
}
