/** The word lists and patterns of config/ that decide what is linked, and the trained choice among candidates. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import type { CurationRow } from '../src/ground/curation/curation-row.js';
import type { GeneRanker } from '../src/ground/gene-ranker.js';
import { parseDiseaseEquivalents } from '../src/recognize/disease-equivalents.js';
import { type DiseaseWords, parseDiseaseWords } from '../src/recognize/disease-words.js';
import { parseSpeciesWords, type SpeciesWords } from '../src/recognize/species-words.js';
import { parseStopList, type StopList } from '../src/recognize/stop-list.js';
import { resourcePath } from '../src/resources.js';
import type { Settings } from '../src/settings.js';
import { compileSectionPatterns, type SectionPatterns } from '../src/text/sections.js';
import { type DiseaseRankerFiles, readDiseaseRankerFiles } from './open-disease-ranker.js';
import { createGeneRanker, readRankerFiles } from './open-ranker.js';
import { readCuration } from './read-curation.js';

export interface LinkingConfig {
  readonly sections: SectionPatterns;
  readonly stopList: StopList;
  readonly speciesWords: SpeciesWords;
  readonly diseaseWords: DiseaseWords;
  /** Words of diseases that say the same: `renal` → `kidney`. */
  readonly diseaseEquivalents: ReadonlyMap<string, string>;
  /** The trained choice among diseases. */
  readonly diseaseRanker: DiseaseRankerFiles;
  /** The trained choice among genes. */
  readonly geneRanker: GeneRanker;
  /** What curators want otherwise. */
  readonly curation: readonly CurationRow[];
  /** SHA-256, hex, over the rankers, and over the reviewed lists: papers are linked anew when one of them changes. */
  readonly hashes: { readonly rankers: string; readonly lists: string };
}

const SECTION_HEADINGS = 'config/section-headings.yaml';

/** The patterns of section headings alone, for who only reads texts. */
export function readSectionPatterns(): SectionPatterns {
  return compileSectionPatterns(parseYaml(readFileSync(resourcePath(SECTION_HEADINGS), 'utf8')));
}

/**
 * What the settings ask for, curation included.
 *
 * @throws FormatError for a list that is not of its form, with its line; CannotRunError for a damaged ranker
 */
export function configuredLinking({ link }: Settings): LinkingConfig {
  return readLinkingConfig({ memory: link.nameMemory, curation: readCuration(link.curation).rows });
}

export interface LinkingOptions {
  readonly memory?: boolean;
  readonly curation?: readonly CurationRow[];
}

/**
 * @param options.memory false to link without what training remembers of names; see `link.nameMemory` in the settings
 * @param options.curation rows of curation; none by default
 * @throws FormatError for a list that is not of its form, with its line; CannotRunError for a damaged ranker
 */
export function readLinkingConfig(options: LinkingOptions = {}): LinkingConfig {
  const lists = createHash('sha256');
  const geneRanker = readRankerFiles('gene', options);
  const diseaseRanker = readDiseaseRankerFiles(options);
  const rankers = createHash('sha256').update(`${geneRanker.hash}\n${diseaseRanker.hash}\n`).digest('hex');
  const read = (path: string) => {
    const text = readFileSync(resourcePath(path), 'utf8');
    lists.update(`${path}\n${text}\n`);
    return [text, path] as const;
  };
  return {
    sections: compileSectionPatterns(parseYaml(read(SECTION_HEADINGS)[0])),
    stopList: parseStopList(...read('config/stop-list.tsv')),
    speciesWords: parseSpeciesWords(...read('config/species-words.tsv')),
    diseaseEquivalents: parseDiseaseEquivalents(...read('config/disease-equivalents.tsv')),
    diseaseRanker,
    diseaseWords: parseDiseaseWords(...read('config/disease-words.tsv')),
    geneRanker: createGeneRanker(geneRanker),
    curation: options.curation ?? [],
    hashes: { rankers, lists: lists.digest('hex') },
  };
}
