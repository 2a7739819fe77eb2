/** Which of several overlapping mentions stay. */

/** What the rules need to know of a mention. */
export interface Spanned {
  readonly type: string;
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
  readonly score: number;
}

/**
 * Drops each mention that lies inside a longer one ("diabetes" in the gene "diabetes-related ankyrin repeat protein",
 * "CFTR" in "CFTR-related disorder"). Of two on one span the surer one stays, of equal ones of two types both; mentions that
 * only share an end both stay.
 *
 * @param mentions in any order
 * @returns what stays, in the order of the text, longer first
 */
export function withoutNested<M extends Spanned>(mentions: readonly M[]): M[] {
  const kept: M[] = [];
  let open: M[] = []; // those that reach beyond the start of the next: few, however long the paper
  for (const mention of mentions.toSorted(inOrder)) {
    open = open.filter((other) => other.passage === mention.passage && other.plainEnd > mention.plainStart);
    if (open.some((other) => contains(other, mention))) continue;
    kept.push(mention);
    open.push(mention);
  }
  return kept;
}

function inOrder(a: Spanned, b: Spanned): number {
  const place = a.passage - b.passage || a.plainStart - b.plainStart || b.plainEnd - a.plainEnd;
  return place || b.score - a.score || (a.type < b.type ? -1 : 1);
}

/** Longer and around it; or the same span, and surer or of the same type. */
function contains(outer: Spanned, inner: Spanned): boolean {
  if (outer.passage !== inner.passage) return false;
  if (outer.plainStart > inner.plainStart || outer.plainEnd < inner.plainEnd) return false;
  const longer = outer.plainEnd - outer.plainStart > inner.plainEnd - inner.plainStart;
  return longer || outer.type === inner.type || outer.score > inner.score;
}
