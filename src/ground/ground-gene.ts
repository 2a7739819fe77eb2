/** A gene mention to its gene. */
import type { Lexicon } from '../lexicon/types.js';
import type { ConceptId, ConceptLink, Grounding, Mention } from '../model.js';
import type { Candidates } from './candidates.js';
import { confidenceOf } from './confidence.js';
import { type GeneContext, probabilityOfFirst, type ScoredGene, scoreGenes } from './gene-choice.js';
import { nil, runnersUpOf } from './nil.js';
import { geneReason } from './reasons.js';

export interface GeneDeps {
  readonly context: GeneContext;
  /** Species at hand: those that the paper names, and human, mouse and rat. */
  readonly taxa: ReadonlySet<ConceptId>;
  readonly lexicon: Lexicon;
}

/** Grounds one gene mention by its candidates and what the sentence and the paper say of species. */
export function groundGene(mention: Mention, candidates: Candidates, deps: GeneDeps): Grounding {
  const scored = scoreGenes(mention.text, candidates, deps.context);
  const best = scored[0];
  if (best === undefined) return nilOf(mention);
  if (!deps.taxa.has(best.taxonId)) return speciesMissing(candidates.text, scored, deps.lexicon);
  const link: ConceptLink = {
    conceptId: best.concept.id,
    matchedName: best.name,
    scope: best.scope,
    forgiven: best.forgiven,
    justification: scored.length === 1 ? 'semapv:LexicalMatching' : 'semapv:CompositeMatching',
    reason: geneReason(mention, candidates, best, speciesWords(best, deps)),
    confidence: confidenceOf({
      scope: best.scope,
      route: candidates.route,
      forgiven: best.forgiven.length,
      mentionScore: mention.score,
      choice: probabilityOfFirst(scored),
    }),
    runnersUp: runnersUpOf(scored.slice(1)),
    part: 0,
  };
  return { kind: 'linked', links: [link] };
}

function nilOf(mention: Mention): Grounding {
  if (mention.longForm !== null) {
    return nil('long-form-unknown', `"${mention.longForm}" is in no terminology at hand`, []);
  }
  return nil('no-candidate', `"${mention.text}" is no name of a gene at hand`, []);
}

/** Only genes of species that the paper does not name have this name. */
function speciesMissing(text: string, scored: readonly ScoredGene[], lexicon: Lexicon): Grounding {
  const species = [...new Set(scored.map(({ taxonId }) => speciesName(taxonId, lexicon)))].slice(0, 3);
  const detail = `"${text}" is the name of genes in ${species.join(', ')} only, which the paper does not name`;
  return nil('species-missing', detail, runnersUpOf(scored));
}

function speciesWords(best: ScoredGene, deps: GeneDeps): string {
  const { near, share } = deps.context;
  const species = speciesName(best.taxonId, deps.lexicon);
  if (near.adjacent === best.taxonId) return `${species}, named right before it`;
  if (near.taxa.includes(best.taxonId)) return `${species}, named in the sentence`;
  const part = share.get(best.taxonId) ?? 0;
  if (part > 0) return `${species}, ${Math.round(part * 100)} % of the paper's species words`;
  return `${species}, which the paper does not name`;
}

function speciesName(taxonId: ConceptId, lexicon: Lexicon): string {
  return lexicon.concept(taxonId)?.name ?? taxonId;
}
