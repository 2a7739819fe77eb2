/**
 * Every record that passes between the stages, in the order in which a paper meets them:
 *
 *   PaperCard → PaperText → Document → RecognizedDocument → GroundedDocument → PaperGraph → PaperOutcome
 *      card       fetch      parse        recognize            ground           assemble      write
 *
 * Rules that hold for all of them:
 * - Records are readonly. A stage makes a new record and never edits one that it was given.
 * - A *source offset* is a position in UTF-16 units of `PaperText.markdown`; spans are `[start, end)`, so that
 *   `markdown.slice(start, end)` is what the paper says at that place, mark-up and all. Conversion to characters or
 *   bytes happens only where a file format asks for it.
 * - A *plain offset* is a position in UTF-16 units of one `Passage.text`, the same words without mark-up.
 * - `null` means "looked for and not there". A list is empty rather than null.
 * - Ids of papers and concepts are CURIEs (`PMC:PMC12817307`, `NCBIGene:5133`); see curie.ts.
 */

// ───────────────────────────────────────────────────────────────────────────────────────────── 1. the card

/** `PMC:PMC12817307`, else `PMID:123`, `DOI:10.3389/…` (lower case), else `URL:` and 16 hex digits of a SHA-256. */
export type PaperId = string;

/** A CURIE of a terminology: `NCBIGene:5133`, `MONDO:0004992`, `MESH:D009369`, `NCBITaxon:9606`. */
export type ConceptId = string;

/** What a concept is. `Other` holds what a card asserts beside genes and diseases (chemicals, species …). */
export type ConceptKind = 'Gene' | 'Disease' | 'Other';

/** Where a record came from, for messages a person can act on. */
export interface SourcePlace {
  /** File as the user named it, or as found below the folder named; `-` for a link given on the command line. */
  readonly path: string;
  /** Line, counted from 1, at which the record starts. */
  readonly line: number;
}

/** One entity that a card claims for its paper, e.g. `PDCD1 (programmed cell death 1) [NCBI Gene 5133] {aka PD-1}`. */
export interface AssertedEntity {
  /** The card's section: `linked` for "Linked entities", `full-text` for "Full-text entities". */
  readonly section: 'linked' | 'full-text';
  /** The card's own word for the kind, as written: `Genes`, `Diseases`, `Chemicals`. */
  readonly group: string;
  readonly kind: ConceptKind;
  /** The name the card gives, e.g. `PDCD1`, `DLT`. */
  readonly name: string;
  /** What the card says the name stands for, e.g. `programmed cell death 1`; null when absent. */
  readonly fullName: string | null;
  /** The asserted id as a CURIE; null when the entity stands there without an id. */
  readonly conceptId: ConceptId | null;
  /** Other names, from `{aka …}`. */
  readonly aliases: readonly string[];
  /** Line of the card, counted from 1. */
  readonly line: number;
}

/** A section of a card that the reader has no field for: kept, not lost. */
export interface CardSection {
  readonly heading: string;
  /** The Markdown below the heading, trimmed. */
  readonly markdown: string;
}

/** A paper card: the Markdown summary that names a paper and links its full text. */
export interface PaperCard {
  readonly id: PaperId;
  readonly place: SourcePlace;
  /** Title as Markdown, mark-up kept: `*Fgf9* and *Wnt4* Act as …`. Empty when the input was only a link. */
  readonly title: string;
  readonly authors: readonly string[];
  /** `PMC12817307`. */
  readonly pmcid: string | null;
  /** Digits only: `38123456`. */
  readonly pmid: string | null;
  /** Lower case, without a resolver's address: `10.3389/fonc.2025.1716612`. */
  readonly doi: string | null;
  readonly journal: string | null;
  /** As precise as the card has it: `2026`, `2026-01` or `2026-01-06`. */
  readonly date: string | null;
  /** TL;DR, contribution and key findings are somebody's summary; they are kept but never read for mentions. */
  readonly tldr: string | null;
  readonly contribution: string | null;
  readonly keyFindings: readonly string[];
  /** Abstract as Markdown. */
  readonly abstract: string | null;
  readonly assertions: readonly AssertedEntity[];
  /** Where the full text's Markdown is; null for a card without a link. */
  readonly fullTextUrl: string | null;
  readonly figureCount: number | null;
  readonly referenceCount: number | null;
  /** The page the card was made from. */
  readonly sourceUrl: string | null;
  readonly otherSections: readonly CardSection[];
  /** The card's own Markdown, the source that offsets point into when there is no full text. */
  readonly markdown: string;
}

