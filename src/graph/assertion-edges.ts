/** What a card claims for its paper, as edges. */
import type { AssertedEntity, AssertionEdge, ConceptId, ConceptNode } from '../model.js';
import { groupBy } from '../text/group-by.js';
import { type ConceptSource, currentId, kindOfConcept, kindOfUnknown, unknownNode } from './concepts.js';
import { compareText } from './order.js';

export interface Assertions {
  /** Sorted by concept id. */
  readonly edges: readonly AssertionEdge[];
  /** Nodes for ids that no terminology knows, named as the card names them. */
  readonly unknown: readonly ConceptNode[];
}

/** One edge for each asserted concept; entities without an id have none. Successors stand for retired ids. */
export function assertionEdges(entities: readonly AssertedEntity[], concepts: ConceptSource): Assertions {
  const withId = entities.flatMap((entity) => {
    return entity.conceptId === null ? [] : [{ entity, id: currentId(concepts, entity.conceptId) }];
  });
  const groups = [...groupBy(withId, ({ id }) => id)].toSorted(([a], [b]) => compareText(a, b));
  const unknown: ConceptNode[] = [];
  const edges = groups.map(([id, group]) => {
    const asserted = group.map(({ entity }) => entity);
    const concept = concepts.concept(id);
    const kind = concept === null ? kindOfUnknown(id, asserted[0]?.kind ?? 'Other') : kindOfConcept(concept);
    if (concept === null) unknown.push(unknownNode(id, kind, asserted[0]?.name ?? id));
    return edgeOf({ id, kind }, asserted);
  });
  return { edges, unknown };
}

function edgeOf(
  { id, kind }: { readonly id: ConceptId; readonly kind: AssertionEdge['kind'] },
  entities: readonly AssertedEntity[],
): AssertionEdge {
  return {
    conceptId: id,
    kind,
    names: [...new Set(entities.map(({ name }) => name))],
    aliases: [...new Set(entities.flatMap(({ aliases }) => aliases))],
    ids: [...new Set(entities.flatMap(({ conceptId }) => (conceptId === null ? [] : [conceptId])))],
    sections: [...new Set(entities.map(({ section }) => section))].toSorted(compareText),
  };
}
