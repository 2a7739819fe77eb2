/** Fills a memory from gold, and shows it as it would be without some documents. */
import type { ConceptId } from '../model.js';
import { hashConcept, type MemoryTables, memoryKey, type NameMemory, NO_NAME } from './memory.js';

export class MemoryBuilder {
  /** By name and concept, the documents in which the one meant the other. */
  readonly #names = new Map<number, Map<number, Set<string>>>();

  /** Notes that a document means a concept by a name; nothing for what is no name (`NO_NAME`). */
  add(document: string, name: string, conceptId: ConceptId): void {
    this.addHash(document, name, hashConcept(conceptId));
  }

  /** The same for a hash that stands for several concepts, such as one for a symbol of any species. */
  addHash(document: string, name: string, concept: number): void {
    const key = memoryKey(name);
    if (key === NO_NAME) return;
    const meanings = this.#names.get(key) ?? new Map<number, Set<string>>();
    const documents = meanings.get(concept) ?? new Set<string>();
    documents.add(document);
    meanings.set(concept, documents);
    this.#names.set(key, meanings);
  }

  /**
   * The memory without the documents that `isLeftOut` says: what a document may be told in training is what is known
   * without it.
   */
  without(isLeftOut: (document: string) => boolean): NameMemory {
    const meaningsOf = (name: number) => this.#names.get(name) ?? new Map<number, Set<string>>();
    const kept = (documents: Iterable<string>) => [...documents].filter((document) => !isLeftOut(document)).length;
    return {
      documents: (name) => kept(new Set([...meaningsOf(name).values()].flatMap((documents) => [...documents]))),
      documentsOf: (name, concept) => kept(meaningsOf(name).get(concept) ?? []),
      meanings: (name) =>
        [...meaningsOf(name)]
          .map(([concept, documents]) => ({ concept, documents: kept(documents) }))
          .filter(({ documents }) => documents > 0)
          .sort((a, b) => a.concept - b.concept),
    };
  }

  tables(): MemoryTables {
    const names = [...this.#names].sort(([a], [b]) => a - b);
    const concepts = names.map(([, meanings]) => [...meanings].sort(([a], [b]) => a - b));
    const starts = new Uint32Array(names.length + 1);
    for (const [index, list] of concepts.entries()) starts[index + 1] = (starts[index] ?? 0) + list.length;
    const flat = concepts.flat();
    return {
      names: Uint32Array.from(names, ([name]) => name),
      counts: Uint16Array.from(names, ([, meanings]) => unionSize([...meanings.values()])),
      starts,
      concepts: Uint32Array.from(flat, ([concept]) => concept),
      conceptCounts: Uint16Array.from(flat, ([, documents]) => documents.size),
    };
  }
}

function unionSize(sets: readonly ReadonlySet<string>[]): number {
  return new Set(sets.flatMap((set) => [...set])).size;
}
