/**
 * Which of many strings occur in a paper's Markdown, in one pass over it and without reading it as a paper: mark-up is skipped
 * roughly, and whatever stands in references counts. What is not found here has no effect on the paper, so that the
 * fingerprint of a paper, which is made from what is found, never misses a row.
 */
import { decodeHTMLStrict } from 'entities/decode';
import { isGlued, TOKEN, type Tokens, tokenizeOnce } from '../../text/tokens.js';
import type { CuratedString } from './curated-string.js';
import { StringTrie, type TrieNode, walkToken } from './string-trie.js';

/** Mark-up, signs and notes between two words of a string; more of them part it. */
const MOST_SKIPPED = 16;

type Node = TrieNode<CuratedString>;

export class StringFinder {
  /** Forms by their letters and digits. */
  readonly #trie = new StringTrie<CuratedString>();

  constructor(strings: Iterable<CuratedString>) {
    for (const string of strings) {
      for (const form of string.forms) this.#trie.add(form.replace(/[^\p{L}\p{N}]+/gu, ''), string);
    }
  }

  /** The strings that occur, each once. */
  find(markdown: string): ReadonlySet<CuratedString> {
    const found = new Set<CuratedString>();
    const tokens = tokenizeOnce(withoutMarkup(markdown));
    const { root } = this.#trie;
    for (let first = 0; first < tokens.count; first++) {
      if (!isWord(tokens, first) || isGlued(tokens, first)) continue;
      const begun = step(root, tokens, first);
      if (begun !== undefined) this.#follow(begun, { tokens, first }, found);
    }
    return found;
  }

  #follow(begun: Node, { tokens, first }: { tokens: Tokens; first: number }, found: Set<CuratedString>): void {
    let node = begun;
    let last = first;
    for (let at = first; ; at = last) {
      if (node.values.length > 0 && !isGlued(tokens, at + 1)) addWritten(node, tokens, [first, at], found);
      const next = onward(node, tokens, at);
      if (next === undefined) return;
      node = next.node;
      last = next.at;
    }
  }
}

/** The next word with which a string goes on; numbers that none goes on with are skipped, since they may be notes. */
function onward(node: Node, tokens: Tokens, from: number): { readonly node: Node; readonly at: number } | undefined {
  if (node.next.size === 0) return undefined;
  for (let at = from + 1; at < tokens.count && at - from <= MOST_SKIPPED; at++) {
    if (!isWord(tokens, at)) continue;
    const next = step(node, tokens, at);
    if (next !== undefined) return { node: next, at };
    if (tokens.kinds[at] !== TOKEN.number) return undefined;
  }
  return undefined;
}

function addWritten(
  { values }: Node,
  tokens: Tokens,
  [first, last]: readonly [number, number],
  found: Set<CuratedString>,
) {
  for (const string of values) {
    if (found.has(string)) continue;
    if (string.isWritten(tokens.text.slice(tokens.starts[first], tokens.ends[last]))) found.add(string);
  }
}

function step(node: Node, { text, starts, ends }: Tokens, at: number): Node | undefined {
  return walkToken(node, text, [starts[at] ?? 0, ends[at] ?? 0]);
}

function isWord({ kinds }: Tokens, at: number): boolean {
  return (kinds[at] ?? TOKEN.symbol) <= TOKEN.greek;
}

const TAG = /<\/?[a-z][^<>]{0,500}>/gi;
const LINK_TARGET = /\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\n]*")?\)/g;
const TEX_COMMAND = /\\(?:text|math|boldsymbol|rm|it|bf)[a-z]*\b/g;

/** What would stand as a word between two words of the text goes; signs may stay, since they are skipped. */
function withoutMarkup(markdown: string): string {
  let text = markdown;
  if (text.includes('<')) text = text.replace(TAG, ' ');
  if (text.includes('](')) text = text.replace(LINK_TARGET, '] ');
  if (text.includes('\\')) text = text.replace(TEX_COMMAND, ' ');
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}
