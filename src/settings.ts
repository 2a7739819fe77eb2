/**
 * The settings as code sees them. Meaning, default and environment name of each stand in config/default.yaml; here is
 * only what a value must look like. Two levels, section and key, so that a key has one path and one environment name.
 */
import { z } from 'zod';

const count = (min: number, max: number) =>
  z
    .int(`a whole number from ${min} to ${max}`)
    .min(min, `a whole number from ${min} to ${max}`)
    .max(max, `a whole number from ${min} to ${max}`);
const flag = z.boolean('true or false');
const LABEL_PREFIX = 'letters, digits and _, beginning with a letter, or nothing';
const text = z.string('a text').min(1, 'a text that is not empty');
/** No list in brackets, so that one in the environment is not taken for the name of a file. */
const path = text.regex(/^[^[]/, 'the name of a file or folder');

const agreedHost = z.strictObject({
  requestsPerSecond: z.number('a number above 0').positive('a number above 0').optional(),
  ignoreRobots: flag.optional(),
});

const failureClass = z.enum(['skip', 'retry', 'stop'], 'skip, retry or stop');

/** One file of a terminology, as its publisher offers it for download. */
const release = z.strictObject({
  terminology: z.enum(
    ['mondo', 'mesh', 'ncbi-gene', 'taxonomy', 'mappings'],
    'mondo, mesh, ncbi-gene, taxonomy or mappings',
  ),
  url: z.url({ protocol: /^https?$/, error: 'an http or https address' }),
  /** Name that the file gets in the download folder. */
  file: text,
  /** About how large it is, in bytes; told before a download. */
  bytes: count(1, Number.MAX_SAFE_INTEGER),
});

export const settingsSchema = z.strictObject({
  state: z.strictObject({ dir: text, keepAnnotations: flag }),
  run: z.strictObject({
    workers: z.union([z.literal('auto'), count(1, 64)], 'auto or a whole number from 1 to 64'),
    papersInFlight: count(1, 10_000),
    stopSeconds: count(0, 3600),
    paperSeconds: count(1, 86_400),
    workerMemoryMb: count(64, 65_536),
  }),
  failures: z.strictObject({
    offline: failureClass,
    network: failureClass,
    httpStatus: failureClass,
    notMarkdown: failureClass,
    tooLarge: failureClass,
    redirect: failureClass,
    forbiddenAddress: failureClass,
    robots: failureClass,
    nothingToLink: failureClass,
    unreadable: failureClass,
    tooSlow: failureClass,
    workerLost: failureClass,
    defect: failureClass,
    graphRefused: failureClass,
    graphAway: failureClass,
    retryDelayMinutes: z.number('a number of minutes, 0 or more').min(0, 'a number of minutes, 0 or more'),
    maxRetryDelayHours: z.number('a number of hours, 0 or more').min(0, 'a number of hours, 0 or more'),
    parkAfter: count(1, 1_000_000),
  }),
  lexicon: z.strictObject({
    file: text.nullable(),
    taxa: z.union([z.literal('all'), z.array(count(1, 2_147_483_647))], 'all or a list of NCBI Taxonomy ids'),
    releases: z.array(release, 'a list of releases'),
  }),
  fetch: z.strictObject({
    offline: flag,
    feeds: z.array(text, 'a list of files and addresses'),
    contact: text.nullable(),
    concurrency: count(1, 256),
    concurrencyPerHost: count(1, 64),
    requestsPerSecond: z.number('a number above 0').positive('a number above 0').max(1000, 'a number up to 1000'),
    agreedHosts: z.record(z.string(), agreedHost, 'a map of host names to what was agreed'),
    hostMap: z.record(z.string(), text, 'a map of host names to an address or a folder'),
    attempts: count(1, 20),
    retryDelayMs: count(0, 600_000),
    maxRetryDelayMs: count(0, 3_600_000),
    connectTimeoutMs: count(1, 600_000),
    idleTimeoutMs: count(1, 600_000),
    timeoutMs: count(1, 3_600_000),
    maxBytes: count(1, 1_000_000_000),
    maxRedirects: count(0, 50),
    freshHours: z.number('a number of hours, 0 or more').min(0, 'a number of hours, 0 or more'),
    robotsFreshHours: z.number('a number of hours, 0 or more').min(0, 'a number of hours, 0 or more'),
    hostFaultLimit: count(1, 1000),
    hostDownMs: count(0, 86_400_000),
    maxHosts: count(1, 1_000_000),
    allowPrivateAddresses: flag,
  }),
  graph: z.strictObject({
    uri: text.nullable(),
    user: text,
    password: text.nullable(),
    database: text,
    labelPrefix: z.string(LABEL_PREFIX).regex(/^(?:[A-Za-z][A-Za-z0-9_]*)?$/, LABEL_PREFIX),
    batchPapers: count(1, 1000),
    writers: count(1, 16),
  }),
  link: z.strictObject({
    minConfidence: z.number('a number from 0 to 1').min(0, 'a number from 0 to 1').max(1, 'a number from 0 to 1'),
    nameMemory: flag,
    curation: z.union([path, z.array(path)], 'a folder, a file or a list of them').nullable(),
  }),
  serve: z.strictObject({
    host: text,
    port: count(0, 65_535),
    token: z.string('a text of 16 or more characters').min(16, 'a text of 16 or more characters').nullable(),
  }),
  traces: z.strictObject({
    /** Any text: others set it for all programs of a cluster, and no command may fail of it; see pipelines/trace-run.ts. */
    endpoint: text.nullable(),
    headers: text.nullable(),
  }),
  log: z.strictObject({
    progressSeconds: count(0, 86_400),
    level: z.enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error'),
    format: z.enum(['auto', 'json', 'text', 'progress'], 'auto, json, text or progress'),
  }),
  warnings: z.strictObject({
    pastRuns: count(1, 1000),
    minPapers: count(1, 1_000_000),
    minRise: z.number('a number from 0 to 1').min(0, 'a number from 0 to 1').max(1, 'a number from 0 to 1'),
  }),
  schedule: z.strictObject({ cron: text.nullable(), timezone: text.nullable(), catchUp: flag }),
});

/** All settings, checked. */
export type Settings = z.infer<typeof settingsSchema>;

/** `section.key` of each setting, e.g. `fetch.concurrency`. */
export function settingPaths(): readonly string[] {
  return Object.entries(settingsSchema.shape).flatMap(([section, schema]) =>
    Object.keys(schema.shape).map((key) => `${section}.${key}`),
  );
}

/** What the value at `section.key` must look like; undefined for a path that is no setting. */
export function settingSchema(path: string): z.ZodType | undefined {
  const sections: Readonly<Record<string, { readonly shape: Readonly<Record<string, z.ZodType>> }>> =
    settingsSchema.shape;
  const [section = '', key = ''] = path.split('.');
  return sections[section]?.shape[key];
}

/** Names that other tools for the same server already use. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'graph.uri': 'NEO4J_URI',
  'graph.user': 'NEO4J_USERNAME',
  'graph.password': 'NEO4J_PASSWORD',
  'graph.database': 'NEO4J_DATABASE',
  'traces.endpoint': 'OTEL_EXPORTER_OTLP_ENDPOINT',
  'traces.headers': 'OTEL_EXPORTER_OTLP_HEADERS',
};

/** Environment variable of a setting: `fetch.retryDelayMs` is set by `PAPERGRAPH_FETCH_RETRY_DELAY_MS`. */
export function environmentName(path: string): string {
  const snake = path.replace('.', '_').replace(/[A-Z]/g, (capital) => `_${capital}`);
  return OTHER_NAMES[path] ?? `PAPERGRAPH_${snake.toUpperCase()}`;
}
