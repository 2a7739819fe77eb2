/** Keys kept; some 50 MB. */
const MOST = 200_000;

/**
 * What a store that nobody else writes to is known to hold, so that popular concepts are not read again with each batch: a fifth of
 * the time of writing. It is only what this process has compared or written itself.
 */
export class Standing {
  readonly #known = new Map<string, string>();
  readonly #pending = new Map<string, string>();

  /** Whether what has this key stands so. */
  has(key: string, value: string): boolean {
    return this.#known.get(key) === value;
  }

  /** Notes what stands once the transaction is committed. */
  note(key: string, value: string): void {
    this.#pending.set(key, value);
  }

  /** The transaction was committed. */
  commit(): void {
    if (this.#known.size > MOST) this.#known.clear();
    for (const [key, value] of this.#pending) this.#known.set(key, value);
    this.#pending.clear();
  }

  /** Something was removed, or a transaction failed: nothing is known any more. */
  forget(): void {
    this.#known.clear();
    this.#pending.clear();
  }
}
