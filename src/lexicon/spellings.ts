/** All spellings of names, read backwards from the trie that they are laid down in. */
import type { Sections } from './layout.js';
import type { KindMask } from './types.js';

/** What spellings are read from. */
export type SpelledSections = Pick<Sections, 'nodeGroup' | 'groupFlags' | 'edgeToken' | 'firstChild'>;

/** Called for each spelling: the numbers of its tokens, valid during the call only, and the handle of its names. */
export type VisitSpelling = (tokens: Int32Array, handle: number) => void;

/**
 * Visits the spellings with names of the kinds in `mask`, short ones first. 0.1 s of CPU for 2.2 M nodes with 167,000
 * spellings of diseases among them.
 */
export function visitSpellings(sections: SpelledSections, mask: KindMask, visit: VisitSpelling): void {
  const { nodeGroup, groupFlags, edgeToken } = sections;
  const parents = parentsOf(sections);
  let path = new Int32Array(64);
  for (let node = 1; node < nodeGroup.length; node++) {
    const group = nodeGroup[node] ?? -1;
    if (group < 0 || ((groupFlags[group] ?? 0) & mask) === 0) continue;
    let at = path.length;
    for (let step = node; step > 0; step = parents[step] ?? 0) {
      if (at === 0) {
        const longer = new Int32Array(path.length * 2);
        longer.set(path, path.length);
        at = path.length;
        path = longer;
      }
      path[--at] = edgeToken[step] ?? -1;
    }
    visit(path.subarray(at), group);
  }
}

/** Parent of each node: children stand together, in the order of their parents. */
export function parentsOf({ firstChild, nodeGroup }: Pick<Sections, 'firstChild' | 'nodeGroup'>): Int32Array {
  const parents = new Int32Array(nodeGroup.length);
  let [parent, end] = [0, firstChild[1] ?? 0];
  for (let node = 1; node < parents.length; node++) {
    while (node >= end) end = firstChild[++parent + 1] ?? parents.length;
    parents[node] = parent;
  }
  return parents;
}
