/** A disease mention to its concepts: MONDO and MeSH each by name, then completed by published exactMatches. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Lexicon } from '../lexicon/types.js';
import type { Candidate, ConceptLink, Grounding, Mention } from '../model.js';
import type { Candidates } from './candidates.js';
import { confidenceByMapping, confidenceOf } from './confidence.js';
import {
  chooseDisease,
  ONLY_RELATED,
  probabilityOfChoice,
  type ScoredDisease,
  scoreDiseases,
} from './disease-choice.js';
import { nil, runnersUpOf } from './nil.js';
import { diseaseReason, mappingReason } from './reasons.js';

/** Terminologies of diseases in the order of their links. */
const TERMINOLOGIES: readonly string[] = [PREFIX.mondo, PREFIX.mesh, PREFIX.omim];

/** Grounds one disease mention by its candidates. */
export function groundDisease(mention: Mention, candidates: Candidates, lexicon: Lexicon): Grounding {
  const scored = scoreDiseases(candidates.concepts);
  const chosen = chooseByTerminology(scored, lexicon);
  const named = chosen.map((choice) => linkByName(mention, candidates, { choice, scored }));
  const mapped = chosen.flatMap((choice, index) => linksByMapping(choice, named[index], chosen, lexicon));
  const links = inOrder([...named, ...mapped]);
  const [first, ...rest] = links;
  if (first !== undefined) return { kind: 'linked', links: [first, ...rest] };
  return nilOf(mention, candidates, scored);
}

/** The choice of each terminology; one that has only a related name gives way to another's proper one. */
function chooseByTerminology(scored: readonly ScoredDisease[], lexicon: Lexicon): ScoredDisease[] {
  const chosen = TERMINOLOGIES.flatMap((prefix) => {
    const choice = chooseDisease(ofTerminology(scored, prefix), lexicon);
    return choice === null ? [] : [choice];
  });
  const best = Math.max(...chosen.map(({ score }) => score));
  return best > ONLY_RELATED ? chosen.filter(({ score }) => score > ONLY_RELATED) : chosen;
}

function ofTerminology(scored: readonly ScoredDisease[], prefix: string): readonly ScoredDisease[] {
  return scored.filter(({ concept }) => prefixOf(concept.id) === prefix);
}

interface Choice {
  readonly choice: ScoredDisease;
  readonly scored: readonly ScoredDisease[];
}

function linkByName(mention: Mention, candidates: Candidates, { choice, scored }: Choice): ConceptLink {
  const others = ofTerminology(scored, prefixOf(choice.concept.id)).filter((other) => other !== choice);
  const evidence = { scope: choice.scope, route: candidates.route, forgiven: choice.forgiven.length };
  return {
    conceptId: choice.concept.id,
    matchedName: choice.name,
    scope: choice.scope,
    forgiven: choice.forgiven,
    justification: candidates.route === 'head' ? 'semapv:LexicalSimilarityThresholdMatching' : 'semapv:LexicalMatching',
    reason: diseaseReason(mention, candidates, choice),
    confidence: confidenceOf({ ...evidence, mentionScore: mention.score, choice: probabilityOfChoice(choice, others) }),
    runnersUp: runnersUpOf(others),
    part: 0,
  };
}

/** Links to terminologies that have no choice of their own, by exactMatch from one that has. */
function linksByMapping(
  choice: ScoredDisease,
  from: ConceptLink | undefined,
  chosen: readonly ScoredDisease[],
  lexicon: Lexicon,
): ConceptLink[] {
  if (from === undefined) return [];
  const have = new Set(chosen.map(({ concept }) => prefixOf(concept.id)));
  return choice.concept.exactMatches.flatMap((id) => {
    const target = lexicon.concept(id);
    if (target === null || have.has(prefixOf(target.id))) return [];
    have.add(prefixOf(target.id));
    return [
      {
        ...from,
        conceptId: target.id,
        justification: 'semapv:MappingChaining' as const,
        reason: mappingReason(choice.concept, target),
        confidence: confidenceByMapping(from.confidence),
        runnersUp: [],
      },
    ];
  });
}

function inOrder(links: readonly ConceptLink[]): readonly ConceptLink[] {
  const rank = (link: ConceptLink): number => TERMINOLOGIES.indexOf(prefixOf(link.conceptId));
  const distinct = links.filter((link, index) => links.findIndex((l) => l.conceptId === link.conceptId) === index);
  return distinct.toSorted((a, b) => rank(a) - rank(b));
}

function nilOf(mention: Mention, candidates: Candidates, scored: readonly ScoredDisease[]): Grounding {
  const runnersUp: readonly Candidate[] = runnersUpOf(scored);
  if (scored.length > 0) {
    const equals = scored.filter(({ score }) => score === scored[0]?.score).length;
    return nil('ambiguous', `"${candidates.text}" is an equally good name of ${equals} diseases`, runnersUp);
  }
  if (mention.longForm !== null) {
    return nil('long-form-unknown', `"${mention.longForm}" is in no terminology at hand`, runnersUp);
  }
  return nil('no-candidate', `"${mention.text}" is no name of a disease at hand`, runnersUp);
}
