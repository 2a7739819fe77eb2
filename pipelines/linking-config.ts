/** The word lists and patterns of config/ that decide what is linked. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { parseDiseaseEquivalents } from '../src/recognize/disease-stems.js';
import { type DiseaseWords, parseDiseaseWords } from '../src/recognize/disease-words.js';
import { parseSpeciesWords, type SpeciesWords } from '../src/recognize/species-words.js';
import { parseStopList, type StopList } from '../src/recognize/stop-list.js';
import { resourcePath } from '../src/resources.js';
import { compileSectionPatterns, type SectionPatterns } from '../src/text/sections.js';

export interface LinkingConfig {
  readonly sections: SectionPatterns;
  readonly stopList: StopList;
  readonly speciesWords: SpeciesWords;
  readonly diseaseWords: DiseaseWords;
  /** Words of diseases that say the same: `renal` → `kidney`. */
  readonly diseaseEquivalents: ReadonlyMap<string, string>;
  /** SHA-256, hex, over the files: papers are linked anew when one of them changes. */
  readonly hash: string;
}

/** @throws FormatError for a list that is not of its form, with its line */
export function readLinkingConfig(): LinkingConfig {
  const hash = createHash('sha256');
  const read = (path: string) => {
    const text = readFileSync(resourcePath(path), 'utf8');
    hash.update(`${path}\n${text}\n`);
    return [text, path] as const;
  };
  return {
    sections: compileSectionPatterns(parseYaml(read('config/section-headings.yaml')[0])),
    stopList: parseStopList(...read('config/stop-list.tsv')),
    speciesWords: parseSpeciesWords(...read('config/species-words.tsv')),
    diseaseEquivalents: parseDiseaseEquivalents(...read('config/disease-equivalents.tsv')),
    diseaseWords: parseDiseaseWords(...read('config/disease-words.tsv')),
    hash: hash.digest('hex'),
  };
}
