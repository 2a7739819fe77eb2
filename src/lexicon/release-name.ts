/** The name of a lexicon's content, made of the releases of its sources. */
import { createHash } from 'node:crypto';
import { PREFIX } from '../curie.js';
import { FORMAT } from './layout.js';
import type { LexiconOptions } from './options.js';
import { HAND_WRITTEN } from './read-starter.js';
import type { TerminologyInfo } from './types.js';

/** Stands before the date of a file that names no release. */
export const FILE_OF = 'file of ';

/** Releases that people know, and a hash over everything that decides the content. */
export function releaseOf(terminologies: readonly TerminologyInfo[], options: LexiconOptions): string {
  const hash = createHash('sha256');
  const { taxa, speciesLimit, supplementaryClasses, mondoXrefs, commonWords, diseaseEquivalents } = options;
  hash.update(JSON.stringify([FORMAT, taxa, speciesLimit, supplementaryClasses, mondoXrefs]));
  for (const words of [commonWords.words, commonWords.species]) hash.update([...words].toSorted().join('\n'));
  hash.update(
    [...diseaseEquivalents]
      .map((pair) => pair.join('\t'))
      .toSorted()
      .join('\n'),
  );
  for (const { file, sha256 } of terminologies) hash.update(`${file}\n${sha256}\n`);
  return `${namedReleases(terminologies)}-${hash.digest('hex').slice(0, 8)}`;
}

const SHORT: Readonly<Record<string, string>> = {
  [PREFIX.mondo]: 'mondo',
  [PREFIX.mesh]: 'mesh',
  [PREFIX.gene]: 'gene',
  [PREFIX.taxon]: 'taxonomy',
};

/** The latest release of each terminology; the date of a file counts only where none of its files names a release. */
function namedReleases(terminologies: readonly TerminologyInfo[]): string {
  if (terminologies.every(({ release }) => release === HAND_WRITTEN)) return 'starter';
  const latest = new Map<string, string>();
  for (const { prefix, release, concepts } of terminologies) {
    if (prefix === PREFIX.omim) continue; // its ids come with a release of MONDO
    const known = latest.get(prefix) ?? FILE_OF;
    const newer =
      known.startsWith(FILE_OF) === release.startsWith(FILE_OF) ? release > known : known.startsWith(FILE_OF);
    if (concepts > 0 && newer) latest.set(prefix, release);
  }
  return [...latest]
    .map(([prefix, release]) => `${SHORT[prefix] ?? prefix}-${release.replace('releases/', '').replace(FILE_OF, '')}`)
    .join('+');
}
