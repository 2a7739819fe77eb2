/** Which concepts a mention may denote. Nothing is chosen here: a name that several concepts share stays a list. */
import { KIND, type KindMask, type Lexicon, type NameMatch } from '../lexicon/types.js';
import type { Concept, Forgiven, Mention, NameScope } from '../model.js';
import { diseaseHeadOf, genesAgreeing, isDistinctSymbol, spellingsOf } from '../recognize/long-forms.js';
import { mayStandFor } from '../recognize/name-shape.js';
import type { StopList } from '../recognize/stop-list.js';

/**
 * How the text led to the names:
 * - `name`: it is one
 * - `long-form`: the short form's long form is one
 * - `agreement`: the long form is none, but says the same as the full name of a gene with that symbol
 * - `symbol`: the long form is none, but the short form is spelled as nothing but a gene's symbol is: `Sam68`
 * - `head`: only the end of it is one, a more general disease ("toxicities" of "dose-limiting toxicities")
 */
export type Route = 'name' | 'long-form' | 'agreement' | 'symbol' | 'head';

/** A concept with the best of its names that match. */
export interface CandidateConcept {
  readonly concept: Concept;
  readonly name: string;
  readonly scope: NameScope;
  readonly forgiven: readonly Forgiven[];
  readonly commonWord: boolean;
}

export interface Candidates {
  readonly route: Route;
  /** What was looked up: the mention, its long form, or a part of that. */
  readonly text: string;
  /** At most one for each concept, in the order of the lexicon. Empty when nothing matches. */
  readonly concepts: readonly CandidateConcept[];
}

/** Candidates of one mention. A defined short form is never looked up by itself. */
export function candidatesOf(mention: Mention, lexicon: Lexicon, stopList: StopList): Candidates {
  const kind = mention.type === 'Disease' ? KIND.disease : KIND.gene;
  const direct = byName(mention, kind, lexicon);
  if (direct.concepts.length > 0) return direct;
  const indirect = kind === KIND.gene ? byAgreement(mention, lexicon) : byHead(mention, lexicon, stopList);
  return indirect.concepts.length > 0 ? indirect : direct;
}

function byName(mention: Mention, kind: KindMask, lexicon: Lexicon): Candidates {
  const whole = mention.longForm ?? mention.text;
  const route = mention.longForm === null ? 'name' : 'long-form';
  for (const text of spellingsOf(whole)) {
    const concepts = conceptsNamed(text, kind, lexicon);
    if (concepts.length > 0) return { route, text, concepts };
  }
  return { route, text: whole, concepts: [] };
}

function byAgreement(mention: Mention, lexicon: Lexicon): Candidates {
  const { longForm } = mention;
  if (longForm === null) return { route: 'agreement', text: mention.text, concepts: [] };
  const agreeing = new Set(genesAgreeing({ shortForm: mention.text, longForm }, lexicon));
  const all = conceptsNamed(mention.text, KIND.gene, lexicon);
  const concepts = all.filter(({ concept }) => agreeing.has(concept.id));
  if (concepts.length > 0) return { route: 'agreement', text: longForm, concepts };
  return { route: 'symbol', text: mention.text, concepts: isDistinctSymbol(mention.text, lexicon) ? all : [] };
}

function byHead(mention: Mention, lexicon: Lexicon, stopList: StopList): Candidates {
  const whole = mention.longForm ?? mention.text;
  const head = diseaseHeadOf(whole, lexicon, stopList);
  if (head === null) return { route: 'head', text: whole, concepts: [] };
  return { route: 'head', text: head, concepts: conceptsNamed(head, KIND.disease, lexicon) };
}

/** Concepts of that name, each with the first of its names, which is the best spelled. */
function conceptsNamed(text: string, kind: KindMask, lexicon: Lexicon): CandidateConcept[] {
  const best = new Map<string, NameMatch>();
  for (const match of lexicon.lookup(text, kind)) {
    const known = best.get(match.conceptId);
    if (!mayStandFor(text, match.name)) continue;
    if (known === undefined || isBetter(match, known)) best.set(match.conceptId, match);
  }
  return [...best.values()].flatMap(({ conceptId, name, scope, forgiven, commonWord }) => {
    const concept = lexicon.concept(conceptId);
    return concept === null ? [] : [{ concept, name, scope, forgiven, commonWord }];
  });
}

const SCOPE_RANK: Readonly<Record<NameScope, number>> = {
  SYMBOL: 0,
  LABEL: 1,
  EXACT: 2,
  NARROW: 3,
  BROAD: 4,
  RELATED: 5,
};

function isBetter(a: NameMatch, b: NameMatch): boolean {
  const spelling = a.forgiven.length - b.forgiven.length;
  return spelling < 0 || (spelling === 0 && SCOPE_RANK[a.scope] < SCOPE_RANK[b.scope]);
}
