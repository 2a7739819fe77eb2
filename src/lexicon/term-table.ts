/** Concepts and names of all sources, collected in lists of numbers while the files are read. */
import { prefixOf } from '../curie.js';
import type { ConceptId } from '../model.js';
import { flagsOf } from './flags.js';
import { IntList } from './growable.js';
import { SCOPES } from './layout.js';
import type { TermRecord, TermSink } from './records.js';
import { StringPool } from './string-pool.js';

/** What a concept has beyond its name, as long as it has anything. */
export interface ConceptExtras {
  readonly parents: readonly ConceptId[];
  readonly treeNumbers: readonly string[];
}

/** An exactMatch as published, and the file it comes from. */
export interface PublishedMatch {
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly source: string;
}

/** Concepts by number, names by number; strings are ids of `texts`, -1 for none. */
export class TermTable implements TermSink {
  readonly texts = new StringPool();
  readonly conceptId = new IntList();
  readonly conceptKind = new IntList();
  readonly conceptName = new IntList();
  readonly conceptFullName = new IntList();
  readonly conceptTaxon = new IntList();
  readonly conceptGeneType = new IntList();
  readonly extras = new Map<number, ConceptExtras>();
  readonly nameText = new IntList();
  readonly nameConcept = new IntList();
  readonly nameScope = new IntList();
  readonly nameFlags = new IntList();
  /** Old ids and their successors. */
  readonly successors = new Map<ConceptId, ConceptId>();
  readonly matches: PublishedMatch[] = [];
  /** Pairs of genes by number, one behind the other: a gene and its reference gene. */
  readonly orthologs = new IntList();
  /** File that is being read, for the matches that come from it. */
  source = '';
  /** Number of the concept by the string of its id. */
  readonly #byId = new Map<number, number>();
  /** Where the names of a concept start that came with its first record. */
  readonly #firstName = new IntList();
  /** Names of concepts that came more than once. */
  readonly #again = new Map<number, Set<string>>();

  get conceptCount(): number {
    return this.conceptId.length;
  }

  get nameCount(): number {
    return this.nameText.length;
  }

  /** Pairs of ids that say how concepts belong together. */
  get mappingCount(): number {
    return this.matches.length + this.orthologs.length / 2;
  }

  /** Adds a concept. One that is there already only gets the names that it lacks. */
  term(record: TermRecord): void {
    const id = this.texts.intern(record.id);
    const known = this.#byId.get(id);
    if (known === undefined) this.#addNames(this.#addConcept(id, record), record, new Set());
    else this.#addNames(known, record, this.#namesOf(known));
  }

  retired(id: ConceptId, successor: ConceptId): void {
    if (id !== successor) this.successors.set(id, successor);
  }

  match(subject: ConceptId, object: ConceptId): void {
    this.matches.push({ subject, object, source: this.source });
  }

  /** Pairs of genes that are not both there are left out at once: NCBI has millions of them, of a thousand species. */
  ortholog(gene: ConceptId, reference: ConceptId): void {
    const [from, to] = [this.numberOf(gene), this.numberOf(reference)];
    if (from < 0 || to < 0 || from === to) return;
    this.orthologs.push(from);
    this.orthologs.push(to);
  }

  /** Number of the concept of an id, retired ids followed to their end; -1 for an unknown one. */
  numberOf(id: ConceptId): number {
    let current = id;
    for (let step = 0; step < 10; step++) {
      const found = this.#byId.get(this.texts.idOf(current));
      if (found !== undefined) return found;
      const next = this.successors.get(current);
      if (next === undefined) return -1;
      current = next;
    }
    return -1;
  }

  /** Concepts and names by prefix, of those added since there were so many. */
  countsSince(concepts: number, names: number): Map<string, { concepts: number; names: number }> {
    const counts = new Map<string, { concepts: number; names: number }>();
    const countOf = (concept: number) => {
      const prefix = prefixOf(this.texts.get(this.conceptId.at(concept)));
      const count = counts.get(prefix) ?? { concepts: 0, names: 0 };
      counts.set(prefix, count);
      return count;
    };
    for (let concept = concepts; concept < this.conceptCount; concept++) countOf(concept).concepts++;
    for (let name = names; name < this.nameCount; name++) countOf(this.nameConcept.at(name)).names++;
    return counts;
  }

  #addConcept(id: number, record: TermRecord): number {
    const concept = this.conceptId.length;
    this.#byId.set(id, concept);
    this.#firstName.push(this.nameCount);
    this.conceptId.push(id);
    this.conceptKind.push(record.kind);
    this.conceptName.push(this.texts.intern(record.names[0]?.text ?? record.label ?? record.id));
    this.conceptFullName.push(this.#optional(record.fullName));
    this.conceptTaxon.push(record.taxon);
    this.conceptGeneType.push(this.#optional(record.geneType));
    const { parents, treeNumbers } = record;
    if (parents.length + treeNumbers.length > 0) this.extras.set(concept, { parents, treeNumbers });
    return concept;
  }

  #optional(text: string | null): number {
    return text === null ? -1 : this.texts.intern(text);
  }

  #addNames(concept: number, record: TermRecord, seen: Set<string>): void {
    for (const name of record.names) {
      if (name.text === '' || seen.has(name.text)) continue;
      seen.add(name.text);
      this.nameText.push(this.texts.intern(name.text));
      this.nameConcept.push(concept);
      this.nameScope.push(SCOPES.indexOf(name.scope));
      this.nameFlags.push(flagsOf(record, name.scope));
    }
  }

  /** Names that a concept has so far, looked for once and then kept. */
  #namesOf(concept: number): Set<string> {
    const known = this.#again.get(concept);
    if (known !== undefined) return known;
    const names = new Set<string>();
    for (let i = this.#firstName.at(concept); i < this.nameCount && this.nameConcept.at(i) === concept; i++) {
      names.add(this.texts.get(this.nameText.at(i)));
    }
    this.#again.set(concept, names);
    return names;
  }
}
