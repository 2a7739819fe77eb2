/** Terminology files to an index file, and the starter terminology to a lexicon in memory. */
import { readFile } from 'node:fs/promises';
import { CannotRunError } from '../src/errors.js';
import { buildLexicon } from '../src/lexicon/build.js';
import { type CommonWords, englishWords, parseCommonWords } from '../src/lexicon/common-words.js';
import type { Lexicon, LexiconInfo } from '../src/lexicon/types.js';
import { writeLexicon } from '../src/lexicon/write.js';
import { resourcePath } from '../src/resources.js';
import type { Settings } from '../src/settings.js';

export interface BuildLexiconOptions {
  /** Folder with the publishers' files. */
  readonly source: string | undefined;
  /** Index file to write. */
  readonly out: string;
  /** Gets a line for each step. */
  readonly say: (line: string) => void;
}

/** @throws CannotRunError, FormatError; the file at `out` is then as it was */
export async function buildLexiconFile(settings: Settings, options: BuildLexiconOptions): Promise<LexiconInfo> {
  const { source, out, say } = options;
  if (source === undefined) throw new CannotRunError('expected --source FOLDER with the terminology files');
  const { taxa } = settings.lexicon;
  const commonWords = await readCommonWords(await englishWords());
  const built = await buildLexicon(source, { taxa, commonWords }, (progress) =>
    say(
      progress.step === 'reading'
        ? `reading ${progress.file} (${progress.done + 1} of ${progress.of})`
        : `indexing ${progress.names.toLocaleString('en-US')} names`,
    ),
  );
  await writeLexicon(out, built.buffer);
  return built.info;
}

/** The starter terminology, indexed in memory; it needs no dictionary. */
export async function starterLexicon(): Promise<Lexicon> {
  return buildLexicon(resourcePath('seeds/terminology'), { commonWords: await readCommonWords(new Set()) });
}

async function readCommonWords(dictionary: ReadonlySet<string>): Promise<CommonWords> {
  const path = resourcePath('config/common-words.tsv');
  return parseCommonWords(await readFile(path, 'utf8'), { path, dictionary });
}
