/** One paper's way from text to concepts: parse → recognize → ground. */
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { ground } from '../src/ground/ground.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { Document, GroundedDocument, PaperText } from '../src/model.js';
import { parseDiseaseWords } from '../src/recognize/disease-words.js';
import { recognize } from '../src/recognize/recognize.js';
import { parseSpeciesWords } from '../src/recognize/species-words.js';
import { parseStopList } from '../src/recognize/stop-list.js';
import { resourcePath } from '../src/resources.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import { parseDocument } from '../src/text/document.js';
import { compileSectionPatterns, type SectionPatterns } from '../src/text/sections.js';

export interface Linker {
  /** Parses a paper's Markdown and links it. */
  link(text: PaperText): GroundedDocument;
  /** Links what is parsed already, e.g. an abstract in PubTator form. */
  linkDocument(document: Document): GroundedDocument;
}

/** Headings by which sections are typed, from config/. */
export function sectionPatterns(): SectionPatterns {
  return compileSectionPatterns(parseYaml(configText('section-headings.yaml')));
}

/**
 * A linker with the lexicon and the word lists of config/. Make one and use it for many papers; it keeps nothing of them.
 *
 * @throws FormatError for a word list that is not of its form
 */
export function createLinker(lexicon: Lexicon): Linker {
  const patterns = sectionPatterns();
  const stopList = parseStopList(configText('stop-list.tsv'), 'config/stop-list.tsv');
  const speciesWords = parseSpeciesWords(configText('species-words.tsv'), 'config/species-words.tsv');
  const diseaseWords = parseDiseaseWords(configText('disease-words.tsv'), 'config/disease-words.tsv');
  const lookup = { lexicon, stopList, diseaseWords };
  const linkDocument = (document: Document): GroundedDocument => {
    const abbreviations = findAbbreviations(document);
    return ground(recognize(document, { ...lookup, abbreviations, speciesWords }), lookup);
  };
  return { linkDocument, link: (text) => linkDocument(parseDocument(text, patterns)) };
}

function configText(name: string): string {
  return readFileSync(resourcePath(`config/${name}`), 'utf8');
}
