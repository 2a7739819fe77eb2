/**
 * Names of diseases by the stems of their words, made when the lexicon is built: an inverted index from stems to spellings,
 * 167,000 spellings with 800,000 words in the whole lexicon (0.7 s of CPU).
 */
import { DiseaseStems } from '../text/disease-stems.js';
import { IntList } from './growable.js';
import type { Sections } from './layout.js';
import { type SpelledSections, visitSpellings } from './spellings.js';
import { StringPool, slotsFor } from './string-pool.js';
import { KIND } from './types.js';
import { rarity } from './word-index.js';

/** Sections of the index of words. */
export type WordSections = Pick<
  Sections,
  | 'stemBytes'
  | 'stemOffsets'
  | 'stemSlots'
  | 'stemOrder'
  | 'stemIsWord'
  | 'stemWeight'
  | 'postingStart'
  | 'postings'
  | 'spellingStart'
  | 'spellingStems'
  | 'spellingGroup'
  | 'spellingLength'
>;

/**
 * @param tokens folded texts by the numbers that the trie has them by
 * @param equivalents words that say the same: `renal` → `kidney`
 */
export function wordSections(
  trie: SpelledSections,
  tokens: StringPool,
  equivalents: ReadonlyMap<string, string>,
): WordSections {
  const { stems, ...spellings } = collectSpellings(trie, tokens, new DiseaseStems(equivalents));
  const packed = stems.packed();
  const ids = Int32Array.from({ length: stems.size }, (_, id) => id);
  const texts = Array.from(ids, (id) => stems.get(id));
  const inverted = invert(spellings, stems.size);
  const count = spellings.spellingGroup.length;
  const { postingStart } = inverted;
  const stemWeight = Float32Array.from(ids, (id) =>
    rarity((postingStart[id + 1] ?? 0) - (postingStart[id] ?? 0), count),
  );
  return {
    ...spellings,
    ...inverted,
    stemBytes: packed.bytes,
    stemOffsets: packed.offsets,
    stemSlots: slotsFor(packed, ids),
    stemOrder: ids.toSorted((a, b) => compare(texts[a] ?? '', texts[b] ?? '')),
    stemIsWord: Uint8Array.from(texts, (stem) => Number(/\p{L}{3}/u.test(stem))),
    stemWeight,
    spellingLength: Float32Array.from({ length: count }, (_, name) => lengthOf(spellings, name, stemWeight)),
  };
}

type Spellings = Pick<WordSections, 'spellingStart' | 'spellingStems' | 'spellingGroup'>;

/** All spellings of diseases as sorted stems, each stem once. */
function collectSpellings(
  trie: SpelledSections,
  tokens: StringPool,
  stemmer: DiseaseStems,
): Spellings & { readonly stems: StringPool } {
  const stems = new StringPool();
  const stemOfToken = new Map<number, number>();
  const [starts, ids, groups] = [new IntList(), new IntList(), new IntList()];
  starts.push(0);
  const stemOf = (token: number): number => {
    const known = stemOfToken.get(token);
    if (known !== undefined) return known;
    const stem = stemmer.of(tokens.get(token));
    const id = stem === '' ? -1 : stems.intern(stem);
    stemOfToken.set(token, id);
    return id;
  };
  visitSpellings(trie, KIND.disease, (spelling, group) => {
    const start = ids.length;
    for (const token of spelling) insertSorted(ids, start, stemOf(token));
    if (ids.length === start) return;
    starts.push(ids.length);
    groups.push(group);
  });
  return { stems, spellingStart: starts.view(), spellingStems: ids.view(), spellingGroup: groups.view() };
}

/** Puts an id into the sorted end of a list, unless it is there or none. */
function insertSorted(ids: IntList, start: number, id: number): void {
  if (id < 0) return;
  let at = ids.length;
  while (at > start && ids.at(at - 1) > id) at--;
  if (at > start && ids.at(at - 1) === id) return;
  ids.push(id);
  for (let i = ids.length - 1; i > at; i--) ids.set(i, ids.at(i - 1));
  ids.set(at, id);
}

/** From the stems of each spelling to the spellings of each stem. */
function invert(
  { spellingStart, spellingStems }: Spellings,
  stems: number,
): Pick<WordSections, 'postingStart' | 'postings'> {
  const postingStart = new Int32Array(stems + 1);
  for (const stem of spellingStems) postingStart[stem + 1] = (postingStart[stem + 1] ?? 0) + 1;
  for (let stem = 0; stem < stems; stem++)
    postingStart[stem + 1] = (postingStart[stem + 1] ?? 0) + (postingStart[stem] ?? 0);
  const next = postingStart.slice();
  const postings = new Int32Array(spellingStems.length);
  for (let name = 0; name + 1 < spellingStart.length; name++) {
    const end = spellingStart[name + 1] ?? 0;
    for (let at = spellingStart[name] ?? 0; at < end; at++) {
      const stem = spellingStems[at] ?? 0;
      const place = next[stem] ?? 0;
      postings[place] = name;
      next[stem] = place + 1;
    }
  }
  return { postingStart, postings };
}

/** Length of a spelling as a vector of the weights of its stems. */
function lengthOf({ spellingStart, spellingStems }: Spellings, name: number, weights: Float32Array): number {
  let sum = 0;
  const end = spellingStart[name + 1] ?? 0;
  for (let at = spellingStart[name] ?? 0; at < end; at++) sum += (weights[spellingStems[at] ?? 0] ?? 0) ** 2;
  return Math.sqrt(sum);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
