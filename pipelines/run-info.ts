/** What identifies a run and what a paper's graph depends on. */
import { createHash, randomBytes } from 'node:crypto';
import type { PaperCard, PaperText, RunInfo } from '../src/model.js';
import { packageVersion } from '../src/resources.js';
import type { Settings } from '../src/settings.js';
import { readLinkingConfig } from './linking-config.js';
import { readTaggerFiles } from './open-tagger.js';

/**
 * Version of recognizing, grounding and assembling. Raise it with every change of what they give, so that papers are
 * linked anew.
 */
export const LINKER = 'ranker-3';

/**
 * A new run. `lexicon` is the release of the lexicon in use.
 *
 * @throws FormatError when a word list of config/ is broken, CannotRunError when a tagger is, before any paper is touched
 */
export function startRun(settings: Settings, lexicon: string): RunInfo {
  const startedAt = new Date().toISOString();
  return {
    id: `${startedAt}-${randomBytes(2).toString('hex')}`,
    startedAt,
    version: packageVersion(),
    lexicon,
    settingsHash: sha256(JSON.stringify([settings.link, readLinkingConfig().hash, readTaggerFiles().hash])),
  };
}

/** The run that a paper is linked in, and the settings of that run. */
export interface RunContext {
  readonly run: RunInfo;
  readonly settings: Settings;
}

/**
 * Hash of all that decides what is written and kept of a paper, annotations for `export` included; the same fingerprint
 * means that there is nothing to do.
 */
export function fingerprintOf({ run, settings }: RunContext, card: PaperCard, text: PaperText): string {
  const kept = settings.state.keepAnnotations ? 'annotations' : '';
  const { lexicon, settingsHash } = run;
  return sha256([LINKER, lexicon, settingsHash, kept, text.origin, text.sha256, sha256(card.markdown)].join('\n'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
