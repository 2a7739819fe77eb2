/** Values of a label that come from outside, kept to a number that a metrics store can bear. */

/** What all values beyond the limit are counted under. */
const OTHER = 'other';

export class BoundedLabel {
  readonly #limit: number;
  readonly #seen = new Set<string>();

  /** @param limit distinct values that are kept; the first ones that come */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value itself if it is one of the first `limit`, else `other`. */
  of(value: string): string {
    if (this.#seen.has(value)) return value;
    if (this.#seen.size >= this.#limit) return OTHER;
    this.#seen.add(value);
    return value;
  }
}