/** Something in the input that is no usable card. The batch goes on; the summary counts it. */
export interface InputProblem {
  readonly place: SourcePlace;
  readonly kind:
    | 'not-a-card'
    | 'unreadable'
    | 'duplicate-id'
    | 'no-link'
    | 'bad-line'
    | 'not-found'
    | 'unknown-concept';
  /** A sentence that says what was expected, what came, and what to do. */
  readonly message: string;
  /** False when the paper goes on all the same (a card without a link is linked from its abstract). */
  readonly fatal: boolean;
}

export type InputItem =
  | { readonly kind: 'card'; readonly card: PaperCard }
  | { readonly kind: 'problem'; readonly problem: InputProblem };

// ───────────────────────────────────────────────────────────────────────────────────────────── 2. the text

/** Why a full text could not be had, in the words of the summary and of the graph. */
export type FetchFailure =
  | 'no-link' // the card has none
  | 'offline' // --offline, and not in the cache
  | 'network' // no connection, cut off, time-out, after all retries
  | 'http-status' // a final 4xx or a 5xx that stayed
  | 'not-markdown' // an HTML page, a PDF, an empty body
  | 'too-large' // over the size limit, before or after decompression
  | 'redirect' // a loop or too many
  | 'forbidden-address' // loopback, private or link-local, or not http(s)
  | 'robots'; // robots.txt says no

/** What is read of a paper: its full text, or the card where that cannot be had. */
export interface PaperText {
  readonly paperId: PaperId;
  /** `full-text`: the linked Markdown. `card`: only the card's title and abstract are read. */
  readonly origin: 'full-text' | 'card';
  /** Address asked for (before redirects); null for `card`. */
  readonly url: string | null;
  /** The source that all source offsets point into: the full text, or the whole card. */
  readonly markdown: string;
  /** SHA-256 of `markdown` as UTF-8, hex. */
  readonly sha256: string;
  /** `card` only: why there is no full text. */
  readonly failure: { readonly kind: FetchFailure; readonly message: string } | null;
}

// ─────────────────────────────────────────────────────────────────────────────────────────── 3. the document

/** Section types after BioC full-text collections (Comeau et al. 2019, "PMC text mining subset in BioC"). */
export type SectionType =
  | 'TITLE'
  | 'ABSTRACT'
  | 'INTRO'
  | 'METHODS'
  | 'RESULTS'
  | 'DISCUSS'
  | 'CONCL'
  | 'CASE'
  | 'FIG'
  | 'TABLE'
  | 'SUPPL'
  | 'ABBR'
  | 'KEYWORD'
  | 'ACK_FUND'
  | 'AUTH_CONT'
  | 'COMP_INT'
  | 'APPENDIX'
  | 'REF'
  | 'OTHER';

export interface Section {
  readonly type: SectionType;
  /** Heading as plain text; empty for what stands before the first heading. */
  readonly heading: string;
  /** Level of the heading, 1 to 6; 0 for what stands before the first heading. */
  readonly level: number;
  /** Source span, heading included, up to the next heading of any level. */
  readonly start: number;
  readonly end: number;
}

export type PassageKind = 'title' | 'heading' | 'paragraph' | 'list-item' | 'table-cell' | 'caption' | 'quote';

/**
 * Runs of a passage's plain text and where they stand in the source, as flat triples
 * `[plainStart, sourceStart, sourceEnd, …]` in ascending order. Run k covers plain offsets from its plainStart to that of
 * run k+1 (or the text's end). If its source length equals its plain length, it is verbatim, unit by unit; otherwise
 * (`&alpha;` read as α) its plain units stand for the source span as a whole. See text/offset-map.ts.
 */
export type OffsetMap = Int32Array;

/** A block of the paper that is read as one piece: a paragraph, a heading, a table cell. */
export interface Passage {
  readonly kind: PassageKind;
  /** Index into `Document.sections`. */
  readonly section: number;
  /** Source span of the block. */
  readonly start: number;
  readonly end: number;
  /** The words to read, without mark-up: `Trp53−/−` for `*Trp53*<sup>−/−</sup>`. */
  readonly text: string;
  readonly offsets: OffsetMap;
  /** Plain offsets `[start0, end0, start1, end1, …]` of the sentences; they cover all that is not white space. */
  readonly sentences: Int32Array;
}

