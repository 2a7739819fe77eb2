/** Builds a lexicon from the publishers' files, or from the starter terminology, in memory. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PREFIX } from '../curie.js';
import { listConcepts, resolveMatches } from './concept-lists.js';
import { findSources, type LexiconSource } from './find-sources.js';
import { indexSections } from './index-sections.js';
import { IndexedLexicon } from './indexed-lexicon.js';
import { FORMAT, packSections } from './layout.js';
import { groupNames } from './name-groups.js';
import { type LexiconOptions, withDefaults } from './options.js';
import { readSource } from './read-source.js';
import { FILE_OF, releaseOf } from './release-name.js';
import { TermTable } from './term-table.js';
import type { Lexicon, LexiconInfo, TerminologyInfo } from './types.js';

/** What a build tells while it runs. */
export type BuildProgress =
  | { readonly step: 'reading'; readonly file: string; readonly done: number; readonly of: number }
  | { readonly step: 'indexing'; readonly names: number };

/**
 * Reads all terminology files below a folder and indexes their names. The same files and options give the same bytes.
 *
 * @throws CannotRunError when there is no such file
 * @throws FormatError when one cannot be read as what it is
 */
export async function buildLexicon(
  folder: string,
  options: Partial<LexiconOptions> = {},
  onProgress: (progress: BuildProgress) => void = () => undefined,
): Promise<Lexicon> {
  const sources = await findSources(folder);
  const full = withDefaults(options, sources);
  const table = new TermTable();
  const terminologies: TerminologyInfo[] = [];
  for (const [done, source] of sources.entries()) {
    onProgress({ step: 'reading', file: basename(source.path), done, of: sources.length });
    terminologies.push(...(await readInto(table, source, full)));
  }
  onProgress({ step: 'indexing', names: table.nameCount });
  return indexed(table, terminologies, full);
}

/** Told of a file that gave no concept: a mapping set, or genes of other species alone. */
const PREFIX_OF: Readonly<Record<LexiconSource['kind'], string>> = {
  starter: PREFIX.gene,
  'mondo-obo': PREFIX.mondo,
  'mondo-json': PREFIX.mondo,
  mesh: PREFIX.mesh,
  sssom: PREFIX.mondo,
  'gene-info': PREFIX.gene,
  'gene-history': PREFIX.gene,
  'gene-orthologs': PREFIX.gene,
  'names-dmp': PREFIX.taxon,
};

/** Reads one file. Tells of each terminology in it, the starter table of diseases has two. */
async function readInto(
  table: TermTable,
  source: LexiconSource,
  options: LexiconOptions,
): Promise<readonly TerminologyInfo[]> {
  const { conceptCount, nameCount, mappingCount } = table;
  const file = basename(source.path);
  table.source = file;
  const read = await readSource(source, options, table);
  const release = read.release ?? `${FILE_OF}${options.fileDates[file] ?? (await dateOf(source.path))}`;
  const counts = table.countsSince(conceptCount, nameCount);
  if (counts.size === 0) counts.set(PREFIX_OF[source.kind], { concepts: 0, names: 0 });
  return [...counts].map(([prefix, { concepts, names }], i) => ({
    prefix,
    file,
    release,
    sha256: read.sha256,
    concepts,
    names,
    mappings: i === 0 ? table.mappingCount - mappingCount : 0,
  }));
}

async function dateOf(path: string): Promise<string> {
  return (await stat(path)).mtime.toISOString().slice(0, 10);
}

function indexed(table: TermTable, terminologies: readonly TerminologyInfo[], options: LexiconOptions): Lexicon {
  const { matches, unknown } = resolveMatches(table);
  const lists = listConcepts(table, matches);
  const groups = groupNames(table);
  const info: LexiconInfo = {
    format: FORMAT,
    release: releaseOf(terminologies, options),
    terminologies,
    names: table.nameCount,
    distinctNames: groups.groupStart.length - 1,
    concepts: table.conceptCount,
    unknownMappingIds: unknown,
  };
  const { commonWords, diseaseEquivalents } = options;
  const sections = indexSections({ table, groups, lists, commonWords, diseaseEquivalents, info });
  return new IndexedLexicon(packSections(sections), 'the lexicon just built');
}
