/** Mentions of several concepts: each part is grounded as if it stood alone, then the answers are put together. */
import type { ConceptLink, Grounding, Mention } from '../model.js';
import { diseaseReadings, partsOf } from '../recognize/composites.js';

/** The parts of a composite gene mention as mentions of their own, spelled in full; none when it is no composite. */
export function partsOfMention(mention: Mention): readonly Mention[] {
  if (mention.type === 'GeneFamily') return [];
  return asMentions(mention, partsOf(mention.longForm ?? mention.text, mention.type));
}

/**
 * The parts of a composite disease mention in the first reading in which all of them are names, else in the one that
 * shares a last word; none when it is no composite.
 */
export function diseasePartsOf(mention: Mention, isName: (part: Mention) => boolean): readonly Mention[] {
  const readings = diseaseReadings(mention.longForm ?? mention.text).map((parts) => asMentions(mention, parts));
  return readings.find((parts) => parts.every(isName)) ?? readings.at(-1) ?? [];
}

function asMentions(mention: Mention, parts: readonly string[]): readonly Mention[] {
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
