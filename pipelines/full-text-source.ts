/** The source of full texts, as the settings want it. */
import { join } from 'node:path';
import { packageVersion } from '../src/resources.js';
import type { Settings } from '../src/settings.js';
import { FullTextSource } from '../src/sources/full-text.js';

const HOUR_MS = 3_600_000;

/**
 * @param stop aborted to cut off what waits for the network
 * @throws CannotRunError for a contact or host map that cannot be used
 */
export function openFullTextSource({ fetch, state }: Settings, stop: AbortSignal): FullTextSource {
  const { freshHours, robotsFreshHours, ...options } = fetch;
  const ages = { freshForMs: freshHours * HOUR_MS, robotsFreshForMs: robotsFreshHours * HOUR_MS };
  const cacheDir = join(state.dir, 'cache');
  return new FullTextSource({ ...options, ...ages, cacheDir, version: packageVersion() }, { stop });
}
