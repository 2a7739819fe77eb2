/** ground: which concept each mention is. Candidates are generated, then one is chosen; no id without a reason. */
import type { GroundedDocument, RecognizedDocument } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import type { DiseaseGrounder } from './disease-grounder.js';
import type { RemovedNames } from './gene-candidates.js';
import type { GeneRanker } from './gene-ranker.js';
import { PaperDiseases } from './paper-diseases.js';
import { PaperGenes } from './paper-genes.js';
import { PaperGrounder } from './paper-grounder.js';

/** What is asked for names: the lexicon, the lists that recognize has used, and the trained choices. */
export interface GroundDeps extends DiseaseLookup {
  readonly geneRanker: GeneRanker;
  /** The trained choice among diseases, with its indexes. */
  readonly diseases: DiseaseGrounder;
}

/**
 * Grounds each mention of a paper. A text means the same throughout a paper, unless a sentence names another species; so
 * each distinct text is looked up once. Genes are chosen twice: the second time it is known what the others are.
 * Deterministic: the same paper and lexicon give the same answer.
 *
 * @param removes texts that are no names of a concept in this paper
 */
export function ground(recognized: RecognizedDocument, deps: GroundDeps, removes?: RemovedNames): GroundedDocument {
  const genes = new PaperGenes(recognized, { lexicon: deps.lexicon, ranker: deps.geneRanker, removes });
  const diseases = new PaperDiseases(recognized, deps.diseases, removes);
  const grounder = new PaperGrounder({ lookup: deps, genes, diseases });
  return {
    document: recognized.document,
    abbreviations: recognized.abbreviations,
    annotations: recognized.mentions.map((mention) => ({ mention, grounding: grounder.ground(mention) })),
  };
}
