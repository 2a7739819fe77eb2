/** What training remembers of diseases: which concepts a name meant, and how often a concept was meant at all. */
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import { hashConcept, memoryKey, type NameMemory } from './memory.js';

/** Name under which a memory counts the documents of a concept, whatever they call it; no text is written so. */
export function nameOfConcept(id: ConceptId): string {
  return `concept ${id}`;
}

/** A concept that a name meant in training. */
export interface RememberedConcept {
  readonly id: ConceptId;
  readonly documents: number;
}

export class DiseaseMemory {
  readonly #memory: NameMemory;
  readonly #lexicon: Lexicon;
  /** Ids by their hashes; made when a remembered name is first met. */
  #ids: ReadonlyMap<number, ConceptId> | null = null;

  constructor(memory: NameMemory, lexicon: Lexicon) {
    this.#memory = memory;
    this.#lexicon = lexicon;
  }

  /** Documents in which a text was seen with any concept of a terminology's kind. */
  documents(text: string): number {
    return this.#memory.documents(memoryKey(text));
  }

  /** Documents in which a text meant a concept. */
  documentsOf(text: string, id: ConceptId): number {
    return this.#memory.documentsOf(memoryKey(text), hashConcept(id));
  }

  /** Documents that mean a concept by any name. */
  priorOf(id: ConceptId): number {
    return this.#memory.documents(memoryKey(nameOfConcept(id)));
  }

  /** Concepts that a text meant and that the lexicon has. */
  meanings(text: string): readonly RememberedConcept[] {
    const meanings = this.#memory.meanings(memoryKey(text));
    if (meanings.length === 0) return [];
    this.#ids ??= idsByHash(this.#lexicon);
    return meanings.flatMap(({ concept, documents }) => {
      const id = this.#ids?.get(concept);
      return id === undefined ? [] : [{ id, documents }];
    });
  }
}

/** Diseases, and what else MeSH has: gold counts "analgesia" and the like among them. */
function idsByHash(lexicon: Lexicon): ReadonlyMap<number, ConceptId> {
  const ids = new Map<number, ConceptId>();
  lexicon.visitConcepts(KIND.disease | KIND.other, (id) => ids.set(hashConcept(id), id));
  return ids;
}
