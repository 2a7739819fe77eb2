/** A lexicon over the sections of an index. */
import type { Concept, ConceptId, Forgiven } from '../model.js';
import { type Tokens, tokenizeOnce } from '../text/tokens.js';
import { ConceptReader } from './concept-reader.js';
import { forgivenBetween } from './differences.js';
import { type Sections, unpackSections } from './layout.js';
import { NameReader } from './name-reader.js';
import { Scanner, type Visit, type VisitEach } from './scanner.js';
import { TokenIndex } from './token-index.js';
import type { KindMask, Lexicon, LexiconInfo, LexiconName, NameMatch } from './types.js';
import { WordIndex } from './word-index.js';

/** Differences by how much they may change what is meant; those not named here count 1. */
const COSTS: Readonly<Partial<Record<Forgiven, number>>> = { plural: 2, spelling: 2, 'word-order': 4 };

function costOf(forgiven: readonly Forgiven[]): number {
  let cost = 0;
  for (const difference of forgiven) cost += COSTS[difference] ?? 1;
  return cost;
}

export class IndexedLexicon implements Lexicon {
  readonly info: LexiconInfo;
  readonly buffer: SharedArrayBuffer;
  readonly diseaseWords: WordIndex;
  readonly #sections: Sections;
  readonly #scanner: Scanner;
  readonly #concepts: ConceptReader;
  readonly #names: NameReader;
  readonly #tokens: TokenIndex;

  /** @throws CannotRunError when the buffer is no index of this version; `where` tells which, in messages */
  constructor(buffer: SharedArrayBuffer, where: string) {
    this.buffer = buffer;
    this.#sections = unpackSections(buffer, where);
    this.#scanner = new Scanner(this.#sections);
    this.#concepts = new ConceptReader(this.#sections);
    this.#tokens = new TokenIndex(this.#sections);
    this.diseaseWords = new WordIndex(this.#sections);
    this.#names = new NameReader(this.#sections, this.#concepts);
    this.info = JSON.parse(new TextDecoder().decode(this.#sections.info.slice()));
  }

  concept(id: ConceptId): Concept | null {
    return this.#concepts.concept(id);
  }

  formerIds(id: ConceptId): readonly ConceptId[] {
    return this.#concepts.formerIds(id);
  }

  referenceGenes(id: ConceptId): readonly ConceptId[] {
    return this.#concepts.referenceGenes(id);
  }

  lookup(text: string, mask: KindMask): readonly NameMatch[] {
    const group = this.#scanner.find(tokenizeOnce(text));
    return group < 0 ? [] : this.namesAt(group, mask, text);
  }

  scan(tokens: Tokens, mask: KindMask, visit: Visit): void {
    this.#scanner.scan(tokens, mask, visit);
  }

  scanEach(tokens: Tokens, masks: readonly KindMask[], visit: VisitEach): void {
    this.#scanner.scanEach(tokens, masks, visit);
  }

  flagsAt(handle: number): number {
    return this.#sections.groupFlags[handle] ?? 0;
  }

  spreadOf(word: string): number {
    const keys = new Int32Array(word.length);
    const tokens = tokenizeOnce(word);
    this.#tokens.keysOf(tokens, keys);
    const longest = longestToken(tokens);
    return this.#sections.tokenSpread[keys[longest] ?? -1] ?? 0;
  }

  visitConcepts(mask: KindMask, visit: (id: ConceptId) => void): void {
    const { conceptKind } = this.#sections;
    for (let concept = 0; concept < conceptKind.length; concept++) {
      if (((conceptKind[concept] ?? 0) & mask) !== 0) visit(this.#concepts.idOf(concept));
    }
  }

  namesAt(handle: number, mask: KindMask, text: string): readonly NameMatch[] {
    const told = new Map<string, readonly Forgiven[]>();
    const matches = this.#names.namesOf(handle, mask).map((name) => {
      const forgiven = told.get(name.name) ?? forgivenBetween(text, name.name);
      told.set(name.name, forgiven);
      return matchOf(name, forgiven);
    });
    if (told.size < 2) return matches;
    return matches.sort((a, b) => costOf(a.forgiven) - costOf(b.forgiven));
  }
}

/** Index of the first of the longest tokens. */
function longestToken({ count, starts, ends }: Tokens): number {
  const length = (i: number) => (ends[i] ?? 0) - (starts[i] ?? 0);
  let longest = 0;
  for (let i = 1; i < count; i++) if (length(i) > length(longest)) longest = i;
  return longest;
}

/** Field by field: three times as fast as spreading, and this is done for ten names at each place of a text. */
function matchOf(name: LexiconName, forgiven: readonly Forgiven[]): NameMatch {
  return {
    nameIndex: name.nameIndex,
    conceptId: name.conceptId,
    kind: name.kind,
    name: name.name,
    scope: name.scope,
    taxonId: name.taxonId,
    commonWord: name.commonWord,
    forgiven,
  };
}
