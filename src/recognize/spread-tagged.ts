/** What the tagger has found with confidence in most places of a paper is a mention in the others, too. */
import { groupBy } from './group-by.js';
import type { TokenizedPassage } from './reading.js';
import type { TaggedSpan } from './tagger/tagger.js';

/** Share of the places of a text that must be tagged, and how sure the tagger must be on the average. */
const MOST = 0.5;
const CONFIDENT = 0.6;
/** Letters and digits that a text must have. */
const SHORTEST = 3;

/** All spans, and those added. */
export function spreadTagged(spans: readonly TaggedSpan[], readings: readonly TokenizedPassage[]): TaggedSpan[] {
  const byText = groupBy(spans, ({ type, text }) => `${type}\t${text}`);
  const taken = groupBy(spans, ({ type, passage }) => `${type}\t${passage}`);
  const added = [...byText.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || first.text.length < SHORTEST) return [];
    const score = same.reduce((sum, span) => sum + span.score, 0) / same.length;
    if (score < CONFIDENT) return [];
    const free = readings.flatMap((reading) =>
      placesOf(reading, first.text)
        .map((plainStart) => ({
          ...first,
          score,
          passage: reading.passage,
          plainStart,
          plainEnd: plainStart + first.text.length,
        }))
        .filter((span) => !(taken.get(`${span.type}\t${span.passage}`) ?? []).some((other) => overlap(span, other))),
    );
    return same.length / (same.length + free.length) >= MOST ? free : [];
  });
  return [...spans, ...longestFirst(added)];
}

/** Of added spans that overlap the longer one. */
function longestFirst(spans: readonly TaggedSpan[]): TaggedSpan[] {
  const kept: TaggedSpan[] = [];
  for (const span of spans.toSorted((a, b) => b.text.length - a.text.length)) {
    const isTaken = kept.some(
      (other) => other.type === span.type && other.passage === span.passage && overlap(span, other),
    );
    if (!isTaken) kept.push(span);
  }
  return kept;
}

function placesOf({ text }: TokenizedPassage, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    if (!isInWord(text, at) && !isInWord(text, at + wanted.length)) places.push(at);
  }
  return places;
}

/** Whether letters or digits stand on both sides of a place. */
function isInWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}]{2}/u.test(text.slice(Math.max(0, at - 1), at + 1));
}

function overlap(a: TaggedSpan, b: TaggedSpan): boolean {
  return a.plainStart < b.plainEnd && b.plainStart < a.plainEnd;
}