/** A paper as read: sections made of passages. References, code and pictures' addresses are not among them. */
export interface Document {
  readonly paperId: PaperId;
  readonly origin: PaperText['origin'];
  readonly markdown: string;
  readonly sections: readonly Section[];
  /** In the order of the source; passages never overlap. */
  readonly passages: readonly Passage[];
}

// ──────────────────────────────────────────────────────────────────────────────────────────── 4. the mentions

/** A family, domain or complex ("Wnt", "BH3 domain") is recognized as such and is never forced onto one gene. */
export type MentionType = 'Gene' | 'GeneFamily' | 'Disease';

/** A short form and what it stands for, defined somewhere in the paper: `DLT`, `dose-limiting toxicities`. */
export interface Abbreviation {
  readonly shortForm: string;
  readonly longForm: string;
  /** Index into `Document.passages`, and plain offsets there, of the place that defines it. */
  readonly passage: number;
  readonly shortStart: number;
  readonly shortEnd: number;
  readonly longStart: number;
  readonly longEnd: number;
}

/** A span with its text and type; no concept yet. */
export interface Mention {
  readonly type: MentionType;
  /** Index into `Document.passages`. */
  readonly passage: number;
  /** Plain offsets in that passage. */
  readonly plainStart: number;
  readonly plainEnd: number;
  /** Source offsets. */
  readonly start: number;
  readonly end: number;
  /** Plain text of the mention. */
  readonly text: string;
  /** What the short form stands for in this paper, when `text` is one defined in it; else null. */
  readonly longForm: string | null;
  /** What made it a mention, for `explain` and the log: `lexicon`, `long-form`, `tagger`, `curation`. */
  readonly evidence: 'lexicon' | 'long-form' | 'tagger' | 'curation';
  /** How sure the recognizer is that this is a mention of that type, 0..1. */
  readonly score: number;
}

/** How often a taxon is spoken of in a paper, and where; what gene choice goes by. */
export interface SpeciesMention {
  /** `NCBITaxon:10090`. */
  readonly taxonId: ConceptId;
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
  readonly text: string;
}

export interface RecognizedDocument {
  readonly document: Document;
  readonly abbreviations: readonly Abbreviation[];
  readonly species: readonly SpeciesMention[];
  /** In the order of the source. */
  readonly mentions: readonly Mention[];
}

// ─────────────────────────────────────────────────────────────────────────────────────────── 5. the concepts

/** Scope of a name as in OBO; `LABEL` is the preferred name, `SYMBOL` a gene's official symbol. */
export type NameScope = 'LABEL' | 'SYMBOL' | 'EXACT' | 'NARROW' | 'BROAD' | 'RELATED';

/** A spelling difference between the text and the name that was forgiven to make them equal. */
export type Forgiven = 'case' | 'plural' | 'greek' | 'dash' | 'space' | 'spelling' | 'stem' | 'word-order' | 'edit';

/** SSSOM `mapping_justification` (semapv): how a link came about. */
export type Justification =
  | 'semapv:LexicalMatching' // the text is a name of the concept
  | 'semapv:LexicalSimilarityThresholdMatching' // nearly
  | 'semapv:MappingChaining' // by way of a published exactMatch from the terminology that was matched by name
  | 'semapv:CompositeMatching' // several kinds of evidence, as in gene choice
  | 'semapv:ManualMappingCuration'; // a curator says so

/** A concept that the mention may denote. */
export interface Candidate {
  readonly conceptId: ConceptId;
  /** Name of that concept that matched, as its terminology writes it. */
  readonly name: string;
  readonly scope: NameScope;
  readonly forgiven: readonly Forgiven[];
  /** Comparable within one mention only; the confidence of a chosen link is calibrated, this is not. */
  readonly score: number;
}

/** One concept given to a mention. A disease commonly has two: one of MONDO and one of MeSH. */
export interface ConceptLink {
  readonly conceptId: ConceptId;
  readonly matchedName: string;
  readonly scope: NameScope;
  readonly forgiven: readonly Forgiven[];
  readonly justification: Justification;
  /** A sentence for a curator: "symbol of the paper's main species, Homo sapiens". */
  readonly reason: string;
  /** Probability that the link is right, 0..1. */
  readonly confidence: number;
  /** Best others, best first; at most 5. */
  readonly runnersUp: readonly Candidate[];
  /** Which part of a composite mention ("breast and ovarian cancer") this is for; 0 for the whole or the first. */
  readonly part: number;
}

