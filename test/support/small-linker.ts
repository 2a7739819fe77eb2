/** The linker with a small lexicon: hand-written names, and the word lists of config/ as users have them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinker, type Linker } from '../../pipelines/link-document.js';
import { buildLexicon } from '../../src/lexicon/build.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import type { Annotation, GroundedDocument } from '../../src/model.js';
import { parseDiseaseEquivalents } from '../../src/recognize/disease-equivalents.js';
import { resourcePath } from '../../src/resources.js';
import { plainDocument } from '../../src/text/document.js';

/** Words that the whole lexicon marks as ordinary English. */
const WORDS = ['was', 'impact', 'rest', 'cat', 'white', 'rare', 'obesity', 'insulin', 'cancer', 'flu', 'impotence'];

/** Lexicon of test/fixtures/linking. */
export function smallLexicon(): Promise<Lexicon> {
  const commonWords = { words: new Set(WORDS), species: new Set<string>() };
  const path = 'config/disease-equivalents.tsv';
  const diseaseEquivalents = parseDiseaseEquivalents(readFileSync(resourcePath(path), 'utf8'), path);
  return buildLexicon(join(resourcePath('test/fixtures/linking')), { commonWords, diseaseEquivalents });
}

export async function smallLinker(): Promise<Linker> {
  return createLinker(await smallLexicon());
}

/** Links a title and an abstract as plain text. */
export function linkText(linker: Linker, text: string, title = ''): GroundedDocument {
  return linker.linkDocument(plainDocument({ paperId: 'PMID:1', title, abstract: text }));
}

/** `p53 = NCBIGene:7157` for each annotation; ids of several links are joined by `+`, NIL is its reason. */
export function shown({ mention, grounding }: Annotation): string {
  const answer =
    grounding.kind === 'linked' ? grounding.links.map(({ conceptId }) => conceptId).join('+') : grounding.reason;
  return `${mention.text} = ${answer}`;
}
