/** Mentions of one document by their spans, each span once. */
/** `[start, end)`; any unit, as long as gold and predictions are counted in the same. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Sorted<T> {
  readonly spans: readonly T[];
  /** Largest end of the spans up to each. */
  readonly reach: readonly number[];
}

export class SpanTable<T extends Span> {
  readonly #byKey = new Map<string, T>();
  #sorted: Sorted<T> | null = null;

  /** @param merge makes one mention of two with the same span */
  constructor(mentions: Iterable<T>, merge: (first: T, second: T) => T) {
    for (const mention of mentions) {
      const key = keyOf(mention.start, mention.end);
      const known = this.#byKey.get(key);
      this.#byKey.set(key, known === undefined ? mention : merge(known, mention));
    }
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** In the order in which their spans came first. */
  values(): IterableIterator<T> {
    return this.#byKey.values();
  }

  has({ start, end }: Span): boolean {
    return this.#byKey.has(keyOf(start, end));
  }

  /** The mention with this span, else one with either end off by one, looked for in a fixed order. */
  near({ start, end }: Span): T | undefined {
    const get = (from: number, to: number) => this.#byKey.get(keyOf(from, to));
    return get(start, end) ?? get(start + 1, end) ?? get(start - 1, end) ?? get(start, end + 1) ?? get(start, end - 1);
  }

  /** Whether any mention has a place in common with the span. */
  overlaps(span: Span): boolean {
    const { spans, reach } = this.#inOrder();
    const last = lastBefore(spans, span.end);
    return last >= 0 && (reach[last] ?? 0) > span.start;
  }

  #inOrder(): Sorted<T> {
    if (this.#sorted !== null) return this.#sorted;
    const spans = [...this.#byKey.values()].toSorted((a, b) => a.start - b.start);
    let furthest = Number.NEGATIVE_INFINITY;
    const reach = spans.map(({ end }) => {
      furthest = Math.max(furthest, end);
      return furthest;
    });
    this.#sorted = { spans, reach };
    return this.#sorted;
  }
}

function keyOf(start: number, end: number): string {
  return `${start}:${end}`;
}

/** Index of the last span that starts before `end`; -1 for none. */
function lastBefore(spans: readonly Span[], end: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
