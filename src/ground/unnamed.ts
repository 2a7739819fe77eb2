/** Mentions that the lexicon is too small for. */
import type { Grounding, NilReason } from '../model.js';

/** The lexicon has no name for the mention, for its long form, or for the gene in the species spoken of. */
const FOR_LACK_OF_A_NAME: ReadonlySet<NilReason> = new Set(['no-candidate', 'long-form-unknown', 'species-missing']);

/** Whether a mention is NIL because no name of the lexicon fits, so that a larger lexicon may have one. */
export function isUnnamed(grounding: Grounding): boolean {
  return grounding.kind === 'nil' && FOR_LACK_OF_A_NAME.has(grounding.reason);
}
