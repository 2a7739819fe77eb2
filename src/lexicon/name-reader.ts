/** Names of an index, made into objects when they are asked for. */
import type { ConceptReader } from './concept-reader.js';
import { COMMON_BIT, SCOPES, type Sections } from './layout.js';
import type { KindMask, LexiconName } from './types.js';

/** Names told of one spelling at most; there are genes of a thousand species under one symbol. */
const MOST_NAMES = 500;

/** Names kept in memory for the next time (about 8 MB a thread): papers speak of the same things again and again. */
const MOST_KEPT = 50_000;

export class NameReader {
  readonly #sections: Sections;
  readonly #concepts: ConceptReader;
  /** By group and mask. */
  readonly #kept = new Map<number, readonly LexiconName[]>();
  #keptNames = 0;

  constructor(sections: Sections, concepts: ConceptReader) {
    this.#sections = sections;
    this.#concepts = concepts;
  }

  /** Names of a group, of the kinds in `mask` (below 16), best known first. */
  namesOf(group: number, mask: KindMask): readonly LexiconName[] {
    const key = group * 16 + mask;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const names = this.#read(group, mask);
    if (this.#keptNames + names.length > MOST_KEPT) {
      this.#kept.clear();
      this.#keptNames = 0;
    }
    this.#kept.set(key, names);
    this.#keptNames += names.length;
    return names;
  }

  #read(group: number, mask: KindMask): readonly LexiconName[] {
    const { groupStart, nameConcept } = this.#sections;
    const names: LexiconName[] = [];
    const end = groupStart[group + 1] ?? 0;
    for (let index = groupStart[group] ?? end; index < end && names.length < MOST_NAMES; index++) {
      if ((this.#concepts.kindOf(nameConcept[index] ?? 0) & mask) !== 0) names.push(this.#name(index));
    }
    return names;
  }

  #name(nameIndex: number): LexiconName {
    const concept = this.#sections.nameConcept[nameIndex] ?? 0;
    const meta = this.#sections.nameMeta[nameIndex] ?? 0;
    return {
      nameIndex,
      conceptId: this.#concepts.idOf(concept),
      kind: this.#concepts.kindOf(concept),
      name: this.#concepts.text(this.#sections.nameText[nameIndex] ?? -1),
      scope: SCOPES[meta & (COMMON_BIT - 1)] ?? 'RELATED',
      taxonId: this.#concepts.taxonOf(concept),
      commonWord: (meta & COMMON_BIT) !== 0,
    };
  }
}