/** Why a mention has no concept. */
export type NilReason =
  | 'no-candidate' // no name of the lexicon matches
  | 'undefined-short-form' // a short form never defined, with no support from the context
  | 'long-form-unknown' // defined, and what it stands for is in no terminology
  | 'ambiguous' // several concepts, nothing to tell them apart
  | 'species-missing' // the gene of the species spoken of is not in the lexicon
  | 'not-a-member' // a family, domain or complex
  | 'never-linked'; // a curator says so

/** The answer for one mention: linked, or NIL with a reason. */
export type Grounding =
  | { readonly kind: 'linked'; readonly links: readonly [ConceptLink, ...ConceptLink[]] }
  | {
      readonly kind: 'nil';
      readonly reason: NilReason;
      readonly detail: string;
      readonly runnersUp: readonly Candidate[];
    };

/** A mention with its grounding. */
export interface Annotation {
  readonly mention: Mention;
  readonly grounding: Grounding;
}

export interface GroundedDocument {
  readonly document: Document;
  readonly abbreviations: readonly Abbreviation[];
  /** One for each mention, in the order of the source. */
  readonly annotations: readonly Annotation[];
}

// ──────────────────────────────────────────────────────────────────────────────────────────── 6. the graph

/** A concept of a terminology, as the lexicon keeps it. */
export interface Concept {
  readonly id: ConceptId;
  readonly kind: ConceptKind | 'Taxon';
  /** Preferred name; for genes the official symbol. */
  readonly name: string;
  /** Full name of a gene; null for others. */
  readonly fullName: string | null;
  /** Direct parents (`is_a`; for MeSH the headings one tree number up). */
  readonly parents: readonly ConceptId[];
  /** MeSH tree numbers, `C04.588`. */
  readonly treeNumbers: readonly string[];
  /** Genes: `NCBITaxon:9606`; null for others. */
  readonly taxonId: ConceptId | null;
  /** Genes: `protein-coding`, `pseudo`, `ncRNA` …; null for others or where the publisher has none. */
  readonly geneType: string | null;
  /** Published exactMatches in the other disease terminologies. */
  readonly exactMatches: readonly ConceptId[];
}

/** Values that a property of the graph may have. Integers are marked by the schema, not by the value. */
export type PropertyValue = string | number | boolean | readonly string[] | readonly number[];

/** Node `(:Paper)`. Absent values are left out, never null. See graph/schema.ts for labels and types. */
export interface PaperNode {
  readonly id: PaperId;
  readonly title: string;
  readonly authors: readonly string[];
  readonly doi?: string;
  readonly pmcid?: string;
  readonly pmid?: string;
  readonly journal?: string;
  readonly date?: string;
  readonly year?: number;
  readonly url?: string;
  readonly sourceUrl?: string;
  readonly figureCount?: number;
  readonly referenceCount?: number;
  /** `full-text`, or `card` when only title and abstract could be read. */
  readonly textOrigin: PaperText['origin'];
  /** Why there is no full text, e.g. `http-status`. */
  readonly textFailure?: FetchFailure;
  readonly textSha256: string;
  /** ISO 639-3 code of its language; only papers in English (`eng`) are linked. Absent where there was too little text to tell. */
  readonly language?: string;
  /** Mentions found, and how many of them are NIL. */
  readonly mentionCount: number;
  readonly nilCount: number;
  /** Release string of the lexicon and version of the linker that made it. */
  readonly lexicon: string;
  readonly linker: string;
}

/** Node `(:Gene)`, `(:Disease)` or `(:Other)`, each also `:Concept` where the store has a second label. */
export interface ConceptNode {
  readonly id: ConceptId;
  readonly kind: ConceptKind;
  readonly name: string;
  readonly fullName?: string;
  /** `MONDO`, `MESH`, `NCBIGene` …: the prefix of `id`. */
  readonly terminology: string;
  readonly geneType?: string;
  readonly treeNumbers?: readonly string[];
  /** Ids that were retired in favor of this one, sorted: who looks for an old id finds its successor. */
  readonly formerIds?: readonly ConceptId[];
  /**
   * Genes: those of a reference species, human as a rule, that this one is an ortholog of, and their symbols. Lists of one length;
   * absent for a reference gene itself.
   */
  readonly orthologIds?: readonly ConceptId[];
  readonly orthologSymbols?: readonly string[];
  /** False for an id that a card asserts and no terminology at hand knows. */
  readonly known: boolean;
}

