/** Everything that can be set about fetching. Values come in checked; the settings file is somebody else's business. */

/** What the owner of a site has agreed to; only hosts listed so are asked more often than the default. */
export interface AgreedHost {
  /** Requests a second to this host; default `FetchOptions.requestsPerSecond`. */
  readonly requestsPerSecond?: number | undefined;
  /** True: robots.txt of this host is neither asked for nor obeyed. Default false. */
  readonly ignoreRobots?: boolean | undefined;
}

/** When an attempt is followed by another, and after how long. */
export interface RetryOptions {
  /** Attempts for one paper in one run, the first included. Default 4. */
  readonly attempts: number;
  /** Upper end of the first delay, milliseconds; it doubles with each attempt, full jitter. Default 1,000. */
  readonly retryDelayMs: number;
  /** Longest delay, milliseconds. A server that asks for more (Retry-After) is left for the next run. Default 60,000. */
  readonly maxRetryDelayMs: number;
}

/** How long one request may take, milliseconds. */
export interface TimeoutOptions {
  /** For the name, the connection and TLS together. Default 10,000. */
  readonly connectTimeoutMs: number;
  /** Without a byte coming in. Default 20,000. */
  readonly idleTimeoutMs: number;
  /** For one whole request, body included. Default 60,000. */
  readonly timeoutMs: number;
}

/** How hosts are treated. */
export interface HostOptions {
  /** Requests under way at one time, over all hosts. Default 8. */
  readonly concurrency: number;
  /** Requests under way at one time to one host. Default 2. */
  readonly concurrencyPerHost: number;
  /** Requests a second to one host, evenly spaced. Default 2. */
  readonly requestsPerSecond: number;
  /** By host (`example.org`, all its ports) or host and port (`example.org:8080`). Default none. */
  readonly agreedHosts: Readonly<Record<string, AgreedHost>>;
  /** Papers in a row that a host may lose to network faults before it is taken as down. Default 3. */
  readonly hostFaultLimit: number;
  /** How long a host that is down is left alone, milliseconds; then one more lost paper is enough. Default 60,000. */
  readonly hostDownMs: number;
  /** Hosts remembered at one time; beyond it the longest unused idle ones are forgotten. Default 1,000. */
  readonly maxHosts: number;
}

export interface FetchOptions extends RetryOptions, TimeoutOptions, HostOptions {
  /** Folder of the cache; made when missing. No default. */
  readonly cacheDir: string;
  /** Version of papergraph, for the User-Agent. No default. */
  readonly version: string;
  /** Mail or web address at which a site's owner reaches the operator, for the User-Agent. Default null: none is sent. */
  readonly contact: string | null;
  /** True: the cache and mapped folders only, whatever their age; no request. Default false. */
  readonly offline: boolean;
  /** A cached text younger than this is used without asking, milliseconds. Default 7 days. */
  readonly freshForMs: number;
  /** The same for robots.txt. Default 1 day. */
  readonly robotsFreshForMs: number;
  /** Largest text, in bytes, as sent and after decompression. Default 20,000,000. */
  readonly maxBytes: number;
  /** Redirects followed for one request. Default 5. */
  readonly maxRedirects: number;
  /** Allow loopback, private, link-local and other addresses that are not public. Default false. */
  readonly allowPrivateAddresses: boolean;
  /** Hosts or address prefixes read from elsewhere, see host-map.ts. Default none. */
  readonly hostMap: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;

/** The defaults of all options that have one. */
export const FETCH_DEFAULTS: Omit<FetchOptions, 'cacheDir' | 'version'> = {
  contact: null,
  offline: false,
  freshForMs: 7 * DAY_MS,
  robotsFreshForMs: DAY_MS,
  concurrency: 8,
  concurrencyPerHost: 2,
  requestsPerSecond: 2,
  agreedHosts: {},
  hostFaultLimit: 3,
  hostDownMs: 60_000,
  maxHosts: 1000,
  attempts: 4,
  retryDelayMs: 1000,
  maxRetryDelayMs: 60_000,
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 20_000,
  timeoutMs: 60_000,
  maxBytes: 20_000_000,
  maxRedirects: 5,
  allowPrivateAddresses: false,
  hostMap: {},
};
