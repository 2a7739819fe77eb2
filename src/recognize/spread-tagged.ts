/** What the tagger has found with confidence in most places of a paper is a mention in the others, too. */
import { groupBy } from '../text/group-by.js';
import type { TokenizedPassage } from './reading.js';
import { SpansAt } from './spans-at.js';
import type { TaggedSpan } from './tagger/tagger.js';

/** Share of the places of a text that must be tagged, and how sure the tagger must be on the average. */
const MOST = 0.5;
const CONFIDENT = 0.6;
/** Letters and digits that a text must have. */
const SHORTEST = 3;

/** All spans, and those added. */
export function spreadTagged(spans: readonly TaggedSpan[], readings: readonly TokenizedPassage[]): TaggedSpan[] {
  const taken = new SpansAt(spans);
  const isFree = (span: TaggedSpan) => !taken.some(span, ({ type }) => type === span.type);
  const confident = [...groupBy(spans, ({ type, text }) => `${type}\t${text}`).values()].flatMap(asSpread);
  const places = placesOfWords(readings, new Set(confident.map(({ text }) => firstWord(text).word)));
  const added = confident.flatMap(({ count, ...span }) => {
    const { word, at } = firstWord(span.text);
    const found = (places.get(word) ?? [])
      .filter(({ reading, start }) => standsAlone(reading.text, start - at, span.text))
      .map(({ reading, start }) => spanAt(span, reading.passage, start - at));
    const free = found.filter(isFree);
    return count / (count + free.length) >= MOST ? free : [];
  });
  return [...spans, ...longestFirst(added)];
}

interface Spread extends TaggedSpan {
  /** Places where the text is tagged. */
  readonly count: number;
}

/** The tagged places of one text as one span with their mean score, if that is confident. */
function asSpread(same: readonly TaggedSpan[]): Spread[] {
  const [first] = same;
  if (first === undefined || first.text.length < SHORTEST) return [];
  const score = same.reduce((sum, span) => sum + span.score, 0) / same.length;
  return score < CONFIDENT ? [] : [{ ...first, score, count: same.length }];
}

function spanAt(span: TaggedSpan, passage: number, plainStart: number): TaggedSpan {
  return { ...span, passage, plainStart, plainEnd: plainStart + span.text.length };
}

/** Of added spans that overlap the longer one. */
function longestFirst(spans: readonly TaggedSpan[]): TaggedSpan[] {
  const all = new SpansAt(spans);
  const dropped = new Set<TaggedSpan>();
  for (const span of spans.toSorted((a, b) => b.text.length - a.text.length)) {
    if (dropped.has(span)) continue;
    for (const other of all.at(span)) if (other !== span && other.type === span.type) dropped.add(other);
  }
  return spans.filter((span) => !dropped.has(span));
}

const WORD = /[\p{L}\p{N}]+/gu;

/** First run of letters and digits, and where it begins. */
function firstWord(text: string): { readonly word: string; readonly at: number } {
  const at = text.search(WORD);
  return { word: text.slice(Math.max(0, at)).match(WORD)?.[0] ?? '', at: Math.max(0, at) };
}

interface WordPlace {
  readonly reading: TokenizedPassage;
  readonly start: number;
}

/** Places of these words in the paper; one pass over it, however many they are. */
function placesOfWords(readings: readonly TokenizedPassage[], words: ReadonlySet<string>): Map<string, WordPlace[]> {
  const places = new Map<string, WordPlace[]>();
  if (words.size === 0) return places;
  for (const reading of readings) {
    for (const { 0: word, index: start } of reading.text.matchAll(WORD)) {
      if (!words.has(word)) continue;
      const known = places.get(word);
      if (known === undefined) places.set(word, [{ reading, start }]);
      else known.push({ reading, start });
    }
  }
  return places;
}

/** Whether a text stands at a place, not as a part of a longer word. */
function standsAlone(text: string, at: number, wanted: string): boolean {
  return text.startsWith(wanted, at) && at >= 0 && !isInWord(text, at) && !isInWord(text, at + wanted.length);
}

/** Whether letters or digits stand on both sides of a place. */
function isInWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}]{2}/u.test(text.slice(Math.max(0, at - 1), at + 1));
}
