/**
 * Diseases of OMIM as MONDO publishes them: an id with the label of the class that is its exact match. OMIM's own names are
 * under a licence, so its concepts are not found by name but by exactMatch only.
 */
import type { ConceptId } from '../model.js';
import { BARE, type TermSink } from './records.js';
import { KIND } from './types.js';

/** A class of MONDO. */
export interface NamedClass {
  readonly id: ConceptId;
  readonly label: string;
}

/** Gives an OMIM concept with the label of its MONDO class, and the match of the two. */
export function omimMatch({ id, label }: NamedClass, omim: ConceptId, sink: TermSink): void {
  sink.term({ ...BARE, id: omim, kind: KIND.disease, names: [], label });
  sink.match(id, omim);
}

/**
 * OMIM xrefs that do not say what they stand for, as in extracts of MONDO that leave their sources out. Equivalence is one to
 * one: an xref counts if it is the only one of its class and no other class has it (9,638 of 9,814 in MONDO of May 2026).
 */
export class BareXrefs {
  readonly #ofClass = new Map<ConceptId, ConceptId[]>();
  readonly #classes = new Map<ConceptId, NamedClass>();
  /** How many classes have an xref. */
  readonly #counts = new Map<ConceptId, number>();

  add(one: NamedClass, omim: ConceptId): void {
    this.#classes.set(one.id, one);
    this.#ofClass.set(one.id, [...(this.#ofClass.get(one.id) ?? []), omim]);
    this.#counts.set(omim, (this.#counts.get(omim) ?? 0) + 1);
  }

  /** Gives those that are one to one, in the order of the file. */
  emit(sink: TermSink): void {
    for (const one of this.#classes.values()) {
      const [omim, ...others] = this.#ofClass.get(one.id) ?? [];
      if (omim === undefined || others.length > 0 || this.#counts.get(omim) !== 1) continue;
      omimMatch(one, omim, sink);
    }
  }
}
