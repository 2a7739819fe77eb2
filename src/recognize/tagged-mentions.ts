/** From what the tagger says of each place to the mentions of a paper. */
import type { PlainMention } from './decide.js';
import type { DiseaseLookup } from './disease-names.js';
import { doubtShortForms } from './doubtful-short-forms.js';
import { groupBy } from './group-by.js';
import { isStateOfDisease } from './long-forms.js';
import { likeLongForms } from './short-form-votes.js';
import type { ShortFormUse } from './short-forms.js';
import { spreadTagged } from './spread-tagged.js';
import { withSureNames } from './sure-names.js';
import type { TaggerInput } from './tagger/scene.js';
import type { TaggedSpan, Tagger } from './tagger/tagger.js';

export interface TaggedDeps extends DiseaseLookup {
  readonly tagger: Tagger;
}

/**
 * Mentions of the tagger, in the order of the text. Gene and disease mentions that overlap are both kept. Where the lexicon
 * is too small to ask, mentions found by its names (`named`) are kept beside them.
 */
export function taggedMentions(
  input: TaggerInput,
  { tagger, ...lookup }: TaggedDeps,
  named: readonly PlainMention[],
): PlainMention[] {
  const { readings, uses } = input;
  const usesAt = groupBy(uses, placeOf);
  const found = tagger.tag(input);
  const sure = tagger.asksLexicon ? withSureNames(found, readings, lookup) : found;
  const spans = spreadTagged(likeLongForms(sure, uses), readings);
  const tagged = spans
    .map((span) => mentionOf(span, usesAt.get(placeOf(span))?.[0]))
    .filter(({ type, longForm }) => type !== 'Disease' || longForm === null || !isStateOfDisease(longForm));
  const doubted = doubtShortForms(tagged, readings, lookup);
  return (tagger.asksLexicon ? doubted : withNamed(doubted, named)).toSorted(inOrder);
}

/** How sure the tagger must be of a mention that it cannot look up. */
const SURE = 0.9;

/** Tagged mentions that are sure and that no named one overlaps, and all named ones. */
function withNamed(tagged: readonly PlainMention[], named: readonly PlainMention[]): PlainMention[] {
  const free = tagged.filter(
    (mention) =>
      mention.score >= SURE && !named.some((other) => other.passage === mention.passage && overlap(mention, other)),
  );
  return [...free, ...named];
}

function overlap(a: Placed, b: Placed): boolean {
  return a.plainStart < b.plainEnd && b.plainStart < a.plainEnd;
}

function mentionOf(span: TaggedSpan, use: ShortFormUse | undefined): PlainMention {
  const { type, passage, plainStart, plainEnd, text, score } = span;
  const longForm = use?.abbreviation.longForm ?? null;
  return { type, passage, plainStart, plainEnd, text, longForm, evidence: 'tagger', score };
}

interface Placed {
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
}

function placeOf({ passage, plainStart, plainEnd }: Placed): string {
  return `${passage}:${plainStart}:${plainEnd}`;
}

function inOrder(a: PlainMention, b: PlainMention): number {
  const place = a.passage - b.passage || a.plainStart - b.plainStart || b.plainEnd - a.plainEnd;
  return place || (a.type < b.type ? -1 : 1);
}
