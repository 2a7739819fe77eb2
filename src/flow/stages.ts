/** What a run needs of its stages, and what they give back. */
import type {
  FetchFailure,
  Fingerprint,
  InputItem,
  PaperCard,
  PaperCounts,
  PaperGraph,
  PaperText,
  RunEvent,
} from '../model.js';
import type { FailurePolicy } from './failure-policy.js';
import type { Ledger } from './ledger.js';
import type { PaperStore } from './write-queue.js';

/** A text, and how it was had. */
export interface FetchedText {
  readonly text: PaperText;
  /** True when it came without asking the network. */
  readonly fromCache: boolean;
  /** Bytes of the body as sent over the network; 0 unless downloaded. */
  readonly bytes: number;
  /** Host and port of the address asked for; null when there was none. */
  readonly host: string | null;
  /** Why the server could not be asked, where the cached text was taken instead though it may be an old one. */
  readonly warning: { readonly kind: FetchFailure; readonly message: string } | null;
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

export interface FetchRequest {
  readonly onRetry: RetryHook;
  /** True: the network is not asked, since the paper is not due for another try. */
  readonly cacheOnly: boolean;
  /** A copy that is older is asked for again, since the text is said to have changed, milliseconds since 1970; 0 for none. */
  readonly askFrom: number;
}

/** A paper as it stands in the graph, and the text that it would be linked from. */
export interface StandingPaper {
  readonly card: PaperCard;
  readonly text: PaperText;
  /** What was kept of it when it was linked; null when nothing was. */
  readonly annotations: Uint8Array | null;
}

/** The lexicon that papers were linked with before there was another. */
export interface EarlierLexicon {
  /** As fingerprints have it. */
  readonly release: string;
  /** Whether linking a paper anew may give something else, since the two lexicons differ in what it has. */
  readonly isAffected: (paper: StandingPaper) => Promise<boolean>;
}

export interface PaperRunDeps {
  readonly graphId: string;
  readonly runId: string;
  readonly inputs: AsyncIterable<InputItem>;
  /** A text that cannot be had is no error: the card is the text then. */
  readonly fetchText: (card: PaperCard, request: FetchRequest) => Promise<FetchedText>;
  /** From when on a copy of the paper's text is new enough, where somebody says so, milliseconds since 1970. Default: nobody does. */
  readonly askFrom?: (card: PaperCard) => number | null;
  readonly link: (card: PaperCard, text: PaperText) => Promise<LinkedPaper>;
  readonly store: PaperStore;
  readonly ledger: Ledger;
  /** All that a paper's graph depends on; without a text, its part is empty. */
  readonly fingerprint: (card: PaperCard, text: PaperText | null) => Fingerprint;
  /** Papers that it linked and that are not affected are left as they are. Default: all are linked anew with another lexicon. */
  readonly earlier?: EarlierLexicon;
  readonly policy: FailurePolicy;
  /** Takes secrets out of a text before it is kept. */
  readonly redact: (text: string) => string;
  readonly emit: (event: RunEvent) => void;
  /** Aborted to stop: no further paper is taken, those on their way are finished. */
  readonly stop: AbortSignal;
  /** Aborted when the time for finishing is over: what is on its way is put back. */
  readonly cutOff: AbortSignal;
  /** Papers on their way at one time. */
  readonly papersInFlight: number;
  /** Papers written in one transaction. */
  readonly batchPapers: number;
  /** Transactions under way at one time. */
  readonly writers: number;
}
