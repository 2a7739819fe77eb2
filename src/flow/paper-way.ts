/** The way of one paper through the stages, and what becomes of it. */
import { curie, PAPER_PREFIX } from '../curie.js';
import { asError, CannotRunError, messageOf } from '../errors.js';
import type {
  FailureKind,
  FetchFailure,
  Fingerprint,
  PaperCard,
  PaperOutcome,
  PaperText,
  StageName,
  Trouble,
} from '../model.js';
import { isDone, isSameTrouble, sameBesidesText } from './comparison.js';
import { kindOf } from './failure-kind.js';
import { isDue, judge } from './failure-policy.js';
import type { HashLookup } from './hash-lookup.js';
import type { LedgerEntry } from './ledger-rows.js';
import type { PaperResult } from './paper-result.js';
import type { FetchedText, LinkedPaper, PaperRunDeps, RetryHook } from './stages.js';
import type { WriteQueue } from './write-queue.js';

/** What became of a paper. */
export interface Arrival {
  /** Null when it was put back because the run was stopped. */
  readonly outcome: PaperOutcome | null;
  /** What ends the run, if it must end. */
  readonly endsRun: Error | null;
}

/** Where papers of a run meet. */
export interface PaperQueues {
  readonly writes: WriteQueue;
  readonly hashes: HashLookup;
}

export class PaperWay {
  readonly #deps: PaperRunDeps;
  readonly #writes: WriteQueue;
  readonly #hashes: HashLookup;
  readonly #card: PaperCard;
  readonly #before: LedgerEntry | null;
  /** All that the graph depends on, but for the text. */
  readonly #base: Fingerprint;
  readonly #askFrom: number;
  readonly #startedAt = performance.now();
  #stage: StageName = 'fetch';

  constructor(deps: PaperRunDeps, { writes, hashes }: PaperQueues, card: PaperCard) {
    this.#deps = deps;
    this.#writes = writes;
    this.#hashes = hashes;
    this.#card = card;
    this.#before = deps.ledger.get(deps.graphId, card.id);
    this.#base = deps.fingerprint(card, null);
    this.#askFrom = deps.askFrom?.(card) ?? 0;
  }

