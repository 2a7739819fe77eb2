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

/** @param onProblem told once when the collector does not take spans */
export function traceRun({ traces }: Settings, onProblem: (message: string) => void): RunTracing {
  const { endpoint, headers } = traces;
  if (endpoint === null) return { add: () => undefined, close: async () => undefined };
  const resource = { 'service.name': 'papergraph', 'service.version': packageVersion() };
  const sender = new SpanSender({ endpoint, headers: headersOf(headers ?? ''), resource, onProblem });
  const run = new RunTraces({ onSpans: (spans) => sender.add(spans) });
  return { add: (event) => run.add(event), close: () => sender.close() };
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
