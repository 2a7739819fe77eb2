/** From what the tagger says of each place to the mentions of a paper. */

import { groupBy } from '../text/group-by.js';
import type { PlainMention } from './decide.js';
import type { DiseaseLookup } from './disease-names.js';
import { doubtShortForms } from './doubtful-short-forms.js';
import { isStateOfDisease } from './long-forms.js';
import { likeLongForms } from './short-form-votes.js';
import type { ShortFormUse } from './short-forms.js';
import { holds, type Placed, SpansAt } from './spans-at.js';
import { spreadTagged } from './spread-tagged.js';
import { withSureNames } from './sure-names.js';
import type { TaggerInput } from './tagger/scene.js';
import type { TaggedSpan, Tagger } from './tagger/tagger.js';

export interface TaggedDeps extends DiseaseLookup {
  readonly tagger: Tagger;
}

/**
 * Mentions of the tagger, in the order of the text. Gene and disease mentions that overlap are both kept. Where the lexicon
 * is too small to ask, its names (`named`) have a say as well: see {@link withNamed}.
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

/** How sure the tagger must be of a mention that no name in the lexicon speaks for. */
const SURE = 0.5;

/** And of a short form whose long form is no mention: RA that stands for "right atrium". */
const VERY_SURE = 0.9;

/**
 * Mentions by the tagger and by the names of a lexicon too small to ask. The tagger knows better where a mention begins and
 * ends, so its span stands for a name within it; names know better what they are, so a name of the other type, one around the
 * span and two names apart from each other within it ("hepatitis B or hepatitis C") stand instead of it.
 * On dev, with the starter terminology, names with what the tagger is very sure of have an F of spans of 43 to 67, this 70 to 83.
 */
export function withNamed(tagged: readonly PlainMention[], named: readonly PlainMention[]): PlainMention[] {
  const names = new SpansAt(named);
  const isPartSaid = partsSaid([...tagged.filter(({ score }) => score >= SURE), ...named]);
  const kept = tagged.filter((mention) => {
    const [name, ...others] = names.at(mention);
    if (name !== undefined) return others.length === 0 && name.type === mention.type && !holds(name, mention);
    const { longForm } = mention;
    return mention.score >= (longForm === null || isPartSaid(longForm) ? SURE : VERY_SURE);
  });
  const taken = new SpansAt(kept);
  return [...kept, ...named.filter((name) => !taken.some(name))];
}

/** Tells of a long form whether it, or a part of it, is a mention where it is spelled out. */
function partsSaid(mentions: readonly PlainMention[]): (longForm: string) => boolean {
  const said = new Set(mentions.flatMap(({ text, longForm }) => (longForm === null ? text.toLowerCase() : [])));
  const known = new Map<string, boolean>();
  return (longForm) => {
    const before = known.get(longForm);
    if (before !== undefined) return before;
    const text = longForm.toLowerCase();
    let isSaid = false;
    for (const mention of said) isSaid ||= text.includes(mention);
    known.set(longForm, isSaid);
    return isSaid;
  };
}

function mentionOf(span: TaggedSpan, use: ShortFormUse | undefined): PlainMention {
  const { type, passage, plainStart, plainEnd, text, score } = span;
  const longForm = use?.abbreviation.longForm ?? null;
  return { type, passage, plainStart, plainEnd, text, longForm, evidence: 'tagger', score };
}

function placeOf({ passage, plainStart, plainEnd }: Placed): string {
  return `${passage}:${plainStart}:${plainEnd}`;
}

function inOrder(a: PlainMention, b: PlainMention): number {
  const place = a.passage - b.passage || a.plainStart - b.plainStart || b.plainEnd - a.plainEnd;
  return place || (a.type < b.type ? -1 : 1);
}
