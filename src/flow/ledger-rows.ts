/** Records of the ledger, and rows as records. */
import type {
  FailureClass,
  FailureKind,
  Fingerprint,
  PaperCounts,
  PaperId,
  PaperText,
  StageName,
  Trouble,
} from '../model.js';

/** What is known of one paper for one graph. */
export interface LedgerEntry {
  readonly paperId: PaperId;
  readonly title: string;
  /** Where its card was found: `cards/a.md:1`. */
  readonly place: string;
  /** Link of the full text; null for a card without. */
  readonly url: string | null;
  /** What else the paper is known by. */
  readonly otherIds: readonly PaperId[];
  /** `failed` when the last attempt wrote nothing; what an earlier one wrote stands in the graph still. */
  readonly state: 'written' | 'failed';
  /** What the graph of the last success was made of; null for a paper that was never written. */
  readonly fingerprint: Fingerprint | null;
  /** `PaperGraph.hash` as written; empty for a paper that was never written. */
  readonly graphHash: string;
  readonly origin: PaperText['origin'] | null;
  readonly textSha256: string;
  readonly counts: PaperCounts;
  /** What the last attempt started from; null when that is not known. */
  readonly tried: Fingerprint | null;
  /** What is wrong; null when all is well, or when the card has no link that anything could be had from. */
  readonly trouble: Trouble | null;
  /** The run that last changed something. */
  readonly runId: string;
  /** True when that run wrote the paper; false when it only learned something of it, its trouble say. */
  readonly isFromRun: boolean;
  /** When something changed last, and when a run last looked, ISO 8601 UTC. */
  readonly updatedAt: string;
  readonly checkedAt: string;
}

export type HistoryEvent =
  | 'written'
  | 'from-card'
  | 'failed'
  | 'parked'
  | 'recovered'
  | 'carried-over'
  | 'retry-asked'
  | 'forgotten';

/** Something that happened to a paper. */
export interface HistoryRow {
  readonly at: string;
  /** Null for what a person asked for between runs. */
  readonly runId: string | null;
  readonly event: HistoryEvent;
  readonly stage: StageName | null;
  /** Wall time from taking the paper to this, milliseconds. */
  readonly ms: number | null;
  readonly message: string | null;
}

/** A paper's annotations as an opaque blob; see pipelines/annotation-blob.ts for what is in it. */
export interface StoredAnnotations {
  readonly paperId: PaperId;
  readonly body: Uint8Array;
}

export interface PaperRow {
  readonly paper_id: string;
  readonly title: string;
  readonly place: string;
  readonly url: string | null;
  readonly other_ids: string;
  readonly state: LedgerEntry['state'];
  readonly fingerprint: string;
  readonly graph_hash: string;
  readonly origin: PaperText['origin'] | null;
  readonly text_sha256: string;
  readonly mentions: number;
  readonly nil: number;
  readonly unnamed: number;
  readonly concepts: number;
  readonly tried: string;
  readonly stage: StageName | null;
  readonly kind: FailureKind | null;
  readonly message: string | null;
  readonly class: FailureClass | null;
  readonly attempts: number;
  readonly next_attempt: string | null;
  readonly parked: number;
  readonly run_id: string;
  readonly updated_at: string;
  readonly checked_at: string;
}

export function toEntry(row: PaperRow): LedgerEntry {
  return {
    paperId: row.paper_id,
    title: row.title,
    place: row.place,
    url: row.url,
    otherIds: row.other_ids === '' ? [] : row.other_ids.split(' '),
    state: row.state,
    fingerprint: toFingerprint(row.fingerprint),
    graphHash: row.graph_hash,
    origin: row.origin,
    textSha256: row.text_sha256,
    counts: { mentions: row.mentions, nil: row.nil, unnamed: row.unnamed, concepts: row.concepts },
    tried: toFingerprint(row.tried === '' ? row.fingerprint : row.tried),
    trouble: toTrouble(row),
    runId: row.run_id,
    isFromRun: row.tried === '',
    updatedAt: row.updated_at,
    checkedAt: row.checked_at,
  };
}

function toTrouble(row: PaperRow): Trouble | null {
  const { stage, kind, class: failureClass, attempts } = row;
  if (stage === null || kind === null || failureClass === null) return null;
  const message = row.message ?? '';
  const next = { nextAttempt: row.next_attempt, parked: row.parked === 1 };
  return { stage, kind, message, class: failureClass, attempts, ...next };
}

/** `{}` stands for one that is not known. */
function toFingerprint(json: string): Fingerprint | null {
  const parsed: Fingerprint | Record<string, never> = JSON.parse(json);
  return 'card' in parsed ? (parsed as Fingerprint) : null;
}
