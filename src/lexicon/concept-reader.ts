/** Concepts of an index by their ids. */
import { curie, PREFIX } from '../curie.js';
import type { Concept, ConceptId } from '../model.js';
import { lastAtOrBefore } from '../text/binary-search.js';
import type { Sections } from './layout.js';
import { referenceGenes } from './reference-genes.js';
import { entryOf, type StringTable } from './string-table.js';
import { KIND } from './types.js';

/** Concepts kept in memory for the next time (about 6 MB a thread): each is asked for again and again. */
const MOST_KEPT = 10_000;

export class ConceptReader {
  readonly #sections: Sections;
  readonly #texts: Buffer;
  readonly #ids: StringTable;
  readonly #encoder = new TextEncoder();
  readonly #kept = new Map<ConceptId, Concept | null>();
  /** Retired ids by the concept they lead to; made with the first question, for whoever only links asks none. */
  #retired: Int32Array | undefined;

  constructor(sections: Sections) {
    this.#sections = sections;
    const { buffer, byteOffset, byteLength } = sections.textBytes;
    this.#texts = Buffer.from(buffer, byteOffset, byteLength);
    this.#ids = idsOf(sections);
  }

  /** String number `id`; empty for -1. */
  text(id: number): string {
    const { textOffsets } = this.#sections;
    return id < 0 ? '' : this.#texts.toString('utf8', textOffsets[id], textOffsets[id + 1]);
  }

  /** Id of a concept by its number. */
  idOf(concept: number): ConceptId {
    return this.text(this.#sections.idText[concept] ?? -1);
  }

  /** Taxon of a gene by its number; null for other concepts. */
  taxonOf(concept: number): ConceptId | null {
    const taxon = this.#sections.conceptTaxon[concept] ?? 0;
    return taxon === 0 ? null : curie(PREFIX.taxon, String(taxon));
  }

  kindOf(concept: number): number {
    return this.#sections.conceptKind[concept] ?? 0;
  }

  /** Number of the concept of an id, of the successor for a retired one; -1 for an unknown one. */
  numberOf(id: ConceptId): number {
    const bytes = this.#encoder.encode(id);
    return this.#sections.idConcept[entryOf(this.#ids, { bytes, start: 0, end: bytes.length })] ?? -1;
  }

  concept(id: ConceptId): Concept | null {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept;
    const number = this.numberOf(id);
    const concept = number < 0 ? null : this.#read(number);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(id, concept);
    return concept;
  }

  /** Ids that were retired in favor of this one, sorted. */
  formerIds(id: ConceptId): ConceptId[] {
    const number = this.#currentNumberOf(id);
    if (number < 0) return [];
    this.#retired ??= this.#retiredByConcept();
    const { idText, idConcept } = this.#sections;
    const found: ConceptId[] = [];
    for (let at = this.#firstRetired(this.#retired, number); ; at++) {
      const entry = this.#retired[at] ?? -1;
      if (entry < 0 || idConcept[entry] !== number) return found.sort();
      found.push(this.text(idText[entry] ?? -1));
    }
  }

  /** Genes of a reference species that this gene is an ortholog of, sorted. */
  referenceGenes(id: ConceptId): ConceptId[] {
    const number = this.#currentNumberOf(id);
    if (number < 0) return [];
    return referenceGenes(this.#sections, number)
      .map((gene) => this.idOf(gene))
      .sort();
  }

  #retiredByConcept(): Int32Array {
    const { conceptKind, idConcept } = this.#sections;
    const entries = Int32Array.from(
      { length: idConcept.length - conceptKind.length },
      (_, i) => conceptKind.length + i,
    );
    return entries.sort((a, b) => (idConcept[a] ?? 0) - (idConcept[b] ?? 0));
  }

  /** Place of the first retired id that leads to a concept of this number or a larger one, by halving. */
  #firstRetired(retired: Int32Array, number: number): number {
    const { idConcept } = this.#sections;
    return lastAtOrBefore(retired.length, (at) => idConcept[retired[at] ?? 0] ?? 0, number - 1) + 1;
  }

  #read(number: number): Concept {
    const { conceptName, conceptFullName, conceptGeneType } = this.#sections;
    return {
      id: this.idOf(number),
      kind: conceptKindOf(this.kindOf(number)),
      name: this.text(conceptName[number] ?? -1),
      fullName: this.#optional(conceptFullName[number]),
      parents: this.#list(number * 3).map((parent) => this.idOf(parent)),
      treeNumbers: this.#list(number * 3 + 1).map((text) => this.text(text)),
      taxonId: this.taxonOf(number),
      geneType: this.#optional(conceptGeneType[number]),
      exactMatches: this.#list(number * 3 + 2).map((match) => this.idOf(match)),
    };
  }

  #optional(text: number | undefined): string | null {
    return text === undefined || text < 0 ? null : this.text(text);
  }

  #list(list: number): number[] {
    const { listStart, listValues } = this.#sections;
    return [...listValues.subarray(listStart[list], listStart[list + 1])];
  }

  /** Number of a concept by its own id; -1 for a retired or unknown one. */
  #currentNumberOf(id: ConceptId): number {
    const number = this.numberOf(id);
    return number >= 0 && this.idOf(number) === id ? number : -1;
  }
}

/** Ids of concepts in the order of their numbers, then retired ids. */
export function idsOf({ textBytes, textOffsets, idSlots, idText }: Sections): StringTable {
  return { bytes: textBytes, offsets: textOffsets, slots: idSlots, strings: idText };
}

/** Kinds of concepts by their bit, as `Concept.kind` has them. */
function conceptKindOf(kind: number): Concept['kind'] {
  if (kind === KIND.gene) return 'Gene';
  if (kind === KIND.disease) return 'Disease';
  return kind === KIND.taxon ? 'Taxon' : 'Other';
}
