/** Links of a disease text: to what was chosen in each terminology, then to others by published exactMatch. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Lexicon } from '../lexicon/types.js';
import type { Concept, ConceptLink, Forgiven, Justification } from '../model.js';
import type { DiseaseRoute } from './disease-candidate.js';
import type { ScoredDisease } from './disease-choice.js';
import { runnersUpOf } from './nil.js';
import { type DiseaseSpelling, diseaseReason, mappingReason } from './reasons.js';

/** Terminologies of diseases in the order of their links. */
const ORDER: readonly string[] = [PREFIX.mondo, PREFIX.mesh, PREFIX.omim];
/** Those whose names the lexicon has. */
const BY_NAME: readonly string[] = [PREFIX.mondo, PREFIX.mesh];
/** What stands for MeSH where MeSH has no record, as in CTD's merged vocabulary of diseases (MEDIC). */
const WITHOUT_MESH: readonly string[] = [PREFIX.omim];

export interface DiseaseAnswer {
  readonly scored: readonly ScoredDisease[];
  /** At most one for each terminology. */
  readonly chosen: readonly ScoredDisease[];
}

/** A link of a text without its confidence, which depends on the mention, and the choice that it follows from. */
export interface DiseaseTextLink {
  readonly link: Omit<ConceptLink, 'confidence'>;
  readonly choice: ScoredDisease;
}

/** Probability from which on a choice is worth a link in the other terminology, where the ranker has found none. */
const SURE = 0.6;

/** Links of a text, one for each terminology; to OMIM only if there is none to MeSH, neither by name nor by exactMatch. */
export function diseaseLinks(
  spelling: DiseaseSpelling,
  answer: DiseaseAnswer,
  lexicon: Lexicon,
): readonly DiseaseTextLink[] {
  const named = answer.chosen.map((choice) => ({ choice, link: linkTo(spelling, choice, answer) }));
  const have = new Set(named.map(({ link }) => prefixOf(link.conceptId)));
  const sure = named.filter(({ choice }) => choice.score >= SURE);
  const mapped = sure.flatMap((from) => linksByMapping(from, { have, lexicon, to: BY_NAME }));
  const completed = have.has(PREFIX.mesh)
    ? []
    : sure.flatMap((from) => linksByMapping(from, { have, lexicon, to: WITHOUT_MESH }));
  const rank = ({ link }: DiseaseTextLink): number => rankOfTerminology(link.conceptId);
  return [...named, ...mapped, ...completed].toSorted((a, b) => rank(a) - rank(b));
}

function linkTo(spelling: DiseaseSpelling, choice: ScoredDisease, { scored }: DiseaseAnswer): DiseaseTextLink['link'] {
  const prefix = prefixOf(choice.concept.id);
  return {
    conceptId: choice.concept.id,
    matchedName: choice.name,
    scope: choice.scope,
    forgiven: forgivenOf(choice),
    justification: JUSTIFICATIONS[choice.route],
    reason: diseaseReason(spelling, choice),
    runnersUp: runnersUpOf(scored.filter((other) => other !== choice && prefixOf(other.concept.id) === prefix)),
    part: 0,
  };
}

const JUSTIFICATIONS: Readonly<Record<DiseaseRoute, Justification>> = {
  name: 'semapv:LexicalMatching',
  short: 'semapv:LexicalMatching',
  similar: 'semapv:LexicalSimilarityThresholdMatching',
  head: 'semapv:LexicalSimilarityThresholdMatching',
  front: 'semapv:LexicalSimilarityThresholdMatching',
  mapped: 'semapv:MappingChaining',
  parent: 'semapv:MappingChaining',
  memory: 'semapv:CompositeMatching',
};

/** Names that are only similar are told by their stems, in any order. */
function forgivenOf({ route, forgiven, similarity }: ScoredDisease): readonly Forgiven[] {
  if (route !== 'similar') return forgiven;
  return similarity > 0.999 ? ['stem', 'word-order'] : ['stem', 'word-order', 'edit'];
}

interface Completion {
  /** Terminologies that have a link. */
  readonly have: Set<string>;
  /** Terminologies that are completed. */
  readonly to: readonly string[];
  readonly lexicon: Pick<Lexicon, 'concept'>;
}

/**
 * Diseases that are the published exactMatch of these, for terminologies that they leave out, with what each is the exactMatch
 * of: MONDO and MeSH, and OMIM where MeSH has none.
 */
export function completedDiseases(
  diseases: readonly Concept[],
  lexicon: Pick<Lexicon, 'concept'>,
): readonly { readonly concept: Concept; readonly from: Concept }[] {
  const have = new Set(diseases.map(({ id }) => prefixOf(id)));
  const byMapping = (to: readonly string[]) =>
    diseases.flatMap((from) => mappedConcepts(from, { have, lexicon, to }).map((concept) => ({ concept, from })));
  const mapped = byMapping(BY_NAME);
  return have.has(PREFIX.mesh) ? mapped : [...mapped, ...byMapping(WITHOUT_MESH)];
}

/** Places a link among those of its mention: MONDO, MeSH, OMIM. */
export function rankOfTerminology(id: string): number {
  return ORDER.indexOf(prefixOf(id));
}

/** Links to terminologies that have none yet, by exactMatch from one that has; notes them in `have`. */
function linksByMapping({ choice, link }: DiseaseTextLink, completion: Completion): readonly DiseaseTextLink[] {
  return mappedConcepts(choice.concept, completion).map((target) => {
    const reason = mappingReason(choice.concept, target);
    const justification = 'semapv:MappingChaining' as const;
    return { choice, link: { ...link, conceptId: target.id, justification, reason, runnersUp: [] } };
  });
}

function mappedConcepts({ exactMatches }: Concept, { have, to, lexicon }: Completion): readonly Concept[] {
  return exactMatches.flatMap((id) => {
    const target = have.has(prefixOf(id)) || !to.includes(prefixOf(id)) ? null : lexicon.concept(id);
    if (target === null || have.has(prefixOf(target.id))) return [];
    have.add(prefixOf(target.id));
    return [target];
  });
}
