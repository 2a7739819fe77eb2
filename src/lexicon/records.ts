/** What every reader of a terminology gives, whatever the format of the file. */
import type { ConceptId, NameScope } from '../model.js';
import type { KindMask } from './types.js';

/** One name of a record, as its terminology writes it. */
export interface TermName {
  readonly text: string;
  readonly scope: NameScope;
}

/** One concept of a terminology. */
export interface TermRecord {
  readonly id: ConceptId;
  /** One bit of `KIND`. */
  readonly kind: KindMask;
  /** The preferred name (`LABEL`, for a gene `SYMBOL`) first. */
  readonly names: readonly TermName[];
  /** Preferred name of a concept that is not found by name, but by exactMatch and id only. */
  readonly label?: string;
  /** Full name of a gene; null for others. */
  readonly fullName: string | null;
  /** Ids of parents; those that no terminology has are dropped. MeSH headings get theirs from their tree numbers. */
  readonly parents: readonly ConceptId[];
  /** MeSH tree numbers. */
  readonly treeNumbers: readonly string[];
  /** Number of a gene's taxon in NCBI Taxonomy; 0 for others. */
  readonly taxon: number;
  readonly geneType: string | null;
}

/** Where readers put what they read. */
export interface TermSink {
  term(record: TermRecord): void;
  /** An id that is no longer used, and the one that took its place. */
  retired(id: ConceptId, successor: ConceptId): void;
  /** An exactMatch between two terminologies. */
  match(subject: ConceptId, object: ConceptId): void;
  /** A gene, and the gene of a reference species that it is an ortholog of. Both have come before, or the pair is left out. */
  ortholog(gene: ConceptId, reference: ConceptId): void;
}

/** What a reader tells of the file it has read. */
export interface FileRead {
  /** SHA-256 of the file as it lies on disk, hex. */
  readonly sha256: string;
  /** The release that the file names; null when it names none. */
  readonly release: string | null;
}

/** Fields of a record that most terminologies leave empty. */
export const BARE = { fullName: null, parents: [], treeNumbers: [], taxon: 0, geneType: null } as const;
