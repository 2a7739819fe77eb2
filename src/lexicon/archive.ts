/** One file out of a tar archive, gzipped or not, as a stream of its bytes. */
import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import { Parser } from 'tar';

/** Whether a file's name is that of a tar archive: `taxdump.tar.gz`. */
export function isArchive(path: string): boolean {
  return /\.(tar|tar\.gz|tgz)$/i.test(path);
}

/**
 * Bytes of the archive's file of this name, in whatever folder. The archive is read to its end, so that whoever listens to
 * `archive` sees all of it. Fails with an Error when there is no such file or the archive is damaged.
 */
export function memberOf(archive: Readable, name: string): Readable {
  const member = new PassThrough();
  const parser = new Parser({ strict: true });
  let isFound = false;
  parser.on('entry', (entry) => {
    if (entry.path !== name && !entry.path.endsWith(`/${name}`)) return entry.resume();
    isFound = true;
    return entry.pipe(member, { end: false });
  });
  parser.on('error', (error: Error) => member.destroy(error));
  parser.on('end', () => (isFound ? member.end() : member.destroy(new Error(`there is no ${name} in the archive`))));
  archive.pipe(parser);
  return member;
}
