/** What an attempt came to, and as what it enters the ledger. */
import type { Fingerprint, PaperCounts, PaperId, PaperText, Trouble } from '../model.js';
import type { HistoryEvent, LedgerEntry } from './ledger-rows.js';

/** What an attempt came to. */
export interface PaperResult {
  readonly paperId: PaperId;
  readonly title: string;
  readonly place: string;
  readonly url: string | null;
  /** What else the paper is known by, apart from its id: `DOI:10.1000/x`. */
  readonly otherIds: readonly PaperId[];
  readonly runId: string;
  /** What the attempt started from; its `text` is empty when no text was had. */
  readonly tried: Fingerprint;
  /** What was written or found standing in the graph as it should; null after a failure, or where the graph keeps a better text. */
  readonly written: {
    readonly graphHash: string;
    readonly origin: PaperText['origin'];
    readonly textSha256: string;
    readonly counts: PaperCounts;
    /** Null when they are not kept. */
    readonly annotations: Uint8Array | null;
  } | null;
  /** True when nothing could be written; what was written before stands. */
  readonly failed: boolean;
  readonly trouble: Trouble | null;
  /** Wall time from taking the paper, milliseconds. */
  readonly ms: number;
}

/** A result as values for the statement that enters it. */
export function rowOf(result: PaperResult) {
  const { paperId, title, place, url, runId, written, trouble } = result;
  const otherIds = result.otherIds.join(' ');
  const counts = written?.counts ?? { mentions: 0, nil: 0, unnamed: 0, concepts: 0 };
  const tried = JSON.stringify(result.tried);
  return {
    ...{ paperId, title, place, url, otherIds, runId, ...counts },
    state: result.failed ? 'failed' : 'written',
    fingerprint: written === null ? '{}' : tried,
    tried: written === null ? tried : '',
    graphHash: written?.graphHash ?? '',
    origin: written?.origin ?? null,
    textSha256: written?.textSha256 ?? '',
    ...{ stage: trouble?.stage ?? null, kind: trouble?.kind ?? null, message: trouble?.message ?? null },
    ...{ class: trouble?.class ?? null, attempts: trouble?.attempts ?? 0, nextAttempt: trouble?.nextAttempt ?? null },
    parked: trouble?.parked === true ? 1 : 0,
  };
}

/** What the history says of a result; null when it says nothing new. */
export function eventOf({ written, failed, trouble }: PaperResult, before: LedgerEntry | null): HistoryEvent | null {
  if (trouble?.parked === true && before?.trouble?.parked !== true) return 'parked';
  if (failed) return 'failed';
  if (written !== null) return written.origin === 'card' && trouble !== null ? 'from-card' : 'written';
  if (trouble !== null) return 'from-card';
  return before?.trouble === null ? null : 'recovered';
}
