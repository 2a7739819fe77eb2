/** Concepts as the graph has them: asked of a lexicon, with what leads from them to others. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Concept, ConceptId, ConceptKind, ConceptNode, ConceptPair, TaxonNode } from '../model.js';
import { byKeys } from './order.js';

/** What assembling needs of a lexicon. */
export interface ConceptSource {
  /** The concept of an id, the successor for a retired id, null for an unknown one. */
  concept(id: ConceptId): Concept | null;
  /** Ids that were retired in favor of this one, sorted. */
  formerIds(id: ConceptId): readonly ConceptId[];
  /** Genes of a reference species that a gene is an ortholog of, sorted; none for such a gene itself. */
  referenceGenes(id: ConceptId): readonly ConceptId[];
}

/** The id of the concept as it is now: that of the successor for a retired id, the id itself for an unknown one. */
export function currentId(concepts: ConceptSource, id: ConceptId): ConceptId {
  return concepts.concept(id)?.id ?? id;
}

/** Kind in the graph; species that a card asserts are among the others. */
export function kindOfConcept({ kind }: Concept): ConceptKind {
  return kind === 'Taxon' ? 'Other' : kind;
}

/** Kind of an id that no terminology knows: what its prefix can only be, else what is claimed for it. */
export function kindOfUnknown(id: ConceptId, claimed: ConceptKind): ConceptKind {
  const prefix = prefixOf(id);
  if (prefix === PREFIX.gene) return 'Gene';
  if (prefix === PREFIX.mondo || prefix === PREFIX.omim) return 'Disease';
  return prefix === PREFIX.taxon ? 'Other' : claimed;
}

/** A concept of the lexicon as a node. */
export function knownNode(concept: Concept, concepts: ConceptSource): ConceptNode {
  const { id, name, fullName, geneType, treeNumbers } = concept;
  const formerIds = concepts.formerIds(id);
  const orthologIds = concepts.referenceGenes(id);
  const orthologSymbols = orthologIds.map((gene) => concepts.concept(gene)?.name ?? gene);
  return {
    id,
    kind: kindOfConcept(concept),
    name,
    ...(fullName === null ? {} : { fullName }),
    terminology: prefixOf(id),
    ...(geneType === null ? {} : { geneType }),
    ...(treeNumbers.length === 0 ? {} : { treeNumbers }),
    ...(formerIds.length === 0 ? {} : { formerIds }),
    ...(orthologIds.length === 0 ? {} : { orthologIds, orthologSymbols }),
    known: true,
  };
}

export function unknownNode(id: ConceptId, kind: ConceptKind, name: string): ConceptNode {
  return { id, kind, name, terminology: prefixOf(id), known: false };
}

/** Edges between concepts, sorted, and the concepts in which they end. */
export interface Relations {
  readonly pairs: readonly ConceptPair[];
  readonly ends: readonly Concept[];
}

/** Terminologies that MONDO publishes exact matches to. */
const MATCHED: readonly string[] = [PREFIX.mesh, PREFIX.omim];

/**
 * Published exactMatch edges from MONDO to MeSH and OMIM of these diseases: of a MONDO class to its headings and entries, and
 * to a heading or an entry from its MONDO class. Each MONDO class brings all its matches, so that writing can replace them as a whole.
 */
export function exactMatches(diseases: readonly Concept[], concepts: ConceptSource): Relations {
  const own = diseases.filter(({ id }) => prefixOf(id) === PREFIX.mondo);
  const others = diseases.filter(({ id }) => MATCHED.includes(prefixOf(id)));
  const matched = others.flatMap((other) => matchesOf(other, [PREFIX.mondo], concepts));
  const pairs: ConceptPair[] = [];
  const ends: Concept[] = [];
  for (const disease of unique([...own, ...matched])) {
    for (const other of matchesOf(disease, MATCHED, concepts)) {
      pairs.push({ from: disease.id, to: other.id });
      ends.push(disease, other);
    }
  }
  return { pairs: sortedPairs(pairs), ends: unique(ends) };
}

/** All edges from these diseases to their parents, from those to theirs, and so on up; safe against cycles. */
export function ancestors(diseases: readonly Concept[], concepts: ConceptSource): Relations {
  const pairs: ConceptPair[] = [];
  const seen = new Map(diseases.map((disease) => [disease.id, disease]));
  // A Map goes on with what is added while it is walked.
  for (const disease of seen.values()) {
    for (const parent of relatives(disease, disease.parents, concepts)) {
      pairs.push({ from: disease.id, to: parent.id });
      if (!seen.has(parent.id)) seen.set(parent.id, parent);
    }
  }
  return { pairs: sortedPairs(pairs), ends: [...seen.values()] };
}

/** Taxon of each gene that has one. A taxon without a name in the lexicon goes by its id. */
export function taxa(
  genes: readonly Concept[],
  concepts: ConceptSource,
): { readonly pairs: readonly ConceptPair[]; readonly nodes: readonly TaxonNode[] } {
  const pairs = genes.flatMap(({ id, taxonId }) => (taxonId === null ? [] : [{ from: id, to: taxonId }]));
  const ids = [...new Set(pairs.map(({ to }) => to))];
  const nodes = ids.map((id) => ({ id, name: concepts.concept(id)?.name ?? id }));
  return { pairs: sortedPairs(pairs), nodes: nodes.toSorted(byKeys(({ id }) => [id])) };
}

function matchesOf(disease: Concept, prefixes: readonly string[], concepts: ConceptSource): readonly Concept[] {
  return relatives(disease, disease.exactMatches, concepts).filter(({ id }) => prefixes.includes(prefixOf(id)));
}

/** The diseases of these ids, each once, without the unknown ones and the one that they are relatives of. */
function relatives(of: Concept, ids: readonly ConceptId[], concepts: ConceptSource): readonly Concept[] {
  const found = ids.map((id) => concepts.concept(id)).filter((concept) => concept !== null);
  return unique(found).filter(({ id, kind }) => kind === 'Disease' && id !== of.id);
}

function unique(concepts: readonly Concept[]): readonly Concept[] {
  return [...new Map(concepts.map((concept) => [concept.id, concept])).values()];
}

function sortedPairs(pairs: readonly ConceptPair[]): readonly ConceptPair[] {
  return pairs.toSorted(byKeys(({ from, to }) => [from, to]));
}
