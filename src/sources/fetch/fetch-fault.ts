/** Why a request gave no text, and whether asking again can help. */
import { isAxiosError } from 'axios';
import { PapergraphError } from '../../errors.js';
import type { FetchFailure } from '../../model.js';
import { errorCode } from './error-code.js';

/**
 * When to ask again: `soon` in this run, with growing delay; `once` more in this run (no network: more would only make
 * an offline machine slow); `next-run`; `never`, the answer is final.
 */
export type Again = 'soon' | 'once' | 'next-run' | 'never';

export interface FaultDetails {
  readonly again: Again;
  /** HTTP status of the answer, where there was one. */
  readonly status?: number;
  /** Milliseconds for which the server asked to be left alone (Retry-After). */
  readonly waitMs?: number | null;
  readonly cause?: unknown;
}

export class FetchFault extends PapergraphError {
  readonly kind: FetchFailure;
  readonly again: Again;
  readonly status: number | null;
  readonly waitMs: number | null;

  constructor(kind: FetchFailure, message: string, details: FaultDetails) {
    super(message, { next: details.again === 'never' ? 'skip' : 'retry-next-run', cause: details.cause });
    this.kind = kind;
    this.again = details.again;
    this.status = details.status ?? null;
    this.waitMs = details.waitMs ?? null;
  }
}

/** The same fault with another message. */
export function reworded(fault: FetchFault, message: string): FetchFault {
  const { kind, again, status, waitMs } = fault;
  return new FetchFault(kind, message, { again, waitMs, cause: fault, ...(status !== null && { status }) });
}

/** Error codes of Node in words, where its own message says less (that of a failed pair of IPv4 and IPv6 is empty). */
const NETWORK_CODES: Readonly<Record<string, readonly [Again, string]>> = {
  ENOTFOUND: ['once', 'the name is not known to DNS, or there is no network'],
  EAI_AGAIN: ['once', 'the name could not be looked up; there is perhaps no network'],
  EAI_FAIL: ['once', 'the name could not be looked up'],
  ENETUNREACH: ['once', 'the network cannot be reached'],
  ENETDOWN: ['once', 'the network is down'],
  EHOSTUNREACH: ['once', 'the host cannot be reached'],
  EADDRNOTAVAIL: ['once', 'there is no local address to connect from'],
  ECONNREFUSED: ['soon', 'the connection was refused'],
  ECONNRESET: ['soon', 'the connection was cut off'],
  EPIPE: ['soon', 'the connection was cut off'],
  ETIMEDOUT: ['soon', 'the connection timed out'],
  CERT_HAS_EXPIRED: ['next-run', 'its certificate has expired'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['next-run', 'its certificate is for another name'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['next-run', 'its certificate is self-signed'],
  SELF_SIGNED_CERT_IN_CHAIN: ['next-run', 'its certificate is not signed by a known authority'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['next-run', 'its certificate is not signed by a known authority'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['next-run', 'its certificate is not signed by a known authority'],
};

/** What a failed request to `url` is called. An error that is not one of the network is a defect and thrown on. */
export function networkFault(url: string, error: unknown): FetchFault {
  const own = faultWithin(error);
  if (own !== null) return reworded(own, `${url}: ${own.message}`);
  const code = errorCode(error);
  if (code === null && !isAxiosError(error)) throw error;
  const [again, words] = NETWORK_CODES[code ?? ''] ?? ['soon', error instanceof Error ? error.message : String(error)];
  return new FetchFault('network', `${url}: ${words}${code === null ? '' : ` (${code})`}`, { again, cause: error });
}

/** A fault of our own that travelled through a socket or axios and came out as somebody's cause. */
function faultWithin(error: unknown): FetchFault | null {
  if (error instanceof FetchFault) return error;
  return error instanceof Error && error.cause !== undefined ? faultWithin(error.cause) : null;
}
