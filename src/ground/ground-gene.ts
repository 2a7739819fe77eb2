/** A gene mention to its gene. */
import type { Lexicon } from '../lexicon/types.js';
import type { ConceptLink, Grounding, Mention } from '../model.js';
import { DEFAULT_TAXA } from '../recognize/taxa.js';
import type { GeneCandidate } from './gene-candidates.js';
import { linkFeatures } from './gene-link-features.js';
import { bestOf, type GeneChoice } from './gene-places.js';
import type { GeneRanker } from './gene-ranker.js';
import { nil, runnersUpOf } from './nil.js';
import { geneReason, speciesReason } from './reasons.js';
import type { PaperSpecies } from './species-evidence.js';

export interface GeneDeps {
  readonly lexicon: Lexicon;
  readonly ranker: GeneRanker;
  readonly species: PaperSpecies;
}

/** Links a mention to the best of its candidates, unless that is more likely wrong than right. */
export function groundGene(mention: Mention, choice: GeneChoice, deps: GeneDeps): Grounding {
  const best = bestOf(choice);
  if (best === null) return nilOf(mention);
  const confidence = confidenceOf(mention, choice, deps);
  const others = rankedGenes(choice);
  if (confidence < deps.ranker.threshold) return unsure(mention, best.gene, { others, confidence, deps });
  const { gene } = best;
  const rest = others.filter(({ concept }) => concept.id !== gene.concept.id);
  const link: ConceptLink = {
    conceptId: gene.concept.id,
    matchedName: gene.name,
    scope: gene.scope,
    forgiven: gene.forgiven,
    justification: others.length === 1 ? 'semapv:LexicalMatching' : 'semapv:CompositeMatching',
    reason: geneReason(mention, gene, speciesReason(gene.taxonId, choice.place.near, deps)),
    confidence: Math.round(confidence * 1000) / 1000,
    runnersUp: runnersUpOf(rest),
    part: 0,
  };
  return { kind: 'linked', links: [link] };
}

/** Probability that a link to the best candidate is right, 0..1; 0 without candidates. */
export function confidenceOf(mention: Mention, choice: GeneChoice, deps: Pick<GeneDeps, 'ranker' | 'species'>): number {
  const values = choiceFeatures(mention, choice, deps);
  return values === null ? 0 : deps.ranker.confidence(values);
}

/** What is known of the best candidate, in the order of `LINK_FEATURES`; null without candidates. */
export function choiceFeatures(
  mention: Mention,
  choice: GeneChoice,
  { ranker, species }: Pick<GeneDeps, 'ranker' | 'species'>,
): Float64Array | null {
  const best = bestOf(choice);
  if (best === null) return null;
  const { taxonId } = best.gene;
  const chosen = {
    ...best,
    speciesNamed: species.counts.has(taxonId),
    usualSpecies: DEFAULT_TAXA.includes(taxonId),
    speciesShare: species.share.get(taxonId) ?? 0,
    lackingShare: species.lacking,
    mainSpecies: species.main,
  };
  return linkFeatures(mention, choice.place.text.candidates, { chosen, memory: ranker.memory });
}

type RankedGene = GeneCandidate & { readonly score: number };

/** Best and runners-up: more are never shown. */
const MOST_SHOWN = 6;

/** The first candidates by their probability, best first; ties by id. Most of some dozens are never looked at again. */
function rankedGenes({ place, probabilities }: GeneChoice): readonly RankedGene[] {
  const first: { readonly gene: GeneCandidate; readonly score: number }[] = [];
  for (const [index, gene] of place.text.candidates.genes.entries()) {
    const score = probabilities[index] ?? 0;
    const isBefore = (other: (typeof first)[number]) =>
      score > other.score || (score === other.score && gene.concept.id < other.gene.concept.id);
    let at = first.length;
    for (let other = first[at - 1]; other !== undefined && isBefore(other); other = first[at - 1]) at--;
    if (at === MOST_SHOWN) continue;
    first.splice(at, 0, { gene, score });
    if (first.length > MOST_SHOWN) first.pop();
  }
  return first.map(({ gene, score }) => ({ ...gene, score }));
}

function nilOf(mention: Mention): Grounding {
  if (mention.longForm !== null) {
    return nil('long-form-unknown', `"${mention.longForm}" is in no terminology at hand`, []);
  }
  return nil('no-candidate', `"${mention.text}" is no name of a gene at hand`, []);
}

interface Doubt {
  readonly others: readonly RankedGene[];
  readonly confidence: number;
  readonly deps: GeneDeps;
}

/** The best candidate is too unlikely: its species is not spoken of, or several are as likely. */
function unsure(mention: Mention, best: GeneCandidate, { others, confidence, deps }: Doubt): Grounding {
  const percent = Math.round(confidence * 100);
  const species = deps.lexicon.concept(best.taxonId)?.name ?? best.taxonId;
  if (!deps.species.counts.has(best.taxonId) && !DEFAULT_TAXA.includes(best.taxonId)) {
    const detail = `"${mention.text}" would be ${best.concept.name} of ${species}, which the paper does not name; ${percent} % likely`;
    return nil('species-missing', detail, runnersUpOf(others));
  }
  const detail = `"${mention.text}" is most likely ${best.concept.name} of ${species}, but only with ${percent} %`;
  return nil('ambiguous', detail, runnersUpOf(others));
}
