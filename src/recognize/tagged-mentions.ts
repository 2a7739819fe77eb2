/** From what the tagger says of each place to the mentions of a paper. */
import type { PlainMention } from './decide.js';
import { groupBy } from './group-by.js';
import { likeLongForms } from './short-form-votes.js';
import { type ShortFormUse, shortFormUses } from './short-forms.js';
import { spreadTagged } from './spread-tagged.js';
import type { TaggerInput } from './tagger/features.js';
import type { TaggedSpan, Tagger } from './tagger/tagger.js';

/** Mentions of the tagger, in the order of the text. Gene and disease mentions that overlap are both kept. */
export function taggedMentions(input: TaggerInput, tagger: Tagger): PlainMention[] {
  const uses = shortFormUses(input.readings, input.abbreviations);
  const usesAt = groupBy(uses, placeOf);
  const spans = spreadTagged(likeLongForms(tagger.tag(input), uses), input.readings);
  return spans.map((span) => mentionOf(span, usesAt.get(placeOf(span))?.[0])).toSorted(inOrder);
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