/** Edge `(:Paper)-[:MENTIONS]->(:Concept)`, one for each pair. */
export interface MentionEdge {
  readonly conceptId: ConceptId;
  readonly kind: ConceptKind;
  /** Number of mentions in the paper. */
  readonly count: number;
  /** Section types it stands in, sorted, each once, and the number of mentions in each. Lists of one length. */
  readonly sections: readonly SectionType[];
  readonly sectionCounts: readonly number[];
  /** Source offsets at which its sentences and passages begin, ascending, each once: two edges that share one speak of both there. */
  readonly sentences: readonly number[];
  readonly passages: readonly number[];
  /** Highest confidence of its links, 0..1, rounded to 4 places. */
  readonly confidence: number;
  /** Surface forms, most frequent first, at most 10. */
  readonly names: readonly string[];
  /** `semapv:` justifications, sorted, each once. */
  readonly methods: readonly Justification[];
  /** Reason of the link with the highest confidence. */
  readonly reason: string;
  /** Up to three sentences as plain text, and where they stand in the source. Lists of one length. */
  readonly evidence: readonly string[];
  readonly evidenceSections: readonly SectionType[];
  readonly evidenceStarts: readonly number[];
  readonly evidenceEnds: readonly number[];
}

/** Edge `(:Paper)-[:ASSERTS]->(:Concept)`: what the card claims, one for each pair. */
export interface AssertionEdge {
  readonly conceptId: ConceptId;
  readonly kind: ConceptKind;
  /** Names the card uses for it, in its order, each once. */
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  /** Ids as the card has them, in its order, each once; another than the concept's is a retired one. */
  readonly ids: readonly ConceptId[];
  /** `linked`, `full-text` or both, sorted. */
  readonly sections: readonly AssertedEntity['section'][];
}

export interface TaxonNode {
  readonly id: ConceptId;
  readonly name: string;
}

/** A pair of concept ids. */
export interface ConceptPair {
  readonly from: ConceptId;
  readonly to: ConceptId;
}

/** All that one paper puts into the graph. The unit of writing: it is replaced as a whole. */
export interface PaperGraph {
  readonly paper: PaperNode;
  /** Every concept that an edge below ends in, each once, sorted by id. */
  readonly concepts: readonly ConceptNode[];
  readonly taxa: readonly TaxonNode[];
  readonly mentions: readonly MentionEdge[];
  readonly assertions: readonly AssertionEdge[];
  /** `(:Disease)-[:SUBCLASS_OF]->(:Disease)`, all ancestors' edges included. */
  readonly subclassOf: readonly ConceptPair[];
  /** `(:Disease)-[:EXACT_MATCH]->(:Disease)`, from MONDO to MeSH and OMIM. */
  readonly exactMatch: readonly ConceptPair[];
  /** `(:Gene)-[:IN_TAXON]->(:Taxon)`. */
  readonly inTaxon: readonly ConceptPair[];
  /** SHA-256, hex, over all of the above: equal hashes are equal graphs. Stored on the paper as `hash`. */
  readonly hash: string;
}

/**
 * - `agreed`: the asserted concept, or an exact match of it, is mentioned;
 * - `conflicting`: it is not, and a name that the card gives it stands in the text for another concept of its terminology;
 * - `obsolete`: it is asserted by a retired id; `derived` is its successor;
 * - `only-asserted`, `only-derived`: just that.
 */
export type Verdict = 'agreed' | 'conflicting' | 'obsolete' | 'only-asserted' | 'only-derived';

/** A concept that a card asserts, or that was found, or both. */
export interface AuditRow {
  readonly paper: PaperId;
  /** The card's name for it; for `only-derived` its most frequent surface form. */
  readonly text: string;
  /** Id as the card has it; null for `only-derived`. */
  readonly asserted: ConceptId | null;
  /** Id that was found; null for `only-asserted`. */
  readonly derived: ConceptId | null;
  readonly verdict: Verdict;
  readonly kind: ConceptKind;
  /** Of the derived link, 0..1; null without one. */
  readonly confidence: number | null;
}

