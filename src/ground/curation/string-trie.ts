/** Strings by their characters, walked along the tokens of a text. */
import { foldToken } from '../../text/normalize.js';

const NOTHING: readonly never[] = [];

/** Most nodes have one node behind them: a map for each would take five times the memory. */
export class TrieNode<Value> {
  /** What ends here. */
  values: readonly Value[] = NOTHING;
  #unit = -1;
  #only: TrieNode<Value> | undefined;
  #others: Map<number, TrieNode<Value>> | undefined;

  /** The node behind a UTF-16 unit; undefined when no string goes on with it. */
  get(unit: number): TrieNode<Value> | undefined {
    return unit === this.#unit ? this.#only : this.#others?.get(unit);
  }

  /** Whether some string goes on. */
  get goesOn(): boolean {
    return this.#only !== undefined;
  }

  /** The node behind a unit, made if it is not there. */
  grow(unit: number): TrieNode<Value> {
    const known = this.get(unit);
    if (known !== undefined) return known;
    const made = new TrieNode<Value>();
    if (this.#only === undefined) [this.#unit, this.#only] = [unit, made];
    else this.#others = (this.#others ?? new Map<number, TrieNode<Value>>()).set(unit, made);
    return made;
  }
}

export class StringTrie<Value> {
  readonly root = new TrieNode<Value>();

  add(form: string, value: Value): void {
    let node = this.root;
    for (let i = 0; i < form.length; i++) node = node.grow(form.charCodeAt(i));
    if (!node.values.includes(value)) node.values = [...node.values, value];
  }
}

/** The node behind a token of `text`, folded as in names; undefined when no string goes on like that. */
export function walkToken<Value>(
  node: TrieNode<Value>,
  text: string,
  [start, end]: readonly [number, number],
): TrieNode<Value> | undefined {
  let at: TrieNode<Value> | undefined = node;
  for (let i = start; i < end && at !== undefined; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return walkText(node, foldToken(text.slice(start, end)));
    at = at.get(unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit);
  }
  return at;
}

/** The node behind the units of a text as they are. */
export function walkText<Value>(node: TrieNode<Value>, text: string): TrieNode<Value> | undefined {
  let at: TrieNode<Value> | undefined = node;
  for (let i = 0; i < text.length && at !== undefined; i++) at = at.get(text.charCodeAt(i));
  return at;
}
