/** The lexicon that the settings name, or the starter terminology. */
import { openLexicon } from '../src/lexicon/open.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { Settings } from '../src/settings.js';

export interface OpenedLexicon {
  readonly lexicon: Lexicon;
  /** For messages: path of the index, or that it is the starter terminology. */
  readonly source: string;
}

/** @throws CannotRunError when the file is missing, damaged or of another layout */
export async function openConfiguredLexicon(settings: Settings): Promise<OpenedLexicon> {
  const { file } = settings.lexicon;
  if (file !== null) return { lexicon: openLexicon(file), source: file };
  const { starterLexicon } = await import('./build-lexicon.js'); // with all that reads terminologies
  return { lexicon: await starterLexicon(), source: 'starter terminology' };
}
