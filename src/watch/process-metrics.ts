/**
 * Memory, CPU, event loop and garbage collection of this process. One registry for each prefix and process: what
 * prom-client sets up for them (a histogram of the event loop's delay, an observer) cannot be taken down again, and a
 * process that schedules runs would gather one of each with every run.
 */
import { collectDefaultMetrics, Registry } from 'prom-client';

const registries = new Map<string, Registry>();

/** The registry with the process's own metrics under names that begin with `prefix`. */
export function processMetrics(prefix: string): Registry {
  const known = registries.get(prefix);
  if (known !== undefined) return known;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix });
  registries.set(prefix, registry);
  return registry;
}
