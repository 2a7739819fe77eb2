/** Which spellings of names two lexicons do not have for the same: their tries are walked side by side. */
import type { Sections } from '../layout.js';
import { parentsOf } from '../spellings.js';
import { entryOf } from '../string-table.js';
import { tokensOf } from '../token-index.js';
import { TrieReader } from '../trie-reader.js';
import { CONCEPT, type ConceptChanges } from './concept-changes.js';
import { sharedBytes, sharedInts } from './shared.js';
import { TextPair } from './text-pair.js';

/** How the names of a spelling are not what they were. */
export const SPELLING = {
  same: 0,
  /** Some of them came, went, lead elsewhere or are of other scopes. */
  otherNames: 1,
  /** There were none, or there are none any more. */
  cameOrWent: 2,
} as const;

export interface SpellingChanges {
  /** Number of spellings that changed. */
  readonly count: number;
  /** Values of `SPELLING` for the nodes of a trie; a spelling ends at its node. */
  readonly before: Uint8Array;
  readonly now: Uint8Array;
  /** Number in the earlier lexicon of each token of the later one; -1 for a token that came. */
  readonly tokens: Int32Array;
}

/** Compares the names of two lexicons, spelling by spelling. */
export function compareSpellings(before: Sections, now: Sections, concepts: ConceptChanges): SpellingChanges {
  const tokens = tokensBefore(before, now);
  const nodes = nodesBefore(before, now, tokens);
  const texts = new TextPair(before, now);
  const changed = { before: sharedBytes(before.nodeGroup.length), now: sharedBytes(now.nodeGroup.length) };
  const seen = new Uint8Array(before.nodeGroup.length);
  let count = 0;
  for (let node = 1; node < now.nodeGroup.length; node++) {
    const group = now.nodeGroup[node] ?? -1;
    if (group < 0) continue;
    const old = nodes[node] ?? -1;
    const oldGroup = old < 0 ? -1 : (before.nodeGroup[old] ?? -1);
    const change = changeOf({ before, now, concepts, texts }, oldGroup, group);
    if (oldGroup >= 0) {
      seen[old] = 1;
      changed.before[old] = change;
    }
    changed.now[node] = change;
    if (change !== SPELLING.same) count++;
  }
  for (let node = 1; node < seen.length; node++) {
    if ((before.nodeGroup[node] ?? -1) < 0 || seen[node] === 1) continue;
    changed.before[node] = SPELLING.cameOrWent;
    count++;
  }
  return { count, ...changed, tokens };
}

function tokensBefore(before: Sections, now: Sections): Int32Array {
  const known = tokensOf(before);
  const { bytes, offsets } = tokensOf(now);
  const numbers = sharedInts(now.tokenKey.length);
  for (let token = 0; token < numbers.length; token++) {
    numbers[token] = entryOf(known, { bytes, start: offsets[token] ?? 0, end: offsets[token + 1] ?? 0 });
  }
  return numbers;
}

/** For each node of the later trie the one of the earlier trie that the same tokens lead to; parents come before their children. */
function nodesBefore(before: Sections, now: Sections, tokens: Int32Array): Int32Array {
  const trie = new TrieReader(before);
  const parents = parentsOf(now);
  const nodes = new Int32Array(parents.length);
  for (let node = 1; node < nodes.length; node++) {
    const parent = nodes[parents[node] ?? 0] ?? -1;
    const token = tokens[now.edgeToken[node] ?? -1] ?? -1;
    nodes[node] = parent < 0 || token < 0 ? -1 : trie.child(parent, token);
  }
  return nodes;
}

interface GroupPair {
  readonly before: Sections;
  readonly now: Sections;
  readonly concepts: ConceptChanges;
  readonly texts: TextPair;
}

function changeOf(pair: GroupPair, old: number, group: number): number {
  if (old < 0) return SPELLING.cameOrWent;
  const isSame = pair.before.groupFlags[old] === pair.now.groupFlags[group] && hasSameNames(pair, old, group);
  return isSame ? SPELLING.same : SPELLING.otherNames;
}

/** Whether two groups are the same names in the same order, and lead to the same concepts. */
function hasSameNames({ before, now, concepts, texts }: GroupPair, old: number, group: number): boolean {
  let name = before.groupStart[old] ?? 0;
  const end = before.groupStart[old + 1] ?? 0;
  let other = now.groupStart[group] ?? 0;
  if (end - name !== (now.groupStart[group + 1] ?? 0) - other) return false;
  for (; name < end; name++, other++) {
    const concept = now.nameConcept[other] ?? -1;
    if (concepts.before[concept] !== before.nameConcept[name]) return false;
    if (concepts.change[concept] === CONCEPT.elsewhere) return false;
    if (before.nameMeta[name] !== now.nameMeta[other]) return false;
    if (!texts.isSame(before.nameText[name] ?? -1, now.nameText[other] ?? -1)) return false;
  }
  return true;
}
