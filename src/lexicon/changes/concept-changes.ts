/** Of which concepts two lexicons do not say the same. */
import { idsOf } from '../concept-reader.js';
import type { Sections } from '../layout.js';
import { referenceGenes } from '../reference-genes.js';
import { entryOf } from '../string-table.js';
import { sharedBytes, sharedInts } from './shared.js';
import { TextPair } from './text-pair.js';

/** How a concept is not as it was. */
export const CONCEPT = {
  same: 0,
  /** What is said of it: names, gene type, tree numbers, direct parents, orthologs, ids that were retired in favor of it. */
  toldOtherwise: 1,
  /** It came, or a name that leads to it leads elsewhere: its kind, its species, its exact matches. */
  elsewhere: 2,
} as const;

/** Both by the numbers of the later lexicon. */
export interface ConceptChanges {
  /** Number in the earlier lexicon; -1 for a concept that came. */
  readonly before: Int32Array;
  /** Values of `CONCEPT`. */
  readonly change: Uint8Array;
}

/** Compares the concepts of two lexicons. */
export function compareConcepts(before: Sections, now: Sections): ConceptChanges {
  const count = now.conceptKind.length;
  const numbers = sharedInts(count);
  for (let concept = 0; concept < count; concept++) {
    const entry = entryIn(before, now, now.idText[concept] ?? -1);
    numbers[concept] = entry < before.conceptKind.length ? entry : -1; // an id that was retired came back
  }
  const pair = { before, now, numbers, texts: new TextPair(before, now) };
  const change = sharedBytes(count);
  for (let concept = 0; concept < count; concept++) change[concept] = changeOf(pair, concept);
  markSuccessors(pair, change);
  return { before: numbers, change };
}

interface ConceptPair {
  readonly before: Sections;
  readonly now: Sections;
  readonly numbers: Int32Array;
  readonly texts: TextPair;
}

/** Entry among the ids of one index of a string of another; -1 for none. */
function entryIn(index: Sections, other: Sections, text: number): number {
  const { textBytes: bytes, textOffsets } = other;
  return entryOf(idsOf(index), { bytes, start: textOffsets[text] ?? 0, end: textOffsets[text + 1] ?? 0 });
}

function changeOf(pair: ConceptPair, concept: number): number {
  const old = pair.numbers[concept] ?? -1;
  if (old < 0 || !leadsToSame(pair, old, concept)) return CONCEPT.elsewhere;
  return isToldSame(pair, old, concept) ? CONCEPT.same : CONCEPT.toldOtherwise;
}

function leadsToSame({ before, now, numbers }: ConceptPair, old: number, concept: number): boolean {
  return (
    before.conceptKind[old] === now.conceptKind[concept] &&
    before.conceptTaxon[old] === now.conceptTaxon[concept] &&
    isSameList(listOf(before, old * 3 + 2), listOf(now, concept * 3 + 2), numbers)
  );
}

function isToldSame({ before, now, numbers, texts }: ConceptPair, old: number, concept: number): boolean {
  return (
    isNamedSame({ before, now, texts }, old, concept) &&
    texts.isSame(before.conceptFullName[old] ?? -1, now.conceptFullName[concept] ?? -1) &&
    texts.isSame(before.conceptGeneType[old] ?? -1, now.conceptGeneType[concept] ?? -1) &&
    isSameList(listOf(before, old * 3), listOf(now, concept * 3), numbers) &&
    isSameReferences({ before, now, numbers, texts }, old, concept) &&
    isSameTrees(listOf(before, old * 3 + 1), listOf(now, concept * 3 + 1), texts)
  );
}

/** The same genes of reference species, under the same symbols. */
function isSameReferences({ before, now, numbers, texts }: ConceptPair, old: number, concept: number): boolean {
  const references = referenceGenes(now, concept).toSorted((a, b) => (numbers[a] ?? -1) - (numbers[b] ?? -1));
  const earlier = referenceGenes(before, old).toSorted((a, b) => a - b);
  return (
    references.length === earlier.length &&
    references.every(
      (gene, i) => numbers[gene] === earlier[i] && isNamedSame({ before, now, texts }, earlier[i] ?? -1, gene),
    )
  );
}

function isNamedSame({ before, now, texts }: Omit<ConceptPair, 'numbers'>, old: number, concept: number): boolean {
  return texts.isSame(before.conceptName[old] ?? -1, now.conceptName[concept] ?? -1);
}

function listOf({ listStart, listValues }: Sections, list: number): Int32Array {
  return listValues.subarray(listStart[list], listStart[list + 1]);
}

/** Lists of concepts, ascending by the numbers of their own index. */
function isSameList(before: Int32Array, now: Int32Array, numbers: Int32Array): boolean {
  if (before.length !== now.length) return false;
  const known = now.map((concept) => numbers[concept] ?? -1).sort();
  return known.every((concept, i) => concept === before[i]);
}

function isSameTrees(before: Int32Array, now: Int32Array, texts: TextPair): boolean {
  return before.length === now.length && before.every((tree, i) => texts.isSame(tree, now[i] ?? -1));
}

/** Marks concepts that an id was retired in favor of, or is so no more. */
function markSuccessors({ before, now, numbers }: ConceptPair, change: Uint8Array): void {
  const mark = (concept: number) => {
    if (change[concept] === CONCEPT.same) change[concept] = CONCEPT.toldOtherwise;
  };
  for (let entry = numbers.length; entry < now.idConcept.length; entry++) {
    const successor = now.idConcept[entry] ?? -1;
    const old = before.idConcept[entryIn(before, now, now.idText[entry] ?? -1)] ?? -1;
    if (old < 0 || numbers[successor] !== old) mark(successor);
  }
  const counterpart = new Int32Array(before.conceptKind.length).fill(-1);
  numbers.forEach((old, concept) => {
    if (old >= 0) counterpart[old] = concept;
  });
  for (let entry = counterpart.length; entry < before.idConcept.length; entry++) {
    const successor = counterpart[before.idConcept[entry] ?? -1] ?? -1;
    const later = now.idConcept[entryIn(now, before, before.idText[entry] ?? -1)] ?? -1;
    if (successor >= 0 && successor !== later) mark(successor);
  }
}
