/** The trained taggers that come with the program. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lexicon } from '../src/lexicon/types.js';
import { type TaggerModel, unpackModel } from '../src/recognize/tagger/model-file.js';
import { Tagger } from '../src/recognize/tagger/tagger.js';
import { resourcePath } from '../src/resources.js';

export interface TaggerFiles {
  readonly models: readonly TaggerModel[];
  /** SHA-256, hex, over the files: papers are linked anew when one of them changes. */
  readonly hash: string;
}

/**
 * Reads all models of seeds/tagger; none are there before the first training.
 *
 * @throws CannotRunError for a file that is no model or damaged
 */
export function readTaggerFiles(folder: string = resourcePath('seeds/tagger')): TaggerFiles {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => entry.name.endsWith('.bin'));
  const hash = createHash('sha256');
  const models = names
    .map(({ name }) => name)
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const bytes = readFileSync(path);
      hash.update(`${name}\n`).update(bytes);
      return unpackModel(bytes, path);
    });
  return { models, hash: hash.digest('hex') };
}

/** A tagger of these models; undefined when there are none, and names decide alone. */
export function createTagger(lexicon: Lexicon, { models }: TaggerFiles): Tagger | undefined {
  return models.length === 0 ? undefined : new Tagger(lexicon, models);
}
