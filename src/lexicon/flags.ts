/**
 * What kinds of names stand behind one spelling, as bits: a tagger asks for these at every token, so they are read without
 * making a single name. The four lowest bits are those of `KIND`.
 */
import { PREFIX, prefixOf } from '../curie.js';
import type { NameScope } from '../model.js';
import type { TermRecord } from './records.js';
import { KIND } from './types.js';

/** Bits of `Lexicon.flagsAt`. */
export const FLAG = {
  ...KIND,
  /** Official symbol, or another short name, of a human gene. */
  humanSymbol: 1 << 4,
  humanSynonym: 1 << 5,
  /** The same of mouse and rat. */
  rodentSymbol: 1 << 6,
  rodentSynonym: 1 << 7,
  /** The same of any other species. */
  otherSymbol: 1 << 8,
  otherSynonym: 1 << 9,
  /** Full name of a gene, and its publisher's further descriptions. */
  geneFullName: 1 << 10,
  geneDescription: 1 << 11,
  /** MONDO: label or exact synonym, and any other. */
  mondoExact: 1 << 12,
  mondoOther: 1 << 13,
  /** MeSH trees C (but for what is in C23 alone) and F03. */
  meshDisease: 1 << 14,
  /** MeSH tree C23 alone: signs, symptoms, pathological conditions. */
  meshSymptom: 1 << 15,
  /** MeSH supplementary records of diseases. */
  meshRareDisease: 1 << 16,
  /** MeSH trees A, B, D, E, F (but F03), G; the rest. */
  meshAnatomy: 1 << 17,
  meshOrganism: 1 << 18,
  meshChemical: 1 << 19,
  meshProcedure: 1 << 20,
  meshPsychology: 1 << 21,
  meshProcess: 1 << 22,
  meshOther: 1 << 23,
  /** Some name of this spelling is an ordinary word or number. */
  commonWord: 1 << 24,
  /** Some name of this spelling is written with a space: "factor 2". */
  spaced: 1 << 25,
} as const;

const TREE_FLAGS: Readonly<Record<string, number>> = {
  A: FLAG.meshAnatomy,
  B: FLAG.meshOrganism,
  C: FLAG.meshDisease,
  D: FLAG.meshChemical,
  E: FLAG.meshProcedure,
  F: FLAG.meshPsychology,
  G: FLAG.meshProcess,
};

const RODENTS: ReadonlySet<number> = new Set([10090, 10116]);

/** Flags of one name of a record; `commonWord` and `spaced` are found later. */
export function flagsOf(record: TermRecord, scope: NameScope): number {
  if (record.kind === KIND.gene) return KIND.gene | geneFlag(record.taxon, scope);
  if (record.kind === KIND.taxon) return KIND.taxon;
  const prefix = prefixOf(record.id);
  if (prefix === PREFIX.mondo) return record.kind | (isExact(scope) ? FLAG.mondoExact : FLAG.mondoOther);
  return prefix === PREFIX.mesh ? record.kind | meshFlags(record) : record.kind;
}

function isExact(scope: NameScope): boolean {
  return scope === 'LABEL' || scope === 'EXACT';
}

function geneFlag(taxon: number, scope: NameScope): number {
  if (scope === 'LABEL') return FLAG.geneFullName;
  if (scope !== 'SYMBOL' && scope !== 'EXACT') return FLAG.geneDescription;
  const symbol = scope === 'SYMBOL';
  if (taxon === 9606) return symbol ? FLAG.humanSymbol : FLAG.humanSynonym;
  if (RODENTS.has(taxon)) return symbol ? FLAG.rodentSymbol : FLAG.rodentSynonym;
  return symbol ? FLAG.otherSymbol : FLAG.otherSynonym;
}

function meshFlags(record: TermRecord): number {
  if (record.treeNumbers.length === 0) return record.kind === KIND.disease ? FLAG.meshRareDisease : FLAG.meshOther;
  let flags = 0;
  for (const tree of record.treeNumbers) flags |= treeFlag(tree);
  return flags & FLAG.meshDisease ? flags & ~FLAG.meshSymptom : flags;
}

function treeFlag(tree: string): number {
  if (tree.startsWith('F03')) return FLAG.meshDisease;
  if (tree.startsWith('C23')) return FLAG.meshSymptom;
  return TREE_FLAGS[tree.charAt(0)] ?? FLAG.meshOther;
}
