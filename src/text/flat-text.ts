/**
 * A block's content as one string. The lines of a block need not touch each other in the source: in a quote each begins
 * with `> `, in a list with spaces. They are joined by line feeds here, and positions lead back to the source.
 */

/** Source spans of the lines of a block, flat: `[start0, end0, start1, end1, …]`, without line ends, ascending. */
export type LineSpans = readonly number[];

export class FlatText {
  readonly text: string;
  readonly #lines: LineSpans;
  /** Position in `text` at which each line begins; null when the lines touch, so that one distance serves for all. */
  readonly #starts: readonly number[] | null;

  constructor(source: string, lines: LineSpans) {
    this.#lines = lines;
    if (touching(lines)) {
      this.#starts = null;
      this.text = source.slice(lines[0] ?? 0, lines[lines.length - 1] ?? 0);
    } else {
      this.#starts = startsOf(lines);
      this.text = joined(source, lines);
    }
  }

  /** Source offset of a position in `text`; its end gives the end of the last line. */
  toSource(position: number): number {
    if (this.#starts === null) return (this.#lines[0] ?? 0) + position;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return (this.#lines[2 * low] ?? 0) + position - (this.#starts[low] ?? 0);
  }

  /** Line spans of a part of the text, for a block that is only a part of this one. */
  linesOf(start: number, end: number): LineSpans {
    const lines: number[] = [];
    for (let from = start; from < end; ) {
      const feed = this.text.indexOf('\n', from);
      const to = feed < 0 || feed > end ? end : feed;
      lines.push(this.toSource(from), this.toSource(to));
      from = to + 1;
    }
    return lines;
  }
}

function touching(lines: LineSpans): boolean {
  for (let i = 2; i < lines.length; i += 2) if ((lines[i] ?? 0) !== (lines[i - 1] ?? 0) + 1) return false;
  return true;
}

function startsOf(lines: LineSpans): number[] {
  const starts: number[] = [];
  let at = 0;
  for (let i = 0; i < lines.length; i += 2) {
    starts.push(at);
    at += (lines[i + 1] ?? 0) - (lines[i] ?? 0) + 1;
  }
  return starts;
}

function joined(source: string, lines: LineSpans): string {
  const parts: string[] = [];
  for (let i = 0; i < lines.length; i += 2) parts.push(source.slice(lines[i], lines[i + 1]));
  return parts.join('\n');
}
