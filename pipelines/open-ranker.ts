/** The trained rankers that come with the program, with what they remember of names. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GeneRanker } from '../src/ground/gene-ranker.js';
import { type NameMemory, NO_MEMORY, StoredMemory } from '../src/ground/memory.js';
import { unpackMemory } from '../src/ground/memory-file.js';
import { parseRanker, type RankerModel } from '../src/ground/ranker/ranker-file.js';
import type { TopicWeights } from '../src/ground/species-topics.js';
import { unpackTopics } from '../src/ground/topics-file.js';
import { resourcePath } from '../src/resources.js';

/** What a memory file holds, with its bytes for the hash; nothing when it is not wanted or not there. */
export function readMemory(
  path: string,
  wanted: boolean,
): { readonly bytes: Uint8Array | null; readonly memory: NameMemory } {
  const bytes = wanted && existsSync(path) ? readFileSync(path) : null;
  return { bytes, memory: bytes === null ? NO_MEMORY : new StoredMemory(unpackMemory(bytes, path)) };
}

export interface RankerFiles {
  readonly model: RankerModel;
  /** What it remembers; nothing when that is switched off or there is no such file. */
  readonly memory: NameMemory;
  /** By which a text tells its species; null when there is no such file. */
  readonly topics: TopicWeights | null;
  /** SHA-256, hex, over the files: papers are linked anew when one of them changes. */
  readonly hash: string;
}

/**
 * Reads `gene.json`, `gene-memory.bin` and `gene-topics.bin`, or those of another name.
 *
 * @param options.memory false to remember nothing of the names met in training
 * @throws CannotRunError for a file that is none of its kind or damaged
 */
export function readRankerFiles(
  name: string,
  {
    folder = resourcePath('seeds/ranker'),
    memory = true,
  }: { readonly folder?: string; readonly memory?: boolean } = {},
): RankerFiles {
  const hash = createHash('sha256');
  const modelPath = join(folder, `${name}.json`);
  const json = readFileSync(modelPath, 'utf8');
  hash.update(json);
  const remembered = readMemory(join(folder, `${name}-memory.bin`), memory);
  if (remembered.bytes !== null) hash.update(remembered.bytes);
  const topicsPath = join(folder, `${name}-topics.bin`);
  const topics = existsSync(topicsPath) ? readFileSync(topicsPath) : null;
  if (topics !== null) hash.update(topics);
  return {
    model: parseRanker(json, modelPath),
    memory: remembered.memory,
    topics: topics === null ? null : unpackTopics(topics, topicsPath),
    hash: hash.digest('hex'),
  };
}

export function createGeneRanker({ model, memory, topics }: RankerFiles): GeneRanker {
  return new GeneRanker(model, { memory, topics });
}
