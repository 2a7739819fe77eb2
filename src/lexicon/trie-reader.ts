/** Steps down the trie of names, as it is laid down in an index. */
import type { Sections } from './layout.js';

export class TrieReader {
  readonly #edgeToken: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #rootChild: Int32Array;

  constructor({ edgeToken, firstChild, rootChild }: Pick<Sections, 'edgeToken' | 'firstChild' | 'rootChild'>) {
    this.#edgeToken = edgeToken;
    this.#firstChild = firstChild;
    this.#rootChild = rootChild;
  }

  /** Child of a node by the number of a token; -1 for none. Node 0 is the root. */
  child(node: number, token: number): number {
    if (node === 0) return this.#rootChild[token] ?? -1;
    let low = this.#firstChild[node] ?? 0;
    let high = (this.#firstChild[node + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#edgeToken[middle] ?? 0;
      if (found === token) return middle;
      if (found < token) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
