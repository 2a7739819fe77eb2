/** Concepts of generated papers: genes of three species, diseases in a tree, every third disease with its MeSH heading. */
import { curie, PREFIX } from '../src/curie.js';
import { byKeys } from '../src/graph/order.js';
import type { ConceptNode, ConceptPair, PaperGraph, TaxonNode } from '../src/model.js';

const HUMAN = { id: curie(PREFIX.taxon, '9606'), name: 'Homo sapiens' };
const MOUSE = { id: curie(PREFIX.taxon, '10090'), name: 'Mus musculus' };
const RAT = { id: curie(PREFIX.taxon, '10116'), name: 'Rattus norvegicus' };

/** Six of ten genes are human. */
const SPECIES: readonly TaxonNode[] = [HUMAN, HUMAN, MOUSE, HUMAN, RAT, HUMAN, MOUSE, HUMAN, MOUSE, HUMAN];

/** A terminology that no lexicon has. */
const UNKNOWN = 'CHEBI';

/** Diseases right below another one; seven levels hold 10,000. */
const BRANCHES = 5;

/** Gathers what the edges of one paper lead to, as assembling does: broader diseases, matches and species with it. */
export class GeneratedConcepts {
  readonly #set: number;
  readonly #concepts = new Map<string, ConceptNode>();
  readonly #taxa = new Map<string, TaxonNode>();
  readonly #subclassOf = new Map<string, ConceptPair>();
  readonly #exactMatch: ConceptPair[] = [];
  readonly #inTaxon: ConceptPair[] = [];

  /** @param set number that all ids begin with */
  constructor(set: number) {
    this.#set = set;
  }

  /** Concept of a number from 0: a gene if it is even, else a disease. Each number at most once. */
  take(number: number): ConceptNode {
    return number % 2 === 0 ? this.#gene(number / 2) : this.#disease((number - 1) / 2);
  }

  /** An id that a card asserts and no terminology knows. */
  takeUnknown(number: number): ConceptNode {
    const id = curie(UNKNOWN, this.#local(number));
    return this.#add({ id, kind: 'Other', name: `Claim ${number}`, terminology: UNKNOWN, known: false });
  }

  all(): Pick<PaperGraph, 'concepts' | 'taxa' | 'subclassOf' | 'exactMatch' | 'inTaxon'> {
    return {
      concepts: [...this.#concepts.values()].toSorted(byKeys(({ id }) => [id])),
      taxa: [...this.#taxa.values()],
      subclassOf: [...this.#subclassOf.values()],
      exactMatch: this.#exactMatch,
      inTaxon: this.#inTaxon,
    };
  }

  #gene(number: number): ConceptNode {
    const taxon = SPECIES[number % SPECIES.length] ?? HUMAN;
    const id = curie(PREFIX.gene, this.#local(number));
    this.#taxa.set(taxon.id, taxon);
    this.#inTaxon.push({ from: id, to: taxon.id });
    const name = `GEN${number}`;
    const fullName = `generated protein ${number}`;
    return this.#add({
      id,
      kind: 'Gene',
      name,
      fullName,
      terminology: PREFIX.gene,
      geneType: 'protein-coding',
      known: true,
    });
  }

  #disease(number: number): ConceptNode {
    const disease = this.#add(this.#mondo(number));
    if (number % 3 === 0) this.#exactMatch.push({ from: disease.id, to: this.#heading(number).id });
    for (let at = number; at > 0; ) {
      const parent = Math.floor((at - 1) / BRANCHES);
      const pair = { from: this.#mondo(at).id, to: this.#add(this.#mondo(parent)).id };
      this.#subclassOf.set(pair.from, pair);
      at = parent;
    }
    return disease;
  }

  /** Every seventh one has taken the place of a retired id. */
  #mondo(number: number): ConceptNode {
    const id = curie(PREFIX.mondo, this.#local(number));
    const formerIds = number % 7 === 0 ? { formerIds: [`${id}9`] } : {};
    return { id, kind: 'Disease', name: `disease ${number}`, terminology: PREFIX.mondo, ...formerIds, known: true };
  }

  #heading(number: number): ConceptNode {
    const id = curie(PREFIX.mesh, `D${this.#local(number)}`);
    const treeNumbers = [`C${twoDigits(number % 26)}.${number}`];
    return this.#add({
      id,
      kind: 'Disease',
      name: `Disease ${number}`,
      terminology: PREFIX.mesh,
      treeNumbers,
      known: true,
    });
  }

  #local(number: number): string {
    return `${this.#set}${String(number).padStart(6, '0')}`;
  }

  #add(node: ConceptNode): ConceptNode {
    this.#concepts.set(node.id, node);
    return node;
  }
}

/** `7` as `07`. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
