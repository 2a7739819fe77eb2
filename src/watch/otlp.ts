/**
 * Spans as OTLP/HTTP wants them in its JSON encoding (opentelemetry-proto 1.x): ids as hex, nanoseconds as text. Only what
 * traces of papers need; the libraries for it are 12 packages and 28 MB.
 */

export type AttributeValue = string | number | boolean;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Something that took time. Times are milliseconds since 1970. */
export interface Span {
  /** 32 and 16 hex digits. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly events: readonly { readonly at: number; readonly name: string; readonly attributes: Attributes }[];
  /** Null when nothing went wrong. */
  readonly error: string | null;
}

const INTERNAL = 1;
/** Whether a span went well is for the reader to say, by the conventions of OpenTelemetry. */
const UNSET = 0;
const ERROR = 2;

/** The body of one request. @param resource what is the same for all, `service.name` among it */
export function otlpBody(resource: Attributes, spans: readonly Span[]): string {
  const scopeSpans = [{ scope: { name: 'papergraph' }, spans: spans.map(spanRecord) }];
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: keyValues(resource) }, scopeSpans }] });
}

function spanRecord(span: Span): object {
  const { traceId, spanId, parentSpanId, name, events, error } = span;
  return {
    traceId,
    spanId,
    ...(parentSpanId === null ? {} : { parentSpanId }),
    name,
    kind: INTERNAL,
    startTimeUnixNano: nanoseconds(span.start),
    endTimeUnixNano: nanoseconds(Math.max(span.start, span.end)),
    attributes: keyValues(span.attributes),
    events: events.map(({ at, name: what, attributes }) => ({
      timeUnixNano: nanoseconds(at),
      name: what,
      attributes: keyValues(attributes),
    })),
    status: error === null ? { code: UNSET } : { code: ERROR, message: error },
  };
}

/** Text, since nanoseconds since 1970 are too large for a number. */
function nanoseconds(ms: number): string {
  return (BigInt(Math.round(ms * 1000)) * 1000n).toString();
}

function keyValues(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: AttributeValue): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
