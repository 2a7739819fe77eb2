/** ground: which concept each mention is. Candidates are generated, then one is chosen; no id without a reason. */
import type { ConceptId, GroundedDocument, Grounding, RecognizedDocument } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { DEFAULT_TAXA, speciesOf } from '../recognize/taxa.js';
import type { DiseaseGrounder } from './disease-grounder.js';
import { PaperCandidates } from './paper-candidates.js';
import { PaperDiseases } from './paper-diseases.js';
import { type PaperContext, PaperGrounder } from './paper-grounder.js';
import { speciesEvidence } from './species-evidence.js';

/** What is asked for names: the lexicon, and the lists that recognize has used. */
export interface GroundDeps extends DiseaseLookup {
  readonly diseases: DiseaseGrounder;
}

/**
 * Grounds each mention of a paper. A text means the same throughout a paper, unless a sentence names another species; so
 * each distinct text is looked up once. Genes are chosen twice: the second time it is known of what species the others are.
 * Deterministic: the same paper and lexicon give the same answer.
 */
export function ground(recognized: RecognizedDocument, deps: GroundDeps): GroundedDocument {
  const species = speciesEvidence(recognized.document, recognized.species);
  const taxa = new Set([...DEFAULT_TAXA, ...species.share.keys()]);
  const candidates = new PaperCandidates(recognized, deps, taxa);
  const diseases = new PaperDiseases(recognized, deps.diseases);
  const paper: PaperContext = { lookup: deps, candidates, diseases, species, taxa, company: new Map() };
  const first = new PaperGrounder(paper);
  const company = companyOf(
    recognized.mentions.map((mention) => first.ground(mention)),
    deps,
  );
  const second = new PaperGrounder({ ...paper, company });
  return {
    document: recognized.document,
    abbreviations: recognized.abbreviations,
    annotations: recognized.mentions.map((mention) => ({ mention, grounding: second.ground(mention) })),
  };
}

/** Share of each species among the genes of the answers. */
function companyOf(groundings: readonly Grounding[], { lexicon }: GroundDeps): ReadonlyMap<ConceptId, number> {
  const counts = new Map<ConceptId, number>();
  let total = 0;
  for (const grounding of groundings) {
    const taxonId = grounding.kind === 'linked' ? lexicon.concept(grounding.links[0].conceptId)?.taxonId : null;
    if (taxonId === null || taxonId === undefined) continue;
    const taxon = speciesOf(taxonId);
    counts.set(taxon, (counts.get(taxon) ?? 0) + 1);
    total++;
  }
  return new Map([...counts].map(([taxon, count]) => [taxon, count / total]));
}
