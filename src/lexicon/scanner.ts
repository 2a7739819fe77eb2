/** Walks tokens through the trie of names. */
import { CHAR, classOf } from '../text/chars.js';
import { TOKEN, type Tokens } from '../text/tokens.js';
import { FLAG } from './flags.js';
import type { Sections } from './layout.js';
import { SILENT, TokenIndex } from './token-index.js';
import { TrieReader } from './trie-reader.js';
import type { KindMask } from './types.js';

/** Letters from which on a name may be glued to something where all names are asked for. */
const GLUED = 3;

/** Called for each match: first token, the one after the last, and the group of names. */
export type Visit = (first: number, end: number, group: number) => void;

/** The same for several masks in one pass, with the index of the mask first. */
export type VisitEach = (which: number, first: number, end: number, group: number) => void;

/** Asked of each name: first token, the one after the last, and the node of the trie at which its spelling ends. */
export type AskName = (first: number, end: number, node: number) => boolean;

/** What is kept of each mask while its longest names are looked for. */
class Search {
  readonly masks: readonly number[];
  /** First token that no name found for this mask covers. */
  readonly free: Int32Array;
  /** Group of the longest name from the token at hand on, -1 for none, and the token behind it. */
  readonly group: Int32Array;
  readonly end: Int32Array;
  /** The token at hand. */
  first = 0;
  /** Whether the name at hand has "in 2" or the like in it, which is a name only where it is written so. */
  isLoose = false;

  constructor(masks: readonly number[]) {
    this.masks = masks;
    this.free = new Int32Array(masks.length);
    this.group = new Int32Array(masks.length);
    this.end = new Int32Array(masks.length);
  }

  /** Whether names that were found cover the token at hand for all masks: none can begin there. */
  isCovered(): boolean {
    for (let which = 0; which < this.free.length; which++) if ((this.free[which] ?? 0) <= this.first) return false;
    return true;
  }
}

export class Scanner {
  readonly #index: TokenIndex;
  readonly #trie: TrieReader;
  readonly #nodeGroup: Int32Array;
  readonly #rootChild: Int32Array;
  readonly #groupFlags: Int32Array;
  readonly #tokenWord: Uint8Array;
  /** Numbers of the tokens being scanned; taken away while in use, since `visit` may scan again. */
  #keys: Int32Array = new Int32Array(256);

  constructor(sections: Sections) {
    this.#index = new TokenIndex(sections);
    this.#trie = new TrieReader(sections);
    this.#nodeGroup = sections.nodeGroup;
    this.#rootChild = sections.rootChild;
    this.#groupFlags = sections.groupFlags;
    this.#tokenWord = sections.tokenWord;
  }

  /** Longest names from left to right, no overlaps; see `Lexicon.scan`. */
  scan(tokens: Tokens, mask: KindMask, visit: Visit): void {
    this.scanEach(tokens, [mask], (_, first, end, group) => visit(first, end, group));
  }

