/**
 * What training remembers of names: in how many documents a name was seen, and in how many of these it meant a concept.
 * Names and ids are kept as 32-bit hashes only. A document counts once for a name, however often it says it.
 */
import { curie, localOf, PREFIX, prefixOf } from '../curie.js';
import { mixHash } from '../lexicon/hash.js';
import type { ConceptId } from '../model.js';
import { normalizeName } from '../text/normalize.js';

/** What is asked of a memory. */
export interface NameMemory {
  /** Documents in which the name was seen with any concept; `name` is a key of {@link memoryKey}. */
  documents(name: number): number;
  /** Documents in which it meant the concept; `concept` is a hash of {@link hashConcept}. */
  documentsOf(name: number, concept: number): number;
  /** Hashes of the concepts that it meant, with the number of documents of each, in the order of the hashes. */
  meanings(name: number): readonly { readonly concept: number; readonly documents: number }[];
}

/** Key of what normalizes to nothing but signs ("...", "-"): it has no meaning, so that no memory has this key. */
export const NO_NAME = 0;
const HAS_MEANING = /[\p{L}\p{N}]/u;

/** A name as the memory knows it: normalized (case, dashes, Greek, spaces), then hashed; {@link NO_NAME} without a letter or digit. */
export function memoryKey(name: string): number {
  if (name !== lastKey.name) {
    const normalized = normalizeName(name).replaceAll(' ', '');
    lastKey = { name, key: HAS_MEANING.test(normalized) ? hashText(normalized) : NO_NAME };
  }
  return lastKey.key;
}

/** The key made last: one name is asked for many times in a row, once for each candidate. */
let lastKey = { name: '', key: NO_NAME };

/** Odd, so that multiplying by it can be undone (Knuth, The Art of Computer Programming, 6.4). */
const SPREAD = 0x9e3779b1;
const SPREAD_BACK = inverseOf(SPREAD);
const MASK = 0x5bd1e995;

/** Genes are hashed so that the number can be told from the hash: a name may lead to a gene by memory alone. */
export function hashConcept(id: ConceptId): number {
  if (prefixOf(id) !== PREFIX.gene) return hashText(id);
  return (Math.imul(Number(localOf(id)), SPREAD) ^ MASK) >>> 0;
}

/** The gene of a hash; some id that no lexicon has for the hash of anything else. */
export function geneOfHash(hash: number): ConceptId {
  return curie(PREFIX.gene, String(Math.imul(hash ^ MASK, SPREAD_BACK) >>> 0));
}

/** Of an odd number, the one that it gives 1 with modulo 2^32, by Newton's iteration. */
function inverseOf(odd: number): number {
  let inverse = odd;
  for (let step = 0; step < 5; step++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixHash(hash) >>> 0;
}

/** Remembers nothing: what `memory: off` works with. */
export const NO_MEMORY: NameMemory = { documents: () => 0, documentsOf: () => 0, meanings: () => [] };

/** Sorted hashes of names with their counts, and of each name the concepts it meant; see memory-file.ts. */
export interface MemoryTables {
  /** Sorted. */
  readonly names: Uint32Array;
  readonly counts: Uint16Array;
  /** Of name `i`, the concepts `starts[i]` to before `starts[i + 1]`, sorted by their hash. */
  readonly starts: Uint32Array;
  readonly concepts: Uint32Array;
  readonly conceptCounts: Uint16Array;
}

export class StoredMemory implements NameMemory {
  readonly #tables: MemoryTables;

  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  documents(name: number): number {
    const index = find(this.#tables.names, name, 0, this.#tables.names.length);
    return index < 0 ? 0 : (this.#tables.counts[index] ?? 0);
  }

  documentsOf(name: number, concept: number): number {
    const [from, to] = this.#span(name);
    const index = find(this.#tables.concepts, concept, from, to);
    return index < 0 ? 0 : (this.#tables.conceptCounts[index] ?? 0);
  }

  meanings(name: number): { concept: number; documents: number }[] {
    const [from, to] = this.#span(name);
    return Array.from({ length: to - from }, (_, index) => ({
      concept: this.#tables.concepts[from + index] ?? 0,
      documents: this.#tables.conceptCounts[from + index] ?? 0,
    }));
  }

  #span(name: number): readonly [number, number] {
    const index = find(this.#tables.names, name, 0, this.#tables.names.length);
    return index < 0 ? [0, 0] : [this.#tables.starts[index] ?? 0, this.#tables.starts[index + 1] ?? 0];
  }
}

/** Place of a value among sorted ones in `[from, to)`; -1 when it is not there. */
function find(values: Uint32Array, wanted: number, from: number, to: number): number {
  let [low, high] = [from, to - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = values[middle] ?? 0;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
