/** One paper's way from text to concepts: parse → recognize → ground. */
import { ground } from '../src/ground/ground.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { Document, GroundedDocument, PaperText } from '../src/model.js';
import { recognize } from '../src/recognize/recognize.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import { parseDocument } from '../src/text/document.js';
import { type LinkingConfig, readLinkingConfig } from './linking-config.js';

export interface Linker {
  /** Parses a paper's Markdown and links it. */
  link(text: PaperText): GroundedDocument;
  /** Links what is parsed already, e.g. an abstract in PubTator form. */
  linkDocument(document: Document): GroundedDocument;
}

/** A linker with a lexicon and the word lists of config/. Make one and use it for many papers; it keeps nothing of them. */
export function createLinker(lexicon: Lexicon, config: LinkingConfig = readLinkingConfig()): Linker {
  const { stopList, diseaseWords, speciesWords } = config;
  const lookup = { lexicon, stopList, diseaseWords };
  const linkDocument = (document: Document): GroundedDocument => {
    const abbreviations = findAbbreviations(document);
    return ground(recognize(document, { ...lookup, abbreviations, speciesWords }), lookup);
  };
  return { linkDocument, link: (text) => linkDocument(parseDocument(text, config.sections)) };
}
