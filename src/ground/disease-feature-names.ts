/** Names and places of the features that the rankers of diseases weigh. */
import type { DiseaseRoute } from './disease-candidate.js';

const ROUTES: readonly DiseaseRoute[] = ['name', 'similar', 'head', 'front', 'mapped', 'parent', 'memory', 'short'];
const SCOPES = ['LABEL', 'EXACT', 'NARROW', 'BROAD', 'RELATED'] as const;
/** What names are forgiven that tells something. */
export const FORGIVEN = ['case', 'plural', 'spelling', 'edit', 'word-order'] as const;

/** Names of the features, in the order of a row. */
export const DISEASE_FEATURES: readonly string[] = [
  ...ROUTES.map((route) => `route ${route}`),
  ...SCOPES.map((scope) => `name is ${scope}`),
  ...SCOPES.map((scope) => `similar name is ${scope}`),
  ...FORGIVEN.map((difference) => `forgiven ${difference}`),
  'capitals forgiven',
  'similarity',
  'same words',
  'words of text left out',
  'words of name left out',
  'number of words of text left out',
  'number of words of name left out',
  'part of text',
  'only modifiers left out',
  'same last word',
  'number too many',
  'number missing',
  'steps up',
  'supplementary record',
  'record of the newest ids',
  'no disease of MeSH',
  'only a symptom',
  'disease of animals',
  'depth',
  'depth of similar',
  'above all others named',
  'named more than one',
  'agreed by exactMatch',
  'part agreed by exactMatch',
  'named elsewhere in the paper',
  'above what is named elsewhere',
  'under what is named elsewhere',
  'remembered',
  'remembered share',
  'remembered as another',
  'match remembered',
  'same words remembered',
  'word remembered',
  'word remembered, named',
  'part remembered',
  'short form remembered',
  'how often meant',
  'never meant',
  'none',
  'none: nothing by name',
  'none: short form',
  'none: one word',
  'none: best similarity',
];

/** Numbers in a row. */
export const DISEASE_WIDTH = DISEASE_FEATURES.length;

const AT: ReadonlyMap<string, number> = new Map(DISEASE_FEATURES.map((name, index) => [name, index]));

/** Sets a feature of one row by its name. */
export type SetFeature = (feature: string, value: number) => void;

/** Sets features of one row by their names. */
export function setterOf(values: Float32Array, row: number): SetFeature {
  return (feature, value) => {
    const at = AT.get(feature);
    if (at === undefined) throw new RangeError(`No feature "${feature}"`);
    values[row * DISEASE_WIDTH + at] = value;
  };
}
