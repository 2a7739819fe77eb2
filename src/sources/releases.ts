/**
 * Downloads what publishers release: whole files, resumed where they were cut off, asked for again only when they
 * changed, and noted in `releases.json` with checksum and date. In the folder a file is either there as a whole or not;
 * what came of it so far is called `NAME.part`.
 *
 * Addresses come from the settings, so they are trusted: other than for full texts there is no guard against private
 * ones, and the environment's proxy is used.
 */
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotRunError, messageOf } from '../errors.js';
import { errorCode } from './fetch/error-code.js';
import { FetchFault } from './fetch/fetch-fault.js';
import { delayAfter, mayRetry } from './fetch/retry.js';
import { type DownloadedRelease, download } from './releases/download.js';
import type { DownloadOptions, Release } from './releases/options.js';
import { PartFile } from './releases/part-file.js';
import { currentRecord } from './releases/records.js';
import { ask } from './releases/request.js';
import { isSame, versionOf } from './releases/version.js';

/** What a download would have to do. */
export interface ReleaseCheck {
  readonly release: Release;
  /** Bytes of the whole file: as the server says, else as the settings do. */
  readonly bytes: number;
  /** True when the file that is there is the server's. */
  readonly isCurrent: boolean;
  /** Bytes of an earlier download that was cut off. */
  readonly partBytes: number;
}

/**
 * Asks the servers what there is, before anything is downloaded. A server that does not answer such questions (405, 501,
 * 403) leaves the size that the settings tell.
 *
 * @throws CannotRunError for a list that makes no sense, a file that is not there, a server that cannot be reached
 */
export async function checkReleases(releases: readonly Release[], options: DownloadOptions): Promise<ReleaseCheck[]> {
  await prepare(releases, options);
  const checks: ReleaseCheck[] = [];
  for (const release of releases) checks.push(await patiently(release, options, () => check(release, options)));
  return checks;
}

/**
 * Downloads, one after the other, what is not there or changed, and gives the records of all in the order of the list.
 *
 * @throws CannotRunError when a file cannot be had after all attempts; what came of it is kept. The reason of `stop`
 */
export async function downloadReleases(
  releases: readonly Release[],
  options: DownloadOptions,
): Promise<DownloadedRelease[]> {
  await prepare(releases, options);
  const done: DownloadedRelease[] = [];
  for (const release of releases) done.push(await patiently(release, options, () => download(release, options)));
  return done;
}

async function prepare(releases: readonly Release[], { folder }: DownloadOptions): Promise<void> {
  const names = new Set<string>();
  for (const { file } of releases) {
    if (!/^[\w][\w.+-]*$/.test(file) || /\.part$|^releases\.json$/.test(file)) {
      throw new CannotRunError(
        `expected a plain file name such as "mondo.obo" for a release, but it is ${JSON.stringify(file)}`,
      );
    }
    if (names.has(file))
      throw new CannotRunError(`two releases have the file name "${file}"; give one of them another`);
    names.add(file);
  }
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw notOnDisk(folder, error);
  }
}

function notOnDisk(folder: string, error: unknown): CannotRunError {
  return new CannotRunError(
    `${folder}: cannot hold the downloads: ${messageOf(error)}; make room or choose another folder`,
    error,
  );
}

async function check(release: Release, options: DownloadOptions): Promise<ReleaseCheck> {
  const record = await currentRecord(options.folder, release);
  const partBytes = await new PartFile(options.folder, release.file).size();
  try {
    const question = { method: 'HEAD', url: release.url, headers: {} } as const;
    const version = await ask(question, options, async (answer) => versionOf(answer));
    return {
      release,
      bytes: version.bytes ?? release.bytes,
      isCurrent: record !== null && isSame(record, version),
      partBytes,
    };
  } catch (error) {
    const refused = error instanceof FetchFault && [400, 403, 405, 501].includes(error.status ?? 0);
    if (!refused) throw error;
    return { release, bytes: release.bytes, isCurrent: false, partBytes };
  }
}

/** Does it again after faults that may pass, with growing delay; each new byte gives all attempts back. */
async function patiently<T>(release: Release, options: DownloadOptions, work: () => Promise<T>): Promise<T> {
  const part = new PartFile(options.folder, release.file);
  let most = await part.size();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      options.stop?.throwIfAborted();
      if (!(error instanceof FetchFault)) throw errorCode(error) === null ? error : notOnDisk(options.folder, error);
      const bytes = await part.size();
      if (bytes > most) attempt = 1;
      most = Math.max(most, bytes);
      if (!mayRetry(error, attempt, options)) throw givenUp(release, error, bytes);
      const delayMs = delayAfter(error, attempt, options, options.random ?? Math.random);
      options.onRetry?.({ file: release.file, attempt, delayMs, reason: error.message });
      await pause(delayMs, options.stop);
    }
  }
}

async function pause(ms: number, stop: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, stop === undefined ? {} : { signal: stop });
  } catch (error) {
    stop?.throwIfAborted();
    throw error;
  }
}

function givenUp({ file, terminology }: Release, fault: FetchFault, bytes: number): CannotRunError {
  const gone = fault.status === 404 || fault.status === 410;
  const kept = bytes > 0 ? ` (${bytes} bytes are kept, the next run goes on from there)` : '';
  const advice = gone
    ? 'the publisher may have moved it: correct its address in lexicon.releases'
    : `try again later${kept}, or fetch the file yourself and name its folder with --source`;
  return new CannotRunError(`${terminology}: ${file} cannot be downloaded: ${fault.message}; ${advice}`, fault);
}
