/** How the names that a token is part of spread over the vocabularies: "kinase" is a word of gene names, "syndrome" of diseases. */
import { FLAG } from './flags.js';
import type { Sections } from './layout.js';

/** What the spreads are counted from. */
type Names = Pick<Sections, 'edgeToken' | 'firstChild' | 'nodeGroup' | 'groupFlags' | 'rootChild'>;

/** Vocabularies that are counted apart, each in four bits of a spread, lowest first. */
const VOCABULARIES: readonly number[] = [
  FLAG.humanSymbol | FLAG.humanSynonym | FLAG.rodentSymbol | FLAG.rodentSynonym,
  FLAG.otherSymbol | FLAG.otherSynonym,
  FLAG.geneFullName | FLAG.geneDescription,
  FLAG.mondoExact | FLAG.mondoOther,
  FLAG.meshDisease | FLAG.meshSymptom | FLAG.meshRareDisease,
  FLAG.meshChemical,
  FLAG.meshOrganism | FLAG.taxon,
  FLAG.meshAnatomy | FLAG.meshProcedure | FLAG.meshPsychology | FLAG.meshProcess | FLAG.meshOther,
];

export const SPREAD_PARTS = VOCABULARIES.length;

/**
 * For each token of the index, eight logarithms (base 2, rounded up, at most 15) of the number of distinct names with it,
 * four bits each. One pass over the trie for each vocabulary; some 0.1 s for a million names.
 */
export function spreadOfTokens(sections: Names): Int32Array {
  const spreads = new Int32Array(sections.rootChild.length);
  for (const [part, mask] of VOCABULARIES.entries()) {
    const counts = countNames(sections, mask);
    for (let token = 0; token < counts.length; token++) {
      spreads[token] = (spreads[token] ?? 0) | (logarithm(counts[token] ?? 0) << (part * 4));
    }
  }
  return spreads;
}

/** Names of the vocabulary with each token: children of a node come behind it, so a sum from the back sees them first. */
function countNames({ edgeToken, firstChild, nodeGroup, groupFlags, rootChild }: Names, mask: number): Int32Array {
  const counts = new Int32Array(rootChild.length);
  const below = new Int32Array(nodeGroup.length);
  for (let node = nodeGroup.length - 1; node > 0; node--) {
    const group = nodeGroup[node] ?? -1;
    let sum = group >= 0 && ((groupFlags[group] ?? 0) & mask) !== 0 ? 1 : 0;
    const end = firstChild[node + 1] ?? 0;
    for (let child = firstChild[node] ?? 0; child < end; child++) sum += below[child] ?? 0;
    below[node] = sum;
    const token = edgeToken[node] ?? 0;
    counts[token] = (counts[token] ?? 0) + sum;
  }
  return counts;
}

function logarithm(count: number): number {
  return Math.min(15, 32 - Math.clz32(count));
}
