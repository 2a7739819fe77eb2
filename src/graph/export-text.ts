/** What the formats of annotations have in common: a document with its name, and small pieces of text. */
import { localOf, PREFIX, prefixOf } from '../curie.js';
import type { Annotation, ConceptLink, GroundedDocument, MentionType, SectionType } from '../model.js';

/** A document and the name it goes by in the file: a PubMed id, a folder's name, a paper's id. */
export interface NamedDocument {
  readonly name: string;
  readonly grounded: GroundedDocument;
  /** Address that the source came from; absent or null when there is none, or it is not known. */
  readonly url?: string | null;
}

/** Types of mentions as PubTator and BioC name them: families, domains and complexes have one of their own. */
export const MENTION_TYPE_NAME: Readonly<Record<MentionType, string>> = {
  Gene: 'Gene',
  GeneFamily: 'FamilyName',
  Disease: 'Disease',
};

/** What a file puts where a mention has no id. */
export const NIL = '-';

/** Links of a mention; none for NIL. */
export function linksOf({ grounding }: Annotation): readonly ConceptLink[] {
  return grounding.kind === 'linked' ? grounding.links : [];
}

/** Type of the section around a source offset. */
export function sectionAt({ document }: GroundedDocument, offset: number): SectionType {
  return document.sections.findLast(({ start, end }) => start <= offset && offset < end)?.type ?? 'OTHER';
}

/** The same number of units without anything that would end a line or a column. */
export function oneLine(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ');
}

/** Confidence for a file: at most four decimal places. */
export function shownConfidence(confidence: number): string {
  return String(Math.round(confidence * 1e4) / 1e4);
}

const ADDRESSES: Readonly<Record<string, string>> = {
  [PREFIX.gene]: 'http://identifiers.org/ncbigene/',
  [PREFIX.mondo]: 'http://purl.obolibrary.org/obo/MONDO_',
  [PREFIX.mesh]: 'http://id.nlm.nih.gov/mesh/',
  [PREFIX.omim]: 'https://omim.org/entry/',
};

/** The address that stands for a concept in linked data; the Bioregistry's for a prefix that it is asked to resolve. */
export function conceptAddress(id: string): string {
  const base = ADDRESSES[prefixOf(id)];
  return base === undefined ? `https://bioregistry.io/${encodeURI(id)}` : `${base}${encodeURIComponent(localOf(id))}`;
}
