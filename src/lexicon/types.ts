/**
 * What the rest of the program sees of a lexicon: names looked up, concepts told. How it is laid out in memory is the
 * business of the index alone.
 */
import type { Concept, ConceptId, Forgiven, NameScope } from '../model.js';
import type { Tokens } from '../text/tokens.js';
import type { WordIndex } from './word-index.js';

/** Groups of terminologies that can be scanned for, as bits of a mask. */
export const KIND = { gene: 1, disease: 2, taxon: 4, other: 8 } as const;
export type KindMask = number;

/** One name of one concept, as its terminology writes it. */
export interface LexiconName {
  /** Name id, dense from 0; stable within one index file only. */
  readonly nameIndex: number;
  readonly conceptId: ConceptId;
  /** Bit of `KIND`. */
  readonly kind: KindMask;
  readonly name: string;
  readonly scope: NameScope;
  /** `NCBITaxon:9606` for a gene's name, else null. */
  readonly taxonId: ConceptId | null;
  /** An ordinary English word or number ("was", "impact"), found when the lexicon was built. */
  readonly commonWord: boolean;
}

/** A name found for a given text, with what had to be forgiven to find it. */
export interface NameMatch extends LexiconName {
  readonly forgiven: readonly Forgiven[];
}

/** What a lexicon says of one source it was built from. */
export interface TerminologyInfo {
  /** Prefix of its ids, see curie.ts. */
  readonly prefix: string;
  /** File name as read, without folder. */
  readonly file: string;
  /** What the file says of its release, e.g. `releases/2026-05-05`; else `file of` its date. */
  readonly release: string;
  readonly sha256: string;
  readonly concepts: number;
  readonly names: number;
  /** Pairs of ids that a mapping set or orthologs gave; 0 for a terminology. */
  readonly mappings: number;
}

export interface LexiconInfo {
  /** Version of the file's layout. */
  readonly format: number;
  /** `starter-1a2b3c4d`, or `mondo-2026-05-05+mesh-2019+…-1a2b3c4d`; changes whenever the content does. */
  readonly release: string;
  readonly terminologies: readonly TerminologyInfo[];
  /** All names, and distinct ones after normalization. */
  readonly names: number;
  readonly distinctNames: number;
  readonly concepts: number;
  /** Ids of mapping sets that no terminology here has, by mapping set file. */
  readonly unknownMappingIds: Readonly<Record<string, number>>;
}

/** A read-only index of names and concepts. All methods are synchronous and pure; `scan` may be called inside of `visit`. */
export interface Lexicon {
  readonly info: LexiconInfo;
  /** The bytes of the index; hand it to a worker thread and open it there without a copy. */
  readonly buffer: SharedArrayBuffer;
  /** Spellings of diseases by the stems of their words. */
  readonly diseaseWords: WordIndex;

  /** The concept of an id; retired ids (`alt_id`, `replaced_by`) lead to their successor. Null for an unknown id. */
  concept(id: ConceptId): Concept | null;

  /** Ids that were retired in favor of this one, sorted; none for an unknown or retired id. */
  formerIds(id: ConceptId): readonly ConceptId[];

  /**
   * Genes of a reference species that this gene is an ortholog of, sorted: the human one as a rule, seldom several. None for a
   * reference gene itself, an unknown or retired id, and where no source has orthologs.
   */
  referenceGenes(id: ConceptId): readonly ConceptId[];

  /**
   * Names equal to `text` after normalization (case, dash, space, Greek letters, plural), best spelled first, of the
   * kinds in `mask`. At most 500: symbols and labels first, of human, mouse and rat first.
   */
  lookup(text: string, mask: KindMask): readonly NameMatch[];

  /**
   * Finds names in running text: at each token the longest name of the kinds in `mask`, from left to right, no
   * overlaps. `visit` gets the first token, the one after the last, and a handle for `namesAt`. Allocates nothing.
   */
  scan(tokens: Tokens, mask: KindMask, visit: (first: number, end: number, handle: number) => void): void;

  /**
   * The same for several masks in one pass, each with overlaps of its own: `visit` gets the index of the mask first. Matches
   * come in the order of their first tokens.
   */
  scanEach(
    tokens: Tokens,
    masks: readonly KindMask[],
    visit: (which: number, first: number, end: number, handle: number) => void,
  ): void;

  /** What kinds of names are behind a handle of `scan`: bits of `FLAG` in flags.ts, of all kinds. Makes no name. */
  flagsAt(handle: number): number;

  /**
   * How the names with this word (its longest token) spread over eight vocabularies, four bits each, see token-spread.ts;
   * 0 for a word in no name.
   */
  spreadOf(word: string): number;

  /** Visits the ids of all concepts of the kinds in `mask`, in the order of the index. */
  visitConcepts(mask: KindMask, visit: (id: ConceptId) => void): void;

  /** The names behind a handle of `scan`, of the kinds in `mask`. `text` is what stood there, to tell what was forgiven. */
  namesAt(handle: number, mask: KindMask, text: string): readonly NameMatch[];
}
