/** A disease that a text may denote. */
import type { Concept } from '../model.js';
import type { CandidateConcept } from './candidates.js';

/**
 * How a text led to a disease:
 * - `name`: it is a name of it, as written, in American spelling, or by the list of disease words
 * - `similar`: it has words in common with a name
 * - `head`: its end is a name ("toxicities" of "dose-limiting toxicities")
 * - `front`: its beginning is ("Addison disease" of "Addison disease in childhood")
 * - `mapped`: published exactMatch of what it is a name of in the other terminology
 * - `parent`: something above that has a published exactMatch
 * - `memory`: training has seen the text with it
 * - `short`: the short form that the paper has for it leads to it
 */
export type DiseaseRoute = 'name' | 'similar' | 'head' | 'front' | 'mapped' | 'parent' | 'memory' | 'short';

export interface DiseaseCandidate extends CandidateConcept {
  readonly route: DiseaseRoute;
  /** Cosine with the name, and the shares of the text and the name in common; 1 for a name. See disease-index.ts. */
  readonly similarity: number;
  readonly ofText: number;
  readonly ofName: number;
  /** Steps up, for `parent`; else 0. */
  readonly steps: number;
  /** What was looked up: the text or a part of it. */
  readonly readAs: string;
  /** What is named in the other terminology, for `mapped` and `parent`; else null. */
  readonly from: Concept | null;
}
