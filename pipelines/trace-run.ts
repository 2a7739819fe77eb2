/** Traces of a run, for the collector that the settings name. */
import type { RunEvent } from '../src/model.js';
import { packageVersion } from '../src/resources.js';
import type { Settings } from '../src/settings.js';
import { RunTraces } from '../src/watch/run-traces.js';
import { SpanSender } from '../src/watch/span-sender.js';

/** A listener of one run's events. */
export interface RunTracing {
  add(event: RunEvent): void;
  /** Sends what is left; takes ten seconds at most, and throws nothing. */
  close(): Promise<void>;
}

/**
 * @param onProblem told once when the collector does not take spans, or when the settings name none that could; not before the
 *   run began, so that whoever is told knows which run it is about
 */
export function traceRun({ traces }: Settings, onProblem: (message: string) => void): RunTracing {
  const { endpoint, headers } = traces;
  if (endpoint === null) return { add: () => undefined, close: async () => undefined };
  if (!isCollector(endpoint)) return untraced(() => onProblem(notUsable(endpoint)));
  const resource = { 'service.name': 'papergraph', 'service.version': packageVersion() };
  const sender = new SpanSender({ endpoint, headers: headersOf(headers ?? ''), resource, onProblem });
  const run = new RunTraces({ onSpans: (spans) => sender.add(spans) });
  return { add: (event) => run.add(event), close: () => sender.close() };
}

/** Tells once, when all listeners have heard that the run began. */
function untraced(tell: () => void): RunTracing {
  return {
    add: ({ event }) => void (event === 'run-started' && queueMicrotask(tell)),
    close: async () => undefined,
  };
}

function isCollector(endpoint: string): boolean {
  return URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol);
}

function notUsable(endpoint: string): string {
  return `expected the http or https address of a collector that takes OTLP over HTTP, such as http://localhost:4318, got ${JSON.stringify(endpoint)} (OTEL_EXPORTER_OTLP_ENDPOINT or traces.endpoint). No traces are sent`;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // not encoded at all: "50%"
  }
}

/** `api-key=abc,tenant=x`, as OpenTelemetry writes headers, values percent-encoded. */
function headersOf(list: string): Readonly<Record<string, string>> {
  const pairs = list.split(',').flatMap((pair) => {
    const [, name = '', value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    return name === '' ? [] : [[name, decoded(value)] as const];
  });
  return Object.fromEntries(pairs);
}
