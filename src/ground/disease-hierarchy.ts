/** What falls under what among diseases. Remembers ancestors for a process, with a bound. */
import type { Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';

/** Concepts whose ancestors are remembered. */
const MOST_KEPT = 20_000;
/** Levels up; deeper ones are a fault of the terminology. */
const MOST_STEPS = 20;

export class DiseaseHierarchy {
  readonly #lexicon: Lexicon;
  readonly #kept = new Map<ConceptId, ReadonlyMap<ConceptId, number>>();
  readonly #parents = new Map<ConceptId, readonly ConceptId[]>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** Ancestors of a concept with the number of steps to each, nearest first; without itself. */
  ancestors(id: ConceptId): ReadonlyMap<ConceptId, number> {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept;
    const found = this.#climb(id);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(id, found);
    return found;
  }

  /** Steps to the farthest ancestor: 0 for a root and for what stands alone. */
  depth(id: ConceptId): number {
    let deepest = 0;
    for (const steps of this.ancestors(id).values()) deepest = Math.max(deepest, steps);
    return deepest;
  }

  isUnder(id: ConceptId, ancestor: ConceptId): boolean {
    return id !== ancestor && this.ancestors(id).has(ancestor);
  }

  #climb(id: ConceptId): ReadonlyMap<ConceptId, number> {
    const steps = new Map<ConceptId, number>();
    let level: readonly ConceptId[] = [id];
    for (let step = 1; step <= MOST_STEPS && level.length > 0; step++) {
      const next = new Set(level.flatMap((one) => this.#parentsOf(one)));
      level = [...next].filter((parent) => parent !== id && !steps.has(parent));
      for (const parent of level) steps.set(parent, step);
    }
    return steps;
  }

  #parentsOf(id: ConceptId): readonly ConceptId[] {
    const kept = this.#parents.get(id);
    if (kept !== undefined) return kept;
    const parents = this.#lexicon.concept(id)?.parents ?? [];
    if (this.#parents.size >= MOST_KEPT) this.#parents.clear();
    this.#parents.set(id, parents);
    return parents;
  }
}
