/** Looks for closing marks in a text, and never twice over the same text for one that is not there. */
export class Search {
  readonly #text: string;
  /** Marks that were not found, with the position from which they were looked for. */
  readonly #missing = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Position of `mark` at or after `from`; -1 when there is none. Upper and lower case differ. */
  indexOf(mark: string, from: number): number {
    const missing = this.#missing.get(mark);
    if (missing !== undefined && from >= missing) return -1;
    const found = this.#text.indexOf(mark, from);
    if (found < 0) this.#missing.set(mark, from);
    return found;
  }

  /** Position after the next `mark`; `otherwise` when there is none. */
  after(mark: string, from: number, otherwise: number): number {
    const found = this.indexOf(mark, from);
    return found < 0 ? otherwise : found + mark.length;
  }
}
