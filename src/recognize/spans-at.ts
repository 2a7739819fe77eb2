/** Which spans of a paper reach into a place. */
import { lastAtOrBefore } from '../text/binary-search.js';
import { groupBy } from '../text/group-by.js';

/** A span of a passage in plain offsets. */
export interface Placed {
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
}

interface Lane<Span> {
  /** By their start. */
  readonly spans: readonly Span[];
  readonly longest: number;
}

/** Spans by their places; asking for those at a place costs the logarithm of their number and what the longest one may hide. */
export class SpansAt<Span extends Placed> {
  readonly #lanes: ReadonlyMap<number, Lane<Span>>;

  constructor(spans: readonly Span[]) {
    const passages = [...groupBy(spans, ({ passage }) => passage)];
    this.#lanes = new Map(passages.map(([passage, inPassage]) => [passage, laneOf(inPassage)]));
  }

  /** Spans with a character in common with a place, in the order of their starts. */
  at({ passage, plainStart, plainEnd }: Placed): Span[] {
    const found: Span[] = [];
    const { spans, longest } = this.#lanes.get(passage) ?? EMPTY;
    for (
      let index = lastAtOrBefore(spans.length, (i) => spans[i]?.plainStart ?? 0, plainEnd - 1);
      index >= 0;
      index--
    ) {
      const span = spans[index];
      if (span === undefined || span.plainStart + longest <= plainStart) break;
      if (span.plainEnd > plainStart) found.push(span);
    }
    return found.reverse();
  }

  /** Whether there is one that also passes a test. */
  some(place: Placed, test: (span: Span) => boolean = () => true): boolean {
    return this.at(place).some(test);
  }
}

const EMPTY: Lane<never> = { spans: [], longest: 0 };

function laneOf<Span extends Placed>(inPassage: readonly Span[]): Lane<Span> {
  const spans = inPassage.toSorted((a, b) => a.plainStart - b.plainStart);
  return { spans, longest: spans.reduce((most, { plainStart, plainEnd }) => Math.max(most, plainEnd - plainStart), 0) };
}

/** Whether the second lies within the first, which may be the same place. */
export function holds(a: Omit<Placed, 'passage'>, b: Omit<Placed, 'passage'>): boolean {
  return a.plainStart <= b.plainStart && b.plainEnd <= a.plainEnd;
}
