/** Terminology files to an index file, and the starter terminology to a lexicon in memory. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRunError } from '../src/errors.js';
import { type BuildProgress, buildLexicon } from '../src/lexicon/build.js';
import { type CommonWords, englishWords, parseCommonWords } from '../src/lexicon/common-words.js';
import type { Lexicon, LexiconInfo } from '../src/lexicon/types.js';
import { writeLexicon } from '../src/lexicon/write.js';
import { parseDiseaseEquivalents } from '../src/recognize/disease-equivalents.js';
import { packageVersion, resourcePath } from '../src/resources.js';
import type { Settings } from '../src/settings.js';
import { userAgent } from '../src/sources/fetch/user-agent.js';
import { DOWNLOAD_DEFAULTS, type DownloadOptions, type DownloadProgress } from '../src/sources/releases/options.js';
import { readRecords } from '../src/sources/releases/records.js';
import { checkReleases, downloadReleases } from '../src/sources/releases.js';

export interface BuildLexiconOptions {
  /** Folder with the publishers' files; undefined downloads those that the settings name. */
  readonly source: string | undefined;
  /** Index file to write. */
  readonly out: string;
  /** Gets a line for each step. */
  readonly say: (line: string) => void;
}

/** @throws CannotRunError, FormatError; the file at `out` is then as it was */
export async function buildLexiconFile(settings: Settings, options: BuildLexiconOptions): Promise<LexiconInfo> {
  const { out, say } = options;
  const source = options.source ?? (await downloaded(settings, say));
  const commonWords = await readCommonWords(await englishWords());
  const fileDates = options.source === undefined ? await datesOfDownloads(source) : {};
  const wanted = { taxa: settings.lexicon.taxa, commonWords, diseaseEquivalents: await readEquivalents(), fileDates };
  const built = await buildLexicon(source, wanted, (step) => say(wordsFor(step)));
  await writeLexicon(out, built.buffer);
  return built.info;
}

/** The starter terminology, indexed in memory; it needs no dictionary. */
export async function starterLexicon(): Promise<Lexicon> {
  const commonWords = await readCommonWords(new Set());
  return buildLexicon(resourcePath('seeds/terminology'), { commonWords, diseaseEquivalents: await readEquivalents() });
}

async function readCommonWords(dictionary: ReadonlySet<string>): Promise<CommonWords> {
  const path = resourcePath('config/common-words.tsv');
  return parseCommonWords(await readFile(path, 'utf8'), { path, dictionary });
}

async function readEquivalents(): Promise<ReadonlyMap<string, string>> {
  const path = 'config/disease-equivalents.tsv';
  return parseDiseaseEquivalents(await readFile(resourcePath(path), 'utf8'), path);
}

/** Folder with the releases that the settings name, as they are today. */
async function downloaded({ lexicon, state, fetch }: Settings, say: (line: string) => void): Promise<string> {
  const { releases } = lexicon;
  if (releases.length === 0) {
    throw new CannotRunError('expected --source FOLDER, or files to download under lexicon.releases in the settings');
  }
  const options: DownloadOptions = {
    ...DOWNLOAD_DEFAULTS,
    folder: join(state.dir, 'releases'),
    userAgent: userAgent({ contact: fetch.contact, version: packageVersion() }),
    onProgress: tenths(say),
    onRetry: ({ file, reason, delayMs }) => say(`${file}: ${reason}; again in ${Math.ceil(delayMs / 1000)} s`),
  };
  for (const { release, bytes, isCurrent } of await checkReleases(releases, options)) {
    say(`${release.file}: ${isCurrent ? 'is there' : `${megabytes(bytes)} to download`}`);
  }
  for (const { release, record, isNew } of await downloadReleases(releases, options)) {
    if (isNew) say(`${release.file}: ${megabytes(record.bytes)}, of ${record.releaseDate ?? 'unknown date'}`);
  }
  return options.folder;
}

/** Dates that servers gave to downloaded files. */
async function datesOfDownloads(folder: string): Promise<Readonly<Record<string, string>>> {
  const records = Object.entries(await readRecords(folder));
  return Object.fromEntries(records.flatMap(([file, { releaseDate }]) => (releaseDate ? [[file, releaseDate]] : [])));
}

/** Says each tenth of a file that came in. */
function tenths(say: (line: string) => void): (progress: DownloadProgress) => void {
  let last = '';
  return ({ file, doneBytes, totalBytes }) => {
    if (totalBytes === null || totalBytes === 0) return;
    const line = `${file}: ${Math.floor((doneBytes / totalBytes) * 10) * 10} %`;
    if (line !== last) say(line);
    last = line;
  };
}

function wordsFor(progress: BuildProgress): string {
  return progress.step === 'reading'
    ? `reading ${progress.file} (${progress.done + 1} of ${progress.of})`
    : `indexing ${progress.names.toLocaleString('en-US')} names`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
