/** What of the publishers' files goes into a lexicon. */
import { type CommonWords, NO_COMMON_WORDS } from './common-words.js';
import type { LexiconSource } from './find-sources.js';

export interface LexiconOptions {
  /** Species whose genes are taken, as numbers of NCBI Taxonomy; default `DEFAULT_TAXA`. */
  readonly taxa: 'all' | readonly number[];
  /** Taxa of names.dmp at most, lowest numbers first; those of `taxa` are always taken. Default 200,000. */
  readonly speciesLimit: number;
  /** Classes of MeSH supplementary records: 1 chemicals, 2 protocols, 3 diseases, 4 organisms. Default 3 alone. */
  readonly supplementaryClasses: readonly string[];
  /** Equivalence xrefs of MONDO as exact matches. By default when no mapping set is among the sources. */
  readonly mondoXrefs: boolean;
  /** Dates of files that name no release in themselves, by file name. By default the date of the file on disk. */
  readonly fileDates: Readonly<Record<string, string>>;
  /** Ordinary words, by which names are marked as `commonWord`. Default none. */
  readonly commonWords: CommonWords;
  /** Words of diseases that say the same, by which names are found that no text is spelled as. Default none. */
  readonly diseaseEquivalents: ReadonlyMap<string, string>;
}

/**
 * Human, model organisms and livestock: mouse, rat, zebrafish, fly, worm, budding and fission yeast (with the strains that
 * NCBI lists their genes under), thale cress, frogs, chicken, cow, pig, dog, cat, sheep, goat, horse, rabbit, guinea pig,
 * hamsters, rhesus, chimpanzee, rice, E. coli, Dictyostelium.
 */
export const DEFAULT_TAXA: readonly number[] = [
  9606, 10090, 10116, 7955, 7227, 6239, 559292, 4932, 284812, 4896, 3702, 8355, 8364, 9031, 9913, 9823, 9615, 9685,
  9940, 9925, 9796, 9986, 10141, 10029, 10036, 9544, 9598, 39947, 4530, 511145, 83333, 562, 44689,
];

/** Options with what they leave open filled in, as far as it depends on the sources. */
export function withDefaults(options: Partial<LexiconOptions>, sources: readonly LexiconSource[]): LexiconOptions {
  return {
    taxa: options.taxa ?? DEFAULT_TAXA,
    speciesLimit: options.speciesLimit ?? 200_000,
    supplementaryClasses: options.supplementaryClasses ?? ['3'],
    mondoXrefs: options.mondoXrefs ?? !sources.some(({ kind }) => kind === 'sssom'),
    fileDates: options.fileDates ?? {},
    commonWords: options.commonWords ?? NO_COMMON_WORDS,
    diseaseEquivalents: options.diseaseEquivalents ?? new Map(),
  };
}

/** Species whose names are taken in any case. */
export function speciesOfInterest({ taxa }: LexiconOptions): readonly number[] {
  return taxa === 'all' ? DEFAULT_TAXA : taxa;
}
