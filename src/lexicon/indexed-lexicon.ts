/** A lexicon over the sections of an index. */
import type { Concept, ConceptId, Forgiven } from '../model.js';
import { type Tokens, tokenize } from '../text/tokens.js';
import { ConceptReader } from './concept-reader.js';
import { forgivenBetween } from './differences.js';
import { COMMON_BIT } from './index-sections.js';
import { type Sections, unpackSections } from './layout.js';
import { Scanner, type Visit } from './scanner.js';
import { SCOPES } from './term-table.js';
import type { KindMask, Lexicon, LexiconInfo, NameMatch } from './types.js';

/** Names told of one spelling at most; there are genes of a thousand species under one symbol. */
const MOST_NAMES = 500;

/** Differences by how much they may change what is meant; those not named here count 1. */
const COSTS: Readonly<Partial<Record<Forgiven, number>>> = { plural: 2, spelling: 2, 'word-order': 4 };

function costOf(forgiven: readonly Forgiven[]): number {
  return forgiven.reduce((sum, difference) => sum + (COSTS[difference] ?? 1), 0);
}

export class IndexedLexicon implements Lexicon {
  readonly info: LexiconInfo;
  readonly buffer: SharedArrayBuffer;
  readonly #sections: Sections;
  readonly #scanner: Scanner;
  readonly #concepts: ConceptReader;

  /** @throws CannotRunError when the buffer is no index of this version; `where` tells which, in messages */
  constructor(buffer: SharedArrayBuffer, where: string) {
    this.buffer = buffer;
    this.#sections = unpackSections(buffer, where);
    this.#scanner = new Scanner(this.#sections);
    this.#concepts = new ConceptReader(this.#sections);
    this.info = JSON.parse(new TextDecoder().decode(this.#sections.info.slice()));
  }

  concept(id: ConceptId): Concept | null {
    return this.#concepts.concept(id);
  }

  lookup(text: string, mask: KindMask): readonly NameMatch[] {
    const group = this.#scanner.find(tokenize(text));
    return group < 0 ? [] : this.namesAt(group, mask, text);
  }

  scan(tokens: Tokens, mask: KindMask, visit: Visit): void {
    this.#scanner.scan(tokens, mask, visit);
  }

  flagsAt(handle: number): number {
    return this.#sections.groupFlags[handle] ?? 0;
  }

  namesAt(handle: number, mask: KindMask, text: string): readonly NameMatch[] {
    const { groupStart, nameConcept } = this.#sections;
    const names: NameMatch[] = [];
    const told = new Map<string, readonly Forgiven[]>();
    const end = groupStart[handle + 1] ?? 0;
    for (let index = groupStart[handle] ?? end; index < end && names.length < MOST_NAMES; index++) {
      if ((this.#concepts.kindOf(nameConcept[index] ?? 0) & mask) === 0) continue;
      names.push(this.#name(index, text, told));
    }
    return names.sort((a, b) => costOf(a.forgiven) - costOf(b.forgiven));
  }

  #name(nameIndex: number, surface: string, told: Map<string, readonly Forgiven[]>): NameMatch {
    const concept = this.#sections.nameConcept[nameIndex] ?? 0;
    const meta = this.#sections.nameMeta[nameIndex] ?? 0;
    const name = this.#concepts.text(this.#sections.nameText[nameIndex] ?? -1);
    const forgiven = told.get(name) ?? forgivenBetween(surface, name);
    told.set(name, forgiven);
    return {
      nameIndex,
      conceptId: this.#concepts.idOf(concept),
      kind: this.#concepts.kindOf(concept),
      name,
      scope: SCOPES[meta & (COMMON_BIT - 1)] ?? 'RELATED',
      taxonId: this.#concepts.taxonOf(concept),
      commonWord: (meta & COMMON_BIT) !== 0,
      forgiven,
    };
  }
}