  /** @throws only what the ledger throws: trouble with the paper is part of the value */
  async go(): Promise<Arrival> {
    const resting = this.#restingTrouble();
    if (resting !== null && this.#before?.state === 'failed') {
      this.#deps.ledger.noteChecked(this.#deps.graphId, this.#card.id);
      return arrived(skipped(this.#card.id, resting));
    }
    try {
      const { text, trouble } = await this.#fetch(resting);
      return await this.#link(text, trouble);
    } catch (error) {
      // Cut off because the run was stopped: the paper has no outcome and counts as left.
      if (this.#deps.stop.aborted && error instanceof Error && error.name === 'AbortError') return arrived(null);
      return this.#fail(error);
    }
  }

  /** The trouble of earlier runs, where nothing that the paper depends on has changed and no other try is due. */
  #restingTrouble(): Trouble | null {
    const { trouble = null, tried = null } = this.#before ?? {};
    if (trouble === null || tried === null || isDue(trouble, Date.now()) || this.#isSaidToHaveChanged()) return null;
    // A text that could not be had is not there for another lexicon either.
    const same = trouble.stage === 'fetch' ? tried.card === this.#base.card : sameBesidesText(tried, this.#base);
    return same ? trouble : null;
  }

  /** A text that could not be had may be there now, if it is said to have changed after it was asked for. */
  #isSaidToHaveChanged(): boolean {
    return this.#before !== null && this.#askFrom > Date.parse(this.#before.updatedAt);
  }

  /** The text, and what is wrong with it: there is none, or it may be an old one. */
  async #fetch(resting: Trouble | null): Promise<{ readonly text: PaperText; readonly trouble: Trouble | null }> {
    const onRetry: RetryHook = (attempt, delayMs, reason) =>
      this.#deps.emit({ event: 'retry', stage: 'fetch', paperId: this.#card.id, attempt, delayMs, reason });
    const request = { onRetry, cacheOnly: resting !== null, askFrom: this.#askFrom };
    const fetched = await this.#timed('fetch', () => this.#deps.fetchText(this.#card, request), tellFetched);
    if (resting !== null) return { text: withReason(fetched.text, resting), trouble: resting };
    const failure = fetched.text.failure ?? fetched.warning;
    // A card without a link is no trouble: it is all there is.
    if (failure === null || failure.kind === 'no-link') return { text: fetched.text, trouble: null };
    return { text: fetched.text, trouble: this.#judge('fetch', failure) };
  }

  async #link(text: PaperText, trouble: Trouble | null): Promise<Arrival> {
    if (trouble?.class === 'stop') return this.#end(trouble);
    if (text.failure !== null && this.#isEmptyCard()) return this.#end(trouble ?? this.#judge('fetch', NOTHING));
    const tried = this.#deps.fingerprint(this.#card, text);
    const standing = await this.#standing(tried, text);
    if (standing !== null) return this.#leave(standing, { text, tried, trouble });
    const unaffected = await this.#unaffected(tried, text);
    if (unaffected !== null) return this.#carryOver(unaffected, { text, tried, trouble });
    const linked = await this.#timed('link', () => this.#deps.link(this.#card, text), ok);
    const kind = await this.#timed('write', () => this.#writes.add(linked.graph), ok);
    this.#record({ tried, trouble, failed: false, written: writtenOf(linked, text) });
    const result = { paperId: this.#card.id, origin: text.origin, counts: linked.counts };
    return arrived(done(kind, { text, trouble }, result));
  }

  /** What stands in the graph, when nothing is to be done. A graph may be behind the ledger: restored from a backup, say. */
  async #standing(tried: Fingerprint, text: PaperText): Promise<LedgerEntry | null> {
    const before = this.#before;
    if (before === null || !isDone(before, tried, text)) return null;
    this.#stage = 'write'; // the graph is asked, and what goes wrong is the graph's
    return (await this.#hashes.get(before.paperId)) === before.graphHash ? before : null;
  }

  /** What stands in the graph, when only the lexicon is another and the paper has nothing that differs in the two. */
  async #unaffected(tried: Fingerprint, text: PaperText): Promise<LedgerEntry | null> {
    const { earlier, ledger, graphId } = this.#deps;
    if (earlier === undefined) return null;
    const standing = await this.#standing({ ...tried, lexicon: earlier.release }, text);
    if (standing === null) return null;
    this.#stage = 'link';
    const annotations = ledger.annotations(graphId, standing.paperId);
    return (await earlier.isAffected({ card: this.#card, text, annotations })) ? null : standing;
  }

  /** From now on the paper counts as linked with the lexicon at hand. */
  #carryOver(standing: LedgerEntry, attempt: LeftAttempt): Arrival {
    const { ledger, graphId, runId } = this.#deps;
    ledger.carryOver(graphId, { paperId: standing.paperId, runId, fingerprint: attempt.tried });
    return this.#leave(standing, attempt);
  }

  #leave(standing: LedgerEntry, attempt: LeftAttempt): Arrival {
    const { text, tried, trouble } = attempt;
    const isNews = !isSameTrouble(trouble, standing.trouble) || standing.place !== placeOf(this.#card);
    if (isNews) this.#record({ tried, trouble, failed: false, written: null });
    else this.#deps.ledger.noteChecked(this.#deps.graphId, this.#card.id);
    const { counts, origin } = standing;
    return arrived(done('unchanged', { text, trouble }, { paperId: this.#card.id, origin: origin ?? 'card', counts }));
  }

  /** Nothing but a link, say: without the full text there is nothing to read. */
  #isEmptyCard(): boolean {
    const { title, abstract } = this.#card;
    return title === '' && abstract === null;
  }

  #fail(error: unknown): Arrival {
    const message = messageOf(error);
    const trouble = this.#judge(this.#stage, { kind: kindOf(error, this.#stage), message });
    const arrival = this.#end(trouble);
    return { ...arrival, endsRun: arrival.endsRun === null ? null : asError(error) };
  }

  /** Without a graph: the paper has failed, and where its kind is of class `stop`, the run with it. */
  #end(trouble: Trouble): Arrival {
    const endsRun = trouble.class === 'stop' ? new CannotRunError(stopped(trouble)) : null;
    const outcome: PaperOutcome = { kind: 'failed', paperId: this.#card.id, trouble };
    try {
      this.#record({ tried: this.#base, trouble, failed: true, written: null });
    } catch (ledgerError) {
      return { outcome, endsRun: asError(ledgerError) };
    }
    return { outcome, endsRun };
  }

  #judge(stage: StageName, { kind, message }: { readonly kind: FailureKind; readonly message: string }): Trouble {
    const { policy, redact, ledger, graphId } = this.#deps;
    // As it is now: somebody may have asked for another try meanwhile. Failures of another card do not count.
    const { trouble = null, tried = null } = ledger.get(graphId, this.#card.id) ?? {};
    const earlier = tried?.card === this.#base.card ? trouble : null;
    return judge({ stage, kind, message: redact(message) }, earlier, { policy, now: Date.now() });
  }

  #record(attempt: Pick<PaperResult, 'tried' | 'trouble' | 'failed' | 'written'>): void {
    const { graphId, runId, ledger, redact } = this.#deps;
    const { id: paperId, title, fullTextUrl } = this.#card;
    const url = fullTextUrl === null ? null : redact(fullTextUrl);
    const ms = performance.now() - this.#startedAt;
    const known = { paperId, title: redact(title), url, place: placeOf(this.#card), otherIds: otherIds(this.#card) };
    ledger.record(graphId, [{ ...known, runId, ms, ...attempt }]);
  }

  /** Runs one stage between its two events. */
  async #timed<T>(stage: StageName, work: () => Promise<T>, tell: (result: T) => Told): Promise<T> {
    const place = { stage, paperId: this.#card.id };
    this.#stage = stage;
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
}

/** An attempt that wrote nothing, since all is as it should be. */
type LeftAttempt = Pick<PaperResult, 'tried' | 'trouble'> & { readonly text: PaperText };

/** What a stage's last event says beside its time. */
interface Told {
  readonly outcome: 'ok' | 'from-card' | 'from-cache' | 'stale';
  readonly message?: string;
  readonly bytes?: number;
  readonly host?: string;
}

const ok = (): Told => ({ outcome: 'ok' });

function tellFetched({ text, fromCache, bytes, host, warning }: FetchedText): Told {
  const network = { bytes, ...(host !== null && { host }) };
  if (text.failure !== null) {
    return { outcome: 'from-card', message: `${text.failure.kind}: ${text.failure.message}`, ...network };
  }
  const outcome = warning !== null ? 'stale' : fromCache ? 'from-cache' : 'ok';
  return { outcome, ...network, ...(warning !== null && { message: `${warning.kind}: ${warning.message}` }) };
}

/** What a card without link, title and abstract comes to. */
const NOTHING = {
  kind: 'nothing-to-link',
  message: 'nothing to link: the card has no link to a full text, no title and no abstract',
} as const;

/** Not asked for: what is wrong is what was wrong. */
function withReason(text: PaperText, { kind, message }: Trouble): PaperText {
  if (text.failure === null || text.failure.kind === 'no-link') return text;
  return { ...text, failure: { kind: kind as FetchFailure, message } };
}

function writtenOf({ graph, counts, annotations }: LinkedPaper, { origin, sha256 }: PaperText): PaperResult['written'] {
  return { graphHash: graph.hash, origin, textSha256: sha256, counts, annotations };
}

function arrived(outcome: PaperOutcome | null): Arrival {
  return { outcome, endsRun: null };
}

function done(
  kind: 'written' | 'unchanged',
  { text, trouble }: { readonly text: PaperText; readonly trouble: Trouble | null },
  result: Pick<Extract<PaperOutcome, { kind: 'written' | 'unchanged' }>, 'paperId' | 'origin' | 'counts'>,
): PaperOutcome {
  const stale = trouble === null ? null : { kind: trouble.kind as FetchFailure, message: trouble.message };
  return { kind, ...result, textFailure: text.failure ?? stale };
}

function skipped(paperId: string, trouble: Trouble): PaperOutcome {
  const why = trouble.parked ? 'parked' : trouble.nextAttempt === null ? 'given-up' : 'waiting';
  return { kind: 'skipped', paperId, why, trouble };
}

/** A part of an id that a space would cut is left out: ids are kept in one line. */
function otherIds({ id, pmcid, pmid, doi }: PaperCard): string[] {
  const named = { [PAPER_PREFIX.pmc]: pmcid, [PAPER_PREFIX.pmid]: pmid, [PAPER_PREFIX.doi]: doi };
  const all = Object.entries(named).flatMap(([prefix, local]) => (local === null ? [] : [curie(prefix, local)]));
  return all.filter((other) => other !== id && !other.includes(' '));
}

function placeOf({ place }: PaperCard): string {
  return `${place.path}:${place.line}`;
}

function stopped({ stage, kind, message }: Trouble): string {
  return `A failure of kind ${kind} ends the run, as the settings say (failures): ${stage}: ${message}`;
}
