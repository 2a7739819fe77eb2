/** One file from its publisher's server into the folder. */
import { FetchFault } from '../fetch/fetch-fault.js';
import type { DownloadOptions, Release } from './options.js';
import { PartFile } from './part-file.js';
import { currentRecord, type ReleaseRecord, writeRecord } from './records.js';
import { type Answer, ask } from './request.js';
import { conditionHeaders, isSame, mayBeSame, rangeHeaders, versionOf } from './version.js';

export interface DownloadedRelease {
  readonly release: Release;
  readonly record: ReleaseRecord;
  /** False when the file was there already and has not changed. */
  readonly isNew: boolean;
}

/**
 * One attempt. Takes up the part of an earlier one where server and part allow it; asks only for a change where the
 * file is there as a whole.
 *
 * @throws FetchFault; what came so far is kept
 */
export async function download(release: Release, options: DownloadOptions): Promise<DownloadedRelease> {
  const { folder } = options;
  const record = await currentRecord(folder, release);
  const part = new PartFile(folder, release.file);
  const mark = await part.mark();
  const have = await part.size();
  if (mark !== null && mark.url !== release.url) await part.discard();
  else if (mark !== null && have > 0 && mark.bytes === have) return finish(release, { part, folder });
  const range = mark === null || mark.url !== release.url ? null : rangeHeaders(mark, have);
  const headers = range ?? (record === null ? {} : conditionHeaders(record));
  return ask({ method: 'GET', url: release.url, headers }, options, async (answer) => {
    if (record !== null && isUnchanged(answer, record)) {
      await part.discard();
      return { release, record, isNew: false };
    }
    await take(answer, { release, options, part });
    return finish(release, { part, folder });
  });
}

function isUnchanged(answer: Answer, record: ReleaseRecord): boolean {
  return answer.status === 304 || (answer.status === 200 && isSame(versionOf(answer), record));
}

interface Target {
  readonly release: Release;
  readonly options: DownloadOptions;
  readonly part: PartFile;
}

/** Puts the body where it belongs: behind the part that is there, or at the start of a new one. */
async function take(answer: Answer, { release, options, part }: Target): Promise<void> {
  if (/^text\/html/i.test(answer.header('content-type') ?? '')) {
    throw new FetchFault('http-status', `${release.url}: expected the file, but a web page came`, { again: 'never' });
  }
  const version = versionOf(answer);
  let doneBytes = await part.size();
  if (answer.status === 200) {
    await part.begin(version, release.url);
    doneBytes = 0;
  } else if (!(await continues(answer, part, doneBytes))) {
    await part.discard();
    throw new FetchFault('network', `${release.url}: the part of an earlier download does not fit any more`, {
      again: 'soon',
    });
  }
  const tell = (): void => options.onProgress?.({ file: release.file, doneBytes, totalBytes: version.bytes });
  tell();
  await part.append(answer.pieces, (bytes) => {
    doneBytes += bytes;
    tell();
  });
  if (version.bytes !== null && doneBytes !== version.bytes) {
    throw new FetchFault('network', `${release.url}: expected ${version.bytes} bytes, but ${doneBytes} came`, {
      again: 'soon',
    });
  }
}

/** Whether a 206 goes on where the part ends, within the same version; a 416 never does. */
async function continues(answer: Answer, part: PartFile, have: number): Promise<boolean> {
  const start = /^bytes (\d+)-/.exec(answer.header('content-range') ?? '')?.[1];
  const mark = await part.mark();
  if (answer.status !== 206 || mark === null || start === undefined || Number(start) !== have) return false;
  return mayBeSame(mark, versionOf(answer));
}

async function finish(
  release: Release,
  { part, folder }: { readonly part: PartFile; readonly folder: string },
): Promise<DownloadedRelease> {
  const mark = await part.mark();
  const bytes = await part.size();
  const sha256 = await part.finish();
  const lastModified = mark?.lastModified ?? null;
  const record: ReleaseRecord = {
    terminology: release.terminology,
    url: release.url,
    bytes,
    sha256,
    etag: mark?.etag ?? null,
    lastModified,
    releaseDate: dayOf(lastModified),
    downloadedAt: new Date().toISOString(),
  };
  await writeRecord(folder, release.file, record);
  return { release, record, isNew: true };
}

/** `2026-10-21` for `Wed, 21 Oct 2026 07:28:00 GMT`. */
function dayOf(httpDate: string | null): string | null {
  const time = httpDate === null ? Number.NaN : Date.parse(httpDate);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}