/** Node `(:Run)`: who wrote a paper, by `(:Paper)-[:PROCESSED_IN]->(:Run)`. */
export interface RunInfo {
  /** Sortable by time: `2026-11-23T18:20:47.123Z-4f2a`. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly version: string;
  readonly lexicon: string;
  /** Each terminology with its release, sorted: `MONDO releases/2026-05-05`. */
  readonly terminologies: readonly string[];
  /** What else decides what is linked, as `Fingerprint` has it; `curation` with all rows. */
  readonly model: string;
  readonly settings: string;
  readonly curation: string;
}

// ──────────────────────────────────────────────────────────────────────────────────── 7. what happened to it

export type StageName = 'card' | 'fetch' | 'link' | 'write';

/** Why a paper could not be done, or only from its card. Each kind has its class in the settings, section `failures`. */
export type FailureKind =
  | FetchFailure
  | 'nothing-to-link' // no full text, and the card has neither title nor abstract
  | 'unreadable' // linking refused the text
  | 'too-slow' // linking took longer than run.paperSeconds
  | 'worker-lost' // the thread that linked it died, as a rule of too little memory
  | 'defect' // an error that nobody foresaw: a fault of the program
  | 'graph-refused' // the graph does not take this paper
  | 'graph-away' // the graph could not be reached or could not do it now
  | 'cannot-run'; // disk full, wrong password …: nothing works before somebody acts

/** What happens after a failure: `skip` until card, lexicon or settings change; `retry` later; `stop` the run. */
export type FailureClass = 'skip' | 'retry' | 'stop';

/** What is wrong with a paper, and what will happen. */
export interface Trouble {
  readonly stage: StageName;
  readonly kind: FailureKind;
  /** What was expected, what came, what to do. */
  readonly message: string;
  readonly class: FailureClass;
  /** Runs in a row in which the paper failed by a fault of its own. */
  readonly attempts: number;
  /** From when on it is tried again, ISO 8601 UTC; null when it is not tried by itself. */
  readonly nextAttempt: string | null;
  /** True when it failed too often to be tried by itself any more. */
  readonly parked: boolean;
}

/**
 * All that a paper's graph depends on, part by part; equal parts give an equal graph. Hashes are the first 16 hex digits of a
 * SHA-256: they only tell a change, and there is one of each for every paper.
 */
export interface Fingerprint {
  /** Where the text came from and its hash; empty when there was none yet. */
  readonly text: string;
  /** Hash of the card's Markdown. */
  readonly card: string;
  /** Release string of the lexicon. */
  readonly lexicon: string;
  /** Version of the linker and hash of taggers and rankers. */
  readonly model: string;
  /** Hash of the settings that decide what is linked and kept. */
  readonly settings: string;
  /** Hash of the reviewed word lists in config/, and of those rows of curation that hold in the paper. */
  readonly curation: string;
}

/** What happened to a paper: a value, never only a log line. */
export type PaperOutcome =
  | {
      readonly kind: 'written' | 'unchanged';
      readonly paperId: PaperId;
      readonly origin: PaperText['origin'];
      /** Why the full text could not be had, or could not be asked whether it changed. */
      readonly textFailure: { readonly kind: FetchFailure; readonly message: string } | null;
      readonly counts: PaperCounts;
    }
  | {
      readonly kind: 'skipped';
      readonly paperId: PaperId;
      /** Not due before its next attempt; failed too often; of a kind that is not tried again. */
      readonly why: 'waiting' | 'parked' | 'given-up';
      /** The trouble of earlier runs that it still has. */
      readonly trouble: Trouble;
    }
  | { readonly kind: 'failed'; readonly paperId: PaperId; readonly trouble: Trouble };

export interface PaperCounts {
  readonly mentions: number;
  readonly nil: number;
  /** Those of the NIL mentions for which the lexicon has no name; a larger lexicon may have one. */
  readonly unnamed: number;
  /** Distinct concepts mentioned. */
  readonly concepts: number;
}

