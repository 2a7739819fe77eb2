/** What is downloaded, and how. */
import type { RetryOptions } from '../fetch/options.js';

/** One file of a terminology, as its publisher offers it. */
export interface Release {
  /** What it is a part of: `mondo`, `mesh`, `ncbi-gene`, `taxonomy`, `mappings`. */
  readonly terminology: string;
  readonly url: string;
  /** Name that the file gets in the folder; no path. */
  readonly file: string;
  /** About how large it is, in bytes: what is told where the server does not say. */
  readonly bytes: number;
}

export interface DownloadOptions extends RetryOptions {
  /** Folder for the files and their `releases.json`; made when missing. No default. */
  readonly folder: string;
  /** Who asks, see user-agent.ts. No default. */
  readonly userAgent: string;
  /** For name, connection and TLS together, milliseconds. Default 15,000. */
  readonly connectTimeoutMs: number;
  /** Without a byte coming in, milliseconds. Default 60,000. The whole of a download may take as long as it needs. */
  readonly idleTimeoutMs: number;
  /** Aborted when the run is stopped; what came so far is kept for the next one. Default: never. */
  readonly stop?: AbortSignal;
  /** Told at the start of a file, with each piece and at its end. Default: nobody. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Told before each wait for another attempt. Default: nobody. */
  readonly onRetry?: (retry: DownloadRetry) => void;
  /** 0 up to, not including, 1; for the delays. Default Math.random. */
  readonly random?: () => number;
}

export interface DownloadProgress {
  readonly file: string;
  /** Bytes that are there, those of earlier runs included. */
  readonly doneBytes: number;
  /** Bytes of the whole file; null while the server does not say. */
  readonly totalBytes: number | null;
}

export interface DownloadRetry {
  readonly file: string;
  /** Attempts in a row that brought nothing, this one included; 1 after one that brought something. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly reason: string;
}

/** The defaults of all options that have one. `attempts` counts attempts in a row without a new byte. */
export const DOWNLOAD_DEFAULTS: Omit<DownloadOptions, 'folder' | 'userAgent'> = {
  attempts: 5,
  retryDelayMs: 2_000,
  maxRetryDelayMs: 60_000,
  connectTimeoutMs: 15_000,
  idleTimeoutMs: 60_000,
};
