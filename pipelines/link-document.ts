/** One paper's way from text to concepts: parse → recognize → ground → curate. */
import { curate } from '../src/ground/curation/curate.js';
import { Curation } from '../src/ground/curation/curation.js';
import { ground } from '../src/ground/ground.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { Document, GroundedDocument, PaperText } from '../src/model.js';
import { recognize } from '../src/recognize/recognize.js';
import type { Tagger } from '../src/recognize/tagger/tagger.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import { parseDocument } from '../src/text/document.js';
import { isForeign } from '../src/text/language.js';
import { groundDeps } from './ground-deps.js';
import { type LinkingConfig, readLinkingConfig } from './linking-config.js';
import { createTagger, readTaggerFiles } from './open-tagger.js';

export interface Linker {
  /** Parses a paper's Markdown and links it; one in another language than English is only parsed. */
  link(text: PaperText): GroundedDocument;
  /** Links what is parsed already, e.g. an abstract in PubTator form. */
  linkDocument(document: Document): GroundedDocument;
}

/**
 * A linker with a lexicon, the word lists of config/ and the taggers of seeds/tagger. Make one and use it for many papers; it
 * keeps nothing of them.
 *
 * @throws FormatError when two rows of curation say the contrary
 */
export function createLinker(
  lexicon: Lexicon,
  config: LinkingConfig = readLinkingConfig(),
  tagger: Tagger | undefined = createTagger(lexicon, readTaggerFiles()),
): Linker {
  const { stopList, diseaseWords, speciesWords } = config;
  const lookup = { lexicon, stopList, diseaseWords };
  const deps = groundDeps(lexicon, config);
  const withTagger = tagger === undefined ? {} : { tagger };
  const curation = new Curation(config.curation, lexicon);
  const linkDocument = (document: Document): GroundedDocument => {
    const abbreviations = findAbbreviations(document);
    const recognized = recognize(document, { ...lookup, abbreviations, speciesWords, ...withTagger });
    const curated = curation.of(document.markdown);
    return curated === null ? ground(recognized, deps) : curate(ground(recognized, deps, curated.removes), curated);
  };
  const link = (text: PaperText): GroundedDocument => {
    const document = parseDocument(text, config.sections);
    return isForeign(document) ? { document, abbreviations: [], annotations: [] } : linkDocument(document);
  };
  return { linkDocument, link };
}
