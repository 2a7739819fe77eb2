/** Strings by their characters, walked along the tokens of a text. */
import { foldToken } from '../../text/normalize.js';

export interface TrieNode<Value> {
  readonly next: Map<number, TrieNode<Value>>;
  /** What ends here. */
  readonly values: Value[];
}

export class StringTrie<Value> {
  readonly root: TrieNode<Value> = { next: new Map(), values: [] };

  add(form: string, value: Value): void {
    let node = this.root;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      const next: TrieNode<Value> = node.next.get(unit) ?? { next: new Map(), values: [] };
      node.next.set(unit, next);
      node = next;
    }
    if (!node.values.includes(value)) node.values.push(value);
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
    at = at.next.get(unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit);
  }
  return at;
}

/** The node behind the units of a text as they are. */
export function walkText<Value>(node: TrieNode<Value>, text: string): TrieNode<Value> | undefined {
  let at: TrieNode<Value> | undefined = node;
  for (let i = 0; i < text.length && at !== undefined; i++) at = at.next.get(text.charCodeAt(i));
  return at;
}
