/** What training remembers of diseases: which concepts a name meant, and how often a concept was meant at all. */
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import type { DiseaseStems } from '../text/disease-stems.js';
import { hashConcept, memoryKey, type NameMemory, NO_MEMORY } from './memory.js';

/** Names under which a memory counts the documents of a concept, whatever they call it; no text is written so. */
export function nameOfConcept(id: ConceptId): string {
  return `concept ${id}`;
}

/**
 * Names under which a memory keeps what texts with these words meant, and what texts with one of these words did. No words
 * ("the", "...") are no name: what has none in common with anything must not be remembered as one.
 */
export function namesOfStems(stems: readonly string[]): { readonly all: string; readonly each: readonly string[] } {
  return { all: stems.length === 0 ? '' : `words ${stems.join(' ')}`, each: stems.map((stem) => `word ${stem}`) };
}

/** Texts and concepts whose hashes are remembered. */
const MOST_KEPT = 20_000;

/** Documents from which on a word is known, and share of them that makes a meaning of it likely. */
const KNOWN_WORD = 2;
const LIKELY = 0.3;

/** What is remembered of the words of a text. */
export interface RememberedWords {
  /** Documents in which a text with just these words meant a concept. */
  same(id: ConceptId): number;
  /** Greatest share of a concept in the documents of one of the words, 0..1. */
  share(id: ConceptId): number;
  /** Concepts that one of the words makes likely. */
  likely(): readonly ConceptId[];
  /** Concepts that a text with just these words meant. */
  meanings(): readonly ConceptId[];
}

export class DiseaseMemory {
  readonly #memory: NameMemory;
  readonly #ids: () => ReadonlyMap<number, ConceptId>;
  readonly #stems: DiseaseStems;
  readonly #keys = new Map<string, number>();
  readonly #hashes = new Map<ConceptId, number>();

  /** @param ids of concepts by their hashes; asked for when a remembered name is met. See {@link conceptsByHash} */
  constructor(memory: NameMemory, ids: () => ReadonlyMap<number, ConceptId>, stems: DiseaseStems) {
    this.#memory = memory;
    this.#ids = ids;
    this.#stems = stems;
  }

  /** Documents in which a text meant a concept. */
  documentsOf(text: string, id: ConceptId): number {
    const hash = kept(this.#hashes, id, hashConcept);
    return this.#memory.documentsOf(this.#keyOf(text), hash);
  }

  /** Whether it remembers nothing at all, because it is switched off; then nothing can be told from what it lacks. */
  get isOff(): boolean {
    return this.#memory === NO_MEMORY;
  }

  /** Documents that mean a concept by any name. */
  priorOf(id: ConceptId): number {
    return this.#memory.documents(this.#keyOf(nameOfConcept(id)));
  }

  /** Documents in which a text with the same words meant a concept, and the greatest share that one of its words has. */
  wordsOf(text: string): RememberedWords {
    const { all, each } = namesOfStems(this.#stems.ofText(text));
    const keys = each.map((name) => this.#keyOf(name)).filter((key) => this.#memory.documents(key) >= KNOWN_WORD);
    const whole = this.#keyOf(all);
    return {
      same: (id) => this.#memory.documentsOf(whole, kept(this.#hashes, id, hashConcept)),
      share: (id) => {
        const hash = kept(this.#hashes, id, hashConcept);
        return Math.max(0, ...keys.map((key) => this.#memory.documentsOf(key, hash) / this.#memory.documents(key)));
      },
      likely: () => keys.flatMap((key) => this.#likely(key)),
      meanings: () => this.#resolve(whole),
    };
  }

  /** Concepts that a text meant and that the lexicon has, in the order of their hashes. */
  meanings(text: string): readonly ConceptId[] {
    return this.#resolve(this.#keyOf(text));
  }

  #resolve(key: number): readonly ConceptId[] {
    return this.#memory.meanings(key).flatMap(({ concept }) => this.#ids().get(concept) ?? []);
  }

  /** Concepts that texts with a word mean in a good part of the documents. */
  #likely(key: number): readonly ConceptId[] {
    const least = Math.max(KNOWN_WORD, this.#memory.documents(key) * LIKELY);
    const likely = this.#memory.meanings(key).filter(({ documents }) => documents >= least);
    return likely.flatMap(({ concept }) => this.#ids().get(concept) ?? []);
  }

  #keyOf(text: string): number {
    return kept(this.#keys, text, memoryKey);
  }
}

function kept(values: Map<string, number>, key: string, make: (key: string) => number): number {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  if (values.size >= MOST_KEPT) values.clear();
  values.set(key, made);
  return made;
}

/** Ids of diseases, and of what else MeSH has, by their hashes (0.1 s of CPU): gold counts "analgesia" and the like among them. */
export function conceptsByHash(lexicon: Lexicon): ReadonlyMap<number, ConceptId> {
  const ids = new Map<number, ConceptId>();
  lexicon.visitConcepts(KIND.disease | KIND.other, (id) => ids.set(hashConcept(id), id));
  return ids;
}
