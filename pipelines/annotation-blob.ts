/** Annotations of one paper as kept in the ledger: gzipped JSON with the text they point into, for `papergraph export`. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Concept, ConceptId, GroundedDocument } from '../src/model.js';

/** Raised when more is kept of a paper than before, so that papers are linked anew to have it. */
export const KEPT_FORM = 2;

/** Names of a concept, as the lexicon has them. */
export interface ConceptNames extends Pick<Concept, 'name' | 'fullName'> {
  /** The id that links have, and the one that it has now: another one if it was retired. */
  readonly id: ConceptId;
  readonly currentId: ConceptId;
}

/** What is kept beside the annotations. */
export interface KeptOrigin {
  /** The card's Markdown. */
  readonly card: string;
  /** Where the text came from; null when only the card could be read. */
  readonly url: string | null;
  /** Names of the concepts that mentions are linked to, each once, sorted by id. */
  readonly concepts: readonly ConceptNames[];
}

/** `origin` is null for papers that were linked before it was kept. */
export interface KeptPaper {
  readonly grounded: GroundedDocument;
  readonly origin: KeptOrigin | null;
}

/** Passages are left out: offsets into the source say it all, and they would double the size. */
export function packAnnotations(
  { document, abbreviations, annotations }: GroundedDocument,
  origin: KeptOrigin,
): Uint8Array {
  const kept: GroundedDocument = { document: { ...document, passages: [] }, abbreviations, annotations };
  return gzipSync(JSON.stringify({ ...kept, origin }), { level: 6 });
}

/** The grounded document again, without passages, and what is kept beside it. */
export function unpackAnnotations(body: Uint8Array): KeptPaper {
  const kept: GroundedDocument & { readonly origin?: KeptOrigin } = JSON.parse(gunzipSync(body).toString('utf8'));
  const { origin, ...grounded } = kept;
  return { grounded, origin: origin ?? null };
}

/** Names of all concepts that a document's mentions are linked to. */
export function namesOfLinked(
  { annotations }: GroundedDocument,
  concepts: { concept(id: ConceptId): Concept | null },
): ConceptNames[] {
  const links = annotations.flatMap(({ grounding }) => (grounding.kind === 'linked' ? grounding.links : []));
  return [...new Set(links.map(({ conceptId }) => conceptId))].toSorted().flatMap((id) => {
    const concept = concepts.concept(id);
    return concept === null ? [] : [{ id, currentId: concept.id, name: concept.name, fullName: concept.fullName }];
  });
}
