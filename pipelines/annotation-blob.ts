/** Annotations of one paper as kept in the ledger: gzipped JSON with the text they point into, for `papergraph export`. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { GroundedDocument } from '../src/model.js';

/** Passages are left out: offsets into the source say it all, and they would double the size. */
export function packAnnotations({ document, abbreviations, annotations }: GroundedDocument): Uint8Array {
  const kept: GroundedDocument = { document: { ...document, passages: [] }, abbreviations, annotations };
  return gzipSync(JSON.stringify(kept), { level: 6 });
}

/** The grounded document again, without passages. */
export function unpackAnnotations(body: Uint8Array): GroundedDocument {
  const kept: GroundedDocument = JSON.parse(gunzipSync(body).toString('utf8'));
  return kept;
}
