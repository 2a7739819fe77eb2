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

/** How sure the tagger must be of a mention that no name in the lexicon speaks for. */
const SURE = 0.5;

/** And of a short form whose long form is no mention: RA that stands for "right atrium". */
const VERY_SURE = 0.9;

/**
 * Mentions by the tagger and by the names of a lexicon too small to ask. The tagger knows better where a mention begins and
 * ends, so its span stands for a name within it; names know better what they are, so a name of the other type, one around the
 * span and two names apart from each other within it ("hepatitis B or hepatitis C") stand instead of it.
 * On dev, with the starter terminology, names alone have an F of spans of 43 to 67, both together 72 to 84.
 */
function withNamed(tagged: readonly PlainMention[], named: readonly PlainMention[]): PlainMention[] {
  const namedIn = groupBy(named, ({ passage }) => passage);
  const sure = tagged.filter(({ score }) => score >= SURE);
  const said = new Set([...sure, ...named].filter(isSpelledOut).map(({ text }) => text.toLowerCase()));
  const kept = tagged.filter((mention) => {
    const names = (namedIn.get(mention.passage) ?? []).filter((other) => overlap(mention, other));
    const [name] = names;
    if (name === undefined)
      return mention.score >= (isSpelledOut(mention) || isPartSaid(mention.longForm, said) ? SURE : VERY_SURE);
    return names.length === 1 && name.type === mention.type && !holds(name, mention);
  });
  const keptIn = groupBy(kept, ({ passage }) => passage);
  const free = named.filter((name) => !(keptIn.get(name.passage) ?? []).some((mention) => overlap(mention, name)));
  return [...kept, ...free];
}

function isSpelledOut({ longForm }: PlainMention): boolean {
  return longForm === null;
}

/** Whether the long form, or words of it, are a mention. */
function isPartSaid(longForm: string | null, said: ReadonlySet<string>): boolean {
  const text = longForm?.toLowerCase() ?? '';
  return [...said].some((mention) => text.includes(mention));
}

function holds(a: Placed, b: Placed): boolean {
  return a.plainStart <= b.plainStart && b.plainEnd <= a.plainEnd;
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
