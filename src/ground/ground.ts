/** ground: which concept each mention is. Candidates are generated, then one is chosen; no id without a reason. */
import type { GroundedDocument, RecognizedDocument } from '../model.js';
import { type GroundDeps, PaperGrounder } from './paper-grounder.js';

/**
 * Grounds each mention of a paper. A text means the same throughout a paper, unless a sentence names another species; so each
 * distinct text is looked up once. Deterministic: the same paper and lexicon give the same answer.
 */
export function ground(recognized: RecognizedDocument, deps: GroundDeps): GroundedDocument {
  const paper = new PaperGrounder(recognized, deps);
  return {
    document: recognized.document,
    abbreviations: recognized.abbreviations,
    annotations: recognized.mentions.map((mention) => ({ mention, grounding: paper.ground(mention) })),
  };
}
