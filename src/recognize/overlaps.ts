/** Which of several overlapping mentions stay. */

/** What the rules need to know of a mention. */
export interface Spanned {
  readonly type: string;
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
}

/**
 * Drops each mention that lies inside a longer one ("diabetes" in the gene "diabetes-related ankyrin repeat protein",
 * "CFTR" in "CFTR-related disorder"). Two types on one span, and mentions that only share an end, both stay.
 *
 * @param mentions in any order
 * @returns what stays, in the order of the text, longer first
 */
export function withoutNested<M extends Spanned>(mentions: readonly M[]): M[] {
  const kept: M[] = [];
  for (const mention of mentions.toSorted(inOrder)) {
    if (!kept.some((other) => contains(other, mention))) kept.push(mention);
  }
  return kept;
}

function inOrder(a: Spanned, b: Spanned): number {
  return a.passage - b.passage || a.plainStart - b.plainStart || b.plainEnd - a.plainEnd || (a.type < b.type ? -1 : 1);
}

/** Longer and around it, or the same span and type again. */
function contains(outer: Spanned, inner: Spanned): boolean {
  if (outer.passage !== inner.passage) return false;
  if (outer.plainStart > inner.plainStart || outer.plainEnd < inner.plainEnd) return false;
  const longer = outer.plainEnd - outer.plainStart > inner.plainEnd - inner.plainStart;
  return longer || outer.type === inner.type;
}
