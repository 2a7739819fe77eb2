/** Finds the files of terminologies below a folder: by their names' endings, then by what they begin with. */
import { createReadStream, type ReadStream } from 'node:fs';
import { basename } from 'node:path';
import { constants, createGunzip } from 'node:zlib';
import { glob } from 'tinyglobby';
import { CannotRunError, FormatError, messageOf } from '../errors.js';
import { isArchive } from './archive.js';
import { isGzip } from './lines.js';
import { GENE_HISTORY_HEADER } from './read-gene-history.js';
import { GENE_ORTHOLOGS_HEADER } from './read-gene-orthologs.js';
import { isStarterHeader } from './read-starter.js';

/** What a file is, in the order in which sources are read. */
export type SourceKind =
  | 'starter'
  | 'mondo-obo'
  | 'mondo-json'
  | 'mesh'
  | 'sssom'
  | 'names-dmp'
  | 'gene-info'
  | 'gene-history'
  | 'gene-orthologs';

export interface LexiconSource {
  readonly path: string;
  readonly kind: SourceKind;
}

const PATTERN = '**/*{.obo,.json,.xml,.tsv,.dmp,.tar,.tgz,gene_info,gene_history,gene_orthologs}{,.gz}';
const ORDER: readonly SourceKind[] = [
  'starter',
  'mondo-obo',
  'mondo-json',
  'mesh',
  'sssom',
  'names-dmp',
  'gene-info',
  'gene-history',
  'gene-orthologs',
];
const HEAD_BYTES = 16_384;

/**
 * Sources below a folder (or the one that a file is), in the order in which they are read: the same files always give the
 * same lexicon. Of MONDO in both forms the OBO file is taken.
 *
 * @throws CannotRunError when there is none
 */
export async function findSources(path: string): Promise<readonly LexiconSource[]> {
  const files = await filesBelow(path);
  const sources: LexiconSource[] = [];
  for (const file of files.toSorted()) {
    const kind = isArchive(file) ? await kindOfArchive(file) : kindOf(await headOf(file));
    if (kind !== null) sources.push({ path: file, kind });
  }
  if (sources.length === 0) throw noSources(path, files.length);
  const hasObo = sources.some(({ kind }) => kind === 'mondo-obo');
  return sources
    .filter(({ kind }) => !(hasObo && kind === 'mondo-json'))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || compare(basename(a.path), basename(b.path)));
}

/** Kind of a file by the first characters of its text; null for a file that is no terminology. */
export function kindOf(head: string): SourceKind | null {
  if (head.startsWith('format-version:')) return 'mondo-obo';
  if (/^\s*\{\s*"graphs"\s*:/.test(head)) return 'mondo-json';
  if (/<(DescriptorRecordSet|SupplementalRecordSet)\b/.test(head)) return 'mesh';
  if (head.startsWith('#tax_id\tGeneID\tSymbol\t')) return 'gene-info';
  if (head.startsWith(GENE_HISTORY_HEADER)) return 'gene-history';
  if (head.startsWith(GENE_ORTHOLOGS_HEADER)) return 'gene-orthologs';
  if (/^\d+\t\|\t.*\t\|\t.*\t\|\t.*\t\|/.test(head)) return 'names-dmp';
  const header = head.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#')) ?? '';
  if (isStarterHeader(header)) return 'starter';
  return /(^|\t)subject_id\t/.test(header) && header.includes('\tobject_id') ? 'sssom' : null;
}

/** Of archives only NCBI's taxdump is known, which holds names.dmp among others. */
async function kindOfArchive(path: string): Promise<SourceKind | null> {
  return (await headOf(path)).includes('.dmp\0') ? 'names-dmp' : null;
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const inside = await glob(PATTERN, { cwd: path, absolute: true, caseSensitiveMatch: false });
  return inside.length > 0 ? inside : glob(path.replaceAll('\\', '/'), { absolute: true });
}

async function headOf(path: string): Promise<string> {
  try {
    const isPacked = isGzip(path);
    const file = createReadStream(path, { end: HEAD_BYTES - 1 });
    return await readHead(isPacked ? gunzipped(file) : file);
  } catch (error) {
    const message = `expected a file that can be read, plain or gzipped, but ${messageOf(error)}`;
    throw new FormatError({ path, line: 0 }, `${message}; fetch or copy it again`, error);
  }
}

/** The head of a gzip stream ends in the middle of it: what could be read by then is enough. */
function gunzipped(file: ReadStream): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  file.on('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

async function readHead(chunks: AsyncIterable<Buffer>): Promise<string> {
  let head = '';
  for await (const chunk of chunks) {
    head += chunk.toString('utf8');
    if (head.length >= HEAD_BYTES) break;
  }
  return head;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function noSources(path: string, files: number): CannotRunError {
  const wanted =
    'mondo.obo or mondo.json, MeSH desc*.xml and supp*.xml, *.gene_info, names.dmp, *.sssom.tsv, plain or .gz';
  return new CannotRunError(`expected terminology files (${wanted}) in ${path}, found none among ${files} files there`);
}
