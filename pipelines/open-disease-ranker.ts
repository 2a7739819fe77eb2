/** The trained rankers of diseases, and what their training remembers of names. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREFIX } from '../src/curie.js';
import type { DiseaseRankerModels } from '../src/ground/disease-choice.js';
import type { NameMemory } from '../src/ground/memory.js';
import { parseRanker } from '../src/ground/ranker/ranker-file.js';
import { resourcePath } from '../src/resources.js';
import { readMemory } from './open-ranker.js';

/** Names of the files, by the prefix of the terminology. */
export const DISEASE_RANKERS: Readonly<Record<string, string>> = {
  [PREFIX.mondo]: 'disease-mondo.json',
  [PREFIX.mesh]: 'disease-mesh.json',
};
export const DISEASE_MEMORY = 'disease-memory.bin';

export interface DiseaseRankerFiles {
  readonly models: DiseaseRankerModels;
  readonly memory: NameMemory;
  /** SHA-256, hex, over the files: papers are linked anew when one of them changes. */
  readonly hash: string;
}

/**
 * Reads the rankers and the memory of seeds/ranker.
 *
 * @param options.memory false to do without what training remembers of names
 * @throws CannotRunError for a file that is missing, damaged or of another version
 */
export function readDiseaseRankerFiles({
  folder = resourcePath('seeds/ranker'),
  memory: withMemory = true,
}: {
  readonly folder?: string;
  readonly memory?: boolean;
} = {}): DiseaseRankerFiles {
  const hash = createHash('sha256');
  const models = Object.entries(DISEASE_RANKERS).map(([prefix, name]) => {
    const path = join(folder, name);
    const json = readFileSync(path, 'utf8');
    hash.update(`${name}\n${json}`);
    const { passes, threshold, calibration } = parseRanker(json, path);
    return [prefix, { weights: passes[0] ?? {}, threshold, calibration }];
  });
  const { bytes, memory } = readMemory(join(folder, DISEASE_MEMORY), withMemory);
  hash.update(bytes ?? 'no memory');
  return { models: Object.fromEntries(models), memory, hash: hash.digest('hex') };
}
