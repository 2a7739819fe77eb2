/** Mentions of several concepts: each part is grounded as if it stood alone, then the answers are put together. */
import type { ConceptLink, Grounding, Mention } from '../model.js';
import { partsOf } from '../recognize/composites.js';

/** The parts of a composite mention as mentions of their own, spelled in full; none when it is no composite. */
export function partsOfMention(mention: Mention): readonly Mention[] {
  if (mention.type === 'GeneFamily') return [];
  const parts = partsOf(mention.longForm ?? mention.text, mention.type);
  if (parts.length < 2) return [];
  return parts.map((part) => (mention.longForm === null ? { ...mention, text: part } : { ...mention, longForm: part }));
}

/** One grounding with the links of all parts, numbered by their part. NIL when any part is: half an answer is none. */
export function together(groundings: readonly Grounding[]): Grounding | null {
  const links: ConceptLink[] = [];
  for (const [part, grounding] of groundings.entries()) {
    if (grounding.kind === 'nil') return grounding;
    links.push(...grounding.links.map((link) => ({ ...link, part })));
  }
  const [first, ...rest] = links;
  return first === undefined ? null : { kind: 'linked', links: [first, ...rest] };
}
