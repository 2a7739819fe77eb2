/** assemble: all that one paper puts into the graph, from its card, its text and its annotations. */
import { PaperError } from '../errors.js';
import type { AssertionEdge, Concept, ConceptId, MentionEdge, PaperGraph } from '../model.js';
import { assertionEdges } from './assertion-edges.js';
import { ancestors, type ConceptSource, exactMatches, kindOfConcept, knownNode, taxa } from './concepts.js';
import { contentHash } from './content-hash.js';
import { type LinkedMention, mentionEdges } from './mention-edges.js';
import { byKeys } from './order.js';
import { type PaperNodeInput, paperNode } from './paper-node.js';

export interface AssembleInput extends PaperNodeInput {
  /** The lexicon that the paper was linked with. */
  readonly concepts: ConceptSource;
  /** Links below this confidence, 0..1, give no edge; their mentions are counted all the same. Default 0. */
  readonly minConfidence?: number;
}

/**
 * The graph of one paper. Pure and deterministic: everything in it is sorted, so equal input gives an equal hash.
 *
 * @throws PaperError for a link to a concept that `concepts` does not know
 */
export function assemblePaper(input: AssembleInput): PaperGraph {
  const { card, grounded, concepts } = input;
  const mentions = mentionEdges(grounded.document, linkedMentions(input));
  const { edges: assertions, unknown } = assertionEdges(card.assertions, concepts);
  const seeds = conceptsOf([...mentions, ...assertions], concepts);
  const matches = exactMatches(seeds.filter(isDisease), concepts);
  const classes = ancestors([...seeds.filter(isDisease), ...matches.ends], concepts);
  const species = taxa(seeds, concepts);
  const known = new Map([...seeds, ...classes.ends].map((concept) => [concept.id, knownNode(concept, concepts)]));
  const graph = {
    paper: paperNode(input),
    concepts: [...known.values(), ...unknown].toSorted(byKeys(({ id }) => [id])),
    taxa: species.nodes,
    mentions,
    assertions,
    subclassOf: classes.pairs,
    exactMatch: matches.pairs,
    inTaxon: species.pairs,
  };
  return { ...graph, hash: contentHash(graph) };
}

function linkedMentions({ grounded, concepts, minConfidence = 0 }: AssembleInput): LinkedMention[] {
  return grounded.annotations.flatMap(({ mention, grounding }) => {
    if (grounding.kind === 'nil') return [];
    const sure = grounding.links.filter(({ confidence }) => confidence >= minConfidence);
    return sure.map((link) => {
      const concept = concepts.concept(link.conceptId);
      if (concept === null) throw new PaperError(unknownLink(link.conceptId, mention.text));
      return { mention, link, conceptId: concept.id, kind: kindOfConcept(concept) };
    });
  });
}

function conceptsOf(edges: readonly (MentionEdge | AssertionEdge)[], concepts: ConceptSource): Concept[] {
  const found = edges.map(({ conceptId }) => concepts.concept(conceptId)).filter((concept) => concept !== null);
  return [...new Map(found.map((concept) => [concept.id, concept])).values()];
}

function isDisease({ kind }: Concept): boolean {
  return kind === 'Disease';
}

function unknownLink(id: ConceptId, text: string): string {
  return `${id}, linked to "${text}": expected a concept of the lexicon that the paper was linked with, found none`;
}
