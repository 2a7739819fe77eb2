/** The reader for each kind of source. */
import type { LexiconSource } from './find-sources.js';
import { type LexiconOptions, speciesOfInterest } from './options.js';
import { readGeneHistory } from './read-gene-history.js';
import { readGeneInfo, type TaxonFilter } from './read-gene-info.js';
import { readGeneOrthologs } from './read-gene-orthologs.js';
import { readMesh } from './read-mesh.js';
import { readMondoJson } from './read-mondo-json.js';
import { readMondoObo } from './read-mondo-obo.js';
import { readNamesDmp } from './read-names-dmp.js';
import { readSssom } from './read-sssom.js';
import { readStarter } from './read-starter.js';
import type { FileRead, TermSink } from './records.js';

/** Reads one source into a sink. @throws FormatError when it is not what it should be */
export function readSource({ path, kind }: LexiconSource, options: LexiconOptions, sink: TermSink): Promise<FileRead> {
  const taxa: TaxonFilter = options.taxa === 'all' ? null : new Set(options.taxa);
  switch (kind) {
    case 'starter':
      return readStarter(path, sink);
    case 'mondo-obo':
      return readMondoObo(path, options.mondoXrefs, sink);
    case 'mondo-json':
      return readMondoJson(path, options.mondoXrefs, sink);
    case 'mesh':
      return readMesh(path, new Set(options.supplementaryClasses), sink);
    case 'sssom':
      return readSssom(path, sink);
    case 'gene-info':
      return readGeneInfo(path, taxa, sink);
    case 'gene-history':
      return readGeneHistory(path, taxa, sink);
    case 'gene-orthologs':
      return readGeneOrthologs(path, taxa, sink);
    case 'names-dmp':
      return readNamesDmp(path, { limit: options.speciesLimit, always: new Set(speciesOfInterest(options)) }, sink);
  }
}
