/** Whether another lexicon may link a paper otherwise: what a worker thread does for `link --affected`. */

import type { StandingPaper } from '../src/flow/stages.js';
import { Curation } from '../src/ground/curation/curation.js';
import { ChangedNames } from '../src/lexicon/changes/changed-names.js';
import type { LexiconChanges } from '../src/lexicon/changes/compare.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { ConceptId, PaperCard, PaperText } from '../src/model.js';
import { DiseaseStems } from '../src/text/disease-stems.js';
import { parseDocument } from '../src/text/document.js';
import type { SectionPatterns } from '../src/text/sections.js';
import { unpackAnnotations } from './annotation-blob.js';
import type { LinkingConfig } from './linking-config.js';

/** The lexicon that papers were linked with, and what is not the same in it; handed to each worker. */
export interface EarlierMeans {
  readonly buffer: SharedArrayBuffer;
  readonly changes: LexiconChanges;
}

/** What linking found in a paper. */
interface Linked {
  /** Ids of links, and of the concepts that were not chosen. */
  readonly ids: readonly ConceptId[];
  readonly isMention: (text: string) => boolean;
}

export class AffectedPapers {
  readonly #lexicon: Lexicon;
  readonly #names: ChangedNames;
  readonly #sections: SectionPatterns;
  readonly #curation: Curation;

  constructor(lexicon: Lexicon, { buffer, changes }: EarlierMeans, config: LinkingConfig) {
    const stems = new DiseaseStems(config.diseaseEquivalents);
    this.#lexicon = lexicon;
    this.#names = new ChangedNames({ before: { buffer }, now: lexicon, changes, stems });
    this.#sections = config.sections;
    this.#curation = new Curation(config.curation, lexicon);
  }

  /** Whether the paper has to do with a concept that changed, or its text has a name that did. */
  has({ card, text, annotations }: StandingPaper): boolean {
    const linked = annotations === null ? NOTHING_KEPT : linkedIn(annotations);
    const ids = [...linked.ids, ...this.#givenIds(card, text)];
    if (ids.some((id) => this.#names.isChangedId(id)) || this.#haveOtherOrthologs(linked.ids)) return true;
    const { passages } = parseDocument(text, this.#sections);
    return passages.some((passage) => this.#names.isIn(passage.text, linked.isMention));
  }

  /** The symbol of a gene that a text has by another name is looked up in the other species. */
  #haveOtherOrthologs(ids: readonly ConceptId[]): boolean {
    return ids.some((id) => {
      const concept = this.#lexicon.concept(id);
      return concept?.kind === 'Gene' && this.#names.isIn(concept.name, () => true);
    });
  }

  /** Ids that the card and the rows of curation give. */
  #givenIds({ assertions }: PaperCard, { markdown }: PaperText): ConceptId[] {
    const asserted = assertions.map(({ conceptId }) => conceptId);
    const curated = this.#curation.rowsIn(markdown).map(({ row }) => row.concept);
    return [...asserted, ...curated].filter((id) => id !== null);
  }
}

/** Where annotations are not kept any text may have been a mention. */
const NOTHING_KEPT: Linked = { ids: [], isMention: () => true };

function linkedIn(body: Uint8Array): Linked {
  const { annotations } = unpackAnnotations(body).grounded;
  const ids = new Set<ConceptId>();
  const texts = new Set<string>();
  for (const { mention, grounding } of annotations) {
    texts.add(mention.text);
    if (grounding.kind !== 'linked') continue;
    for (const { conceptId, runnersUp } of grounding.links) {
      ids.add(conceptId);
      for (const other of runnersUp) ids.add(other.conceptId);
    }
  }
  return { ids: [...ids], isMention: (text) => texts.has(text) };
}