  /** The same for each of the masks, in one pass; see `Lexicon.scanEach`. */
  scanEach(tokens: Tokens, masks: readonly KindMask[], visit: VisitEach): void {
    const keys = this.#take(tokens);
    const search = new Search(masks);
    for (let first = 0; first < tokens.count; first++) {
      const key = keys[first] ?? -1;
      if (key < 0 || (this.#rootChild[key] ?? -1) < 0) continue;
      if (isInsideRun(tokens.text, tokens.starts[first] ?? 0)) continue;
      search.first = first;
      if (search.isCovered()) continue;
      if (this.#longest(tokens, keys, search)) report(search, visit);
    }
    this.#keys = keys;
  }

  /**
   * Whether the answer is yes for some name: all names at all tokens are asked for, also those within longer ones, and those
   * of three letters and more that are glued to something ("p53wt"). `keys` are the tokens' numbers.
   */
  some(tokens: Tokens, keys: Int32Array, ask: AskName): boolean {
    for (let first = 0; first < tokens.count; first++) {
      if ((keys[first] ?? -1) >= 0 && this.#someAt(tokens, keys, { first, ask })) return true;
    }
    return false;
  }

  #someAt(
    tokens: Tokens,
    keys: Int32Array,
    { first, ask }: { readonly first: number; readonly ask: AskName },
  ): boolean {
    const start = tokens.starts[first] ?? 0;
    const isWithin = isInsideRun(tokens.text, start);
    let isLoose = false;
    let node = this.#rootChild[keys[first] ?? 0] ?? -1;
    for (let at = first; node >= 0; ) {
      const group = this.#nodeGroup[node] ?? -1;
      const end = tokens.ends[at] ?? 0;
      const isPart = end - start < GLUED && (isWithin || isInsideRun(tokens.text, end));
      if (group >= 0 && !isPart && this.#mayBe(group, isLoose) && ask(first, at + 1, node)) return true;
      const next = this.#next(tokens, keys, at);
      if (next < 0) return false;
      isLoose = isLoose || this.#isLoose(tokens, keys, at, next);
      node = this.#trie.child(node, keys[next] ?? 0);
      at = next;
    }
    return false;
  }

  #mayBe(group: number, isLoose: boolean): boolean {
    return !isLoose || ((this.#groupFlags[group] ?? 0) & FLAG.spaced) !== 0;
  }

  /** Group of names that all of the tokens are together; -1 for none. */
  find(tokens: Tokens): number {
    const keys = this.#take(tokens);
    let node = 0;
    for (let i = 0; i < tokens.count && node >= 0; i++) {
      const key = keys[i] ?? 0;
      if (key !== SILENT) node = key < 0 ? -1 : this.#trie.child(node, key);
    }
    this.#keys = keys;
    return node > 0 ? (this.#nodeGroup[node] ?? -1) : -1;
  }

  #take(tokens: Tokens): Int32Array {
    const keys = this.#keys.length >= tokens.count ? this.#keys : new Int32Array(tokens.count * 2);
    this.#keys = new Int32Array(0);
    this.#index.keysOf(tokens, keys);
    return keys;
  }

  /** Longest name of each mask that starts at `search.first`; false when there is none at all. */
  #longest(tokens: Tokens, keys: Int32Array, search: Search): boolean {
    const { first } = search;
    search.group.fill(-1);
    search.isLoose = false;
    let node = this.#rootChild[keys[first] ?? 0] ?? -1;
    let isAny = false;
    for (let at = first; node >= 0; ) {
      const group = this.#nodeGroup[node] ?? -1;
      if (group >= 0 && !isInsideRun(tokens.text, tokens.ends[at] ?? 0)) {
        if (this.#offer(search, group, at + 1)) isAny = true;
      }
      const next = this.#next(tokens, keys, at);
      if (next < 0) break;
      search.isLoose = search.isLoose || this.#isLoose(tokens, keys, at, next);
      node = this.#trie.child(node, keys[next] ?? 0);
      at = next;
    }
    return isAny;
  }

  /** Keeps a group for each mask that has names in it and no name already covers the first token for. */
  #offer(search: Search, group: number, end: number): boolean {
    if (!this.#mayBe(group, search.isLoose)) return false;
    const flags = this.#groupFlags[group] ?? 0;
    let isTaken = false;
    for (let which = 0; which < search.masks.length; which++) {
      if ((flags & (search.masks[which] ?? 0)) === 0 || (search.free[which] ?? 0) > search.first) continue;
      search.group[which] = group;
      search.end[which] = end;
      isTaken = true;
    }
    return isTaken;
  }

  /** The next token that counts, dashes and possessive endings left out; -1 where no name can go on. */
  #next(tokens: Tokens, keys: Int32Array, at: number): number {
    for (let next = at + 1; next < tokens.count; next++) {
      const key = keys[next] ?? -1;
      if (key >= 0) return next;
      if (key !== SILENT || isFreeDash(tokens, next)) return -1;
    }
    return -1;
  }

  /** "in 2", "2 a", "and -2", "as a": numbers, ordinary words or single letters with a space between. */
  #isLoose(tokens: Tokens, keys: Int32Array, at: number, next: number): boolean {
    if (!hasSpace(tokens, at, next)) return false;
    return this.#isLittle(tokens, keys, at) && this.#isLittle(tokens, keys, next);
  }

  #isLittle(tokens: Tokens, keys: Int32Array, at: number): boolean {
    return tokens.kinds[at] === TOKEN.number || this.#tokenWord[keys[at] ?? 0] === 1;
  }
}

function report({ masks, free, group, end, first }: Search, visit: VisitEach): void {
  for (let which = 0; which < masks.length; which++) {
    const found = group[which] ?? -1;
    if (found < 0) continue;
    const behind = end[which] ?? 0;
    free[which] = behind;
    visit(which, first, behind, found);
  }
}

/** Whether a place in a text is in the middle of a word ("IL|2"); asks the text, since tokens may be a part of it. */
function isInsideRun(text: string, at: number): boolean {
  return isRunAt(text, at) && isRunAt(text, at - 1);
}

function isRunAt(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const found = classOf(text.charCodeAt(at));
  return found === CHAR.letter || found === CHAR.digit || found === CHAR.greek || found === CHAR.mark;
}

/** Whether there is white space anywhere between two tokens. */
function hasSpace(tokens: Tokens, first: number, last: number): boolean {
  for (let i = first; i < last; i++) if ((tokens.starts[i + 1] ?? 0) > (tokens.ends[i] ?? 0)) return true;
  return false;
}

/** A dash with white space on both sides parts what stands around it: "breast – cancer". */
function isFreeDash(tokens: Tokens, at: number): boolean {
  if (tokens.kinds[at] !== TOKEN.dash) return false;
  return (tokens.starts[at] ?? 0) > (tokens.ends[at - 1] ?? 0) && (tokens.ends[at] ?? 0) < (tokens.starts[at + 1] ?? 0);
}
