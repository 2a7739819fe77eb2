/** A disease mention to its concepts: MONDO and MeSH each by name, then completed by published exactMatches. */
import { PREFIX, prefixOf } from '../curie.js';
import type { ConceptLink, Forgiven, Grounding, Justification, Mention } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { isShortForm } from '../recognize/disease-spelling.js';
import { diseasePartsOf, together } from './composite.js';
import { confidenceByMapping } from './confidence.js';
import type { DiseaseRoute } from './disease-candidates.js';
import type { ScoredDisease } from './disease-choice.js';
import { nil, runnersUpOf } from './nil.js';
import type { PaperDiseases, ScoredMention } from './paper-diseases.js';
import { diseaseReason, mappingReason } from './reasons.js';

/** Terminologies of diseases in the order of their links. */
const ORDER: readonly string[] = [PREFIX.mondo, PREFIX.mesh, PREFIX.omim];

/** Score of a mention from which on something speaks for it; see recognize/decide.ts. */
const SUPPORTED = 0.5;

export interface DiseaseMentionDeps {
  readonly diseases: PaperDiseases;
  readonly lookup: DiseaseLookup;
}

/** As one name; else, if all of its parts are names, by them; else by what is more general or close. */
export function groundDisease(mention: Mention, deps: DiseaseMentionDeps): Grounding {
  const whole = groundOne(mention, deps);
  if (deps.diseases.of(mention).scored.some(isWhole)) return whole;
  const parts = diseasePartsOf(mention, (part) => deps.diseases.of(part).scored.some(isWhole));
  const all = parts.length < 2 ? null : together(parts.map((part) => groundOne(part, deps)));
  return all?.kind === 'linked' ? all : whole;
}

/** Whether the whole text is a name, or has just the words of one. */
function isWhole({ route, scope, similarity, score }: ScoredDisease): boolean {
  if (route === 'memory') return score > 0.5;
  return (route === 'name' && scope !== 'RELATED') || (route === 'similar' && similarity > 0.999);
}

function groundOne(mention: Mention, { diseases, lookup }: DiseaseMentionDeps): Grounding {
  const found = diseases.of(mention);
  if (isUndefinedShortForm(mention, lookup) && !found.chosen.some((choice) => diseases.supports(mention, choice))) {
    return nil('undefined-short-form', `"${mention.text}" is defined nowhere in the paper`, runnersUpOf(found.scored));
  }
  const named = found.chosen.map((choice) => linkTo(mention, choice, found));
  const mapped = found.chosen.flatMap((choice, index) => linksByMapping(choice, named[index], { found, lookup }));
  const [first, ...rest] = inOrder([...named, ...mapped]);
  return first === undefined ? nilOf(mention, found) : { kind: 'linked', links: [first, ...rest] };
}

function isUndefinedShortForm({ longForm, text, score }: Mention, { stopList }: DiseaseLookup): boolean {
  if (longForm !== null || !isShortForm(text) || score >= SUPPORTED) return false;
  return stopList.ruleFor(text, 'disease') !== 'allow';
}

function linkTo(mention: Mention, choice: ScoredDisease, { scored }: ScoredMention): ConceptLink {
  const others = scored.filter(
    (other) => prefixOf(other.concept.id) === prefixOf(choice.concept.id) && other !== choice,
  );
  return {
    conceptId: choice.concept.id,
    matchedName: choice.name,
    scope: choice.scope,
    forgiven: forgivenOf(choice),
    justification: JUSTIFICATIONS[choice.route],
    reason: diseaseReason(mention, choice),
    confidence: Math.round(choice.score * (0.6 + 0.4 * mention.score) * 1000) / 1000,
    runnersUp: runnersUpOf(others),
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

/** Links to terminologies that have no choice of their own, by exactMatch from one that has. */
function linksByMapping(
  choice: ScoredDisease,
  from: ConceptLink | undefined,
  { found, lookup }: { readonly found: ScoredMention; readonly lookup: DiseaseLookup },
): ConceptLink[] {
  if (from === undefined) return [];
  const have = new Set(found.chosen.map(({ concept }) => prefixOf(concept.id)));
  return choice.concept.exactMatches.flatMap((id) => {
    const target = lookup.lexicon.concept(id);
    if (target === null || have.has(prefixOf(target.id))) return [];
    have.add(prefixOf(target.id));
    const confidence = confidenceByMapping(from.confidence);
    const reason = mappingReason(choice.concept, target);
    const justification = 'semapv:MappingChaining' as const;
    return [{ ...from, conceptId: target.id, justification, reason, confidence, runnersUp: [] }];
  });
}

function inOrder(links: readonly ConceptLink[]): readonly ConceptLink[] {
  const rank = (link: ConceptLink): number => ORDER.indexOf(prefixOf(link.conceptId));
  const distinct = links.filter((link, index) => links.findIndex((l) => l.conceptId === link.conceptId) === index);
  return distinct.toSorted((a, b) => rank(a) - rank(b));
}

function nilOf({ text, longForm }: Mention, { scored }: ScoredMention): Grounding {
  const runnersUp = runnersUpOf(scored);
  if (longForm !== null) return nil('long-form-unknown', `"${longForm}" is in no terminology at hand`, runnersUp);
  if (scored.some(({ route }) => route === 'name')) {
    return nil('ambiguous', `nothing tells which of ${scored.length} diseases "${text}" is`, runnersUp);
  }
  return nil('no-candidate', `"${text}" is no name of a disease at hand`, runnersUp);
}
