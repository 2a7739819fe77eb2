/** A trie over token ids, grown by insertion through a hash table of edges, then laid out for reading. */
import { IntList } from './growable.js';
import { mixHash } from './hash.js';

/**
 * Nodes in breadth-first order; the children of a node stand together, sorted by token, so that a node's number is also
 * that of the edge that leads to it.
 */
export interface Trie {
  /** Token of the edge that leads to a node; -1 for the root, node 0. */
  readonly edgeToken: Int32Array;
  /** Children of node n are `firstChild[n]` to before `firstChild[n + 1]`. */
  readonly firstChild: Int32Array;
  /** Value given to the node; -1 for none. */
  readonly value: Int32Array;
}

export class TrieBuilder {
  readonly #parent = new IntList();
  readonly #token = new IntList();
  readonly #value = new IntList();
  #slots = new Int32Array(1 << 16);

  constructor() {
    this.#addNode(-1, -1);
  }

  /** Node at the end of a key, made if it is not there. */
  insert(key: Int32Array): number {
    let node = 0;
    for (const token of key) node = this.#child(node, token);
    return node;
  }

  valueOf(node: number): number {
    return this.#value.at(node);
  }

  setValue(node: number, value: number): void {
    this.#value.set(node, value);
  }

  /** Lays the trie out; `mapValue` maps the values that were set to those that are laid down. */
  build(mapValue: (value: number) => number): Trie {
    const order = this.#breadthFirst();
    const count = order.length;
    const newNumber = new Int32Array(count);
    for (let i = 0; i < count; i++) newNumber[order[i] ?? 0] = i;
    const edgeToken = new Int32Array(count);
    const value = new Int32Array(count);
    const firstChild = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) {
      const node = order[i] ?? 0;
      edgeToken[i] = this.#token.at(node);
      const set = this.#value.at(node);
      value[i] = set < 0 ? -1 : mapValue(set);
      if (i > 0) increment(firstChild, (newNumber[this.#parent.at(node)] ?? 0) + 1);
    }
    firstChild[0] = 1;
    for (let i = 1; i <= count; i++) firstChild[i] = (firstChild[i] ?? 0) + (firstChild[i - 1] ?? 0);
    return { edgeToken, firstChild, value };
  }

  /** Old node numbers, level by level, children by token within their parent. */
  #breadthFirst(): Int32Array {
    const count = this.#parent.length;
    const start = new Int32Array(count + 2);
    for (let node = 1; node < count; node++) increment(start, this.#parent.at(node) + 2);
    for (let i = 1; i < start.length; i++) start[i] = (start[i] ?? 0) + (start[i - 1] ?? 0);
    const children = new Int32Array(Math.max(0, count - 1));
    for (let node = 1; node < count; node++) {
      const slot = this.#parent.at(node) + 1;
      children[start[slot] ?? 0] = node;
      increment(start, slot);
    }
    const order = new Int32Array(count);
    let filled = 1;
    for (let i = 0; i < count; i++) {
      const node = order[i] ?? 0;
      const siblings = this.#sorted(children.subarray(start[node], start[node + 1]));
      order.set(siblings, filled);
      filled += siblings.length;
    }
    return order;
  }

  #sorted(nodes: Int32Array): Int32Array {
    return nodes.length < 2 ? nodes : nodes.sort((a, b) => this.#token.at(a) - this.#token.at(b));
  }

  #child(node: number, token: number): number {
    let slot = this.#slotOf(node, token);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return known;
    const child = this.#addNode(node, token);
    if (child * 2 > this.#slots.length) {
      this.#rehash();
      slot = this.#slotOf(node, token);
    }
    this.#slots[slot] = child + 1;
    return child;
  }

  #addNode(parent: number, token: number): number {
    this.#parent.push(parent);
    this.#token.push(token);
    this.#value.push(-1);
    return this.#parent.length - 1;
  }

  #slotOf(node: number, token: number): number {
    const mask = this.#slots.length - 1;
    let slot = mixHash(Math.imul(node, 0x9e3779b1) ^ token) & mask;
    for (;;) {
      const child = (this.#slots[slot] ?? 0) - 1;
      if (child < 0 || (this.#parent.at(child) === node && this.#token.at(child) === token)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #rehash(): void {
    const nodes = this.#slots.filter((entry) => entry > 0);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const entry of nodes) this.#slots[this.#slotOf(this.#parent.at(entry - 1), this.#token.at(entry - 1))] = entry;
  }
}

function increment(counts: Int32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}
