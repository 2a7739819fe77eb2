/** One record of MeSH as read from its XML, and the concept it becomes. */
import { curie, PREFIX } from '../curie.js';
import type { ConceptId, NameScope } from '../model.js';
import { BARE, type TermName, type TermRecord } from './records.js';
import { KIND } from './types.js';

/** A concept inside of a record: one meaning with its terms. */
export interface MeshConcept {
  id: string;
  readonly preferred: boolean;
  readonly terms: { readonly text: string; readonly permuted: boolean }[];
}

/** A record while its elements come in. */
export interface MeshRecord {
  id: string;
  name: string;
  /** Class of a supplementary record; null for a descriptor. */
  readonly recordClass: string | null;
  readonly treeNumbers: string[];
  /** Descriptors that a supplementary record is mapped to. */
  readonly headings: ConceptId[];
  readonly concepts: MeshConcept[];
  /** How concepts of the record stand to each other: `NRW`, `BRD`, `REL`. */
  readonly relations: { readonly name: string; readonly first: string; readonly second: string }[];
  readonly relation: { name: string; first: string };
  /** Whether the term being read is turned around. */
  permuted: boolean;
}

/** Class of supplementary records that are diseases. */
const DISEASE_CLASS = '3';

/** Diseases are trees C and F03 and the supplementary class 3; all else helps to tell what is none. */
export function meshTerm(record: MeshRecord): TermRecord {
  const disease = record.recordClass === DISEASE_CLASS || record.treeNumbers.some((tree) => /^(C|F03)/.test(tree));
  return {
    ...BARE,
    id: curie(PREFIX.mesh, record.id),
    kind: disease ? KIND.disease : KIND.other,
    names: [{ text: record.name, scope: 'LABEL' }, ...record.concepts.flatMap((concept) => namesOf(record, concept))],
    parents: record.headings,
    treeNumbers: record.treeNumbers,
  };
}

/** Terms but for those turned around for an alphabetical list: "Effects, Drug Side" is never written in a text. */
function namesOf(record: MeshRecord, concept: MeshConcept): readonly TermName[] {
  const scope = concept.preferred ? 'EXACT' : scopeOf(record, concept);
  return concept.terms
    .filter((term) => !(term.permuted && term.text.includes(', ')))
    .map((term) => ({ text: term.text, scope }));
}

/** Scope of a concept that is not the preferred one, by its relation to that; entry terms without one count as exact. */
function scopeOf(record: MeshRecord, concept: MeshConcept): NameScope {
  const relation = record.relations.find(({ first, second }) => first === concept.id || second === concept.id);
  if (relation === undefined) return 'EXACT';
  if (relation.name === 'REL') return 'RELATED';
  const narrower = relation.second === concept.id ? 'NRW' : 'BRD';
  return relation.name === narrower ? 'NARROW' : 'BROAD';
}
