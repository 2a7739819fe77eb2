/** Confidence of links that follow from others. */

/** What is left of the confidence in the link it follows from, when a link comes by a published exactMatch. */
const BY_MAPPING = 0.85;

/** Confidence of a link that follows from another by a published exactMatch, to 3 places. */
export function confidenceByMapping(confidence: number): number {
  return Math.round(confidence * BY_MAPPING * 1000) / 1000;
}
