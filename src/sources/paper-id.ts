/** The one place where a paper's id is made and where identifiers of papers are told from other text. */
import { createHash } from 'node:crypto';
import { curie, PAPER_PREFIX } from '../curie.js';
import type { PaperId } from '../model.js';

/** What is known of which paper this is; null means "not there". */
export interface PaperIdentifiers {
  /** `PMC12817307`. */
  readonly pmcid: string | null;
  /** Digits only. */
  readonly pmid: string | null;
  /** Lower case, no resolver's address: `10.3389/fonc.2025.1716612`. */
  readonly doi: string | null;
}

export const NO_IDENTIFIERS: PaperIdentifiers = { pmcid: null, pmid: null, doi: null };

/** The identifiers of `first`, and where it has none those of `second`. */
export function completedBy(first: PaperIdentifiers, second: PaperIdentifiers): PaperIdentifiers {
  return { pmcid: first.pmcid ?? second.pmcid, pmid: first.pmid ?? second.pmid, doi: first.doi ?? second.doi };
}

/** What an id is made from: identifiers, else an address, else the words that name the paper. */
export interface PaperNames extends PaperIdentifiers {
  readonly fullTextUrl: string | null;
  readonly sourceUrl: string | null;
  readonly title: string;
  readonly authors: readonly string[];
}

/**
 * `PMC:PMC12817307`, else `PMID:…`, else `DOI:…`, else `URL:` and the first 16 hex digits of the SHA-256 of the full
 * text's address as written, else of the source page's. A paper with none of these (a card written by hand) is told by
 * its title and authors, hashed without regard to case and space: such an id changes when a link is added later.
 */
export function paperId(names: PaperNames): PaperId {
  if (names.pmcid !== null) return curie(PAPER_PREFIX.pmc, names.pmcid);
  if (names.pmid !== null) return curie(PAPER_PREFIX.pmid, names.pmid);
  if (names.doi !== null) return curie(PAPER_PREFIX.doi, names.doi);
  return curie(PAPER_PREFIX.url, shortHash(names.fullTextUrl ?? names.sourceUrl ?? words(names)));
}

function words(names: PaperNames): string {
  return [names.title, ...names.authors].join('\n').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function shortHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
}

const DOI = /(?:^|[^\d.])(10\.\d{4,9}\/[^\s\p{Cc}]+)/u;
const PMCID = /^(?:PMC(?:ID)?\b[\s:#]*)?(PMC[\s:]*\d+|(?<=[\s:#])\d+)(?:\.\d+)?$/i;
const PMID = /^(?:PMID|PubMed(?:\s+ID)?)[\s:#]*(\d{1,12})$/i;

/**
 * The identifier that a short piece of text is, all null when it is none: `PMC12345`, `PMCID: PMC12345`, `PMID: 38123456`,
 * `DOI: 10.1000/X`, `doi:10.1000/x`, `https://doi.org/10.1000%2Fx`, `10.1000/x`.
 */
export function identifierIn(text: string): PaperIdentifiers {
  const trimmed = text.trim();
  const pmcid = PMCID.exec(trimmed)?.[1];
  if (pmcid !== undefined) return { ...NO_IDENTIFIERS, pmcid: `PMC${pmcid.replace(/\D/g, '')}` };
  const pmid = PMID.exec(trimmed)?.[1];
  if (pmid !== undefined) return { ...NO_IDENTIFIERS, pmid: withoutLeadingZeros(pmid) };
  return { ...NO_IDENTIFIERS, doi: doiIn(trimmed) };
}

/** Only a text that is a DOI, with or without label and resolver; a sentence that cites one is none. */
function doiIn(text: string): string | null {
  if (!/^(?:doi\b|https?:\/\/(?:dx\.|www\.)?doi\.org\/|10\.\d)/i.test(text)) return null;
  const found = DOI.exec(decoded(text))?.[1];
  return found === undefined ? null : withoutTail(found).toLowerCase();
}

/** Punctuation after a DOI is the sentence's; `)` belongs to it only with its `(`, as in `10.1016/s0140-6736(05)1`. */
function withoutTail(doi: string): string {
  const cut = doi.replace(/[.,;:>\]}"'*_]+$/, '');
  const unopened = cut.endsWith(')') && cut.split('(').length < cut.split(')').length;
  return unopened ? withoutTail(cut.slice(0, -1)) : cut;
}

/** Percent signs that are no escapes are left as they are. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    return bytes.toString('utf8');
  });
}

function withoutLeadingZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/**
 * Identifiers that an address holds: `…/paper/PMC1087847/full.md`, `https://pubmed.ncbi.nlm.nih.gov/38123456/`,
 * `https://doi.org/10.1000/x`.
 */
export function identifiersOfUrl(url: string | null): PaperIdentifiers {
  if (url === null) return NO_IDENTIFIERS;
  const path = url.replace(/[?#].*$/s, '');
  const pmc = /\/PMC(\d+)(?=[/.]|$)/i.exec(path)?.[1];
  const pmid = /\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d+)(?=\/|$)/i.exec(
    path,
  )?.[1];
  return {
    pmcid: pmc === undefined ? null : `PMC${pmc}`,
    pmid: pmid === undefined ? null : withoutLeadingZeros(pmid),
    doi: doiIn(path),
  };
}
