/** Plain text while it is being read, together with the runs that lead back to where its units stand. */
import type { OffsetMap } from '../model.js';

/** Part of the plain text to take out, and what to put in its place (a space, where words would grow together). */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly instead: '' | ' ';
}

/**
 * Collects plain text run by run. Positions given to `copy` and `put` ascend; they are offsets of the text being read
 * (see flat-text.ts), brought to source offsets at the end by `offsets`.
 */
export class PlainText {
  #text = '';
  #runs: number[] = [];
  /** The last unit of the text; asked of the text itself, the engine would join its parts again each time. */
  #last = '';
  /** Where the last run ended, if it was verbatim; a run that begins there is the same run. */
  #verbatimEnd = -1;

  get text(): string {
    return this.#text;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Adds `text` as it stands at `start`. */
  copy(text: string, start: number): void {
    if (text === '') return;
    const end = start + text.length;
    if (start === this.#verbatimEnd) this.#runs[this.#runs.length - 1] = end;
    else this.#runs.push(this.#text.length, start, end);
    this.#append(text);
    this.#verbatimEnd = end;
  }

  /**
   * Reads `start`–`end` as `text`. A run as long as its text would count as verbatim (a line break read as a space), so
   * such a text is tied to the empty span at `start`.
   */
  put(text: string, start: number, end: number): void {
    if (text === '') return;
    this.#runs.push(this.#text.length, start, end - start === text.length ? start : end);
    this.#append(text);
    this.#verbatimEnd = -1;
  }

  /** Reads `start`–`end` as one space, unless the text is empty or ends with white space already. */
  space(start: number, end: number): void {
    if (this.#last !== '' && !/\s/.test(this.#last)) this.put(' ', start, end);
  }

  /** The same text without the cuts, which ascend and do not overlap. */
  without(cuts: readonly Cut[]): PlainText {
    const left = new PlainText();
    let next = 0;
    for (let run = 0; run < this.#runs.length; run += 3) {
      const end = this.#runs[run + 3] ?? this.#text.length;
      for (let at = this.#runs[run] ?? 0; at < end; ) {
        const cut = cuts[next];
        const keepTo = cut === undefined ? end : Math.min(cut.start, end);
        if (at < keepTo) this.#keep(left, run, { start: at, end: keepTo });
        if (cut === undefined || cut.start >= end) break;
        if (at <= cut.start && cut.instead === ' ')
          left.space(this.#positionOf(run, cut.start), this.#positionOf(run, cut.start));
        at = Math.max(at, Math.min(cut.end, end));
        if (cut.end <= end) next += 1;
      }
    }
    return left;
  }

  /** The map to the source, given how positions of the text being read become source offsets. */
  offsets(toSource: (position: number) => number): OffsetMap {
    const map = Int32Array.from(this.#runs);
    for (let i = 0; i < map.length; i += 3) {
      map[i + 1] = toSource(map[i + 1] ?? 0);
      map[i + 2] = toSource(map[i + 2] ?? 0);
    }
    return map;
  }

  #append(text: string): void {
    this.#text += text;
    this.#last = text.charAt(text.length - 1);
  }

  #keep(target: PlainText, run: number, part: { readonly start: number; readonly end: number }): void {
    const text = this.#text.slice(part.start, part.end);
    if (this.#isVerbatim(run)) target.copy(text, this.#positionOf(run, part.start));
    else target.put(text, this.#runs[run + 1] ?? 0, this.#runs[run + 2] ?? 0);
  }

  #isVerbatim(run: number): boolean {
    const length = (this.#runs[run + 3] ?? this.#text.length) - (this.#runs[run] ?? 0);
    return (this.#runs[run + 2] ?? 0) - (this.#runs[run + 1] ?? 0) === length;
  }

  #positionOf(run: number, plain: number): number {
    const start = this.#runs[run + 1] ?? 0;
    return this.#isVerbatim(run) ? start + plain - (this.#runs[run] ?? 0) : start;
  }
}
