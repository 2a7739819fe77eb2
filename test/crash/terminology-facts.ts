/** Which rows of a graph the terminology alone says, whatever papers speak of. */
import { ancestors, exactMatches, knownNode, taxa } from '../../src/graph/concepts.js';
import { contentHash } from '../../src/graph/content-hash.js';
import type { PlainValue } from '../../src/graph/store.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import type { Concept, ConceptPair } from '../../src/model.js';
import { propertiesOf, type Row } from './compare-graphs.js';

/**
 * Linking a paper anew takes its own edges away, not the concepts that nothing speaks of any more. Such rows are told
 * from wrong ones by what they say: it must be what the lexicon says.
 */
export function factsOf(lexicon: Lexicon): (kind: string, row: Row) => boolean {
  const concept = (value: PlainValue | undefined) => (typeof value === 'string' ? lexicon.concept(value) : null);
  const pairs: Readonly<Record<string, (of: Concept) => readonly ConceptPair[]>> = {
    SUBCLASS_OF: (of) => ancestors([of], lexicon).pairs,
    EXACT_MATCH: (of) => exactMatches([of], lexicon).pairs,
    IN_TAXON: (of) => taxa([of], lexicon).pairs,
  };
  return (kind, row) => {
    const [first, second] = row;
    if (row.length === 1) return isConcept(kind, first, lexicon);
    const from = concept(first);
    return from !== null && (pairs[kind]?.(from) ?? []).some((pair) => pair.from === first && pair.to === second);
  };
}

function isConcept(label: string, node: PlainValue | undefined, lexicon: Lexicon): boolean {
  const { _label, ...properties } = propertiesOf(node);
  const concept = lexicon.concept(String(properties['id']));
  if (concept === null) return false;
  if (label === 'Taxon') return contentHash(properties) === contentHash({ id: concept.id, name: concept.name });
  const { kind, ...known } = knownNode(concept, lexicon);
  return kind === label && contentHash(properties) === contentHash(known);
}
