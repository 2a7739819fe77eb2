/** Spans in Markdown: whether the mark-up at their ends is part of them must not matter. */
import type { Span } from './span-table.js';

// A byte order mark is no white space, as in the reference scorer, so that spans end where its spans do.
const AT_START = /^(?:\*+|_+|`+|<[^>]*>|(?:(?!\ufeff)\s)+)/;
const AT_END = /(?:\*+|_+|`+|<[^>]*>|(?:(?!\ufeff)\s)+)(?=\n?$)/;

/** The span without mark-up and white space at its ends: `Trp53` of `*Trp53*<sup>`; never empty. Units of `markdown`. */
export function trimMarkup(markdown: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  for (;;) {
    const text = markdown.slice(from, to);
    const lead = AT_START.exec(text)?.[0].length ?? 0;
    const tail = AT_END.exec(text)?.index ?? 0;
    if (lead > 0 && from + lead < to) from += lead;
    else if (tail > 0) to = from + tail;
    else return { start: from, end: to };
  }
}