/** Something that happened in a run, for the log, the progress display and the summary alike. */
export type RunEvent =
  | { readonly event: 'run-started'; readonly run: RunInfo; readonly graph: string; readonly lexiconPath: string }
  | { readonly event: 'input-problem'; readonly problem: InputProblem }
  | { readonly event: 'paper-found'; readonly paperId: PaperId }
  | { readonly event: 'input-ended'; readonly papers: number }
  | { readonly event: 'stage-started'; readonly stage: StageName; readonly paperId: PaperId }
  | {
      readonly event: 'stage-done';
      readonly stage: StageName;
      readonly paperId: PaperId;
      /** Wall time in milliseconds. */
      readonly ms: number;
      /** `stale`: a cached text was taken, because the server could not be asked whether it changed. */
      readonly outcome: 'ok' | 'failed' | 'from-card' | 'from-cache' | 'stale';
      readonly message?: string;
      /** `fetch` only: bytes of the body as sent over the network. */
      readonly bytes?: number;
      /** `fetch` only: host and port of the address asked for. */
      readonly host?: string;
    }
  | {
      readonly event: 'retry';
      readonly stage: StageName;
      readonly paperId: PaperId;
      readonly attempt: number;
      /** Milliseconds until the next attempt. */
      readonly delayMs: number;
      readonly reason: string;
    }
  | { readonly event: 'paper-done'; readonly outcome: PaperOutcome }
  | { readonly event: 'stopping'; readonly signal: string; readonly inFlight: number }
  | ({ readonly event: 'progress' } & RunProgress)
  /** Something about the run as a whole that a person should know and that does not hold it up. */
  | { readonly event: 'notice'; readonly message: string }
  | { readonly event: 'run-done'; readonly summary: RunSummary };

/** Where a run is, told now and then. */
export interface RunProgress {
  readonly found: number;
  readonly done: number;
  /** Papers in each stage at the moment. */
  readonly inStage: Readonly<Record<StageName, number>>;
  /** Papers that wait for a thread, and for the next transaction. */
  readonly queues: { readonly link: number; readonly write: number };
}

/** A sudden change for the worse, against earlier runs. */
export interface RunWarning {
  readonly kind: 'nil-share' | 'failed-share' | 'empty-share' | 'card-only-share' | 'stale-share';
  /** Shares, 0..1, in this run and in the earlier ones. */
  readonly now: number;
  readonly before: number;
  /** What was expected, what came, where to look. */
  readonly message: string;
}

/** Counts and times of a run, as printed at its end and given by `--json`. */
export interface RunSummary {
  readonly run: RunInfo;
  readonly graph: string;
  readonly papers: {
    readonly found: number;
    readonly written: number;
    readonly unchanged: number;
    readonly fromCardOnly: number;
    readonly skipped: number;
    readonly failed: number;
    /** Found but not begun or not finished, because the run was stopped. */
    readonly left: number;
  };
  /** Of the papers that this run took anew, what shows whether something goes wrong; unchanged and skipped ones are left out. */
  readonly fresh: {
    readonly papers: number;
    readonly failed: number;
    /** Linked from title and abstract because the full text could not be had. */
    readonly fromCardOnly: number;
    /** Full texts in which nothing was found. */
    readonly empty: number;
    /** Of all papers, unchanged ones among them: done at all, and done with an old text because the server could not be asked. */
    readonly checked: number;
    readonly stale: number;
    readonly mentions: number;
    readonly nil: number;
    /** Sum over papers of the square of mentions, of NIL, and of their product, for the spread of the share of NIL among papers. */
    readonly squares: { readonly mentions: number; readonly nil: number; readonly product: number };
  };
  /** What changed for the worse against earlier runs. */
  readonly warnings: readonly RunWarning[];
  /** False when the run was stopped before the end of the input, so that more papers may be there. */
  readonly inputEnded: boolean;
  /** Number of papers by `stage: kind`. */
  readonly failures: Readonly<Record<string, number>>;
  /** Number of papers whose full text could not be had or asked for, by kind of failure: linked from the card, or as they were. */
  readonly textFailures: Readonly<Record<string, number>>;
  /** A message of the first paper for each key of the two above. */
  readonly examples: Readonly<Record<string, string>>;
  /** The first 200; all of them are in the log. */
  readonly inputProblems: readonly InputProblem[];
  /** All of them: those that cost a paper, and those that do not. */
  readonly inputProblemCounts: { readonly fatal: number; readonly other: number };
  readonly mentions: number;
  /** Sum over papers of their distinct concepts: the MENTIONS edges. */
  readonly concepts: number;
  readonly nil: number;
  /** Those of the NIL mentions for which the lexicon has no name. */
  readonly unnamed: number;
  /** Sum over papers of the wall time in each stage, milliseconds. */
  readonly stageMs: Readonly<Record<StageName, number>>;
  readonly wallMs: number;
}
