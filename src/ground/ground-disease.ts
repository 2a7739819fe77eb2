/** A disease mention to its concepts: MONDO and MeSH each for itself, then completed by published exactMatches. */
import type { Grounding, Mention } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { isShortForm } from '../recognize/disease-spelling.js';
import { diseasePartsOf, together } from './composite.js';
import type { ScoredDisease } from './disease-choice.js';
import { nil, runnersUpOf } from './nil.js';
import type { PaperDiseases, ScoredMention } from './paper-diseases.js';

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
  const [first, ...rest] = found.links.map((link) => diseases.linkOf(mention, link));
  return first === undefined ? nilOf(mention, found) : { kind: 'linked', links: [first, ...rest] };
}

function isUndefinedShortForm({ longForm, text, score }: Mention, { stopList }: DiseaseLookup): boolean {
  if (longForm !== null || !isShortForm(text) || score >= SUPPORTED) return false;
  return stopList.ruleFor(text, 'disease') !== 'allow';
}

function nilOf({ text, longForm }: Mention, { scored }: ScoredMention): Grounding {
  const runnersUp = runnersUpOf(scored);
  if (longForm !== null) return nil('long-form-unknown', `"${longForm}" is in no terminology at hand`, runnersUp);
  if (scored.some(({ route }) => route === 'name')) {
    return nil('ambiguous', `nothing tells which of ${scored.length} diseases "${text}" is`, runnersUp);
  }
  return nil('no-candidate', `"${text}" is no name of a disease at hand`, runnersUp);
}
