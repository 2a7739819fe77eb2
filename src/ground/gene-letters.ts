/** How a gene's name is spelled, and groups of species: `TP53` is written so for man, `Trp53` for mouse, `rpr` for the fly. */
import { localOf } from '../curie.js';
import type { Forgiven, NameScope } from '../model.js';
import { isCapitals, shapeOf } from '../recognize/name-shape.js';
import type { LetterCase, NameKind, Spelling, TaxonGroup } from './gene-features.js';

const GROUPS: Readonly<Record<string, TaxonGroup>> = {
  '9606': 'human',
  '10090': 'mouse',
  '10116': 'rat',
  '7227': 'fly',
  '7955': 'zebrafish',
  '4932': 'yeast',
  '4896': 'yeast',
  '6239': 'worm',
  '3702': 'plant',
  '4530': 'plant',
  '8355': 'frog',
  '8364': 'frog',
};

export function taxonGroup(taxonId: string): TaxonGroup {
  return GROUPS[localOf(taxonId)] ?? 'other';
}

export function letterCase(text: string): LetterCase {
  if (shapeOf(text) === 'phrase') return 'phrase';
  if (isCapitals(text)) return 'capitals';
  if (/^\p{Lu}[^\p{Lu}]*$/u.test(text)) return 'capitalized';
  return /\p{Lu}/u.test(text) ? 'mixed' : 'lower';
}

const KINDS: Readonly<Record<NameScope, NameKind>> = {
  SYMBOL: 'symbol',
  LABEL: 'fullName',
  EXACT: 'synonym',
  NARROW: 'description',
  BROAD: 'description',
  RELATED: 'description',
};

export function nameKind(scope: NameScope): NameKind {
  return KINDS[scope];
}

/** Dashes and spaces are no matter: `Bcl-2` is exactly `Bcl2`. */
export function spellingOf(forgiven: readonly Forgiven[]): Spelling {
  let spelling: Spelling = 'exact';
  for (const one of forgiven) {
    if (one === 'dash' || one === 'space') continue;
    if (one !== 'case') return 'loose';
    spelling = 'case';
  }
  return spelling;
}
