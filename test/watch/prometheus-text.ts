/** Reads Prometheus text (version 0.0.4), strictly enough to see what a server would refuse. */

export interface MetricsText {
  /** Value by series as it stands there: `papergraph_retries_total{stage="fetch"}`. */
  readonly series: ReadonlyMap<string, number>;
  /** What a Prometheus server would refuse or what would count twice; empty when all is well. */
  readonly faults: readonly string[];
}

const LINE = /^([a-zA-Z_:][\w:]*(?:\{[^}]*\})?) (\S+)$/;

export function readMetrics(text: string): MetricsText {
  const series = new Map<string, number>();
  const types = new Map<string, string>();
  const faults: string[] = [];
  for (const line of text.split('\n')) {
    const [, name, type] = /^# TYPE (\S+) (\w+)$/.exec(line) ?? [];
    if (name !== undefined && type !== undefined) {
      if (types.has(name)) faults.push(`${name} declared twice`);
      types.set(name, type);
    } else if (line !== '' && !line.startsWith('# HELP ')) {
      const [, key, value] = LINE.exec(line) ?? [];
      if (key === undefined || !isValue(value ?? '')) faults.push(`no series: ${line}`);
      else if (series.has(key)) faults.push(`${key} given twice`);
      else series.set(key, Number(value));
    }
  }
  for (const key of series.keys()) {
    const name = key.replace(/\{.*/, '');
    if (![name, name.replace(/_(?:bucket|sum|count)$/, '')].some((known) => types.has(known)))
      faults.push(`${name} has no type`);
  }
  return { series, faults };
}

/** Prometheus reads `Nan`, too, which prom-client writes for the mean of nothing. */
function isValue(text: string): boolean {
  return /^nan$/i.test(text) || !Number.isNaN(Number(text.replace('Inf', 'Infinity')));
}
