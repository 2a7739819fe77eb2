/**
 * Names that are equal after normalization are one group, whatever concepts they belong to. A name with a comma has further
 * keys ("diabetes mellitus, type 2" is also looked up without the comma and turned around): groups that meet in a key are
 * one group.
 */
import { FLAG } from './flags.js';
import { NameKeys } from './name-keys.js';
import type { TermTable } from './term-table.js';
import { type Trie, TrieBuilder } from './trie-builder.js';

export interface NameGroups {
  readonly keys: NameKeys;
  readonly tokenKey: Int32Array;
  /** Values of nodes are numbers of groups. */
  readonly trie: Trie;
  /** Names in the order of their groups, and where each group starts. */
  readonly order: Int32Array;
  readonly groupStart: Int32Array;
}

/** Names of genes that are no words: plurals are not thought of. */
const SYMBOL_FLAGS =
  FLAG.humanSymbol | FLAG.humanSynonym | FLAG.rodentSymbol | FLAG.rodentSynonym | FLAG.otherSymbol | FLAG.otherSynonym;

/** Groups the names of a table. */
export function groupNames(table: TermTable): NameGroups {
  const keys = new NameKeys();
  const keyOfText = keyAllTexts(table, keys);
  const tokenKey = keys.singulars();
  const sets = new DisjointSets(keys.size);
  const trie = new TrieBuilder();
  for (let key = 0; key < keys.size; key++) {
    for (const spelling of keys.spellings(key)) {
      if (spelling.length === 0) continue;
      const node = trie.insert(spelling.map((token) => tokenKey[token] ?? token));
      if (trie.valueOf(node) < 0) trie.setValue(node, key);
      else sets.join(trie.valueOf(node), key);
    }
  }
  const groupOfKey = sets.number();
  const groupOfName = Int32Array.from(table.nameText.view(), (text) => groupOfKey[keyOfText[text] ?? 0] ?? 0);
  return {
    keys,
    tokenKey,
    trie: trie.build((key) => groupOfKey[key] ?? -1),
    ...sortByGroup(groupOfName, sets.count, ranksOf(table)),
  };
}

/** Key number by text. */
function keyAllTexts(table: TermTable, keys: NameKeys): Int32Array {
  const keyOfText = new Int32Array(table.texts.size).fill(-1);
  const proseOf = new Uint8Array(table.texts.size);
  for (let name = 0; name < table.nameCount; name++) {
    if ((table.nameFlags.at(name) & SYMBOL_FLAGS) === 0) proseOf[table.nameText.at(name)] = 1;
  }
  for (let name = 0; name < table.nameCount; name++) {
    const text = table.nameText.at(name);
    if (keyOfText[text] !== -1) continue;
    keyOfText[text] = keys.size;
    keys.add(table.texts.get(text), proseOf[text] === 1);
  }
  return keyOfText;
}

/** Species whose names come first among those of one spelling: human, mouse, rat, zebrafish, fly. */
const TAXA_FIRST: readonly number[] = [9606, 10090, 10116, 7955, 7227];

/** Order of the names of one group: official symbols and labels first, well-known species first. */
function ranksOf(table: TermTable): Int32Array {
  return Int32Array.from({ length: table.nameCount }, (_, name) => {
    const taxon = TAXA_FIRST.indexOf(table.conceptTaxon.at(table.nameConcept.at(name)));
    return table.nameScope.at(name) * 16 + (taxon < 0 ? TAXA_FIRST.length : taxon);
  });
}

function sortByGroup(
  groupOfName: Int32Array,
  groups: number,
  ranks: Int32Array,
): { readonly order: Int32Array; readonly groupStart: Int32Array } {
  const groupStart = new Int32Array(groups + 1);
  for (const group of groupOfName) groupStart[group + 1] = (groupStart[group + 1] ?? 0) + 1;
  for (let i = 1; i <= groups; i++) groupStart[i] = (groupStart[i] ?? 0) + (groupStart[i - 1] ?? 0);
  const next = groupStart.slice();
  const order = new Int32Array(groupOfName.length);
  for (let name = 0; name < groupOfName.length; name++) {
    const group = groupOfName[name] ?? 0;
    const at = next[group] ?? 0;
    order[at] = name;
    next[group] = at + 1;
  }
  for (let group = 0; group < groups; group++) {
    const names = order.subarray(groupStart[group], groupStart[group + 1]);
    if (names.length > 1) names.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
  }
  return { order, groupStart };
}

/** Union–find (Tarjan) over dense numbers, smallest first. */
class DisjointSets {
  readonly #parent: Int32Array;
  count = 0;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  join(a: number, b: number): void {
    const [first, second] = [this.#find(a), this.#find(b)];
    this.#parent[Math.max(first, second)] = Math.min(first, second);
  }

  /** Dense numbers of the sets, in the order of their first members. */
  number(): Int32Array {
    const numbers = new Int32Array(this.#parent.length);
    this.count = 0;
    for (let i = 0; i < numbers.length; i++) {
      const root = this.#find(i);
      numbers[i] = root === i ? this.count++ : (numbers[root] ?? 0);
    }
    return numbers;
  }

  #find(element: number): number {
    let root = element;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? 0;
    for (let at = element; at !== root; ) {
      const next = this.#parent[at] ?? root;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }
}
